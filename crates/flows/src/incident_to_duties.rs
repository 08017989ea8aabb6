//! The clocks of an emergency plan open duties for an incident. Pure: the incident's history says which events
//! have happened and when.

use crate::schedule_to_duties::mark_rest_day;
use duties::{Asked, Naming, Opened, OwnerNamed};
use incidents::{Incident, IncidentEvent};
use jiff::Timestamp;
use kernel::{Calendar, Entry, OrganKind, Organs, Rule};
use pack::{Clock, Plan};

/// The gravest grades, which have a provisional-grade clock of their own.
const GRAVE: [&str; 3] = ["Ⅰ", "Ⅱ", "Ⅲ"];

/// Every duty that the plan's clocks ask for by `now`. A clock runs also where the text names nobody to act: the
/// duty is then without an owner until one is settled. Clocks of bodies outside the government's worklist
/// (enterprises, open sets) open nothing.
pub fn clocks(
    plan: &Plan,
    register: &Organs,
    incident: &Incident,
    history: &[Entry],
    decided: &[OwnerNamed],
    calendar: &Calendar,
    now: Timestamp,
) -> Vec<Opened> {
    let happened = happened(incident, history);
    let running = plan.clocks.iter().filter(|clock| applies(clock, incident));
    let duties = running.flat_map(|clock| of_clock(clock, (register, decided), incident, &happened, now));
    duties.map(|duty| mark_rest_day(duty, calendar)).collect()
}

/// The events that plans name, with the instant each first happened.
fn happened(incident: &Incident, history: &[Entry]) -> Vec<(&'static str, Timestamp)> {
    let learnt = incident.learnt.learnt;
    let mut happened =
        vec![("incident-learnt", learnt), ("report-received", learnt), ("incident-happened", learnt)];
    if incident.counts.anyone() {
        happened.push(("injury", learnt));
    }
    for entry in history {
        let name = match entry.read::<IncidentEvent>() {
            Some(IncidentEvent::Graded(graded))
                if graded.grade.as_deref().is_some_and(|g| GRAVE.contains(&g)) =>
            {
                "provisional-grade-1-to-3"
            }
            Some(IncidentEvent::ResponseStarted {}) => "response-started",
            Some(IncidentEvent::ResponseEnded {}) => "response-ended",
            _ => continue,
        };
        if !happened.iter().any(|(known, _)| *known == name) {
            happened.push((name, entry.at));
        }
        if name == "response-ended" {
            happened.push(("incident-ended", entry.at));
        }
    }
    happened
}

/// A clock for some grades runs once the incident has one of them.
fn applies(clock: &Clock, incident: &Incident) -> bool {
    let grade = incident.graded.grade.as_deref().unwrap_or_default();
    clock.applies.is_empty() || clock.applies.iter().any(|level| level == grade)
}

fn of_clock(
    clock: &Clock,
    (register, decided): (&Organs, &[OwnerNamed]),
    incident: &Incident,
    happened: &[(&'static str, Timestamp)],
    now: Timestamp,
) -> Vec<Opened> {
    let at = |name: &str| happened.iter().find(|(known, _)| *known == name).map(|(_, at)| *at);
    let Some(started) = clock.rule.event().and_then(at) else { return Vec::new() };
    let ends = if let Rule::Daily { until, .. } = &clock.rule { at(until) } else { None };
    let dues = clock.rule.due_after(started, ends.unwrap_or(now));
    let owners = owners(clock, register);
    let named = decided.iter().find(|one| one.about == clock.id && one.naming == Naming::Owner);
    let daily = matches!(clock.rule, Rule::Daily { .. });
    let duty = |organ: &String, due: &kernel::Due| Opened {
        id: identity(clock, incident, organ, if daily { due.period.to_string() } else { String::new() }),
        title: format!("{}：{}", incident.learnt.title, clock.title),
        title_en: format!("{}: {}", incident.learnt.title_en, clock.title_en),
        // Whom the office named. The identity stays that of nobody's duty: one that is open already is not opened twice.
        organ: if organ.is_empty() {
            named.map_or_else(String::new, |one| one.organ.clone())
        } else {
            organ.clone()
        },
        to: clock.to.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join("、"),
        cause: clock.id.clone(),
        period: if daily { due.period.to_string() } else { String::new() },
        due: Some(due.at),
        at_once: matches!(clock.rule, Rule::AtOnce { .. } | Rule::FirstMoment { .. }),
        asked: Asked::Act,
        made_up: incident.learnt.made_up,
        ..Opened::of(clock.citation.clone())
    };
    dues.iter().flat_map(|due| owners.iter().map(move |organ| duty(organ, due))).collect()
}

fn identity(clock: &Clock, incident: &Incident, organ: &str, day: String) -> String {
    let parts = [incident.learnt.id.clone(), clock.id.clone(), day, organ.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// Who must act: the bodies named, or nobody in particular. Empty when the clock is for outsiders only.
fn owners(clock: &Clock, register: &Organs) -> Vec<String> {
    if clock.who.is_empty() {
        return vec![String::new()];
    }
    let outside = |name: &str| {
        register
            .find(name)
            .is_some_and(|organ| matches!(organ.kind, OrganKind::Enterprise | OrganKind::Collective))
    };
    clock.who.iter().map(|named| named.organ.clone()).filter(|name| !outside(name)).collect()
}

#[cfg(test)]
mod tests;
