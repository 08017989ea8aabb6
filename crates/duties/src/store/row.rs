//! A duty as a row, and back.

use super::derived;
use crate::model::Duty;
use jiff::Timestamp;
use store::{Row, StoreError, Value};

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str = "opened, standing, version";

/// Where a duty without a last instant stands in an order by time.
pub(super) const LAST: &str = "9999-12-31T00:00:00.000000000Z";

/// The instant a list is ordered by.
pub(super) fn due_order(due: Option<Timestamp>) -> Value {
    due.map_or_else(|| LAST.into(), Value::from)
}

/// The columns that follow from how the duty stands; the others never change.
pub(super) fn changing(duty: &Duty, at: Timestamp) -> Result<Vec<(&'static str, Value)>, StoreError> {
    let now = &duty.now;
    let claim_by = duty.opened.claim_by.filter(|_| now.claimed.is_none() && now.state.in_hand());
    Ok(vec![
        ("organ", (&now.organ).into()),
        ("state", now.state.word().into()),
        ("awaits", now.state.awaits_organ().into()),
        ("due_order", due_order(now.due)),
        ("reported", now.reported.into()),
        ("claim_by", claim_by.into()),
        ("wished", now.wish.is_some().into()),
        ("changed", at.into()),
        ("version", duty.version.into()),
        ("opened", json(&duty.opened)?.into()),
        ("standing", json(now)?.into()),
    ])
}

/// The columns that never change.
pub(super) fn fixed(duty: &Duty) -> Vec<(&'static str, Value)> {
    let o = &duty.opened;
    vec![
        ("document", (&o.citation.document).into()),
        ("clause", o.citation.clause.as_str().into()),
        ("cause", (&o.cause).into()),
        ("period", (&o.period).into()),
        ("part", o.part.word().into()),
        ("reviewer", (&o.reviewer).into()),
    ]
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

pub(super) fn read(row: &Row) -> Result<Duty, StoreError> {
    Ok(Duty {
        opened: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        now: serde_json::from_str(&row.text(1)?).map_err(|e| derived(&e))?,
        version: row.count(2)?,
    })
}
