//! The schema, as an ordered list of files that only grows.
//!
//! Adding one: the file `migrations/NNNN_<job>_<what>.sql`, a line here, and its name in `migrations/HEAD`.

use crate::engine::{Connection, Lease, Mode};
use crate::{Algorithm, StoreError};

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../migrations/", $name, ".sql")))),*]
    };
}

/// Every migration's name and script, in order.
pub(crate) const MIGRATIONS: &[(&str, &str)] = migrations![
    "0001_store_ledger",
    "0002_people_accounts",
    "0003_documents",
    "0004_duties",
    "0005_indicators",
    "0006_incidents",
    "0007_powers",
    "0008_powers_use",
    "0009_duties_branches",
    "0010_duties_questions",
    "0011_duties_bulletins",
    "0012_powers_keepers",
    "0013_powers_law",
    "0014_review",
    "0015_duties_batches",
    "0016_duties_sheets",
    "0017_duties_views",
    "0018_notices",
    "0019_registers",
    "0020_incidents_cases",
    "0021_duties_part",
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
  number BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL
);";

/// The name of the newest migration this program knows.
pub(crate) fn newest() -> &'static str {
    MIGRATIONS.last().map_or("", |(name, _)| name)
}

/// Brings the database up to date, or refuses. Everything happens in one transaction.
pub(crate) fn run(mut lease: Lease<'_>, list: &[(&str, &str)]) -> Result<(), StoreError> {
    let connection = lease.connection()?;
    connection.begin(Mode::Read)?;
    let applied = applied(connection);
    connection.rollback();
    // The common case changes nothing, and so works on a database that may only be read.
    if let Ok(applied) = applied
        && check(&applied, list)?.is_empty()
    {
        return Ok(());
    }
    connection.begin(Mode::Write)?;
    connection.lock_schema()?;
    connection.schema(TABLE)?;
    let applied = self::applied(connection)?;
    let existed = !applied.is_empty();
    for (name, script) in check(&applied, list)? {
        connection.schema(script)?;
        connection.execute(
            "INSERT INTO migrations (number, name, checksum) VALUES ((SELECT COUNT(*) FROM migrations), ?1, ?2)",
            &[(*name).into(), checksum(script).into()],
        )?;
        tracing::info!(name, "migration applied");
    }
    if existed {
        // A table that was made anew is empty: the ledger fills it before anybody reads it.
        connection.execute(
            "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &[REPLAY_DUE.into(), newest().into()],
        )?;
    }
    connection.commit()
}

/// The setting that stands while derived tables wait to be filled after a migration.
pub(crate) const REPLAY_DUE: &str = "replay_due";

/// What the database has, in order: name and checksum.
fn applied(connection: &mut dyn Connection) -> Result<Vec<(String, String)>, StoreError> {
    let rows = connection.query("SELECT name, checksum FROM migrations ORDER BY number", &[])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// The migrations still to do; or why this database must not be touched.
fn check<'a>(
    applied: &[(String, String)],
    list: &'a [(&'a str, &'a str)],
) -> Result<&'a [(&'a str, &'a str)], StoreError> {
    let known = list.last().map_or("", |(name, _)| name);
    for (at, (found, sum)) in applied.iter().enumerate() {
        match list.get(at) {
            Some((name, script)) if name == found => {
                if *sum != checksum(script) {
                    return Err(StoreError::EditedMigration { name: found.clone() });
                }
            }
            Some((name, _)) if list.iter().any(|(other, _)| other == found) || found.as_str() < *name => {
                return Err(StoreError::MissingMigration {
                    found: found.clone(),
                    wanted: (*name).to_owned(),
                });
            }
            _ => return Err(StoreError::Newer { found: found.clone(), known: known.to_owned() }),
        }
    }
    Ok(list.get(applied.len()..).unwrap_or_default())
}

/// Line ends do not count: a checkout may change them.
fn checksum(script: &str) -> String {
    Algorithm::Sha256.digest(&[script.replace("\r\n", "\n").as_bytes()]).to_string()
}

#[cfg(test)]
mod tests;
