//! Restore: a backup into an empty database of either engine, checked before it is committed.

use crate::backup::{FORMAT, content_name, table_name};
use crate::blob::{BlobRow, CHUNK};
use crate::hash::ContentDigest;
use crate::{Manifest, SignedHead, Store, StoreError, Tx, migrate};
use kernel::Entry;
use serde::de::DeserializeOwned;
use std::io::{BufRead as _, BufReader, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Entries written at a time.
const PAGE: usize = 1000;

impl Store {
    /// Fills an empty database from a backup: recomputes every hash, holds the result to the signed heads of the
    /// manifest, replays the derived tables and verifies everything, all in one transaction. No signing key is
    /// needed: the heads are the ones that were signed.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`]; [`StoreError::BadBackup`] with the part that does not fit; the database refused.
    /// The database is then as empty as before.
    pub fn restore(&self, from: impl Read + Seek) -> Result<Manifest, StoreError> {
        let mut zip = ZipArchive::new(from).map_err(|error| bad(&error.to_string()))?;
        let manifest: Manifest = one(&mut zip, "manifest.json")?;
        check_manifest(&manifest)?;
        self.for_district("").write(|tx| {
            tx.must_be_empty()?;
            tx.choose_algorithm(manifest.algorithm)?;
            tx.restore_tables(&mut zip, &manifest)?;
            tx.restore_blobs(&mut zip, &manifest)?;
            tx.restore_entries(&mut zip, &manifest)?;
            for head in &manifest.heads {
                tx.district = head.district.as_str().into();
                tx.replay()?;
                if let Some(fault) = tx.verify_district(&head.district, &mut |_| ())?.first() {
                    return Err(bad(&fault.to_string()));
                }
            }
            Ok(())
        })?;
        Ok(manifest)
    }
}

fn check_manifest(manifest: &Manifest) -> Result<(), StoreError> {
    if manifest.format != FORMAT {
        return Err(bad(&format!("its form is {}, this program reads form {FORMAT}", manifest.format)));
    }
    if !migrate::MIGRATIONS.iter().any(|(name, _)| *name == manifest.migration) {
        let (found, known) = (manifest.migration.clone(), migrate::newest().to_owned());
        return Err(StoreError::Newer { found, known });
    }
    match manifest.heads.iter().find(|head| !head.is_signed()) {
        Some(head) => Err(bad(&format!("the head of {} is not signed by its key", head.district))),
        None => Ok(()),
    }
}

impl Tx<'_> {
    pub(crate) fn must_be_empty(&mut self) -> Result<(), StoreError> {
        for table in ["entries", "blobs", "blob_chunks", "tiles"].iter().chain(self.parts.kept) {
            if self.query_one(&format!("SELECT 1 FROM {table} LIMIT 1"), &[])?.is_some() {
                return Err(StoreError::NotEmpty);
            }
        }
        Ok(())
    }

    fn restore_tables<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        manifest: &Manifest,
    ) -> Result<(), StoreError> {
        for (table, rows) in &manifest.tables {
            let known = self.parts.kept.iter().find(|kept| *kept == table);
            let table = known.ok_or_else(|| bad(&format!("this program does not know the table {table}")))?;
            if self.put_table_lines(table, lines(zip, &table_name(table))?)? != *rows {
                return Err(bad(&format!("rows of {table} are missing")));
            }
        }
        Ok(())
    }

    fn restore_blobs<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        manifest: &Manifest,
    ) -> Result<(), StoreError> {
        let rows: Vec<BlobRow> =
            lines(zip, "blobs.jsonl")?.map(|line| parse(&line?, "blobs.jsonl")).collect::<Result<_, _>>()?;
        if rows.len() as u64 != manifest.blobs {
            return Err(bad("attachments are missing"));
        }
        for row in &rows {
            self.district = row.district.as_str().into();
            self.put_blob_row(row)?;
            let name = content_name(row);
            let mut content = zip.by_name(&name).map_err(|error| unreadable(&name, &error))?;
            self.restore_content(row, &mut content)?;
        }
        Ok(())
    }

    fn restore_content(&mut self, row: &BlobRow, content: &mut dyn Read) -> Result<(), StoreError> {
        let mut sum = ContentDigest::default();
        for part in 0.. {
            let mut chunk = Vec::new();
            let read = content.take(CHUNK as u64).read_to_end(&mut chunk);
            read.map_err(|error| bad(&format!("attachment {}: {error}", row.digest)))?;
            if chunk.is_empty() {
                break;
            }
            sum.add(&chunk);
            self.put_chunk(&row.digest, part, &chunk)?;
        }
        if sum.finish() == row.digest && row.is_signed() { Ok(()) } else { Err(damaged(row)) }
    }

    fn restore_entries<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        manifest: &Manifest,
    ) -> Result<(), StoreError> {
        let mut lines = lines(zip, "entries.jsonl")?.map(|line| parse::<Entry>(&line?, "entries.jsonl"));
        for head in &manifest.heads {
            self.district = head.district.as_str().into();
            self.start_log(head.algorithm);
            let mut left = usize::try_from(head.size).unwrap_or(usize::MAX);
            while left > 0 {
                let page = lines.by_ref().take(left.min(PAGE)).collect::<Result<Vec<_>, _>>()?;
                self.restore_page(head, &page)?;
                left -= page.len();
            }
            self.restore_head(head)?;
        }
        if lines.next().is_some() { Err(bad("there are entries that no head covers")) } else { Ok(()) }
    }

    fn restore_page(&mut self, head: &SignedHead, page: &[Entry]) -> Result<(), StoreError> {
        let size = self.frontier().map_or(0, |log| log.size());
        let fits = |(seq, entry): (u64, &Entry)| entry.seq == seq && entry.district == head.district;
        if page.is_empty() || !(size + 1..).zip(page).all(fits) {
            return Err(bad(&format!("entry {} of {} is missing", size + 1, head.district)));
        }
        self.put_rows(page)
    }

    fn restore_head(&mut self, head: &SignedHead) -> Result<(), StoreError> {
        let Some(log) = self.frontier() else { return Err(StoreError::NoDistrict) };
        if log.root() != head.root {
            return Err(bad(&format!("an entry of {} is not what was signed", head.district)));
        }
        let row = head.row(log);
        self.put_head(&row)?;
        self.forget_log();
        Ok(())
    }
}

fn lines<'a, R: Read + Seek>(
    zip: &'a mut ZipArchive<R>,
    name: &'a str,
) -> Result<impl Iterator<Item = Result<String, StoreError>> + 'a, StoreError> {
    let file = zip.by_name(name).map_err(|error| unreadable(name, &error))?;
    Ok(BufReader::new(file).lines().map(move |line| line.map_err(|error| bad(&format!("{name}: {error}")))))
}

fn one<T: DeserializeOwned, R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<T, StoreError> {
    let first = lines(zip, name)?.next();
    parse(&first.ok_or_else(|| bad(&format!("{name} is empty")))??, name)
}

fn parse<T: DeserializeOwned>(line: &str, name: &str) -> Result<T, StoreError> {
    serde_json::from_str(line).map_err(|error| bad(&format!("{name}: {error}")))
}

fn unreadable(name: &str, error: &ZipError) -> StoreError {
    bad(&format!("{name}: {error}"))
}

fn damaged(row: &BlobRow) -> StoreError {
    bad(&format!("attachment {} is not what was signed", row.digest))
}

fn bad(reason: &str) -> StoreError {
    StoreError::BadBackup { reason: reason.to_owned() }
}
