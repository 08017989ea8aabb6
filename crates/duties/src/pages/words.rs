//! How a duty looks in a list or on its own page.

use crate::model::{Duty, DutyState};
use maud::{Markup, html};
use page::{Ask, State, instant, link, state_chip, until};

/// The state of a duty with its word; late is computed here.
pub fn chip(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let (state, word) = match duty.now.state {
        _ if duty.is_overdue(ask.now) => (State::Bad, "duties.state_overdue"),
        DutyState::Waiting => (State::Waiting, "duties.state_waiting"),
        DutyState::Open => (State::Waiting, "duties.state_open"),
        DutyState::Returned => (State::Bad, "duties.state_returned"),
        DutyState::Submitted if duty.was_late() => (State::Going, "duties.state_submitted_late"),
        DutyState::Submitted => (State::Going, "duties.state_submitted"),
        DutyState::Accepted if duty.was_late() => (State::Good, "duties.state_accepted_late"),
        DutyState::Accepted => (State::Good, "duties.state_accepted"),
        DutyState::Closed => (State::Good, "duties.state_closed"),
        DutyState::Cancelled => (State::Still, "duties.state_cancelled"),
        DutyState::Transferred => (State::Still, "duties.state_transferred"),
    };
    html! {
        (state_chip(state, ask.t(word)))
        @if duty.is_unclaimed(ask.now) { " " (state_chip(State::Bad, ask.t("duties.state_unclaimed"))) }
        @if duty.now.wish.is_some() { " " (state_chip(State::Unknown, ask.t("duties.state_wished"))) }
        @if duty.opened.made_up { " " span.made-up { (ask.t("page.made_up")) } }
    }
}

/// Who owes it; a clock runs also where the text names nobody.
pub(super) fn organ(ask: &Ask<'_>, duty: &Duty) -> Markup {
    match duty.organ() {
        "" => state_chip(State::Unknown, ask.t("duties.no_owner")),
        name => link("/organs/", name, name),
    }
}

/// The last instant in force, and what has to be said of it.
pub(super) fn due(ask: &Ask<'_>, duty: &Duty) -> Markup {
    html! {
        @match duty.now.due {
            Some(due) => {
                @if duty.opened.at_once { (ask.t("duties.at_once")) " " }
                (instant(due))
                @if duty.now.state.awaits_organ() { br; span.meta { (until(ask, due)) } }
                @if duty.opened.rest_day && !duty.was_extended() { br; span.meta { (ask.t("duties.rest_day")) } }
                @if let (true, Some(first)) = (duty.was_extended(), duty.opened.due) {
                    br; span.meta { (ask.t("duties.first_due")) " " (instant(first)) }
                }
            }
            None => { (ask.t("duties.no_limit")) }
        }
    }
}
