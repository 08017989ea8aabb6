//! One-time links (kept).

use crate::PeopleError;
use crate::model::{Link, Over};
use jiff::Timestamp;
use store::{Row, StoreError, Tx};

fn link(row: &Row) -> Result<Link, StoreError> {
    let account = Some(row.text(0)?).filter(|account| !account.is_empty());
    let over = match row.text(2)?.as_str() {
        "" => None,
        word => {
            let over =
                Over::parse(word).ok_or(StoreError::Column { column: 2, wanted: "used or replaced" })?;
            Some((over, row.time(3)?))
        }
    };
    Ok(Link { account, expires: row.time(1)?, over })
}

pub(crate) fn link_row(tx: &mut Tx<'_>, digest: &str) -> Result<Option<Link>, PeopleError> {
    let sql =
        "SELECT account, expires_at, over, over_at FROM people_links WHERE district = ?1 AND digest = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), digest.into()])?;
    Ok(row.as_ref().map(link).transpose()?)
}

pub(crate) fn add_link(tx: &mut Tx<'_>, digest: &str, link: &Link) -> Result<(), PeopleError> {
    let sql =
        "INSERT INTO people_links (district, digest, account, expires_at, over) VALUES (?1, ?2, ?3, ?4, '')";
    let account = link.account.as_deref().unwrap_or_default();
    tx.execute(sql, &[tx.district().into(), digest.into(), account.into(), link.expires.into()])?;
    Ok(())
}

/// Marks the open links of an account, or of the first administrator, replaced.
pub(crate) fn replace_links(
    tx: &mut Tx<'_>,
    account: Option<&str>,
    now: Timestamp,
) -> Result<(), PeopleError> {
    let sql = "UPDATE people_links SET over = ?3, over_at = ?4
               WHERE district = ?1 AND account = ?2 AND over = ''";
    let account = account.unwrap_or_default();
    tx.execute(sql, &[tx.district().into(), account.into(), Over::Replaced.word().into(), now.into()])?;
    Ok(())
}

/// Marks the link used.
pub(crate) fn spend_link(tx: &mut Tx<'_>, digest: &str, now: Timestamp) -> Result<(), PeopleError> {
    let sql = "UPDATE people_links SET over = ?3, over_at = ?4 WHERE district = ?1 AND digest = ?2";
    tx.execute(sql, &[tx.district().into(), digest.into(), Over::Used.word().into(), now.into()])?;
    Ok(())
}
