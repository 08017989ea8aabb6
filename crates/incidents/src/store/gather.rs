//! Putting reports together: into the incident they belong to, or into a candidate of their own.

use super::cases::cases_where;
use super::{event, find, learn, regrade};
use crate::cases::{Case, CaseEvent, CaseState, Found, Joins, Reported, joins};
use crate::grade::Counts;
use crate::model::{Learnt, ResponseState};
use jiff::{SignedDuration, Timestamp};
use kernel::CHINA;
use pack::{FieldRole, Plan};
use page::Refusal;
use std::collections::BTreeSet;
use store::{StoreError, Tx};

/// Puts a report where it belongs; the incident, or nothing when it stands alone.
pub(super) fn gather(
    tx: &mut Tx<'_>,
    plan: &Plan,
    reported: &Reported,
    by: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    if reported.gathers.is_empty() {
        return Ok(String::new());
    }
    let near = near(tx, plan, reported)?;
    let mut found = Found::default();
    for case in near.iter().rev().filter(|case| !case.incident.is_empty()) {
        if find(tx, &case.incident)?.is_some_and(|incident| incident.state != ResponseState::Ended) {
            found.incident.clone_from(&case.incident);
            break;
        }
    }
    let alone = near.iter().filter(|case| case.incident.is_empty() && case.state != CaseState::Excluded);
    let alone: Vec<&Case> = alone.collect();
    found.persons = alone.iter().map(|case| case.reported.person.clone()).collect::<BTreeSet<_>>();
    let incident = match joins(plan, &reported.answers, &reported.person, &found) {
        Joins::Alone => return Ok(String::new()),
        Joins::Incident => found.incident,
        Joins::Candidate => candidate(tx, plan, reported, by, now)?,
    };
    for case in alone {
        put(tx, case, &incident, "", by, now)?;
    }
    regrade(tx, &incident, None, by, now)?;
    Ok(incident)
}

/// The reports with the same key within the plan's days, this one among them, the earliest first.
fn near(tx: &mut Tx<'_>, plan: &Plan, reported: &Reported) -> Result<Vec<Case>, StoreError> {
    let days = plan.gathering.as_ref().map_or(0, |gathering| i64::from(gathering.days));
    let span = SignedDuration::from_hours(24 * days);
    let from = reported.received.saturating_sub(span).unwrap_or(Timestamp::MIN);
    let to = reported.received.saturating_add(span).unwrap_or(Timestamp::MAX);
    // What an exercise or a demonstration made up never meets what is real (D-102).
    let rest = "plan = ?2 AND gathers = ?3 AND received >= ?4 AND received <= ?5 AND made_up = ?6
         ORDER BY received, number";
    let made_up = reported.made_up.into();
    let params = [(&reported.plan).into(), (&reported.gathers).into(), from.into(), to.into(), made_up];
    cases_where(tx, rest, &params)
}

/// Opens an incident for what reports have in common. It is learnt of with the report that made it one: the clocks
/// start there, and no verification stops them (D-036).
fn candidate(
    tx: &mut Tx<'_>,
    plan: &Plan,
    reported: &Reported,
    by: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    let year = CHINA.to_datetime(reported.received).year();
    let prefix = format!("{}-{year}-", plan.id);
    let sql = "SELECT COUNT(*) FROM incidents WHERE district = ?1 AND plan = ?2 AND id LIKE ?3";
    let known = tx.query_one(sql, &[tx.district().into(), (&plan.id).into(), format!("{prefix}%").into()])?;
    let number = known.map_or(Ok(0), |row| row.count(0))? + 1;
    let of_role =
        |role| plan.fields.iter().find(|field| field.role == Some(role)).map(|field| field.id.as_str());
    let answer = |role| of_role(role).and_then(|id| reported.answers.get(id)).cloned().unwrap_or_default();
    let thing = answer(FieldRole::Thing);
    let named = plan.gathering.as_ref();
    let id = format!("{prefix}{number:03}");
    let learnt = Learnt {
        id: id.clone(),
        plan: plan.id.clone(),
        title: format!("{thing}{}", named.map_or(plan.subject.as_str(), |gathering| &gathering.title)),
        title_en: format!(
            "{}: {thing}",
            named.map_or(plan.title_en.as_str(), |gathering| &gathering.title_en)
        ),
        product: thing,
        place: answer(FieldRole::Place),
        learnt: reported.received,
        counts: Counts::default(),
        made_up: reported.made_up,
    };
    learn(tx, learnt, by, now)?;
    Ok(id)
}

fn put(
    tx: &mut Tx<'_>,
    case: &Case,
    incident: &str,
    reason: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let event = event(&CaseEvent::Gathered { incident: incident.to_owned(), reason: reason.to_owned() })?;
    let stream = format!("case/{}", case.reported.id);
    tx.add(&stream, event, by, now).map(|_| ())
}
