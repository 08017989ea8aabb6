//! One transaction on one district.

use crate::append::{Log, PUT_HEAD};
use crate::engine::{Connection, EachRow, Mode};
use crate::keys::Signing;
use crate::store::Shared;
use crate::{Algorithm, Parts, Row, StoreError, Value};
use kernel::Entry;
use std::collections::HashMap;
use std::sync::Arc;

/// A transaction. Every statement names the district itself: `… WHERE district = ?1`, with [`Tx::district`].
pub struct Tx<'a> {
    pub(crate) connection: &'a mut dyn Connection,
    /// Shared with the store; a restore moves from one district to the next.
    pub(crate) district: Arc<str>,
    pub(crate) parts: Parts,
    pub(crate) signing: Option<&'a Signing>,
    mode: Mode,
    /// The district's log, once this transaction has locked it.
    pub(crate) log: Option<Log>,
    /// The projection that is being applied, and the entry it may see up to.
    pub(crate) applying: Option<(&'static str, u64)>,
    /// Versions of streams as this transaction has seen or made them: nobody else writes in the district.
    pub(crate) versions: HashMap<String, u64>,
    /// An attachment was signed in this transaction.
    pub(crate) signed: bool,
    /// The first statement that failed. PostgreSQL does nothing more after it, and neither do we.
    failed: Option<StoreError>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(
        connection: &'a mut dyn Connection,
        district: &Arc<str>,
        shared: &'a Shared,
        mode: Mode,
    ) -> Tx<'a> {
        Tx {
            connection,
            district: Arc::clone(district),
            parts: shared.parts,
            signing: shared.signing.as_ref(),
            mode,
            log: None,
            applying: None,
            versions: HashMap::new(),
            signed: false,
            failed: None,
        }
    }
}

impl Tx<'_> {
    /// The district this transaction is bound to; empty when none was chosen.
    pub fn district(&self) -> &str {
        &self.district
    }

    /// The rows of a query. Parameters are written `?1`, `?2`, …; every one given must be used, and its type must
    /// follow from where it stands: PostgreSQL refuses `?1 IS NULL`, so leave out a condition that is not wanted.
    ///
    /// # Errors
    /// The database refused.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let rows = self.connection.query(sql, params);
        self.remember(rows)
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// The database refused.
    pub fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Hands over the rows of a long answer one by one, without holding them all.
    ///
    /// # Errors
    /// The database refused, or `row` did.
    pub fn each(&mut self, sql: &str, params: &[Value], row: EachRow<'_>) -> Result<(), StoreError> {
        let done = self.connection.each(sql, params, row);
        self.remember(done)
    }

    /// Runs a statement; the number of rows it changed.
    ///
    /// # Errors
    /// The database refused. Nothing of this transaction will be recorded then, even if the caller goes on.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.must_write()?;
        let changed = self.connection.execute(sql, params);
        self.remember(changed)
    }

    /// Writes one row of a table: `key` names its primary key, `rest` the other columns.
    ///
    /// # Errors
    /// The database refused.
    pub fn upsert(
        &mut self,
        table: &str,
        key: &[(&str, Value)],
        rest: &[(&str, Value)],
    ) -> Result<(), StoreError> {
        let columns: Vec<_> = key.iter().chain(rest).map(|(name, _)| *name).collect();
        let places: Vec<_> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let update: Vec<_> = rest.iter().map(|(name, _)| format!("{name} = excluded.{name}")).collect();
        let action =
            if update.is_empty() { "NOTHING".into() } else { format!("UPDATE SET {}", update.join(", ")) };
        let unique: Vec<_> = key.iter().map(|(name, _)| *name).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO {action}",
            columns.join(", "),
            places.join(", "),
            unique.join(", "),
        );
        let values: Vec<_> = key.iter().chain(rest).map(|(_, value)| value.clone()).collect();
        self.execute(&sql, &values).map(|_| ())
    }

    /// The current version of a stream; 0 when nothing was appended to it.
    ///
    /// # Errors
    /// The database refused.
    pub fn version(&mut self, stream: &str) -> Result<u64, StoreError> {
        let alone = self.mode == Mode::Write && self.applying.is_none() && !self.district.is_empty();
        if let Some(version) = self.versions.get(stream).filter(|_| alone) {
            return Ok(*version);
        }
        let sql = "SELECT version FROM entries WHERE district = ?1 AND stream = ?2 AND seq <= ?3
                   ORDER BY version DESC LIMIT 1";
        let row = self.query_one(sql, &[(&self.district).into(), stream.into(), self.horizon()])?;
        let version = row.map_or(Ok(0), |row| row.count(0))?;
        if alone {
            self.versions.insert(stream.to_owned(), version);
        }
        Ok(version)
    }

    /// Entries after a sequence number, in order, at most `limit`.
    ///
    /// # Errors
    /// The database refused, or an entry cannot be read.
    pub fn entries(&mut self, after_seq: u64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "SELECT {ENTRY} FROM entries WHERE district = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4"
        );
        let rows =
            self.query(&sql, &[(&self.district).into(), after_seq.into(), self.horizon(), limit.into()])?;
        rows.iter().map(read_entry).collect()
    }

    /// All entries of a stream, in order.
    ///
    /// # Errors
    /// The database refused, or an entry cannot be read.
    pub fn stream(&mut self, stream: &str) -> Result<Vec<Entry>, StoreError> {
        // An expression is no way into an index: by its number alone SQLite would walk through the whole ledger.
        let sql = format!(
            "SELECT {ENTRY} FROM entries WHERE district = ?1 AND stream = ?2 AND seq + 0 <= ?3 ORDER BY version"
        );
        let rows = self.query(&sql, &[(&self.district).into(), stream.into(), self.horizon()])?;
        rows.iter().map(read_entry).collect()
    }

    /// What a projection may see: nothing after the entry it is applying, so that a replay sees the same.
    fn horizon(&self) -> Value {
        self.applying.map_or(i64::MAX.into(), |(_, seq)| seq.into())
    }

    pub(crate) fn must_write(&self) -> Result<(), StoreError> {
        match self.mode {
            Mode::Read => Err(StoreError::ReadsOnly),
            Mode::Write => self.failed.clone().map_or(Ok(()), Err),
        }
    }

    /// Keeps the first failure, so that a caller who passes over it cannot commit half of a change.
    pub(crate) fn remember<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &result {
            self.failed.get_or_insert_with(|| error.clone());
        }
        result
    }

    /// Signs the head if anything was appended, and commits.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.must_write()?;
        match self.seal()? {
            Some(head) => self.connection.commit_with(PUT_HEAD, &head),
            None => self.connection.commit(),
        }
    }

    /// Districts that any table of the ledger names, also those without a head.
    pub(crate) fn all_districts(&mut self) -> Result<Vec<String>, StoreError> {
        // Walks the index from one district to the next instead of reading every entry.
        let next = "SELECT MIN(district) FROM (
            SELECT MIN(district) AS district FROM heads WHERE district > ?1
            UNION ALL SELECT MIN(district) FROM entries WHERE district > ?1
            UNION ALL SELECT MIN(district) FROM tiles WHERE district > ?1
            UNION ALL SELECT MIN(district) FROM blobs WHERE district > ?1
            UNION ALL SELECT MIN(district) FROM blob_chunks WHERE district > ?1) AS found";
        let mut found = Vec::new();
        let mut last = String::new();
        while let Some(district) = self.query_one(next, &[last.as_str().into()])?.map(|row| row.opt_text(0)) {
            let Some(district) = district? else { break };
            found.push(district.clone());
            last = district;
        }
        Ok(found)
    }

    /// The digest this database was created with.
    pub(crate) fn chosen_algorithm(&mut self) -> Result<Option<Algorithm>, StoreError> {
        let row = self.query_one("SELECT value FROM settings WHERE name = 'algorithm'", &[])?;
        let unknown = StoreError::Column { column: 0, wanted: "the name of a digest" };
        row.map(|row| Algorithm::named(&row.text(0)?).ok_or(unknown)).transpose()
    }

    pub(crate) fn choose_algorithm(&mut self, algorithm: Algorithm) -> Result<(), StoreError> {
        self.upsert("settings", &[("name", "algorithm".into())], &[("value", algorithm.name().into())])
    }
}

/// The columns of an entry as they are read.
pub(crate) const ENTRY: &str = "district, seq, stream, version, kind, actor, at, body";

/// Reads a row of [`ENTRY`].
pub(crate) fn read_entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        district: row.text(0)?,
        seq: row.count(1)?,
        stream: row.text(2)?,
        version: row.count(3)?,
        kind: row.text(4)?,
        actor: row.text(5)?,
        at: row.time(6)?,
        body: row.text(7)?,
    })
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("district", &self.district).field("mode", &self.mode).finish()
    }
}
