//! Verifying: everything is read again and held to the signed heads; each fault is named.

mod blobs;
mod entries;
mod fault;
mod head;
mod raw;

pub use fault::{Fault, Problem, Subject};

use crate::head::COLUMNS;
use crate::{Algorithm, Store, StoreError, Tx};
use entries::Scan;
use raw::{Found, RawEntry};
use std::sync::mpsc::sync_channel;

/// Rows handed to the hashing thread at a time.
const PAGE: usize = 2000;
/// Pages that may wait for it.
const WAITING: usize = 8;

impl Store {
    /// Checks every entry, node, head and attachment of the district, or of all when none is chosen, in one
    /// snapshot of a running database. `progress` is told how many entries have been read.
    ///
    /// An empty answer means: every byte is as it was when it was signed. Whether the signing key is the right
    /// one is for the caller, who may compare [`Store::head`] with a head kept elsewhere.
    ///
    /// # Errors
    /// The database does not answer; damage is never an error.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Vec<Fault>, StoreError> {
        self.read(|tx| {
            let districts = match tx.district() {
                "" => tx.all_districts()?,
                code => vec![code.to_owned()],
            };
            let mut read = 0;
            let mut faults = Vec::new();
            for district in districts {
                let mut more = |entries| {
                    read += entries;
                    progress(read);
                };
                faults.extend(tx.verify_district(&district, &mut more)?);
            }
            Ok(faults)
        })
    }
}

impl Tx<'_> {
    pub(crate) fn verify_district(
        &mut self,
        district: &str,
        more: &mut dyn FnMut(u64),
    ) -> Result<Vec<Fault>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM heads WHERE district = ?1");
        let row = self.query_one(&sql, &[district.into()])?;
        let found = head::read(row.as_ref());
        let algorithm = match found.as_ref().ok().and_then(Option::as_ref) {
            Some((head, _)) => head.algorithm,
            // Without a readable head the database's own choice is the best guess.
            None => self.chosen_algorithm().ok().flatten().unwrap_or(Algorithm::Sha256),
        };
        let size = found.as_ref().ok().and_then(Option::as_ref).map(|(head, _)| head.size);
        let mut scan = self.scan(district, algorithm, size, more)?;
        let tiles = self.stored_tiles(district)?;
        let mut problems = head::check(found, &mut scan);
        problems.extend(scan.judge(&tiles));
        problems.extend(self.verify_blobs(district, &scan)?);
        let fault = |(subject, problem)| Fault { district: district.to_owned(), subject, problem };
        Ok(problems.into_iter().map(fault).collect())
    }

    /// Reads on this thread and hashes on another, so that both cores work.
    fn scan(
        &mut self,
        district: &str,
        algorithm: Algorithm,
        size: Option<u64>,
        more: &mut dyn FnMut(u64),
    ) -> Result<Scan, StoreError> {
        let (pages, waiting) = sync_channel::<Vec<RawEntry>>(WAITING);
        let mut scan = Scan::new(district, algorithm, size);
        std::thread::scope(|threads| {
            let hashing = threads.spawn(move || {
                for page in waiting {
                    page.iter().for_each(|entry| scan.see(entry));
                }
                scan.end();
                scan
            });
            let read = self.read_pages(district, &mut |page| {
                more(page.len() as u64);
                pages.send(page).map_err(|_| stopped())
            });
            drop(pages);
            let scan = hashing.join().map_err(|_| stopped())?;
            read.map(|()| scan)
        })
    }

    fn read_pages(
        &mut self,
        district: &str,
        send: &mut dyn FnMut(Vec<RawEntry>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = format!("SELECT {}, leaf FROM entries WHERE district = ?1 ORDER BY seq", crate::tx::ENTRY);
        let mut page = Vec::with_capacity(PAGE);
        self.each(&sql, &[district.into()], &mut |row| {
            page.push(RawEntry(row.0));
            if page.len() == PAGE {
                send(std::mem::replace(&mut page, Vec::with_capacity(PAGE)))
            } else {
                Ok(())
            }
        })?;
        send(page)
    }

    fn stored_tiles(&mut self, district: &str) -> Result<Vec<Found>, StoreError> {
        let sql = "SELECT level, position, hash FROM tiles WHERE district = ?1 ORDER BY level, position";
        Ok(self.query(sql, &[district.into()])?.iter().map(Found::read).collect())
    }
}

fn stopped() -> StoreError {
    StoreError::Engine { reason: "the thread that hashes has stopped".to_owned() }
}

#[cfg(test)]
mod tests;
