//! Sessions and failed sign-ins: neither derived nor kept.

use super::role;
use crate::accounts::State;
use crate::model::{ALLOWED, Failures, Times, WINDOW};
use crate::{PeopleError, User, secret};
use jiff::Timestamp;
use store::{Row, StoreError, Tx};

fn session(row: &Row) -> Result<(User, Times), StoreError> {
    let user = User {
        account: row.text(0)?,
        name: row.text(1)?,
        organ: row.text(2)?,
        role: role(row, 3)?,
        program: false,
    };
    Ok((user, Times { opened: row.time(4)?, seen: row.time(5)? }))
}

/// The session with the account as it is now; none when the account cannot sign in.
pub(crate) fn session_row(tx: &mut Tx<'_>, digest: &str) -> Result<Option<(User, Times)>, PeopleError> {
    let sql = "SELECT a.account, a.name, a.organ, a.role, s.opened_at, s.seen_at
               FROM people_sessions s
               JOIN people_accounts a ON a.district = s.district AND a.account = s.account
               WHERE s.district = ?1 AND s.digest = ?2 AND a.state = ?3";
    let row = tx.query_one(sql, &[tx.district().into(), digest.into(), State::Active.word().into()])?;
    Ok(row.as_ref().map(session).transpose()?)
}

pub(crate) fn add_session(
    tx: &mut Tx<'_>,
    digest: &str,
    account: &str,
    now: Timestamp,
) -> Result<(), PeopleError> {
    let sql = "INSERT INTO people_sessions (district, digest, account, opened_at, seen_at)
               VALUES (?1, ?2, ?3, ?4, ?4)";
    tx.execute(sql, &[tx.district().into(), digest.into(), account.into(), now.into()])?;
    Ok(())
}

pub(crate) fn write_seen(tx: &mut Tx<'_>, digest: &str, now: Timestamp) -> Result<(), PeopleError> {
    let sql = "UPDATE people_sessions SET seen_at = ?3 WHERE district = ?1 AND digest = ?2";
    tx.execute(sql, &[tx.district().into(), digest.into(), now.into()])?;
    Ok(())
}

pub(crate) fn drop_session(tx: &mut Tx<'_>, digest: &str) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_sessions WHERE district = ?1 AND digest = ?2";
    tx.execute(sql, &[tx.district().into(), digest.into()])?;
    Ok(())
}

pub(crate) fn drop_ended_sessions(tx: &mut Tx<'_>, opened_before: Timestamp) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_sessions WHERE district = ?1 AND opened_at < ?2";
    tx.execute(sql, &[tx.district().into(), opened_before.into()])?;
    Ok(())
}

/// Every session of an account.
pub(crate) fn end_sessions(tx: &mut Tx<'_>, account: &str) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_sessions WHERE district = ?1 AND account = ?2";
    tx.execute(sql, &[tx.district().into(), account.into()])?;
    Ok(())
}

/// The latest failures that can still count.
pub(crate) fn failures(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<Failures, PeopleError> {
    let sql = "SELECT at FROM people_failures WHERE district = ?1 AND account = ?2 AND at <= ?3
               ORDER BY at DESC LIMIT ?4";
    let rows = tx.query(sql, &[tx.district().into(), account.into(), now.into(), ALLOWED.into()])?;
    let instants = rows.iter().rev().map(|row| row.time(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(Failures::of(instants))
}

/// Counts a failure, and forgets those of the whole district that no longer count.
pub(crate) fn add_failure(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<(), PeopleError> {
    let old = "DELETE FROM people_failures WHERE district = ?1 AND at < ?2";
    let since = now.checked_sub(WINDOW + WINDOW).unwrap_or(Timestamp::MIN);
    tx.execute(old, &[tx.district().into(), since.into()])?;
    let sql = "INSERT INTO people_failures (district, account, at, mark) VALUES (?1, ?2, ?3, ?4)";
    let mark = secret::draw_suffix()?;
    tx.execute(sql, &[tx.district().into(), account.into(), now.into(), mark.into()])?;
    Ok(())
}

pub(crate) fn clear_failures(tx: &mut Tx<'_>, account: &str) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_failures WHERE district = ?1 AND account = ?2";
    tx.execute(sql, &[tx.district().into(), account.into()])?;
    Ok(())
}
