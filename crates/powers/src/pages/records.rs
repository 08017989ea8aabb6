//! The book beside the list: proposals with what became of them (P-019, P-021), contacts and guidance (P-013, P-014).

mod enter;
mod forms;
mod notes;
mod proposal;

pub(crate) use enter::enter;

use super::{chosen, entry_link, of_list, title, ways};
use crate::records::{Record, Stage, Standing, standings};
use crate::store::{self, ListRow};
use ::store::Tx;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, state_chip, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let (reads, reports) = (Access::Needs(Right::ReadDistrict), Access::Needs(Right::ReportDuty));
    vec![
        Route::get("/powers/records", reads, show),
        Route::post("/powers/records/proposals", reports, forms::propose),
        Route::post("/powers/records/notes", reports, forms::note),
        Route::get("/powers/records/{n}", reads, proposal::show),
        Route::post("/powers/records/{n}/step", Access::Needs(Right::AdjustPowers), proposal::step),
    ]
}

/// What the page shows, read from one snapshot.
struct Seen {
    list: ListRow,
    records: Vec<Record>,
    /// Departments with which there should have been something: those of open and finished hand-overs.
    departments: Vec<String>,
    handed: Vec<(String, usize, usize)>,
}

fn read(tx: &mut Tx<'_>, list: &str) -> Result<Seen, Refusal> {
    let list = chosen(tx, list)?;
    let records = store::records(tx, &list.id, &["proposed", "stepped", "noted"])?;
    let keepers = store::keepers(tx, &list.id)?;
    let handed = notes::handed(tx, &list, &keepers)?;
    let departments = handed.iter().map(|(body, ..)| body.clone()).collect();
    Ok(Seen { list, records, departments, handed })
}

/// `GET /powers/records`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

/// The page, with why something typed was refused. A form says its list itself; an address in the query.
fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let list = if ask.form.get("list").is_empty() { ask.query.get("list") } else { ask.form.get("list") };
    let seen = ask.read(|tx| read(tx, list))?;
    let list = &seen.list;
    Ok(Page::new(
        ask.t("powers_records.book"),
        html! {
            (ways(ask, &list.id))
            p { (title(ask, list)) }
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
            h2 { (ask.t("powers_records.proposals")) }
            (proposals(ask, list, &standings(&seen.records)))
            (forms::proposal_form(ask, list))
            h2 { (ask.t("powers_records.dealings")) }
            (notes::dealings(ask, &seen))
            (notes::recent(ask, &seen))
            (forms::note_form(ask, list))
        },
    )
    .here("/powers"))
}

fn proposals(ask: &Ask<'_>, list: &ListRow, standings: &[Standing]) -> Markup {
    if standings.is_empty() {
        return empty(ask.t("powers_records.no_proposals"));
    }
    let columns = [
        Column::words(ask.t("powers_records.title")),
        Column::words(ask.t("powers_records.wants")),
        Column::words(ask.t("powers_records.asked_by")),
        Column::words(ask.t("powers_records.day")),
        Column::words(ask.t("powers_pages.state")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let row = |standing: &Standing| {
        let p = &standing.proposal;
        vec![
            html! { a href={ "/powers/records/" (standing.id) (of_list(&list.id)) } { (p.title) } },
            html! { (ask.t(wants_key(p.kind))) },
            html! { (p.asked_by) },
            html! { (date(ask.language, p.day)) },
            stage_chip(ask, standing.stage()),
            entry_link(ask, standing.seq),
        ]
    };
    table(ask.t("powers_records.proposals"), &columns, standings.iter().map(row))
}

fn wants_key(kind: crate::records::ProposalKind) -> &'static str {
    use crate::records::ProposalKind as Kind;
    match kind {
        Kind::Add => "powers_records.wants_add",
        Kind::Cancel => "powers_records.wants_cancel",
        Kind::Transfer => "powers_records.wants_transfer",
        Kind::Change => "powers_records.wants_change",
    }
}

fn stage_chip(ask: &Ask<'_>, stage: Stage) -> Markup {
    let (state, key) = match stage {
        Stage::Proposed => (State::Waiting, "powers_records.stage_proposed"),
        Stage::Objected => (State::Bad, "powers_records.stage_objected"),
        Stage::Reviewed => (State::Waiting, "powers_records.stage_reviewed"),
        Stage::Refused => (State::Still, "powers_records.stage_refused"),
        Stage::Decided => (State::Going, "powers_records.stage_decided"),
        Stage::Published => (State::Good, "powers_records.stage_published"),
    };
    state_chip(state, ask.t(key))
}
