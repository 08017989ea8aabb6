//! Accounts (derived) and passwords (kept).

use super::{role, sessions::end_sessions};
use crate::accounts::{Account, State};
use crate::{Password, PeopleError, Role, User};
use jiff::Timestamp;
use store::{Row, StoreError, Tx};

impl State {
    pub(crate) fn word(self) -> &'static str {
        match self {
            State::Invited => "invited",
            State::Active => "active",
            State::Closed => "closed",
        }
    }
}

fn state(row: &Row, column: usize) -> Result<State, StoreError> {
    let word = row.text(column)?;
    let found = [State::Invited, State::Active, State::Closed].into_iter().find(|state| state.word() == word);
    found.ok_or(StoreError::Column { column, wanted: "invited, active or closed" })
}

fn account(row: &Row) -> Result<Account, StoreError> {
    let user = User {
        account: row.text(0)?,
        name: row.text(1)?,
        organ: row.text(2)?,
        role: role(row, 3)?,
        program: false,
    };
    Ok(Account { user, state: state(row, 4)?, opened: row.time(5)? })
}

pub(crate) fn account_row(tx: &mut Tx<'_>, name: &str) -> Result<Option<Account>, PeopleError> {
    let sql = "SELECT account, name, organ, role, state, opened_at FROM people_accounts
               WHERE district = ?1 AND account = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), name.into()])?;
    Ok(row.as_ref().map(account).transpose()?)
}

pub(crate) fn account_rows(tx: &mut Tx<'_>) -> Result<Vec<Account>, PeopleError> {
    let sql = "SELECT account, name, organ, role, state, opened_at FROM people_accounts
               WHERE district = ?1 ORDER BY organ, account";
    let rows = tx.query(sql, &[tx.district().into()])?;
    Ok(rows.iter().map(account).collect::<Result<_, _>>()?)
}

pub(crate) fn any_account(tx: &mut Tx<'_>) -> Result<bool, PeopleError> {
    let sql = "SELECT 1 FROM people_accounts WHERE district = ?1 LIMIT 1";
    Ok(tx.query_one(sql, &[tx.district().into()])?.is_some())
}

/// How many administrators can sign in.
pub(crate) fn active_admins(tx: &mut Tx<'_>) -> Result<u64, PeopleError> {
    let sql = "SELECT COUNT(*) FROM people_accounts WHERE district = ?1 AND role = ?2 AND state = ?3";
    let params = [tx.district().into(), Role::Admin.word().into(), State::Active.word().into()];
    Ok(tx.query_one(sql, &params)?.map_or(Ok(0), |row| row.count(0))?)
}

/// Ends what lets the account in: its password and sessions. A link finds the account closed.
pub(crate) fn forget_account(tx: &mut Tx<'_>, name: &str) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_passwords WHERE district = ?1 AND account = ?2";
    tx.execute(sql, &[tx.district().into(), name.into()])?;
    end_sessions(tx, name)
}

pub(crate) fn password_row(tx: &mut Tx<'_>, name: &str) -> Result<Option<Password>, PeopleError> {
    let sql = "SELECT hash FROM people_passwords WHERE district = ?1 AND account = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), name.into()])?;
    Ok(row.map(|row| row.text(0)).transpose()?.map(Password::from_kept))
}

pub(crate) fn keep_password(tx: &mut Tx<'_>, name: &str, password: &Password) -> Result<(), PeopleError> {
    let key = [("district", tx.district().into()), ("account", name.into())];
    tx.upsert("people_passwords", &key, &[("hash", password.as_kept().into())])?;
    Ok(())
}

/// For the projection: a new account, invited.
pub(crate) fn insert_account(tx: &mut Tx<'_>, user: &User, at: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO people_accounts (district, account, name, organ, role, state, opened_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let params = [
        tx.district().into(),
        user.account.as_str().into(),
        user.name.as_str().into(),
        user.organ.as_str().into(),
        user.role.word().into(),
        State::Invited.word().into(),
        at.into(),
    ];
    tx.execute(sql, &params).map(|_| ())
}

/// For the projection.
pub(crate) fn set_state(tx: &mut Tx<'_>, name: &str, state: State) -> Result<(), StoreError> {
    let sql = "UPDATE people_accounts SET state = ?3 WHERE district = ?1 AND account = ?2";
    tx.execute(sql, &[tx.district().into(), name.into(), state.word().into()]).map(|_| ())
}

/// For the projection.
pub(crate) fn set_role(tx: &mut Tx<'_>, name: &str, role: Role) -> Result<(), StoreError> {
    let sql = "UPDATE people_accounts SET role = ?3 WHERE district = ?1 AND account = ?2";
    tx.execute(sql, &[tx.district().into(), name.into(), role.word().into()]).map(|_| ())
}
