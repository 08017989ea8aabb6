//! What people do with a case after it was taken.

use super::cases::known_case;
use super::gather::gather;
use super::intake::{NotTaken, written};
use super::{derived, event, known, plan_of, regrade};
use crate::cases::{Case, CaseEvent, CaseState, Reported, read};
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

fn record(
    tx: &mut Tx<'_>,
    case: &Case,
    happened: &CaseEvent,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let stream = format!("case/{}", case.reported.id);
    tx.append(&stream, case.version, &[event(happened)?], by, now)?;
    if !case.incident.is_empty() {
        regrade(tx, &case.incident, None, by, now)?;
    }
    Ok(())
}

/// What is made up is never put together with what is real (D-102).
fn apart(case: &Case, made_up: bool) -> Result<(), Refusal> {
    if case.reported.made_up == made_up {
        return Ok(());
    }
    Err(Refusal::Conflict(Say::new("cases.made_up_apart")))
}

fn reasoned(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Refusal::Invalid(Say::new("cases.why"))) } else { Ok(reason.to_owned()) }
}

/// Judges whether it is a case; its incident is graded anew.
///
/// # Errors
/// No reason, an unknown case, or the store's failure.
pub fn judge(
    tx: &mut Tx<'_>,
    id: &str,
    state: CaseState,
    reason: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let case = known_case(tx, id)?;
    record(tx, &case, &CaseEvent::Judged { state, reason: reasoned(reason)? }, by, now)
}

/// Puts a case to another incident, or to none; both are graded anew.
///
/// # Errors
/// No reason, an unknown case or incident, or the store's failure.
pub fn move_case(
    tx: &mut Tx<'_>,
    id: &str,
    incident: &str,
    reason: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let case = known_case(tx, id)?;
    let reason = reasoned(reason)?;
    if !incident.is_empty() {
        let learnt = known(tx, incident)?.learnt;
        if learnt.plan != case.reported.plan {
            return Err(Refusal::Conflict(Say::new("cases.other_plan")));
        }
        apart(&case, learnt.made_up)?;
    }
    record(tx, &case, &CaseEvent::Gathered { incident: incident.to_owned(), reason }, by, now)?;
    if !incident.is_empty() && incident != case.incident {
        regrade(tx, incident, None, by, now)?;
    }
    Ok(())
}

/// Says whom a case is about: the same person as another one, or (`other` empty) nobody told of before.
///
/// # Errors
/// No reason, an unknown case, or the store's failure.
pub fn say_person(
    tx: &mut Tx<'_>,
    id: &str,
    other: &str,
    reason: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let case = known_case(tx, id)?;
    let person = match other {
        "" => id.to_owned(),
        other => {
            let other = known_case(tx, other)?.reported;
            apart(&case, other.made_up)?;
            other.person
        }
    };
    record(tx, &case, &CaseEvent::SamePerson { person, reason: reasoned(reason)? }, by, now)
}

/// Corrects and completes the answers. A sealed answer that is left out stays as it was.
///
/// # Errors
/// Every answer that cannot be; an unknown case; the store's failure.
pub fn correct(
    tx: &mut Tx<'_>,
    id: &str,
    given: &BTreeMap<String, String>,
    by: &str,
    now: Timestamp,
) -> Result<String, NotTaken> {
    let case = known_case(tx, id)?;
    let plan = plan_of(tx, &case.reported.plan)?;
    let mut answers = read(&plan, given, case.reported.received).map_err(NotTaken::Faults)?;
    let mut sealed = open_person(tx, &case)?;
    sealed.append(&mut answers.sealed);
    answers.sealed = sealed;
    let Reported { answers, sealed, marks, gathers, sent_number, .. } =
        written(tx, &plan, &answers, id.to_owned())?;
    let corrected = CaseEvent::Corrected {
        answers: answers.clone(),
        sealed,
        marks,
        gathers: gathers.clone(),
        sent_number,
    };
    record(tx, &case, &corrected, by, now)?;
    if case.incident.is_empty() {
        let reported = Reported { answers, gathers, ..case.reported };
        return Ok(gather(tx, &plan, &reported, by, now)?);
    }
    Ok(case.incident)
}

/// Reads the sealed answers; the reading is an entry with its reason before anything is shown.
///
/// # Errors
/// No reason, an unknown case, text sealed with another key, or the store's failure.
pub fn read_person(
    tx: &mut Tx<'_>,
    id: &str,
    reason: &str,
    by: &str,
    now: Timestamp,
) -> Result<BTreeMap<String, String>, Refusal> {
    let case = known_case(tx, id)?;
    let reason = reasoned(reason)?;
    let sealed = open_person(tx, &case)?;
    let read = event(&CaseEvent::PersonRead { reason })?;
    tx.append(&format!("case/{id}"), case.version, &[read], by, now)?;
    Ok(sealed)
}

fn open_person(tx: &Tx<'_>, case: &Case) -> Result<BTreeMap<String, String>, StoreError> {
    if case.reported.sealed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = tx.open_sealed(&format!("case/{}", case.reported.id), &case.reported.sealed)?;
    serde_json::from_str(&text).map_err(|error| derived(&error))
}
