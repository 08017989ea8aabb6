//! The schedules and dates of adopted documents open duties. Pure.

use duties::Opened;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use kernel::{Calendar, Due, OrganKind, day_of, due_day, end_of_day};
use pack::{Document, Named, Pack, Reporters, Schedule, State};
use std::collections::BTreeSet;

/// A duty opens this many days before it is due: time to gather, write and have it signed. Ours, not the
/// documents'.
const OPEN_AHEAD_DAYS: i64 = 30;

/// Every duty that the pack's calendar rules and dated tasks ask for, from each document's date of issue to
/// [`OPEN_AHEAD_DAYS`] after now.
pub fn scheduled(pack: &Pack, calendar: &Calendar, now: Timestamp) -> Vec<Opened> {
    let until = day_of(now).saturating_add(Span::new().days(OPEN_AHEAD_DAYS));
    let in_force = pack
        .documents
        .iter()
        .filter(|document| document.state == State::InForce && document.issued <= day_of(now));
    in_force
        .flat_map(|document| of_document(pack, document, until))
        .map(|duty| mark_rest_day(duty, calendar))
        .collect()
}

/// Shows when the due day is a day of rest; the day itself is never moved.
pub(crate) fn mark_rest_day(mut duty: Opened, calendar: &Calendar) -> Opened {
    duty.rest_day = duty.due.is_some_and(|due| calendar.rest_day(due_day(due)).is_some());
    duty
}

fn of_document(pack: &Pack, document: &Document, until: Date) -> Vec<Opened> {
    let schedules =
        document.schedules.iter().flat_map(|schedule| of_schedule(pack, document, schedule, until));
    schedules.chain(document.duties.iter().flat_map(dated)).collect()
}

/// One duty per period and reporter.
fn of_schedule(pack: &Pack, document: &Document, schedule: &Schedule, until: Date) -> Vec<Opened> {
    let dues = schedule.rule.due_between(document.issued, until, schedule.from);
    let reporters = reporters(pack, document, schedule);
    dues.iter().flat_map(|due| reporters.iter().map(|organ| of_period(schedule, due, organ))).collect()
}

fn of_period(schedule: &Schedule, due: &Due, organ: &str) -> Opened {
    Opened {
        id: format!("{}.{}.{organ}", schedule.id, due.period),
        title: format!("{}（{}）", schedule.title, due.period),
        title_en: format!("{} ({})", schedule.title_en, due.period),
        organ: organ.to_owned(),
        to: schedule.to.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join("、"),
        citation: schedule.citation.clone(),
        cause: schedule.id.clone(),
        period: due.period.to_string(),
        due: Some(due.at),
        at_once: false,
        rest_day: false,
        made_up: false,
    }
}

/// Who reports, each once, in the document's order. A collective reports nothing: its members are not known to be
/// all.
fn reporters(pack: &Pack, document: &Document, schedule: &Schedule) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let once = |named: &&Named| named.is_one_body();
    let names: Vec<String> = match &schedule.who {
        Reporters::Leads => {
            document.duties.iter().flat_map(|duty| &duty.lead).filter(once).map(|n| n.organ.clone()).collect()
        }
        Reporters::Organs(organs) => organs.iter().filter(once).map(|n| n.organ.clone()).collect(),
        Reporters::Towns => {
            let towns =
                pack.organs.iter().filter(|organ| matches!(organ.kind, OrganKind::Town | OrganKind::Street));
            towns.map(|organ| organ.name.clone()).collect()
        }
    };
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

/// A task with a date opens at once, for each of its leads.
fn dated(task: &pack::Duty) -> Vec<Opened> {
    let Some(due) = &task.due else { return Vec::new() };
    let owners = task.owners().iter().filter(|named| named.is_one_body());
    let open = |named: &Named| Opened {
        id: format!("{}.{}", task.id, named.organ),
        title: task.title.clone(),
        title_en: task.title_en.clone(),
        organ: named.organ.clone(),
        to: String::new(),
        citation: task.citation.clone(),
        cause: task.id.clone(),
        period: String::new(),
        due: Some(end_of_day(due.date)),
        at_once: false,
        rest_day: false,
        made_up: false,
    };
    owners.map(open).collect()
}

#[cfg(test)]
mod tests;
