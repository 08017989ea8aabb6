//! PostgreSQL: one server, many writers, one at a time in each district.

mod inline;
mod types;

use super::{Connection, EachRow, Engine, EntryRow, Mode, Pool, for_postgres, schema_for_postgres};
use crate::{Row, StoreError, Value};
use ::postgres::config::Host;
use ::postgres::error::SqlState;
use ::postgres::fallible_iterator::FallibleIterator as _;
use ::postgres::{Client, Config, NoTls, SimpleQueryMessage, Statement};
use std::collections::HashMap;
use std::time::Duration;
use types::read;

/// Connections for reading and for writing. They are apart so that reading inside a write cannot lock up.
const READERS: usize = 8;
const WRITERS: usize = 4;
/// How long to wait for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Statements kept prepared on each connection.
const STATEMENTS: usize = 256;
/// Waits for another writer of the same district as long as SQLite does; refuses to acknowledge what is not on
/// the disk; and says nothing of tables that exist already.
const SETTINGS: &str = "SET lock_timeout = '10s'; SET client_min_messages = warning;
    SET standard_conforming_strings = on;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// Entries sent in one statement.
const ROWS: usize = 1000;
/// One statement for any number of rows.
const PUT_ENTRIES: &str = "INSERT INTO entries (district, seq, stream, version, kind, actor, at, body, leaf)
    SELECT * FROM unnest(?1::TEXT[], ?2::BIGINT[], ?3::TEXT[], ?4::BIGINT[], ?5::TEXT[], ?6::TEXT[], ?7::TEXT[],
    ?8::TEXT[], ?9::BYTEA[])";
/// The columns of a head as text.
const LOCK_HEAD: &str =
    "SELECT district, size, encode(root, 'hex'), encode(frontier, 'hex'), at, algorithm, key,
    signature FROM heads WHERE district = ?1 FOR UPDATE";

pub(super) fn engine(url: &str) -> Result<Engine, StoreError> {
    let mut config: Config =
        url.parse().map_err(|_| StoreError::BadAddress { url: super::hide_password(url) })?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    config.application_name("luoshi");
    let connect = || {
        let config = config.clone();
        let open = move || Ok(Box::new(Postgres::open(config.clone())?) as Box<dyn Connection>);
        Box::new(open) as Box<_>
    };
    Ok(Engine { readers: Pool::new(READERS, connect()), writers: Pool::new(WRITERS, connect()) })
}

struct Postgres {
    config: Config,
    client: Client,
    statements: HashMap<String, Statement>,
    in_transaction: bool,
}

impl Postgres {
    fn open(config: Config) -> Result<Postgres, StoreError> {
        let client = connect(&config)?;
        Ok(Postgres { config, client, statements: HashMap::new(), in_transaction: false })
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let prepared = self.client.prepare(&for_postgres(sql)).map_err(|error| self.explain(&error))?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), prepared.clone());
        Ok(prepared)
    }

    fn control(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(|error| self.explain(&error))
    }

    fn explain(&self, error: &::postgres::Error) -> StoreError {
        if error.is_closed() || self.client.is_closed() {
            return unreachable(&self.config, error);
        }
        let reason = error.as_db_error().map_or(error.to_string(), |error| error.message().to_owned());
        match error.code() {
            Some(&SqlState::UNIQUE_VIOLATION) => StoreError::Duplicate { reason },
            Some(&SqlState::DISK_FULL) => StoreError::Full,
            Some(&SqlState::READ_ONLY_SQL_TRANSACTION) => StoreError::ReadOnly,
            Some(
                &SqlState::LOCK_NOT_AVAILABLE
                | &SqlState::T_R_SERIALIZATION_FAILURE
                | &SqlState::T_R_DEADLOCK_DETECTED,
            ) => StoreError::Busy,
            Some(&SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW) => {
                unreachable(&self.config, error)
            }
            _ => StoreError::Engine { reason: with_cause(error, reason) },
        }
    }
}

impl Connection for Postgres {
    fn each(&mut self, sql: &str, params: &[Value], row: EachRow<'_>) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        hand_over(&mut self.client, &statement, params, row).map_err(|error| match error {
            Stopped::ByServer(error) => self.explain(&error),
            Stopped::ByReader(error) => error,
        })
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        let params: Vec<_> =
            params.iter().map(|param| param as &(dyn ::postgres::types::ToSql + Sync)).collect();
        self.client.execute(&statement, &params).map_err(|error| self.explain(&error))
    }

    fn schema(&mut self, script: &str) -> Result<(), StoreError> {
        self.control(&schema_for_postgres(script))
    }

    fn columns(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let statement = self.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
        Ok(statement.columns().iter().map(|column| column.name().to_owned()).collect())
    }

    fn begin(&mut self, mode: Mode) -> Result<(), StoreError> {
        let begin = match mode {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Mode::Write => BEGIN_WRITE,
        };
        if let Err(StoreError::Unreachable { .. }) = self.control(begin) {
            *self = Postgres::open(self.config.clone())?;
            self.control(begin)?;
        }
        self.in_transaction = true;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.in_transaction = false;
        self.control("COMMIT")
    }

    fn rollback(&mut self) {
        if std::mem::take(&mut self.in_transaction)
            && let Err(error) = self.control("ROLLBACK")
        {
            tracing::warn!(%error, "a transaction could not be rolled back");
        }
    }

    fn lock_schema(&mut self) -> Result<(), StoreError> {
        // Any fixed number does; this one is `luoshi` in ASCII.
        self.control("SELECT pg_advisory_xact_lock(119247206869097)")
    }

    fn for_update(&self) -> &'static str {
        " FOR UPDATE"
    }

    fn begin_in(&mut self, district: &str) -> Result<Option<Row>, StoreError> {
        if district.is_empty() {
            return self.begin(Mode::Write).map(|()| None);
        }
        let sql = format!("{BEGIN_WRITE}; {}", inline::statement(LOCK_HEAD, &[district.into()]));
        let mut answer = self.client.simple_query(&sql).map_err(|error| self.explain(&error));
        if let Err(StoreError::Unreachable { .. }) = answer {
            *self = Postgres::open(self.config.clone())?;
            answer = self.client.simple_query(&sql).map_err(|error| self.explain(&error));
        }
        self.in_transaction = true;
        let row = answer?.into_iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        let damaged = || StoreError::DamagedHead { district: district.to_owned() };
        row.map(|row| inline::head(&row).ok_or_else(damaged)).transpose()
    }

    fn commit_with(&mut self, sql: &str, params: &[Value]) -> Result<(), StoreError> {
        // The server stops at the first statement that fails, so a failed one is never committed.
        self.control(&format!("{}; COMMIT", inline::statement(sql, params)))?;
        self.in_transaction = false;
        Ok(())
    }

    fn put_entries(&mut self, rows: &[EntryRow<'_>]) -> Result<(), StoreError> {
        let statement = self.prepare(PUT_ENTRIES)?;
        for some in rows.chunks(ROWS) {
            put_some(&mut self.client, &statement, some).map_err(|error| self.explain(&error))?;
        }
        Ok(())
    }

    fn is_usable(&self) -> bool {
        !self.client.is_closed()
    }
}

/// Each column as an array.
fn put_some(
    client: &mut Client,
    statement: &Statement,
    rows: &[EntryRow<'_>],
) -> Result<(), ::postgres::Error> {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let districts: Vec<&str> = rows.iter().map(|row| row.entry.district.as_str()).collect();
    let seqs: Vec<i64> = rows.iter().map(|row| number(row.entry.seq)).collect();
    let streams: Vec<&str> = rows.iter().map(|row| row.entry.stream.as_str()).collect();
    let versions: Vec<i64> = rows.iter().map(|row| number(row.entry.version)).collect();
    let kinds: Vec<&str> = rows.iter().map(|row| row.entry.kind.as_str()).collect();
    let actors: Vec<&str> = rows.iter().map(|row| row.entry.actor.as_str()).collect();
    let times: Vec<&str> = rows.iter().map(|row| row.at).collect();
    let bodies: Vec<&str> = rows.iter().map(|row| row.entry.body.as_str()).collect();
    let leaves: Vec<&[u8]> = rows.iter().map(|row| row.leaf.0.as_slice()).collect();
    client.execute(
        statement,
        &[&districts, &seqs, &streams, &versions, &kinds, &actors, &times, &bodies, &leaves],
    )?;
    Ok(())
}

/// Why reading an answer ended early.
enum Stopped {
    ByServer(::postgres::Error),
    ByReader(StoreError),
}

fn hand_over(
    client: &mut Client,
    statement: &Statement,
    params: &[Value],
    row: EachRow<'_>,
) -> Result<(), Stopped> {
    let mut rows = client.query_raw(statement, params).map_err(Stopped::ByServer)?;
    while let Some(found) = rows.next().map_err(Stopped::ByServer)? {
        read(&found).and_then(|values| row(Row(values))).map_err(Stopped::ByReader)?;
    }
    Ok(())
}

fn connect(config: &Config) -> Result<Client, StoreError> {
    let mut client = config.connect(NoTls).map_err(|error| unreachable(config, &error))?;
    client.batch_execute(SETTINGS).map_err(|error| unreachable(config, &error))?;
    Ok(client)
}

/// Names the server without the password, and the innermost cause, which is the one a person can act on.
fn unreachable(config: &Config, error: &::postgres::Error) -> StoreError {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        #[cfg(unix)]
        Some(Host::Unix(path)) => path.display().to_string(),
        None => "localhost".to_owned(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default();
    let reason = error.as_db_error().map_or(error.to_string(), |error| error.message().to_owned());
    StoreError::Unreachable { place: format!("{host}:{port}/{name}"), reason: with_cause(error, reason) }
}

fn with_cause(error: &::postgres::Error, reason: String) -> String {
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause.and_then(std::error::Error::source) {
        cause = Some(deeper);
    }
    match cause {
        Some(cause) if error.as_db_error().is_none() => cause.to_string(),
        _ => reason,
    }
}
