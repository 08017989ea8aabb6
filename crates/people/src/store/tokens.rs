//! Tokens of programs (derived) and the digests they are found by (kept).

use super::role;
use crate::tokens::Token;
use crate::{PeopleError, Role, User};
use jiff::Timestamp;
use store::{Row, StoreError, Tx};

fn token(row: &Row) -> Result<Token, StoreError> {
    let name = row.text(0)?;
    let user = User { account: name.clone(), name, organ: row.text(1)?, role: role(row, 2)?, program: true };
    Ok(Token { user, issued_by: row.text(3)?, issued: row.time(4)?, revoked: row.opt_time(5)? })
}

pub(crate) fn token_row(tx: &mut Tx<'_>, name: &str) -> Result<Option<Token>, PeopleError> {
    let sql = "SELECT token, organ, role, issued_by, issued_at, revoked_at FROM people_tokens
               WHERE district = ?1 AND token = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), name.into()])?;
    Ok(row.as_ref().map(token).transpose()?)
}

pub(crate) fn token_rows(tx: &mut Tx<'_>) -> Result<Vec<Token>, PeopleError> {
    let sql = "SELECT token, organ, role, issued_by, issued_at, revoked_at FROM people_tokens
               WHERE district = ?1 ORDER BY issued_at DESC, token";
    let rows = tx.query(sql, &[tx.district().into()])?;
    Ok(rows.iter().map(token).collect::<Result<_, _>>()?)
}

/// The token that a program has shown.
pub(crate) fn bearer_row(tx: &mut Tx<'_>, digest: &str) -> Result<Option<Token>, PeopleError> {
    let sql = "SELECT t.token, t.organ, t.role, t.issued_by, t.issued_at, t.revoked_at
               FROM people_token_digests d
               JOIN people_tokens t ON t.district = d.district AND t.token = d.token
               WHERE d.district = ?1 AND d.digest = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), digest.into()])?;
    Ok(row.as_ref().map(token).transpose()?)
}

pub(crate) fn add_token_digest(tx: &mut Tx<'_>, digest: &str, token: &str) -> Result<(), PeopleError> {
    let sql = "INSERT INTO people_token_digests (district, digest, token) VALUES (?1, ?2, ?3)";
    tx.execute(sql, &[tx.district().into(), digest.into(), token.into()])?;
    Ok(())
}

pub(crate) fn drop_token_digest(tx: &mut Tx<'_>, token: &str) -> Result<(), PeopleError> {
    let sql = "DELETE FROM people_token_digests WHERE district = ?1 AND token = ?2";
    tx.execute(sql, &[tx.district().into(), token.into()])?;
    Ok(())
}

/// For the projection.
pub(crate) fn insert_token(
    tx: &mut Tx<'_>,
    token: &str,
    organ: &str,
    role: Role,
    (by, at): (&str, Timestamp),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO people_tokens (district, token, organ, role, issued_by, issued_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let params = [tx.district().into(), token.into(), organ.into(), role.word().into(), by.into(), at.into()];
    tx.execute(sql, &params).map(|_| ())
}

/// For the projection.
pub(crate) fn revoke_row(tx: &mut Tx<'_>, token: &str, at: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE people_tokens SET revoked_at = ?3 WHERE district = ?1 AND token = ?2";
    tx.execute(sql, &[tx.district().into(), token.into(), at.into()]).map(|_| ())
}
