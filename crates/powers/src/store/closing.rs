//! How cases end: closing behind its gates, review by higher bodies and courts, and who finishes what an adjustment left
//! without a body (P-012, P-017, B-075, I-005).

use super::cases::{append, case, decided, find};
use super::{derived, history, json};
use crate::cases::{Alike, Assigned, Case, CaseOpened, Closing, Review, Step, faults, steps};
use crate::event::PowersEvent;
use crate::model::{Field, Item};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Entry, Say, day_of};
use page::Refusal;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx, Value};

/// The row's own part: everything known of a case.
#[derive(Serialize, Deserialize)]
pub(super) struct Detail {
    opened: CaseOpened,
    /// Rows written before closings had more than a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closing: Option<Closing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assigned: Option<Assigned>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<Review>,
}

impl Detail {
    pub(super) fn opened(opened: CaseOpened) -> Detail {
        Detail { opened, result: None, closing: None, closed_on: None, assigned: None, reviews: Vec::new() }
    }

    pub(super) fn case(self, seq: u64) -> Case {
        let plain = self.result.map(|result| Closing { result, ..Closing::default() });
        let Detail { opened, closing, closed_on, assigned, reviews, .. } = self;
        Case { opened, closing: closing.or(plain), closed_on, assigned, reviews, seq }
    }

    fn of(case: Case) -> Detail {
        let Case { opened, closing, closed_on, assigned, reviews, .. } = case;
        Detail { opened, result: None, closing, closed_on, assigned, reviews }
    }
}

/// Applies the closing of a case.
pub(super) fn closed(tx: &mut Tx<'_>, closing: Closing, entry: &Entry) -> Result<(), StoreError> {
    change(tx, &closing.id.clone(), |case| {
        case.closing = Some(closing);
        case.closed_on = Some(day_of(entry.at));
    })
}

/// Applies a review.
pub(super) fn reviewed(tx: &mut Tx<'_>, review: Review) -> Result<(), StoreError> {
    change(tx, &review.id.clone(), |case| case.reviews.push(review))
}

/// Applies who finishes a case.
pub(super) fn assigned(tx: &mut Tx<'_>, assigned: Assigned) -> Result<(), StoreError> {
    change(tx, &assigned.id.clone(), |case| case.assigned = Some(assigned))
}

fn change(tx: &mut Tx<'_>, id: &str, change: impl FnOnce(&mut Case)) -> Result<(), StoreError> {
    let Some(mut case) = find(tx, id)? else { return Ok(()) };
    change(&mut case);
    let outcome = case.closing.as_ref().map_or("", |closing| closing.outcome.word());
    let finisher = case.assigned.as_ref().map_or("", |assigned| assigned.finisher.as_str());
    let reviewed = case.reviews.last().map(|review| review.day.to_string()).unwrap_or_default();
    let values: [Value; 7] = [
        (!case.is_open()).into(),
        outcome.into(),
        finisher.into(),
        reviewed.into(),
        json(&Detail::of(case.clone()))?.into(),
        tx.district().into(),
        id.into(),
    ];
    let sql = "UPDATE power_cases SET closed = ?1, outcome = ?2, finisher = ?3, reviewed = ?4, detail = ?5 \
        WHERE district = ?6 AND id = ?7";
    tx.execute(sql, &values).map(|_| ())
}

/// A case with what its closing is checked against.
#[derive(Debug, Clone)]
pub(crate) struct ToClose {
    /// The case.
    pub(crate) case: Case,
    /// The item as it stood on the day of the act.
    pub(crate) item: Item,
    /// Its discretion benchmark.
    pub(crate) steps: Vec<Step>,
    /// Earlier decisions under the item, the newest first.
    pub(crate) decided: Vec<Case>,
}

/// Decisions that are compared; older ones are not asked.
const COMPARED: u32 = 1000;

impl ToClose {
    /// The fines of earlier decisions at a step.
    pub(crate) fn alike(&self, step: &str) -> Alike {
        let closings = self.decided.iter().filter_map(|case| case.closing.as_ref());
        Alike::of(
            closings.filter(|closing| closing.step == step).filter_map(|closing| closing.amount).collect(),
        )
    }
}

/// What a case is closed against: the item of its day with its benchmark, and cases alike.
///
/// # Errors
/// No such case, or the store's failure.
pub(crate) fn to_close(tx: &mut Tx<'_>, id: &str) -> Result<ToClose, Refusal> {
    let case = case(tx, id)?;
    let history = history(tx, &case.opened.list, &case.opened.code)?;
    let span = history.spans.into_iter().find(|span| span.covers(case.opened.day));
    let item = span.ok_or_else(|| derived(&format!("case {id} without an item")))?.item;
    let mut decided = decided(tx, &case.opened.list, &case.opened.code, COMPARED)?;
    decided.retain(|other| other.opened.id != case.opened.id);
    let steps = item.field(Field::Discretion).map(steps).unwrap_or_default();
    Ok(ToClose { case, item, steps, decided })
}

/// Closes a case; gives the ledger's number.
///
/// # Errors
/// No such case, it is closed already, a gate is not passed or the fine departs without a reason; the first of what is
/// missing, or the store's failure.
pub fn close_case(tx: &mut Tx<'_>, closing: Closing, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let against = to_close(tx, &closing.id)?;
    if !against.case.is_open() {
        return Err(Refusal::Conflict(Say::new("powers.case_closed").with("case", &closing.id)));
    }
    let faults = closing_faults(&against, &closing);
    if let Some(first) = faults.into_iter().next() {
        return Err(Refusal::Invalid(first));
    }
    append(tx, &closing.id.clone(), &PowersEvent::CaseClosed(closing), by, now)
}

/// Everything that keeps a case from being closed like this.
pub(crate) fn closing_faults(against: &ToClose, closing: &Closing) -> Vec<Say> {
    faults(&against.item.kind, &against.steps, &against.alike(&closing.step), closing)
}

/// Records what a higher body or a court made of a decision; gives the ledger's number.
///
/// # Errors
/// No such case, it is still open, the day lies before the decision or ahead, no document; or the store's failure.
pub fn review_case(tx: &mut Tx<'_>, review: Review, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let case = case(tx, &review.id)?;
    let Some(closed_on) = case.closed_on.or(case.closing.as_ref().map(|_| case.opened.day)) else {
        return Err(Refusal::Conflict(Say::new("powers.review_open").with("case", &review.id)));
    };
    if review.day < closed_on || review.day > day_of(now) {
        let say = Say::new("powers.review_day").with("day", review.day).with("first", closed_on);
        return Err(Refusal::Invalid(say.with("last", day_of(now))));
    }
    if review.document.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.review_no_document")));
    }
    append(tx, &review.id.clone(), &PowersEvent::CaseReviewed(review), by, now)
}

/// Decides who finishes a case; gives the ledger's number.
///
/// # Errors
/// No such case, it is closed, an unknown body, no basis; or the store's failure.
pub fn assign_case(tx: &mut Tx<'_>, assigned: Assigned, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    if !case(tx, &assigned.id)?.is_open() {
        return Err(Refusal::Conflict(Say::new("powers.case_closed").with("case", &assigned.id)));
    }
    if assigned.basis.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.assign_no_basis")));
    }
    let bodies = super::load::bodies(tx)?;
    let Some(finisher) = bodies.get(&assigned.finisher).cloned() else {
        return Err(Refusal::Invalid(Say::new("powers.assign_unknown").with("body", &assigned.finisher)));
    };
    let assigned = Assigned { finisher, ..assigned };
    append(tx, &assigned.id.clone(), &PowersEvent::CaseAssigned(assigned), by, now)
}
