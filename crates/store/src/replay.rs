//! Rebuilding every derived table from the ledger, and comparing tables.

use crate::hash::content_digest;
use crate::{Algorithm, Hash, Store, StoreError, Tx, Value};

/// Entries read at a time.
const PAGE: u32 = 1000;

impl Store {
    /// Empties every derived table and fills it again from the entries, in one transaction for each district. Of
    /// all districts when none is chosen. Gives the number of entries applied.
    ///
    /// # Errors
    /// A projection or the database refused; the tables stay as they were.
    pub fn replay(&self) -> Result<u64, StoreError> {
        let districts = self.each_district()?;
        districts.iter().map(|district| district.write(|tx| tx.replay())).sum()
    }

    /// Does what [`Store::replay`] does and gives the derived tables whose content was another before. Both are
    /// looked at in the transaction that replays, so what others record meanwhile is no difference.
    ///
    /// # Errors
    /// As [`Store::replay`].
    pub fn replay_and_compare(&self) -> Result<Vec<String>, StoreError> {
        let mut changed = Vec::new();
        for district in self.each_district()? {
            changed.extend(district.write(|tx| tx.replay_and_compare())?);
        }
        Ok(changed)
    }

    /// A digest of the content of each derived table, whatever the order of its rows: two databases with the same
    /// entries have the same digests. Of one district, or of the whole table when none is chosen.
    ///
    /// # Errors
    /// The database refused.
    pub fn fingerprint(&self) -> Result<Vec<(String, String)>, StoreError> {
        let tables = self.shared.parts.tables();
        self.read(|tx| tx.digests(&tables))
    }
}

impl Tx<'_> {
    fn digests(&mut self, tables: &[&str]) -> Result<Vec<(String, String)>, StoreError> {
        tables.iter().map(|table| Ok(((*table).to_owned(), self.table_digest(table)?))).collect()
    }

    fn replay_and_compare(&mut self) -> Result<Vec<String>, StoreError> {
        let tables = self.parts.tables();
        self.lock_district()?;
        let before = self.digests(&tables)?;
        self.replay()?;
        let differing = self.digests(&tables)?.into_iter().filter(|table| !before.contains(table));
        Ok(differing.map(|(table, _)| table).collect())
    }

    pub(crate) fn replay(&mut self) -> Result<u64, StoreError> {
        for table in self.parts.tables() {
            self.execute(&format!("DELETE FROM {table} WHERE district = ?1"), &[(&self.district).into()])?;
        }
        let mut last = 0;
        loop {
            let entries = self.entries(last, PAGE)?;
            let Some(end) = entries.last() else { return Ok(last) };
            last = end.seq;
            entries.iter().try_for_each(|entry| self.project(entry))?;
        }
    }

    fn table_digest(&mut self, table: &str) -> Result<String, StoreError> {
        let columns = self.connection.columns(table)?.join(", ");
        let mut rows: Vec<Hash> = Vec::new();
        let mut add = |row: crate::Row| {
            rows.push(Algorithm::Sha256.digest(&[&row_bytes(&row.0)]));
            Ok(())
        };
        match &*self.district.clone() {
            "" => self.each(&format!("SELECT {columns} FROM {table}"), &[], &mut add)?,
            code => {
                let sql = format!("SELECT {columns} FROM {table} WHERE district = ?1");
                self.each(&sql, &[code.into()], &mut add)?;
            }
        }
        rows.sort_unstable();
        Ok(content_digest(&rows.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>()))
    }
}

/// The values of a row, each with its type and length, so that no two rows are written alike.
fn row_bytes(values: &[Value]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        let number;
        let (kind, bytes): (u8, &[u8]) = match value {
            Value::Null => (0, &[]),
            Value::Int(int) => {
                number = int.to_be_bytes();
                (1, &number)
            }
            Value::Text(text) => (2, text.as_bytes()),
            Value::Bytes(bytes) => (3, bytes),
        };
        out.push(kind);
        out.extend((bytes.len() as u64).to_be_bytes());
        out.extend(bytes);
    }
    out
}
