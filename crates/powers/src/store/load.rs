//! A list as an adjustment sees it, read from the tables.

use super::spans::{by_codes, date, small};
use super::{NO_EDITION, derived};
use crate::adjust::List;
use crate::model::{Adjustment, Change, Edition};
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx};

/// The list with those of its items that the adjustment names; `None` when there is no such list.
pub(super) fn load(tx: &mut Tx<'_>, id: &str, adjustment: &Adjustment) -> Result<Option<List>, StoreError> {
    let sql = "SELECT l.pattern, l.edition, l.effective, l.last_seq, e.detail FROM power_lists l \
        JOIN power_editions e ON e.district = l.district AND e.list = l.list AND e.number = l.edition \
        WHERE l.district = ?1 AND l.list = ?2";
    let Some(row) = tx.query_one(sql, &[tx.district().into(), id.into()])? else { return Ok(None) };
    let edition: Edition = serde_json::from_str(&row.text(4)?).map_err(|e| derived(&e))?;
    let mut list = List {
        id: id.to_owned(),
        edition: small(&row, 1)?,
        effective: Some(date(&row.text(2)?)?),
        pattern: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        kinds: edition.kinds,
        last_seq: small(&row, 3)?,
        bodies: bodies(tx)?,
        ..List::default()
    };
    let codes = named(adjustment);
    let codes: Vec<&str> = codes.iter().copied().collect();
    for span in by_codes(tx, id, &codes, &format!(" AND +ended >= {NO_EDITION}"))? {
        list.open.insert(span.item.code.clone(), span);
    }
    let gone: Vec<&str> = codes.into_iter().filter(|code| !list.open.contains_key(*code)).collect();
    for span in by_codes(tx, id, &gone, " ORDER BY code, edition")? {
        if let Some(to) = span.to {
            list.ended.insert(span.item.code, to);
        }
    }
    Ok(Some(list))
}

/// Every name of every body, with the body's own.
pub(super) fn bodies(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let rows =
        tx.query("SELECT name, organ FROM power_bodies WHERE district = ?1", &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Every code an adjustment names.
fn named(adjustment: &Adjustment) -> BTreeSet<&str> {
    let codes = adjustment.changes.iter().flat_map(|change| match change {
        Change::Add { item, .. } => vec![&item.code],
        Change::Cancel { code, .. }
        | Change::Transfer { code, .. }
        | Change::Rename { code, .. }
        | Change::ChangeLevel { code, .. }
        | Change::Complete { code, .. }
        | Change::Restate { code, .. } => vec![code],
        Change::Split { code, into } => {
            std::iter::once(code).chain(into.iter().map(|new| &new.code)).collect()
        }
        Change::Merge { codes, into } => codes.iter().chain([&into.code]).collect(),
    });
    codes.map(String::as_str).collect()
}
