//! General and special items: the special one is offered first, and one act is not punished under both (P-006).

use super::{derived, history, json};
use crate::event::PowersEvent;
use jiff::Timestamp;
use kernel::{Entry, Say};
use page::Refusal;
use serde::{Deserialize, Serialize};
use store::{Row, StoreError, Tx, Value};

/// Two items were linked by a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// The list.
    pub list: String,
    /// The item with the wider name.
    pub general: String,
    /// The item that goes first.
    pub special: String,
    /// Who decided, in which document or by which reasoning.
    pub basis: String,
}

/// A link as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What was decided.
    pub linked: Linked,
    /// The ledger's entry.
    pub seq: u64,
}

/// Applies a link.
pub(super) fn linked(tx: &mut Tx<'_>, linked: &Linked, entry: &Entry) -> Result<(), StoreError> {
    let key: [(&str, Value); 4] = [
        ("district", tx.district().into()),
        ("list", (&linked.list).into()),
        ("general", (&linked.general).into()),
        ("special", (&linked.special).into()),
    ];
    tx.upsert("power_links", &key, &[("seq", entry.seq.into()), ("detail", json(linked)?.into())])
}

/// Links two items; the ledger's number.
///
/// # Errors
/// An unknown item, an item linked to itself, a pair linked already, no basis; or the store's failure.
pub fn link_items(tx: &mut Tx<'_>, linked: Linked, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    history(tx, &linked.list, &linked.general)?;
    history(tx, &linked.list, &linked.special)?;
    if linked.general == linked.special {
        return Err(Refusal::Invalid(Say::new("powers.link_itself").with("code", &linked.special)));
    }
    if linked.basis.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.link_no_basis")));
    }
    let pair = |link: &Link| {
        let found = (&link.linked.general, &link.linked.special);
        found == (&linked.general, &linked.special) || found == (&linked.special, &linked.general)
    };
    if links(tx, &linked.list, &linked.special)?.iter().any(pair) {
        return Err(Refusal::Conflict(Say::new("powers.linked_already").with("code", &linked.special)));
    }
    let stream = format!("powers-links/{}", linked.list);
    Ok(super::append(tx, &stream, &PowersEvent::Linked(linked), by, now)?)
}

fn read(row: &Row) -> Result<Link, StoreError> {
    Ok(Link { linked: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?, seq: row.count(1)? })
}

/// The links of an item, or of the whole list when `code` is empty.
///
/// # Errors
/// The store's failure.
pub fn links(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<Vec<Link>, StoreError> {
    let mut sql = "SELECT detail, seq FROM power_links WHERE district = ?1 AND list = ?2".to_owned();
    let mut values: Vec<Value> = vec![tx.district().into(), list.into()];
    if !code.is_empty() {
        sql.push_str(" AND (general = ?3 OR special = ?3)");
        values.push(code.into());
    }
    sql.push_str(" ORDER BY general, special");
    tx.query(&sql, &values)?.iter().map(read).collect()
}
