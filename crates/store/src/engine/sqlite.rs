//! SQLite: one file, one writer, write-ahead log, every commit on the disk before it is acknowledged.

use super::{Connection, EachRow, Engine, EntryRow, Mode, Pool};
use crate::{Row, StoreError, Value};
use kernel::Entry;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, params_from_iter};
use std::time::Duration;

/// How many may read at once; SQLite readers never wait for the writer.
const READERS: usize = 8;
/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept prepared on each connection.
const STATEMENTS: usize = 256;

const PUT_ENTRY: &str = "INSERT INTO entries (district, seq, stream, version, kind, actor, at, body, leaf)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

pub(super) fn engine(path: &str) -> Engine {
    let connect = |mode| {
        let path = path.to_owned();
        Box::new(move || Sqlite::open(&path, mode).map(|it| Box::new(it) as Box<dyn Connection>)) as Box<_>
    };
    Engine { readers: Pool::new(READERS, connect(Mode::Read)), writers: Pool::new(1, connect(Mode::Write)) }
}

struct Sqlite(rusqlite::Connection);

impl Sqlite {
    fn open(path: &str, mode: Mode) -> Result<Sqlite, StoreError> {
        let refuse = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path: path.to_owned() },
            Some(ErrorCode::CannotOpen) => {
                StoreError::CannotOpen { path: path.to_owned(), reason: error.to_string() }
            }
            _ => explain(error),
        };
        let connection = rusqlite::Connection::open(path).map_err(refuse)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.busy_timeout(PATIENCE).map_err(refuse)?;
        let settings = match mode {
            Mode::Write => {
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;"
            }
            Mode::Read => "PRAGMA query_only = ON;",
        };
        connection.execute_batch(settings).map_err(refuse)?;
        Ok(Sqlite(connection))
    }
}

impl Connection for Sqlite {
    fn each(&mut self, sql: &str, params: &[Value], row: EachRow<'_>) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(explain)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(params)).map_err(explain)?;
        while let Some(found) = rows.next().map_err(explain)? {
            let values = (0..columns).map(|i| found.get_ref(i).map(value));
            row(Row(values.collect::<Result<_, _>>().map_err(explain)?))?;
        }
        Ok(())
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.0.prepare_cached(sql).map_err(explain)?;
        Ok(statement.execute(params_from_iter(params)).map_err(explain)? as u64)
    }

    fn schema(&mut self, script: &str) -> Result<(), StoreError> {
        self.0.execute_batch(script).map_err(explain)
    }

    fn columns(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let statement = self.0.prepare(&format!("SELECT * FROM {table} LIMIT 0")).map_err(explain)?;
        Ok(statement.column_names().map(str::to_owned).collect())
    }

    fn begin(&mut self, mode: Mode) -> Result<(), StoreError> {
        let begin = match mode {
            Mode::Read => "BEGIN DEFERRED",
            Mode::Write => "BEGIN IMMEDIATE",
        };
        self.execute(begin, &[]).map(|_| ())
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.execute("COMMIT", &[]).map(|_| ())
    }

    fn rollback(&mut self) {
        if !self.0.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK", &[])
        {
            tracing::warn!(%error, "a transaction could not be rolled back");
        }
    }

    fn lock_schema(&mut self) -> Result<(), StoreError> {
        // A writing transaction is already alone.
        Ok(())
    }

    fn for_update(&self) -> &'static str {
        ""
    }

    fn put_entries(&mut self, rows: &[EntryRow<'_>]) -> Result<(), StoreError> {
        // Row by row: a statement of several rows would need a journal of its own, to be undone half way.
        let mut statement = self.0.prepare_cached(PUT_ENTRY).map_err(explain)?;
        for EntryRow { entry, at, leaf } in rows {
            let (seq, version) = (Value::from(entry.seq), Value::from(entry.version));
            let Entry { district, stream, kind, actor, body, .. } = entry;
            let leaf = leaf.0.as_slice();
            let params = rusqlite::params![district, seq, stream, version, kind, actor, at, body, leaf];
            statement.execute(params).map_err(explain)?;
        }
        Ok(())
    }

    fn is_usable(&self) -> bool {
        self.0.is_autocommit()
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A fraction, which no portable column holds, comes as its text; text that is not UTF-8 comes as bytes, so that
/// `verify` can name the row instead of stopping at it.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Text(number.to_string()),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => Value::Bytes(text.to_owned()),
        },
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_owned()),
    }
}

fn explain(error: rusqlite::Error) -> StoreError {
    let duplicate = [rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE, rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY];
    match error.sqlite_error() {
        Some(code) if duplicate.contains(&code.extended_code) => {
            StoreError::Duplicate { reason: error.to_string() }
        }
        Some(code) => match code.code {
            ErrorCode::ReadOnly => StoreError::ReadOnly,
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            _ => StoreError::Engine { reason: error.to_string() },
        },
        None => StoreError::Engine { reason: error.to_string() },
    }
}
