//! Pages of incidents: the list, the room of one, its reports, and the reports of cases.

mod cases;
mod criteria;
mod list;
mod reports;
mod room;

pub(crate) use room::{Seen, read, settled};

use kernel::Citation;
use maud::{Markup, html};
use page::{Ask, Route, State, encode, state_chip};

use crate::model::{Incident, ResponseState};

pub(crate) fn routes() -> Vec<Route> {
    [list::routes(), room::routes(), reports::routes(), cases::routes()].concat()
}

fn made_up(ask: &Ask<'_>, incident: &Incident) -> Markup {
    html! { @if incident.learnt.made_up { " " span.made-up { (ask.t("page.made_up")) } } }
}

fn chip(ask: &Ask<'_>, state: ResponseState) -> Markup {
    let (state, word) = match state {
        ResponseState::FirstHandling => (State::Waiting, "incidents.state_first_handling"),
        ResponseState::Responding => (State::Going, "incidents.state_responding"),
        ResponseState::Ended => (State::Good, "incidents.state_ended"),
    };
    state_chip(state, ask.t(word))
}

/// A clause, leading to where it stands.
fn clause(ask: &Ask<'_>, citation: &Citation) -> Markup {
    let url =
        format!("/documents/{}?clause={}", encode(&citation.document), encode(citation.clause.as_str()));
    html! { a href=(url) title=(ask.t("duties.source")) { (citation.clause) } }
}
