//! Bearer tokens for programs.

use crate::accounts::authorised;
use crate::model::{Happened, program_name};
use crate::store::{add_token_digest, bearer_row, drop_token_digest, record, token_row, token_rows};
use crate::{PeopleError, Refusal, Right, Role, Secret, User, secret};
use jiff::Timestamp;
use store::Tx;

/// A token in the list of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The program: its account and name are the token's own name, such as `program-7f3a91c2`.
    pub user: User,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued: Timestamp,
    /// When it was revoked; `None` while it is accepted.
    pub revoked: Option<Timestamp>,
}

/// Gives a program a token that acts with this role in the name of the organ (empty for none). It is accepted until
/// it is revoked.
///
/// # Errors
/// Refused: no right.
pub fn issue_token(
    tx: &mut Tx<'_>,
    by: &str,
    organ: &str,
    role: Role,
    now: Timestamp,
) -> Result<Secret, PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let (bearer, token) = (Secret::draw()?, program_name(&secret::draw_suffix()?));
    add_token_digest(tx, &bearer.digest(), &token)?;
    record(tx, by, &Happened::TokenIssued { token, organ: organ.trim().to_owned(), role }, now)?;
    Ok(bearer)
}

/// The program that holds this token; `None` when it is unknown or revoked. It only reads.
///
/// # Errors
/// The database did not answer.
pub fn bearer(tx: &mut Tx<'_>, token: &str) -> Result<Option<User>, PeopleError> {
    let found = bearer_row(tx, &secret::digest(token))?;
    Ok(found.filter(|found| found.revoked.is_none()).map(|found| found.user))
}

/// Revokes a token by its name (`program-…`), at once.
///
/// # Errors
/// Refused: no right, no such token, or already revoked.
pub fn revoke_token(tx: &mut Tx<'_>, by: &str, token: &str, now: Timestamp) -> Result<(), PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let token = token.to_owned();
    match token_row(tx, &token)? {
        None => Err(Refusal::TokenUnknown { token }.into()),
        Some(found) if found.revoked.is_some() => Err(Refusal::TokenRevoked { token }.into()),
        Some(_) => {
            drop_token_digest(tx, &token)?;
            record(tx, by, &Happened::TokenRevoked { token }, now)
        }
    }
}

/// Every token, revoked ones too, newest first.
///
/// # Errors
/// The database did not answer.
pub fn tokens(tx: &mut Tx<'_>) -> Result<Vec<Token>, PeopleError> {
    token_rows(tx)
}
