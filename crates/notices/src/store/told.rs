//! Who was told of what, for the ladder; and up to when the ladder has looked.

use crate::ladder::Told;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{Row, StoreError, Tx};

/// Who was told, by the thing they were told of.
pub type Past = HashMap<String, Vec<Told>>;

const COLUMNS: &str = "subject, account, due, told";

/// Who was told of things that are due after an instant, and of anything since it.
///
/// # Errors
/// The store's failure.
pub fn told_since(tx: &mut Tx<'_>, from: Timestamp) -> Result<Past, StoreError> {
    let mut past = Past::new();
    // Two questions, each with an index of its own; what both find is there twice and harms nobody.
    for column in ["due", "told"] {
        let sql = format!("SELECT {COLUMNS} FROM notices_lines WHERE district = ?1 AND {column} >= ?2");
        let district = tx.district().into();
        tx.each(&sql, &[district, from.into()], &mut |row| add(&mut past, &row))?;
    }
    Ok(past)
}

/// Who was told of one thing.
///
/// # Errors
/// The store's failure.
pub fn told_of(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<Told>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM notices_lines WHERE district = ?1 AND subject = ?2 ORDER BY told");
    let rows = tx.query(&sql, &[tx.district().into(), subject.into()])?;
    rows.iter().map(told).collect()
}

fn told(row: &Row) -> Result<Told, StoreError> {
    Ok(Told { account: row.text(1)?, due: row.opt_time(2)?, at: row.time(3)? })
}

fn add(past: &mut Past, row: &Row) -> Result<(), StoreError> {
    past.entry(row.text(0)?).or_default().push(told(row)?);
    Ok(())
}

/// Up to when somebody has looked at everything; `None` when nobody has.
///
/// # Errors
/// The store's failure.
pub fn watched_until(tx: &mut Tx<'_>, what: &str) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT upto FROM notices_watch WHERE district = ?1 AND what = ?2";
    tx.query_one(sql, &[tx.district().into(), what.into()])?.map(|row| row.time(0)).transpose()
}

/// Remembers up to when somebody has looked. Losing it costs one more look and no message.
///
/// # Errors
/// The store's failure.
pub fn watched(tx: &mut Tx<'_>, what: &str, until: Timestamp) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("what", what.into())];
    tx.upsert("notices_watch", &key, &[("upto", until.into())])
}

/// Has everything looked at anew at the next tick: a server has started, or what decides who is told was changed.
///
/// # Errors
/// The store's failure.
pub fn look_again(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM notices_watch WHERE district = ?1", &[tx.district().into()]).map(|_| ())
}

/// Up to which entry somebody has gone through the ledger; `None` when nobody has.
///
/// # Errors
/// The store's failure.
pub fn gone_through(tx: &mut Tx<'_>, what: &str) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT seq FROM notices_read_ledger WHERE district = ?1 AND what = ?2";
    tx.query_one(sql, &[tx.district().into(), what.into()])?.map(|row| row.count(0)).transpose()
}

/// Remembers up to which entry somebody has gone through the ledger.
///
/// # Errors
/// The store's failure.
pub fn go_through(tx: &mut Tx<'_>, what: &str, seq: u64) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("what", what.into())];
    tx.upsert("notices_read_ledger", &key, &[("seq", seq.into())])
}
