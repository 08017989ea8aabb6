//! Pages of incidents: the list, and one incident with its grade, its clocks and what happened.

mod cases;

use crate::grade::{Counts, Outcome, Tested, tested};
use crate::model::{Incident, IncidentEvent, ResponseState};
use crate::store;
use ::store::card::{self, Card};
use kernel::{Citation, Entry, Say};
use maud::{Markup, html};
use pack::Plan;
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, encode, instant, link, state_chip,
    subject_chip, table,
};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    let own = vec![
        Route::get("/incidents", Access::Needs(Right::ReadDistrict), index),
        Route::get("/incidents/{id}", Access::Needs(Right::ReadDistrict), show),
    ];
    [own, cases::routes()].concat()
}

/// `GET /incidents`: every incident, the latest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let incidents = ask.read(|tx| Ok(store::list(tx)?))?;
    let columns = [
        Column::words(ask.t("incidents.title")),
        Column::words(ask.t("incidents.grade")),
        Column::words(ask.t("incidents.state")),
        Column::words(ask.t("incidents.learnt")),
    ];
    let rows = incidents.iter().map(|incident| {
        let learnt = &incident.learnt;
        vec![
            html! { (link("/incidents/", &learnt.id, ask.language.of(&learnt.title, &learnt.title_en))) (made_up(ask, incident)) },
            html! { (incident.graded.grade.as_deref().unwrap_or("—")) },
            chip(ask, incident.state),
            instant(learnt.learnt),
        ]
    });
    Ok(Page::new(ask.t("incidents.list"), html! {
        @if incidents.is_empty() { (empty(ask.t("incidents.none"))) } @else { (table(ask.t("incidents.list"), &columns, rows)) }
    })
    .here("/incidents")
    .into())
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

/// `GET /incidents/{id}`: grade and why, the clocks that run, and everything that happened, in order (D-101).
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let (incident, plan, history, clocks) = ask.read(|tx| {
        let incident = store::known(tx, id)?;
        let plan = store::plan(tx, &incident.learnt.plan)?;
        let clocks = clocks(tx, &incident)?;
        Ok((incident, plan, tx.stream(&format!("incident/{id}"))?, clocks))
    })?;
    let learnt = &incident.learnt;
    Ok(Page::new(ask.language.of(&learnt.title, &learnt.title_en), html! {
        p.lead { (chip(ask, incident.state)) (made_up(ask, &incident)) }
        dl.facts {
            dt { (ask.t("incidents.product")) } dd { (learnt.product) }
            dt { (ask.t("incidents.place")) } dd { (learnt.place) }
            dt { (ask.t("incidents.learnt")) } dd { (instant(learnt.learnt)) }
            dt { (ask.t("incidents.counts")) } dd { (counts(ask, plan.as_ref(), &incident.counts)) }
        }
        h2 { (ask.t("incidents.grade")) }
        (graded(ask, &incident))
        @if let Some(plan) = &plan { (criteria(ask, plan, &incident.counts)) }
        h2 { (ask.t("incidents.clocks")) }
        @if clocks.is_empty() { (empty(ask.t("incidents.no_clocks"))) }
        ul.plain { @for card in &clocks { li {
            a href=(card.url) { (ask.language.of(&card.title, &card.title_en)) } " " (subject_chip(ask, card))
            @if let Some(due) = card.due { " · " (instant(due)) }
            " · " @if card.organ.is_empty() { (state_chip(State::Unknown, ask.t("duties.no_owner"))) } @else { (link("/organs/", &card.organ, &card.organ)) }
        } } }
        h2 { (ask.t("incidents.history")) }
        ol.plain { @for entry in &history { li { (happened(ask, entry)) } } }
    })
    .here("/incidents")
    .into())
}

/// The duties that the plan's clocks opened for this incident.
fn clocks(tx: &mut ::store::Tx<'_>, incident: &Incident) -> Result<Vec<Card>, Refusal> {
    let Some(plan) = store::plan(tx, &incident.learnt.plan)? else { return Ok(Vec::new()) };
    let wanted = card::Find {
        kind: Some("duty".into()),
        document: Some(plan.citation.document),
        take: 500,
        ..card::Find::default()
    };
    let mine = format!("duty/{}.", incident.learnt.id);
    Ok(card::find(tx, &wanted)?.cards.into_iter().filter(|card| card.subject.starts_with(&mine)).collect())
}

/// The numbers, in the plan's own words and order.
fn counts(ask: &Ask<'_>, plan: Option<&Plan>, counts: &Counts) -> Markup {
    let metrics = plan.map(|plan| plan.metrics.as_slice()).unwrap_or_default();
    html! { @for (at, metric) in metrics.iter().enumerate() {
        @if at > 0 { " · " }
        (ask.language.of(&metric.title, &metric.title_en)) " " strong { (counts.number(&metric.id)) }
    } }
}

fn graded(ask: &Ask<'_>, incident: &Incident) -> Markup {
    let graded = &incident.graded;
    html! {
        p.lead { @match &graded.grade {
            Some(grade) => { (ask.say(&Say::new("incidents.is_grade").with("grade", grade))) }
            None => { (ask.t("incidents.no_grade")) }
        } }
        @if let Some(undecided) = &graded.undecided { p.notice { (ask.say(undecided)) } }
        @if graded.because.len() > 1 { p.meta { (ask.t("incidents.highest")) } }
    }
}

/// Every criterion of every grade with the number it was held against: one that does not hold is shown too, so that
/// a reader sees how far away it is (D-005, D-009).
fn criteria(ask: &Ask<'_>, plan: &Plan, counts: &Counts) -> Markup {
    let columns = [
        Column::words(ask.t("incidents.grade")),
        Column::words(ask.t("incidents.criterion")),
        Column::figures(ask.t("incidents.number")),
        Column::figures(ask.t("incidents.threshold")),
        Column::words(ask.t("incidents.outcome")),
        Column::words(ask.t("incidents.clause")),
    ];
    let row = |one: &Tested<'_>| {
        let person = one.outcome == Outcome::Discretion;
        vec![
            html! { (one.grade) },
            html! { (ask.language.of(&one.criterion.title, &one.criterion.title_en)) },
            html! { @if person { "—" } @else { (one.count) } },
            html! { @if person { "—" } @else { (one.threshold) } },
            outcome(ask, plan, &one.outcome),
            clause(ask, &one.criterion.citation),
        ]
    };
    table(ask.t("incidents.criteria"), &columns, tested(plan, counts).iter().map(row))
}

fn outcome(ask: &Ask<'_>, plan: &Plan, outcome: &Outcome<'_>) -> Markup {
    match outcome {
        Outcome::Holds => state_chip(State::Bad, ask.t("incidents.outcome_holds")),
        Outcome::Not => state_chip(State::Still, ask.t("incidents.outcome_not")),
        Outcome::Discretion => state_chip(State::Unknown, ask.t("incidents.outcome_person")),
        Outcome::Lacks(needs) => {
            let title = |need: &&str| {
                let flag = plan.flags.iter().find(|flag| flag.id == **need);
                flag.map_or((*need).to_owned(), |flag| {
                    ask.language.of(&flag.title, &flag.title_en).to_owned()
                })
            };
            let needs = needs.iter().map(title).collect::<Vec<_>>().join("、");
            state_chip(State::Unknown, &ask.say(&Say::new("incidents.outcome_lacks").with("needs", needs)))
        }
    }
}

/// A clause, leading to where it stands.
fn clause(ask: &Ask<'_>, citation: &Citation) -> Markup {
    let url =
        format!("/documents/{}?clause={}", encode(&citation.document), encode(citation.clause.as_str()));
    html! { a href=(url) title=(ask.t("duties.source")) { (citation.clause) } }
}

fn happened(ask: &Ask<'_>, entry: &Entry) -> Markup {
    let word = match entry.read::<IncidentEvent>() {
        Some(IncidentEvent::Learnt(_)) => "incidents.was_learnt",
        Some(IncidentEvent::Counted(_)) => "incidents.was_counted",
        Some(IncidentEvent::Tallied { .. }) => "incidents.was_tallied",
        Some(IncidentEvent::GradeDecided(_)) => "incidents.was_grade_decided",
        Some(IncidentEvent::Graded(_)) => "incidents.was_graded",
        Some(IncidentEvent::ResponseStarted {}) => "incidents.was_started",
        Some(IncidentEvent::ResponseEnded {}) => "incidents.was_ended",
        None => "incidents.was_changed",
    };
    html! {
        (instant(entry.at)) " " strong { (ask.t(word)) } " " span.soft { (entry.actor) }
        " · " a href=(format!("/ledger/{}", entry.seq)) { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
    }
}
