//! Cases: rows in, rows out.

use super::derived;
use crate::cases::{Case, CaseEvent, CaseState, Reported};
use kernel::{Entry, Say};
use pack::Plan;
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// Applies what happened to a case.
pub(super) fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let event = entry.read::<CaseEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
    let known = find_case(tx, entry.stream.strip_prefix("case/").unwrap_or_default())?;
    let mut case = match (event, known) {
        (CaseEvent::Reported(reported), _) => {
            Case { reported: *reported, state: CaseState::Suspected, incident: String::new(), version: 0 }
        }
        (_, None) => return Err(derived(&format!("entry {} changes an unknown case", entry.seq))),
        (event, Some(case)) => changed(case, event),
    };
    case.version = entry.version;
    save(tx, &case)
}

fn changed(mut case: Case, event: CaseEvent) -> Case {
    match event {
        CaseEvent::Corrected { answers, sealed, marks, gathers, sent_number } => {
            case.reported = Reported { answers, sealed, marks, gathers, sent_number, ..case.reported };
        }
        CaseEvent::Judged { state, .. } => case.state = state,
        CaseEvent::Gathered { incident, .. } => case.incident = incident,
        CaseEvent::SamePerson { person, .. } => case.reported.person = person,
        CaseEvent::Reported(_) | CaseEvent::PersonRead { .. } => {}
    }
    case
}

fn save(tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
    let reported = &case.reported;
    let key = [("district", tx.district().into()), ("id", (&reported.id).into())];
    let rest: [(&str, Value); 12] = [
        ("number", reported.number.into()),
        ("plan", (&reported.plan).into()),
        ("gathers", (&reported.gathers).into()),
        ("incident", (&case.incident).into()),
        ("person", (&reported.person).into()),
        ("state", case.state.word().into()),
        ("received", reported.received.into()),
        ("answers", super::json(&reported.answers)?.into()),
        ("sealed", (&reported.sealed).into()),
        ("sent_number", (&reported.sent_number).into()),
        ("made_up", reported.made_up.into()),
        ("version", case.version.into()),
    ];
    tx.upsert("cases", &key, &rest)?;
    let old = "DELETE FROM case_marks WHERE district = ?1 AND id = ?2";
    tx.execute(old, &[tx.district().into(), (&reported.id).into()])?;
    for mark in &reported.marks {
        let key = [("district", tx.district().into()), ("mark", mark.into()), ("id", (&reported.id).into())];
        tx.upsert("case_marks", &key, &[])?;
    }
    Ok(())
}

const COLUMNS: &str = "id, number, plan, gathers, incident, person, state, received, answers, sealed, sent_number, \
                       made_up, version";

fn read_case(row: &Row) -> Result<Case, StoreError> {
    Ok(Case {
        reported: Reported {
            id: row.text(0)?,
            number: row.count(1)?,
            plan: row.text(2)?,
            gathers: row.text(3)?,
            person: row.text(5)?,
            received: row.time(7)?,
            answers: serde_json::from_str(&row.text(8)?).map_err(|e| derived(&e))?,
            sealed: row.text(9)?,
            sent_number: row.text(10)?,
            made_up: row.flag(11)?,
            marks: Vec::new(),
        },
        incident: row.text(4)?,
        state: CaseState::from_word(&row.text(6)?).ok_or_else(|| derived(&"unknown state of a case"))?,
        version: row.count(12)?,
    })
}

pub(super) fn cases_where(tx: &mut Tx<'_>, rest: &str, params: &[Value]) -> Result<Vec<Case>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE district = ?1 AND {rest}");
    let params: Vec<Value> = std::iter::once(tx.district().into()).chain(params.iter().cloned()).collect();
    tx.query(&sql, &params)?.iter().map(read_case).collect()
}

/// The case of that identity.
///
/// # Errors
/// The store's failure.
pub fn find_case(tx: &mut Tx<'_>, id: &str) -> Result<Option<Case>, StoreError> {
    Ok(cases_where(tx, "id = ?2", &[id.into()])?.into_iter().next())
}

pub(crate) fn known_case(tx: &mut Tx<'_>, id: &str) -> Result<Case, Refusal> {
    find_case(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("cases.no_case").with("id", id)))
}

/// Every report of an incident, in the order they were taken.
///
/// # Errors
/// The store's failure.
pub fn cases_of(tx: &mut Tx<'_>, incident: &str) -> Result<Vec<Case>, StoreError> {
    cases_where(tx, "incident = ?2 ORDER BY number", &[incident.into()])
}

/// A page of reports, the latest first, and how many there are; `alone`: only those of no incident.
///
/// # Errors
/// The store's failure.
pub fn cases(tx: &mut Tx<'_>, alone: bool, page: u32, per: u32) -> Result<(u64, Vec<Case>), StoreError> {
    let only = if alone { " AND incident = ''" } else { "" };
    let sql = format!("SELECT COUNT(*) FROM cases WHERE district = ?1{only}");
    let total = tx.query_one(&sql, &[tx.district().into()])?.map_or(Ok(0), |row| row.count(0))?;
    let skipped = u64::from(page.saturating_sub(1)) * u64::from(per);
    let rest = format!("number > 0{only} ORDER BY number DESC LIMIT ?2 OFFSET ?3");
    Ok((total, cases_where(tx, &rest, &[per.into(), skipped.into()])?))
}

/// The plans whose form can be filled in.
///
/// # Errors
/// The store's failure.
pub fn plans_with_form(tx: &mut Tx<'_>) -> Result<Vec<Plan>, StoreError> {
    let mut plans = Vec::new();
    for id in super::plan_ids(tx)? {
        plans.extend(super::plan(tx, &id)?.filter(|plan| !plan.fields.is_empty()));
    }
    Ok(plans)
}
