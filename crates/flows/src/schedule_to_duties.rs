//! The schedules and tasks of adopted documents open duties. Pure.

mod owners;
mod tasks;

use self::owners::{Decided, bodies};
use duties::{Opened, OwnerNamed, Part};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use kernel::{Calendar, Due, OrganKind, day_of, due_day, end_of_day};
use pack::{Document, Pack, Reporters, Schedule, State};
use std::collections::BTreeSet;

/// A duty opens this many days before it is due: time to gather, write and have it signed. Ours, not the
/// documents'.
pub(crate) const OPEN_AHEAD_DAYS: i64 = 30;
/// An organ takes note of what a document asks within this many days of its opening. Ours, not the documents'.
const CLAIM_DAYS: i64 = 3;

/// Every duty that the pack's calendar rules and tasks ask for, from each document's date of issue to
/// [`OPEN_AHEAD_DAYS`] after now, with what the office decided on their owners.
pub fn scheduled(pack: &Pack, decided: &[OwnerNamed], calendar: &Calendar, now: Timestamp) -> Vec<Opened> {
    let until = day_of(now).saturating_add(Span::new().days(OPEN_AHEAD_DAYS));
    let in_force = pack
        .documents
        .iter()
        .filter(|document| document.state == State::InForce && document.issued <= day_of(now));
    in_force
        .flat_map(|document| of_document(pack, document, Decided(decided), until))
        .map(|duty| mark_rest_day(duty, calendar))
        .collect()
}

/// Shows when the due day is a day of rest; the day itself is never moved.
pub(crate) fn mark_rest_day(mut duty: Opened, calendar: &Calendar) -> Opened {
    duty.rest_day = duty.due.is_some_and(|due| calendar.rest_day(due_day(due)).is_some());
    duty
}

/// Until when an organ takes note of a duty that is opened now; never later than the duty is due.
pub(crate) fn claim_by(duty: &Opened, now: Timestamp) -> Option<Timestamp> {
    let asks_for_note = !duty.organ.is_empty() && duty.awaits.is_empty() && !duty.at_once;
    let limit = end_of_day(day_of(now).saturating_add(Span::new().days(CLAIM_DAYS)));
    let limit = duty.due.filter(|due| *due > now).map_or(limit, |due| due.min(limit));
    asks_for_note.then_some(limit)
}

fn of_document(pack: &Pack, document: &Document, decided: Decided<'_>, until: Date) -> Vec<Opened> {
    let schedules =
        document.schedules.iter().flat_map(|schedule| of_schedule(pack, document, schedule, decided, until));
    schedules.chain(tasks::opened(pack, document, decided)).collect()
}

/// One duty per period and reporter, and one for each responsible body that reports to a lead.
fn of_schedule(
    pack: &Pack,
    document: &Document,
    schedule: &Schedule,
    decided: Decided<'_>,
    until: Date,
) -> Vec<Opened> {
    let dues = schedule.rule.due_between(document.issued, until, schedule.from);
    let reporters = reporters(pack, document, schedule, decided);
    let branches = branches(pack, document, schedule, decided);
    let mut duties = Vec::new();
    for due in &dues {
        duties.extend(reporters.iter().map(|organ| of_period(schedule, due, organ)));
        duties.extend(branches.iter().map(|(organ, lead)| of_branch(schedule, due, organ, lead)));
    }
    duties
}

fn of_period(schedule: &Schedule, due: &Due, organ: &str) -> Opened {
    Opened {
        id: format!("{}.{}.{organ}", schedule.id, due.period),
        title: format!("{}（{}）", schedule.title, due.period),
        title_en: format!("{} ({})", schedule.title_en, due.period),
        organ: organ.to_owned(),
        to: schedule.to.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join("、"),
        cause: schedule.id.clone(),
        period: due.period.to_string(),
        due: Some(due.at),
        ..Opened::of(schedule.citation.clone())
    }
}

/// A responsible body reports to its lead, which consolidates. The document sets one day for the report as a whole, so
/// both are held to it, each by its own clock.
fn of_branch(schedule: &Schedule, due: &Due, organ: &str, lead: &str) -> Opened {
    Opened {
        id: format!("{}.{}.{organ}.to.{lead}", schedule.id, due.period),
        title: format!("{}（{}，报{lead}汇总）", schedule.title, due.period),
        title_en: format!("{} ({}, to the lead {lead})", schedule.title_en, due.period),
        organ: organ.to_owned(),
        to: lead.to_owned(),
        cause: format!("{}.branch", schedule.id),
        period: due.period.to_string(),
        due: Some(due.at),
        part: Part::Responsible,
        reviewer: lead.to_owned(),
        ..Opened::of(schedule.citation.clone())
    }
}

/// Who reports, each once, in the document's order. An open set of bodies reports nothing: its members are not known
/// to be all; all towns and sub-districts are eight bodies that are known.
fn reporters(pack: &Pack, document: &Document, schedule: &Schedule, decided: Decided<'_>) -> Vec<String> {
    let names: Vec<String> = match &schedule.who {
        Reporters::Leads => {
            let leads = document.duties.iter().flat_map(|task| owners::leads(pack, task, decided));
            leads.map(|owner| owner.organ).collect()
        }
        Reporters::Organs(organs) => organs.iter().flat_map(|named| bodies(pack, named)).collect(),
        Reporters::Towns => {
            let towns =
                pack.organs.iter().filter(|organ| matches!(organ.kind, OrganKind::Town | OrganKind::Street));
            towns.map(|organ| organ.name.clone()).collect()
        }
    };
    let mut seen = BTreeSet::new();
    let named = decided.owners(&schedule.id);
    names.into_iter().chain(named).filter(|name| seen.insert(name.clone())).collect()
}

/// The pairs of a responsible body and the lead it reports to, each once. Only where the leads report: elsewhere the
/// document names the reporters itself.
fn branches(
    pack: &Pack,
    document: &Document,
    schedule: &Schedule,
    decided: Decided<'_>,
) -> Vec<(String, String)> {
    if schedule.who != Reporters::Leads {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let mut seen = BTreeSet::new();
    for task in &document.duties {
        let leads = owners::leads(pack, task, decided);
        // Once one of several leads is the first, its branch is the one that others report to.
        let first = leads.iter().any(|lead| lead.part == Part::FirstLead);
        for organ in task.responsible.iter().flat_map(|named| bodies(pack, named)) {
            if leads.iter().any(|lead| lead.organ == organ) {
                continue;
            }
            let to = leads.iter().filter(|lead| !first || lead.part == Part::FirstLead);
            let pair = to.map(|lead| (organ.clone(), lead.organ.clone()));
            pairs.extend(pair.filter(|pair| seen.insert(pair.clone())));
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
