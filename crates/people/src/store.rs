//! Rows in, rows out. Every key begins with the district of the transaction.

mod accounts;
mod links;
mod sessions;
mod tokens;

pub(crate) use accounts::{
    account_row, account_rows, active_admins, any_account, forget_account, insert_account, keep_password,
    password_row, set_role, set_state,
};
pub(crate) use links::{add_link, link_row, replace_links, spend_link};
pub(crate) use sessions::{
    add_failure, add_session, clear_failures, drop_ended_sessions, drop_session, end_sessions, failures,
    session_row, write_seen,
};
pub(crate) use tokens::{
    add_token_digest, bearer_row, drop_token_digest, insert_token, revoke_row, token_row, token_rows,
};

use crate::model::Happened;
use crate::{PeopleError, Role};
use jiff::Timestamp;
use kernel::Happening;
use store::{Row, StoreError, Tx};

/// Appends to the event's stream; the projection writes the rows in the same transaction.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    by: &str,
    happened: &Happened,
    now: Timestamp,
) -> Result<(), PeopleError> {
    tx.add(&happened.stream(), happened.event()?, by, now)?;
    Ok(())
}

/// The role in a column.
fn role(row: &Row, column: usize) -> Result<Role, StoreError> {
    row.text(column)?.parse().map_err(|_| StoreError::Column { column, wanted: "a role" })
}
