//! The draft of a report: filled from the incident and its cases as far as they know it.

use super::{Room, Sent};
use crate::cases::{Case, CaseState};
use crate::model::Incident;
use kernel::CHINA;
use pack::{Plan, Report, ReportFact};
use std::collections::{BTreeMap, BTreeSet};

/// What stands where nothing is known yet (D-045): it never keeps a report from being sent.
pub const MISSING: &str = "待补";

/// Answers listed in one field before the rest is counted only.
const LISTED: usize = 10;

/// The fields of a report with what is known: what the last report of the kind said comes first, then the incident
/// itself, then the answers of its cases. A field without any is absent.
pub fn draft(
    plan: &Plan,
    report: &Report,
    incident: &Incident,
    cases: &[Case],
    room: &Room,
) -> BTreeMap<String, String> {
    let last = room.reports.iter().rev().find(|sent| sent.written.what.kind == report.kind);
    let of_field = |field: &String| {
        let text = match report.facts.get(field) {
            Some(fact) => of_fact(plan, *fact, incident, room),
            None => said_before(last, field).unwrap_or_else(|| of_cases(plan, field, cases)),
        };
        (!text.is_empty()).then(|| (field.clone(), text))
    };
    report.fields.iter().filter_map(of_field).collect()
}

fn said_before(last: Option<&Sent>, field: &str) -> Option<String> {
    last.and_then(|sent| sent.written.what.fields.get(field)).cloned()
}

fn of_fact(plan: &Plan, fact: ReportFact, incident: &Incident, room: &Room) -> String {
    match fact {
        ReportFact::Title => incident.learnt.title.clone(),
        ReportFact::Place => incident.learnt.place.clone(),
        ReportFact::Counts => {
            let number =
                |metric: &pack::Metric| format!("{}{}", metric.title, incident.counts.number(&metric.id));
            plan.metrics.iter().map(number).collect::<Vec<_>>().join("，")
        }
        ReportFact::Grade => match &incident.graded.grade {
            None => String::new(),
            Some(grade) => {
                let named = plan.grade(grade).map(|named| named.name.as_str()).unwrap_or_default();
                let because = incident
                    .graded
                    .because
                    .iter()
                    .map(|holds| format!("{}（{}）", holds.title, holds.clause));
                let decided = incident.graded.decided.iter().map(|decided| decided.grounds.clone());
                format!("{named}（{grade}级）：{}", because.chain(decided).collect::<Vec<_>>().join("；"))
            }
        },
        ReportFact::Steps => {
            let step = |measure: &pack::Measure| {
                let done = room.steps.get(&measure.id)?;
                let at = CHINA.to_datetime(done.at).strftime("%m月%d日%H时%M分");
                let note =
                    if done.what.note.is_empty() { String::new() } else { format!("，{}", done.what.note) };
                Some(format!("{at}{}{note}", measure.title))
            };
            plan.measures.iter().filter_map(step).collect::<Vec<_>>().join("；")
        }
    }
}

/// The different answers of the cases, in the order they came.
fn of_cases(plan: &Plan, field: &str, cases: &[Case]) -> String {
    let Some(asked) = plan.fields.iter().find(|asked| asked.fills == field && !asked.sealed) else {
        return String::new();
    };
    let mut seen = BTreeSet::new();
    let counted = cases.iter().filter(|case| case.state != CaseState::Excluded);
    let answers: Vec<&str> = counted
        .map(|case| case.answer(&asked.id))
        .filter(|answer| !answer.is_empty() && seen.insert((*answer).to_owned()))
        .collect();
    let listed = answers.iter().take(LISTED).copied().collect::<Vec<_>>().join("、");
    if answers.len() > LISTED { format!("{listed}等{}项", answers.len()) } else { listed }
}
