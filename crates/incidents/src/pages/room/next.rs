//! What to do next: what waits for somebody, the most pressing first.

use super::Seen;
use crate::model::ResponseState;
use kernel::Say;
use maud::{Markup, html};
use pack::{Effect, ReportKind};
use page::{Ask, encode, instant, is_late, until};
use people::Right;

/// One thing to do: the words, and where.
struct Next {
    say: Say,
    url: String,
}

pub(super) fn drawn(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let list = list(ask, seen);
    html! {
        section aria-labelledby="next" {
            h2 id="next" { (ask.t("incidents.next")) }
            @if let Some(clock) = seen.clocks.iter().find(|card| card.state == "open" && card.due.is_some()) {
                p.lead { a href=(clock.url) { (ask.language.of(&clock.title, &clock.title_en)) }
                    @if let Some(due) = clock.due { " · " (instant(due)) " · " strong { (until(ask, due)) } } }
            }
            @if list.is_empty() { p { (ask.t("incidents.nothing_next")) } }
            ol { @for next in &list { li { a href=(next.url) { (ask.say(&next.say)) } } } }
        }
    }
}

fn list(ask: &Ask<'_>, seen: &Seen) -> Vec<Next> {
    let mut list = Vec::new();
    let mut add = |say: Say, url: &str| list.push(Next { say, url: url.to_owned() });
    let graded = &seen.incident.graded;
    if graded.undecided.is_some() {
        add(Say::new("incidents.next_grade"), "#grade");
    }
    for waiting in seen.room.proposals.iter().filter(|one| one.settled.is_none()) {
        let title = title_of(ask, seen, &waiting.proposed.what.decision);
        add(Say::new("incidents.next_settle").with("decision", title), "#decisions");
    }
    if let Some(start) = to_start(ask, seen) {
        add(Say::new("incidents.next_propose").with("decision", start), "#decisions");
    }
    let written = |kind| seen.room.reports.iter().any(|sent| sent.written.what.kind == kind);
    let writes = ask.may(Right::HandleIncident);
    let report = |kind: &str| match writes {
        true => format!("/incidents/{}/reports/new?kind={kind}", encode(seen.id())),
        false => "#reports".to_owned(),
    };
    if !written(ReportKind::Initial) {
        add(Say::new("incidents.next_initial"), &report("initial"));
    }
    if seen.incident.state == ResponseState::Ended && !written(ReportKind::Final) {
        add(Say::new("incidents.next_final"), &report("final"));
    }
    let silent = seen.room.reports.iter().filter(|sent| sent.acknowledged.is_none()).count();
    if silent > 0 {
        add(Say::new("incidents.next_acknowledge").with("count", silent), "#reports");
    }
    let late = seen.clocks.iter().filter(|card| is_late(ask, card)).count();
    if late > 0 {
        add(Say::new("incidents.next_late").with("count", late), "#clocks");
    }
    let unanswered = seen.calls.iter().filter(|card| card.state == "open").count();
    if unanswered > 0 {
        add(Say::new("incidents.next_calls").with("count", unanswered), "#calls");
    }
    list
}

/// A graded event without a response, and nobody has proposed one.
fn to_start(ask: &Ask<'_>, seen: &Seen) -> Option<String> {
    let waits = seen.incident.state == ResponseState::FirstHandling && seen.incident.graded.grade.is_some();
    let plan = seen.plan.as_ref().filter(|_| waits)?;
    let start = plan.decisions.iter().find(|decision| decision.effect == Some(Effect::StartsResponse))?;
    let proposed =
        seen.room.proposals.iter().any(|one| one.proposed.what.decision == start.id && one.settled.is_none());
    (!proposed).then(|| ask.language.of(&start.title, &start.title_en).to_owned())
}

fn title_of(ask: &Ask<'_>, seen: &Seen, id: &str) -> String {
    let decisions = seen.plan.as_ref().map(|plan| plan.decisions.as_slice()).unwrap_or_default();
    let found = decisions.iter().find(|decision| decision.id == id);
    found.map_or(id, |decision| ask.language.of(&decision.title, &decision.title_en)).to_owned()
}
