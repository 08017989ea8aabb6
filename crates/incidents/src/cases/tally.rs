//! Counting: persons, each once, by the plan's metrics (D-014).

use super::{Case, CaseState, alike};
use crate::grade::Counts;
use pack::{FlagRule, Metric, Plan};
use std::collections::BTreeMap;

/// Everything told about one person.
type Person<'c> = Vec<&'c Case>;

/// Counts the persons of these cases. Excluded reports count nowhere. A person counts if any report about them does:
/// what a second reporter adds is not lost.
pub fn tally(plan: &Plan, cases: &[Case]) -> Counts {
    let persons = persons(cases);
    let mut counts = Counts::default();
    for metric in &plan.metrics {
        let number = persons.values().filter(|person| counts_as(metric, person)).count();
        counts = counts.with(&metric.id, u32::try_from(number).unwrap_or(u32::MAX));
    }
    for flag in &plan.flags {
        let metric = |id: &str| plan.metrics.iter().find(|metric| metric.id == id);
        let holds = match &flag.rule {
            FlagRule::Alike { field, among } => {
                metric(among).is_some_and(|metric| one(&persons, metric, field))
            }
            FlagRule::Beside { metric: id } => {
                metric(id).is_some_and(|metric| persons.values().any(|person| !counts_as(metric, person)))
            }
        };
        counts = counts.holding(&flag.id, holds);
    }
    counts
}

fn persons(cases: &[Case]) -> BTreeMap<&str, Person<'_>> {
    let mut persons: BTreeMap<&str, Person<'_>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.state != CaseState::Excluded) {
        persons.entry(case.reported.person.as_str()).or_default().push(case);
    }
    persons
}

fn counts_as(metric: &Metric, person: &Person<'_>) -> bool {
    person.iter().any(|case| metric.counts(&case.reported.answers))
}

/// The persons a metric counts all have one and the same answer; a missing one is not the same.
fn one(persons: &BTreeMap<&str, Person<'_>>, metric: &Metric, field: &str) -> bool {
    let answer = |person: &Person<'_>| {
        let given = person.iter().map(|case| case.answer(field)).find(|answer| !answer.is_empty());
        given.map(alike).unwrap_or_default()
    };
    let mut answers = persons.values().filter(|person| counts_as(metric, person)).map(answer);
    answers.next().is_some_and(|first| !first.is_empty() && answers.all(|other| other == first))
}

/// How many persons gave which answer, the most frequent first.
pub type Spread = Vec<(String, usize)>;

/// How far the persons concentrate on one answer of a field; a missing answer is counted as an empty one.
pub fn spread(cases: &[Case], field: &str) -> Spread {
    let mut counted: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for person in persons(cases).values() {
        let given = person.iter().map(|case| case.answer(field)).find(|answer| !answer.is_empty());
        let answer = given.unwrap_or_default();
        counted.entry(alike(answer)).or_insert_with(|| (answer.to_owned(), 0)).1 += 1;
    }
    let mut spread: Spread = counted.into_values().collect();
    spread.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    spread
}
