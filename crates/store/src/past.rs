//! The state on a past day: what the ledger held then, derived anew in a database of its own.

use crate::blob::{BLOB, BlobRow};
use crate::{Store, StoreError, Tx};
use jiff::Timestamp;
use kernel::Entry;

/// Entries copied at a time.
const PAGE: u32 = 1000;

impl Store {
    /// Fills an empty database with this district as it was at an instant: the entries up to the last one recorded
    /// by then, the tables they give, every attachment, and the kept tables, so that the same people can sign in.
    /// Its head is signed with the key that `into` was opened with. Gives the number of entries.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`]; [`StoreError::NoKey`]; a projection or either database refused.
    pub fn as_of(&self, instant: Timestamp, into: &Store) -> Result<u64, StoreError> {
        into.for_district(self.district()).write(|past| {
            past.must_be_empty()?;
            past.may_sign()?;
            self.read(|tx| tx.copy_past(instant, past))
        })
    }
}

impl Tx<'_> {
    fn copy_past(&mut self, instant: Timestamp, past: &mut Tx<'_>) -> Result<u64, StoreError> {
        let algorithm = self.chosen_algorithm()?.unwrap_or_default();
        past.choose_algorithm(algorithm)?;
        past.start_log(algorithm);
        self.copy_entries(instant, past)?;
        self.copy_blobs(past)?;
        for table in self.parts.kept {
            let mut lines = Vec::new();
            self.table_lines(table, &mut |line| {
                lines.push(Ok(line));
                Ok(())
            })?;
            past.put_table_lines(table, lines.into_iter())?;
        }
        past.replay()
    }

    /// The clock of a district may have been set back, so the order of entries decides, not their instants.
    fn copy_entries(&mut self, instant: Timestamp, past: &mut Tx<'_>) -> Result<(), StoreError> {
        let mut last = 0;
        loop {
            let page = self.entries(last, PAGE)?;
            let Some(end) = page.last() else { return Ok(()) };
            last = end.seq;
            let by_then: Vec<Entry> = page.into_iter().take_while(|entry| entry.at <= instant).collect();
            let over = by_then.last().is_none_or(|entry| entry.seq < last);
            past.put_rows(&by_then)?;
            if over {
                return Ok(());
            }
        }
    }

    fn copy_blobs(&mut self, past: &mut Tx<'_>) -> Result<(), StoreError> {
        let sql = format!("SELECT {BLOB} FROM blobs WHERE district = ?1");
        for row in self.query(&sql, &[(&self.district).into()])? {
            let blob = BlobRow::read(&row)?;
            past.put_blob_row(&blob)?;
            let sql = "SELECT bytes FROM blob_chunks WHERE district = ?1 AND digest = ?2 ORDER BY part";
            let mut part = 0;
            self.each(sql, &[(&self.district).into(), (&blob.digest).into()], &mut |row| {
                past.put_chunk(&blob.digest, part, &row.bytes(0)?)?;
                part += 1;
                Ok(())
            })?;
        }
        Ok(())
    }
}
