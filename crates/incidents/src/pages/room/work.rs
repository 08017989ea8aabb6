//! What has to be done: the plan's clocks, who was called and has not answered, the measures as a list to tick off.

use super::Seen;
use crate::pages::clause;
use ::store::card::Card;
use kernel::Say;
use maud::{Markup, html};
use pack::Measure;
use page::{Ask, Column, State, empty, encode, instant, link, state_chip, subject_chip, table, until};
use people::Right;

/// The duties of the plan's clocks; how late one is is computed here and stands nowhere.
pub(super) fn clocks(ask: &Ask<'_>, seen: &Seen) -> Markup {
    if seen.clocks.is_empty() {
        return empty(ask.t("incidents.no_clocks"));
    }
    drawn(ask, ask.t("incidents.clocks"), &seen.clocks)
}

/// Groups and departments that were called; those that have not answered come first.
pub(super) fn calls(ask: &Ask<'_>, seen: &Seen) -> Markup {
    if seen.calls.is_empty() {
        return empty(ask.t("incidents.no_calls"));
    }
    let silent = seen.calls.iter().filter(|card| card.state == "open").count();
    let mut calls = seen.calls.clone();
    calls.sort_by_key(|card| card.state != "open");
    html! {
        p { (ask.say(&Say::new("incidents.answered").with("answered", calls.len() - silent).with("all", calls.len()))) }
        (drawn(ask, ask.t("incidents.calls"), &calls))
    }
}

fn drawn(ask: &Ask<'_>, caption: &str, cards: &[Card]) -> Markup {
    let columns = [
        Column::words(ask.t("duties.title")),
        Column::words(ask.t("duties.organ")),
        Column::words(ask.t("duties.due")),
        Column::words(ask.t("duties.state")),
    ];
    let row = |card: &Card| {
        vec![
            html! { a href=(card.url) { (ask.language.of(&card.title, &card.title_en)) } },
            html! { @if card.organ.is_empty() { (state_chip(State::Unknown, ask.t("duties.no_owner"))) } @else { (link("/organs/", &card.organ, &card.organ)) } },
            html! { @if let Some(due) = card.due { (instant(due)) @if card.state == "open" { br; span.meta { (until(ask, due)) } } } },
            subject_chip(ask, card),
        ]
    };
    table(caption, &columns, cards.iter().map(row))
}

/// The plan's measures: first handling, then those of the response with their group.
pub(super) fn steps(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let measures = seen.plan.as_ref().map(|plan| plan.measures.as_slice()).unwrap_or_default();
    if measures.is_empty() {
        return empty(ask.t("incidents.no_steps"));
    }
    let done = measures.iter().filter(|measure| seen.room.steps.contains_key(&measure.id)).count();
    html! {
        p { (ask.say(&Say::new("incidents.steps_done").with("done", done).with("all", measures.len()))) }
        ul.plain { @for measure in measures { li { (step(ask, seen, measure)) } } }
    }
}

fn step(ask: &Ask<'_>, seen: &Seen, measure: &Measure) -> Markup {
    let title = ask.language.of(&measure.title, &measure.title_en);
    let note = format!("note-{}", measure.id);
    html! {
        @match seen.room.steps.get(&measure.id) {
            Some(done) => {
                (state_chip(State::Good, ask.t("incidents.step_done"))) " " (title) " " (clause(ask, &measure.citation))
                br; span.meta { (instant(done.at)) " " (done.by) " " (done.what.note) }
            }
            None => {
                (state_chip(State::Waiting, ask.t("incidents.step_open"))) " " (title) " " (clause(ask, &measure.citation))
                @if let Some(group) = &measure.group { " · " (group) }
                @if ask.may(Right::HandleIncident) {
                    details {
                        summary { (ask.t("incidents.tick")) span.visually-hidden { (title) } }
                        form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/step" } {
                            input type="hidden" name="measure" value=(measure.id);
                            div.field {
                                label for=(note) { (ask.t("incidents.step_note")) }
                                input id=(note) name="note" type="text";
                            }
                            button { (ask.t("incidents.tick")) }
                        }
                    }
                }
            }
        }
    }
}
