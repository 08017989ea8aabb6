//! The two engines behind one small trait, and the pools their connections wait in.

mod pool;
mod postgres;
mod sql;
mod sqlite;

pub(crate) use pool::{Lease, Pool};
pub(crate) use sql::{for_postgres, schema_for_postgres};

use crate::{Hash, Row, StoreError, Value};
use kernel::Entry;

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One snapshot, nothing written.
    Read,
    /// Writing: the only writer of the database (SQLite) or of its district (PostgreSQL).
    Write,
}

/// An entry on its way into the database, with what its leaf was made of.
pub(crate) struct EntryRow<'a> {
    pub(crate) entry: &'a Entry,
    /// The entry's instant as [`crate::time_text`] writes it.
    pub(crate) at: &'a str,
    pub(crate) leaf: Hash,
}

/// What each row of an answer is handed to.
pub(crate) type EachRow<'a> = &'a mut dyn FnMut(Row) -> Result<(), StoreError>;

/// One connection. SQL is written once, with `?1` for parameters.
pub(crate) trait Connection: Send {
    /// Hands over the rows of an answer one by one, without holding them all.
    fn each(&mut self, sql: &str, params: &[Value], row: EachRow<'_>) -> Result<(), StoreError>;
    /// Runs a statement and counts the rows it changed.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError>;
    /// Runs a schema script written in portable SQL.
    fn schema(&mut self, script: &str) -> Result<(), StoreError>;
    /// The names of a table's columns in their order.
    fn columns(&mut self, table: &str) -> Result<Vec<String>, StoreError>;
    /// Begins a transaction, reconnecting once when the connection was lost while idle.
    fn begin(&mut self, mode: Mode) -> Result<(), StoreError>;
    /// Begins writing in a district. Where others may write at the same time, locks its head and gives it.
    fn begin_in(&mut self, _district: &str) -> Result<Option<Row>, StoreError> {
        self.begin(Mode::Write).map(|()| None)
    }
    /// Makes the transaction durable.
    fn commit(&mut self) -> Result<(), StoreError>;
    /// Runs a last statement and makes the transaction durable; in one round trip where that matters.
    fn commit_with(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError> {
        self.execute(sql, params)?;
        self.commit()
    }
    /// Writes rows of table `entries`.
    fn put_entries(&mut self, rows: &[EntryRow<'_>]) -> Result<(), StoreError>;
    /// Undoes the transaction; without one, does nothing.
    fn rollback(&mut self);
    /// Lets only one program at a time change the schema; held until the transaction ends.
    fn lock_schema(&mut self) -> Result<(), StoreError>;
    /// What a SELECT ends with to lock its rows for this writer.
    fn for_update(&self) -> &'static str;
    /// Whether it can still be used.
    fn is_usable(&self) -> bool;
}

impl dyn Connection + '_ {
    /// All rows of an answer.
    pub(crate) fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }
}

/// Where a database is.
pub(crate) struct Engine {
    /// For reading: several.
    pub(crate) readers: Pool,
    /// For writing: one for SQLite, which has one writer; a few for PostgreSQL, which locks by district.
    pub(crate) writers: Pool,
}

impl Engine {
    /// Finds the engine an address means. Nothing is opened yet.
    pub(crate) fn of(url: &str) -> Result<Engine, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres::engine(url);
        }
        match url.strip_prefix("sqlite:").unwrap_or(url) {
            "" => Err(StoreError::BadAddress { url: url.to_owned() }),
            path if path.contains("://") => Err(StoreError::BadAddress { url: hide_password(path) }),
            path => Ok(sqlite::engine(path)),
        }
    }
}

/// An address without what stands between `://` and `@`.
fn hide_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => url.to_owned(),
    }
}
