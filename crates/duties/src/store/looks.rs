//! What changed since somebody last looked. When they looked is nobody else's, and not in the ledger.

use super::row::{COLUMNS, read};
use crate::model::Duty;
use jiff::Timestamp;
use store::{StoreError, Tx, Value};

/// The table of looks: not derived from the ledger, carried by a backup as it is.
pub const LOOKS: &str = "duty_looks";

/// When an account last said that it had seen everything.
///
/// # Errors
/// The store's failure.
pub(crate) fn looked(tx: &mut Tx<'_>, account: &str) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT looked FROM duty_looks WHERE district = ?1 AND account = ?2";
    tx.query_one(sql, &[tx.district().into(), account.into()])?.map(|row| row.time(0)).transpose()
}

/// Remembers that an account has seen everything up to now.
///
/// # Errors
/// The store's failure.
pub(crate) fn look_now(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<(), StoreError> {
    let key: [(&str, Value); 2] = [("district", tx.district().into()), ("account", account.into())];
    tx.upsert(LOOKS, &key, &[("looked", now.into())])
}

/// One page of the duties to which something happened after an instant, the latest first, of one organ when it is not
/// empty; with when it happened. One more than a page is read to know whether there is another.
///
/// # Errors
/// The store's failure.
pub(crate) fn changed_since(
    tx: &mut Tx<'_>,
    since: Timestamp,
    organ: &str,
    (page, per): (u32, u32),
) -> Result<(bool, Vec<(Timestamp, Duty)>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into(), since.into()];
    let mut of = "district = ?1 AND changed > ?2".to_owned();
    if !organ.is_empty() {
        values.push(organ.into());
        of.push_str(" AND organ = ?3");
    }
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT {COLUMNS}, changed FROM duties WHERE {of} ORDER BY changed DESC, id DESC LIMIT {} OFFSET {offset}",
        per + 1
    );
    let rows = tx.query(&sql, &values)?;
    let more = rows.len() > per as usize;
    let page = rows.iter().take(per as usize).map(|row| Ok((row.time(3)?, read(row)?)));
    Ok((more, page.collect::<Result<_, StoreError>>()?))
}
