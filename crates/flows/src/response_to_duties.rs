//! A response calls the plan's groups and departments. Pure.

use crate::schedule_to_duties::mark_rest_day;
use duties::{Asked, Opened};
use incidents::{Incident, IncidentEvent};
use jiff::Timestamp;
use kernel::{Calendar, Citation, Entry};
use pack::{Named, Plan};

/// One duty for each body of each group, to answer the call, and one for each department, to do its part: from the
/// instant the response began (D-021, D-024). Each opens once for its identity, whatever happens to the program
/// meanwhile: nobody is called twice and nobody is missed.
pub fn calls(plan: &Plan, incident: &Incident, history: &[Entry], calendar: &Calendar) -> Vec<Opened> {
    let started = history.iter().find_map(|entry| match entry.read::<IncidentEvent>() {
        Some(IncidentEvent::ResponseStarted {}) => Some(entry.at),
        _ => None,
    });
    let Some(started) = started else { return Vec::new() };
    let called = |cause: &str, named: &Named, title: (String, String), citation: &Citation| {
        let duty = call(incident, cause, named, title, citation, started);
        mark_rest_day(duty, calendar)
    };
    let groups = plan.groups.iter().flat_map(|group| {
        group.lead.iter().chain(&group.members).map(move |named| {
            let title =
                (format!("{}应答到位", group.name), format!("Answer the call of the {}", group.name_en));
            called(&group.id, named, title, &group.citation)
        })
    });
    let departments = plan.departments.iter().map(|department| {
        let title = (department.title.clone(), department.title_en.clone());
        called(&department.id, &department.organ, title, &department.citation)
    });
    groups.chain(departments).collect()
}

fn call(
    incident: &Incident,
    cause: &str,
    named: &Named,
    (title, title_en): (String, String),
    citation: &Citation,
    started: Timestamp,
) -> Opened {
    let learnt = &incident.learnt;
    Opened {
        id: format!("{}.{cause}.{}", learnt.id, named.organ),
        title: format!("{}：{title}", learnt.title),
        title_en: format!("{}: {title_en}", learnt.title_en),
        organ: named.organ.clone(),
        cause: cause.to_owned(),
        due: Some(started),
        at_once: true,
        asked: Asked::Act,
        made_up: learnt.made_up,
        ..Opened::of(citation.clone())
    }
}

#[cfg(test)]
mod tests;
