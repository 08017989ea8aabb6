//! How a subject card's state is shown where its job is not known.

use crate::{Ask, State, state_chip};
use maud::{Markup, html};
use store::card::Card;

/// Every state word a job may put on a card, with its look and wording: one line each.
const STATES: &[(&str, State, &str)] = &[
    ("waiting", State::Waiting, "page.state_waiting"),
    ("open", State::Waiting, "page.state_open"),
    ("submitted", State::Going, "page.state_submitted"),
    ("accepted", State::Good, "page.state_accepted"),
    ("returned", State::Bad, "page.state_returned"),
    ("closed", State::Good, "page.state_closed"),
    ("cancelled", State::Still, "page.state_cancelled"),
    ("transferred", State::Still, "page.state_transferred"),
    ("met", State::Good, "page.state_met"),
    ("on_course", State::Going, "page.state_on_course"),
    ("behind", State::Bad, "page.state_behind"),
    ("not_met", State::Bad, "page.state_not_met"),
    ("cannot_be_judged", State::Unknown, "page.state_cannot_be_judged"),
    ("in_force", State::Still, "page.state_in_force"),
    ("first_handling", State::Waiting, "page.state_first_handling"),
    ("responding", State::Going, "page.state_responding"),
    ("ended", State::Good, "page.state_ended"),
];

/// Whether the organ of a card still has to act: only then can it be late.
fn awaits(card: &Card) -> bool {
    matches!(card.state.as_str(), "open" | "returned")
}

/// Whether a card's time has passed while its organ still has to act. Late is computed, never stored.
pub fn is_late(ask: &Ask<'_>, card: &Card) -> bool {
    awaits(card) && card.due.is_some_and(|due| due < ask.now)
}

/// The look of a card's state now.
pub fn subject_state(ask: &Ask<'_>, card: &Card) -> State {
    if is_late(ask, card) {
        return State::Bad;
    }
    STATES.iter().find(|(word, ..)| *word == card.state).map_or(State::Unknown, |(_, state, _)| *state)
}

/// A card's state with its word, and the mark of what is made up.
pub fn subject_chip(ask: &Ask<'_>, card: &Card) -> Markup {
    let known = STATES.iter().find(|(word, ..)| *word == card.state);
    let word = if is_late(ask, card) {
        "page.state_overdue"
    } else {
        known.map_or(card.state.as_str(), |(_, _, word)| word)
    };
    html! {
        (state_chip(subject_state(ask, card), ask.t(word)))
        @if card.made_up { " " span.made-up { (ask.t("page.made_up")) } }
    }
}
