//! The worklist.

use super::batch;
use super::words::{chip, due, organ};
use crate::model::{Duty, DutyState};
use crate::store::{self, Filter};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, link, paged, pager, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/duties", Access::Needs(Right::ReadDistrict), index)]
}

/// The filter a query asks for.
pub(crate) fn filter(ask: &Ask<'_>) -> Filter {
    let text = |name| ask.query.get(name).to_owned();
    let day = |name| ask.query.get(name).parse().ok();
    let yes = |name| matches!(ask.query.get(name), "true" | "1");
    Filter {
        organ: text("organ"),
        document: text("document"),
        clause: text("clause"),
        state: text("state"),
        cause: text("cause"),
        period: text("period"),
        part: text("part"),
        reviewer: text("reviewer"),
        awaits: yes("awaits"),
        pending_at: yes("pending").then_some(ask.now),
        overdue_at: yes("overdue").then_some(ask.now),
        unclaimed_at: yes("unclaimed").then_some(ask.now),
        wished: yes("wished"),
        due_from: day("due_from").map(kernel::start_of_day),
        due_to: day("due_to").map(kernel::end_of_day),
        changed_since: ask.query.get("changed_since").parse().ok(),
    }
}

/// `GET /duties`: what is due, soonest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn(ask, None)
}

/// The list with what is wrong with what was to be done to many of it.
pub(super) fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let filter = filter(ask);
    let office = ask.may(Right::ReviewDuty);
    let ((total, duties), bodies) = ask.read(|tx| {
        let bodies = if office { store::bodies(tx)? } else { Vec::new() };
        Ok((store::list(tx, &filter, page, per)?, bodies))
    })?;
    let columns = [
        Column::words(ask.t("duties.title")),
        Column::words(ask.t("duties.organ")),
        Column::words(ask.t("duties.due")),
        Column::words(ask.t("duties.state")),
    ];
    let rows = duties.iter().map(|duty| {
        let o = &duty.opened;
        vec![
            html! { (tick(ask, duty)) (link("/duties/", &o.id, ask.language.of(&o.title, &o.title_en))) },
            organ(ask, duty),
            due(ask, duty),
            chip(ask, duty),
        ]
    });
    Ok(Page::new(ask.t("duties.list"), html! {
        (ways(ask))
        (narrowing(ask, &filter))
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        @if duties.is_empty() { (empty(ask.t("duties.none"))) }
        @else if ask.may(Right::ReviewDuty) {
            form method="post" action={ "/duties/many" @if !batch::narrowed(ask).is_empty() { "?" (batch::narrowed(ask)) } } {
                (table(ask.t("duties.list"), &columns, rows)) (batch::form(ask, total))
            }
            datalist id="bodies" { @for name in &bodies { option value=(name) {} } }
        } @else { (table(ask.t("duties.list"), &columns, rows)) }
        @if fault.is_none() { (pager(ask, total, per)) }
    })
    .here("/duties")
    .into())
}

/// The office ticks what it does something to, many at once.
fn tick(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let o = &duty.opened;
    let name = format!("{} {}", ask.language.of(&o.title, &o.title_en), duty.organ());
    html! {
        @if ask.may(Right::ReviewDuty) {
            input type="checkbox" name="id" value=(o.id) aria-label=(name) checked[ask.form.all("id").any(|id| id == o.id)]; " "
        }
    }
}

/// The lists that are asked for most.
fn ways(ask: &Ask<'_>) -> Markup {
    let own = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    let mine = format!("/duties?awaits=true&organ={}", encode(own));
    let branch = format!("/duties?state=submitted&reviewer={}", encode(own));
    let of_own = [(mine, "duties.mine"), (branch, "duties.branch_waits")];
    let of_all = [
        ("/duties", "duties.all"),
        ("/duties?overdue=true", "duties.only_overdue"),
        ("/duties?unclaimed=true", "duties.only_unclaimed"),
        ("/duties?wished=true", "duties.only_wished"),
        ("/unsettled", "duties.unsettled"),
        ("/bulletins", "duties.bulletins"),
        ("/sheets", "duties.sheets"),
        ("/duties/changes", "duties.changes"),
        ("/duties/calendar", "duties.calendar"),
        ("/duties/year", "duties.year_page"),
        ("/duties/on", "duties.on_title"),
    ];
    let of_office = ask.may(Right::ReviewDuty).then_some(("/duties/batches", "duties.batches"));
    html! {
        ul.inline {
            @if !own.is_empty() { @for (url, words) in of_own { li { a href=(url) { (ask.t(words)) } } } }
            @for (url, words) in of_all.into_iter().chain(of_office) { li { a href=(url) { (ask.t(words)) } } }
        }
    }
}

/// The filter as a form: what it is narrowed to can be seen and changed.
fn narrowing(ask: &Ask<'_>, filter: &Filter) -> Markup {
    let day = |name: &str| ask.query.get(name).to_owned();
    let texts = [
        ("organ", ask.t("duties.organ"), filter.organ.clone(), "text"),
        ("document", ask.t("duties.document"), filter.document.clone(), "text"),
        ("due_from", ask.t("duties.due_from"), day("due_from"), "date"),
        ("due_to", ask.t("duties.due_to"), day("due_to"), "date"),
    ];
    html! {
        details open[*filter != Filter::default()] {
            summary { (ask.t("duties.narrow")) }
            form.stack method="get" action="/duties" {
                @for (name, label, value, kind) in texts {
                    div.field { label for=(name) { (label) } input id=(name) name=(name) type=(kind) value=(value); }
                }
                div.field {
                    label for="state" { (ask.t("duties.state")) }
                    select id="state" name="state" {
                        option value="" { (ask.t("duties.any")) }
                        @for state in DutyState::all() {
                            option value=(state.word()) selected[filter.state == state.word()] { (ask.t(state_key(state))) }
                        }
                    }
                }
                // What is narrowed by a link and has no field stays narrowed.
                @for name in ["clause", "cause", "period", "part", "reviewer", "overdue", "pending", "awaits", "unclaimed", "wished"] {
                    @let value = ask.query.get(name);
                    @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
                }
                button { (ask.t("duties.show")) }
            }
        }
    }
}

/// The wording of a state.
pub(super) fn state_key(state: DutyState) -> &'static str {
    match state {
        DutyState::Waiting => "duties.state_waiting",
        DutyState::Open => "duties.state_open",
        DutyState::Submitted => "duties.state_submitted",
        DutyState::Returned => "duties.state_returned",
        DutyState::Accepted => "duties.state_accepted",
        DutyState::Closed => "duties.state_closed",
        DutyState::Cancelled => "duties.state_cancelled",
        DutyState::Transferred => "duties.state_transferred",
    }
}
