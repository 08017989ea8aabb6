//! What happened to a duty, line by line.

use super::show::{Seen, wish_words};
use crate::model::{Duty, DutyEvent, Evidence, Report};
use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{Ask, encode, instant, link};
use people::{Right, User};

pub(super) fn history(ask: &Ask<'_>, seen: &Seen) -> Markup {
    html! { ol.plain { @for entry in &seen.history { li { (happened(ask, &seen.duty, entry)) } } } }
}

/// Whether the ledger would show the asker the entry: a link that is refused is no link.
fn sees_receipt(ask: &Ask<'_>, duty: &Duty, entry: &Entry) -> bool {
    let own = |user: &User| user.account == entry.actor || user.acts_for(duty.organ());
    ask.may(Right::ReadLedger) || ask.user.as_ref().is_some_and(own)
}

/// One line of a duty's history; its receipt is one click away.
fn happened(ask: &Ask<'_>, duty: &Duty, entry: &Entry) -> Markup {
    let event = entry.read::<DutyEvent>();
    html! {
        (instant(entry.at)) " " strong { (ask.t(event.as_ref().map_or("duties.was_changed", word))) } " " span.soft { (entry.actor) }
        @if sees_receipt(ask, duty, entry) {
            " · " a href={ "/ledger/" (entry.seq) } { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
        }
        @if let Some(event) = &event { (details(ask, duty, event)) }
    }
}

fn word(event: &DutyEvent) -> &'static str {
    match event {
        DutyEvent::Opened(_) => "duties.was_opened",
        DutyEvent::Arrived { .. } => "duties.was_arrived",
        DutyEvent::Assigned { .. } => "duties.was_assigned",
        DutyEvent::Claimed {} => "duties.was_claimed",
        DutyEvent::Reported(_) => "duties.was_reported",
        DutyEvent::Accepted {} => "duties.was_accepted",
        DutyEvent::Returned { .. } => "duties.was_returned",
        DutyEvent::Wished(_) => "duties.was_wished",
        DutyEvent::WishRefused { .. } => "duties.was_wish_refused",
        DutyEvent::Extended { .. } => "duties.was_extended",
        DutyEvent::Transferred { .. } => "duties.was_transferred",
        DutyEvent::Chased { .. } => "duties.was_chased",
        DutyEvent::Closed { .. } => "duties.was_closed",
        DutyEvent::Cancelled { .. } => "duties.was_cancelled",
        DutyEvent::Reopened { .. } => "duties.was_reopened",
        DutyEvent::Undone { .. } => "duties.was_undone",
    }
}

fn details(ask: &Ask<'_>, duty: &Duty, event: &DutyEvent) -> Markup {
    html! {
        @match event {
            DutyEvent::Reported(report) => { (reported(ask, duty, report)) }
            DutyEvent::Arrived { what, due } => { p { (what) @if let Some(due) = due { " · " (instant(*due)) } } }
            DutyEvent::Assigned { to, reason } => {
                p { (link("/organs/", to, to)) "：" (reason) }
                p.meta { (ask.t("duties.offices_decision")) }
            }
            DutyEvent::Wished(wish) => { p { (wish_words(ask, wish)) } }
            DutyEvent::Extended { until, reason } => { p { (instant(*until)) " " (reason) } }
            DutyEvent::Transferred { to, duty, reason } => { p { (link("/duties/", duty, to)) " " (reason) } }
            DutyEvent::Returned { reason } | DutyEvent::WishRefused { reason } | DutyEvent::Closed { reason } => {
                @if !reason.is_empty() { p { (reason) } }
            }
            DutyEvent::Chased { words } => { @if !words.is_empty() { p { (words) } } }
            DutyEvent::Cancelled { reason, edition } => { (why(ask, reason, edition, "duties.cancelled_by_edition")) }
            DutyEvent::Reopened { reason, edition } => { (why(ask, reason, edition, "duties.reopened_by_edition")) }
            DutyEvent::Opened(_) | DutyEvent::Claimed {} | DutyEvent::Accepted {} | DutyEvent::Undone { .. } => {}
        }
    }
}

/// The edition that decided, or the reason that a person gave.
fn why(ask: &Ask<'_>, reason: &str, edition: &str, by_edition: &'static str) -> Markup {
    html! {
        p { @if edition.is_empty() { (reason) } @else { (ask.say(&Say::new(by_edition).with("edition", edition))) } }
    }
}

fn reported(ask: &Ask<'_>, duty: &Duty, report: &Report) -> Markup {
    html! {
        @if let Some(percent) = report.progress {
            " · " span.meta { (ask.say(&Say::new("duties.at_progress").with("percent", percent))) }
        }
        @if !report.carried.is_empty() { " · " span.meta { (link("/duties/", &report.carried, ask.t("duties.was_carried"))) } }
        p.said { (report.text) }
        @if !report.problems.is_empty() { p { strong { (ask.t("duties.problems")) } "：" (report.problems) } }
        @if !report.evidence.is_empty() {
            ul.plain { @for written in &report.evidence { li { (evidence(duty, written)) } } }
        }
    }
}

/// One piece of evidence: a file to open, a link, an indicator, or words.
fn evidence(duty: &Duty, written: &str) -> Markup {
    html! {
        @match Evidence::read(written) {
            Evidence::File { digest, name } => {
                a href={ "/duties/" (encode(&duty.opened.id)) "/files/" (digest) } { (name) } " " code { (digest.get(..12).unwrap_or_default()) }
            }
            Evidence::Link(url) => { a href=(url) rel="noreferrer" { (url) } }
            Evidence::Figure { id } => { a href={ "/indicators/" (encode(&id)) } { (id) } }
            Evidence::Words(words) => { (words) }
        }
    }
}
