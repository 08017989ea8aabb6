//! The office's decisions on who owes what a document leaves open.

use super::{denied, derived, is_organ};
use crate::model::{Naming, OwnerNamed};
use jiff::Timestamp;
use kernel::{Entry, Event, Say};
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

pub(super) fn named(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let decision: OwnerNamed = serde_json::from_str(&entry.body).map_err(|e| derived(&e))?;
    let key: [(&str, Value); 4] = [
        ("district", tx.district().into()),
        ("about", (&decision.about).into()),
        ("naming", decision.naming.word().into()),
        ("organ", (&decision.organ).into()),
    ];
    let rest: [(&str, Value); 3] = [
        ("reason", (&decision.reason).into()),
        ("actor", (&entry.actor).into()),
        ("decided", entry.at.into()),
    ];
    tx.upsert("duty_owners", &key, &rest)?;
    super::questions::settle(tx, &decision.about, decision.naming.word(), "")
}

/// Every decision, in the order of what they are about.
///
/// # Errors
/// The store's failure.
pub fn named_owners(tx: &mut Tx<'_>) -> Result<Vec<OwnerNamed>, StoreError> {
    let sql = "SELECT about, organ, naming, reason FROM duty_owners WHERE district = ?1 \
               ORDER BY about, naming, decided, organ";
    tx.query(sql, &[tx.district().into()])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<OwnerNamed, StoreError> {
    let naming = Naming::from_word(&row.text(2)?).ok_or_else(|| derived(&"unknown decision"))?;
    Ok(OwnerNamed { about: row.text(0)?, organ: row.text(1)?, naming, reason: row.text(3)? })
}

/// Decides who owes a task or schedule that its document leaves open. From the next tick on its duties are opened for
/// that organ.
///
/// # Errors
/// Nothing is said of the organ or the ground, the organ is not in the register, it was decided before, or the store's
/// failure.
pub fn name_owner(tx: &mut Tx<'_>, decision: OwnerNamed, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let decision = decision.checked(&named_owners(tx)?).map_err(denied)?;
    if !is_organ(tx, &decision.organ)? {
        return Err(Refusal::Invalid(Say::new("duties.unknown_organ").with("organ", &decision.organ)));
    }
    let stream = format!("duty-owner/{}", decision.about);
    let body = serde_json::to_value(&decision).map_err(|e| derived(&e))?;
    let event = Event { kind: OwnerNamed::KIND.to_owned(), body };
    Ok(tx.add(&stream, event, by, now)?)
}
