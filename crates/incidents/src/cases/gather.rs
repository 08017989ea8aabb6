//! Which reports belong together (D-029). The numbers are the plan's, and shown with every incident (D-013).

use super::alike;
use pack::{Gathering, Metric, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// What reports must have in common with this one to belong to it; empty when the answer is missing or the plan
/// gathers nothing: such a report waits for a person.
pub fn key(plan: &Plan, answers: &BTreeMap<String, String>) -> String {
    let Some(gathering) = &plan.gathering else { return String::new() };
    if gathering.unless.iter().any(|one| one.hold(answers)) {
        return String::new();
    }
    let parts: Option<Vec<String>> =
        gathering.same.iter().map(|field| answers.get(field).map(|answer| alike(answer))).collect();
    parts.map(|parts| parts.join("\u{1f}")).unwrap_or_default()
}

/// What there is already that this report may belong to: same key, within the days of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The incident of the latest of them that still runs; empty: none.
    pub incident: String,
    /// The first reports about their persons, of those that belong to no incident and are not excluded.
    pub persons: BTreeSet<String>,
}

/// What becomes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joins {
    /// Nothing yet: it stands alone.
    Alone,
    /// The incident that was found.
    Incident,
    /// A candidate of its own with all that were found.
    Candidate,
}

/// Decides it for a report about `person` with these answers.
pub fn joins(plan: &Plan, answers: &BTreeMap<String, String>, person: &str, found: &Found) -> Joins {
    let Some(gathering) = &plan.gathering else { return Joins::Alone };
    if !found.incident.is_empty() {
        return Joins::Incident;
    }
    let others = found.persons.iter().filter(|other| other.as_str() != person).count();
    let enough = others + 1 >= usize::from(gathering.reports);
    if enough || grave(plan, gathering, answers) { Joins::Candidate } else { Joins::Alone }
}

/// One such person makes an event alone.
fn grave(plan: &Plan, gathering: &Gathering, answers: &BTreeMap<String, String>) -> bool {
    let named = |metric: &&Metric| gathering.at_once.contains(&metric.id);
    plan.metrics.iter().filter(named).any(|metric| metric.counts(answers))
}
