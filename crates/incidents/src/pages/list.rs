//! `/incidents`: every incident, the latest first.

use super::{chip, made_up};
use crate::store;
use maud::html;
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, instant, link, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/incidents", Access::Needs(Right::ReadDistrict), index)]
}

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
        @if ask.may(Right::HandleIncident) {
            p { a.button href="/cases/new" { (ask.t("incidents.take_report")) } " " a href="/cases" { (ask.t("cases.list")) } }
        }
        @if incidents.is_empty() { (empty(ask.t("incidents.none"))) } @else { (table(ask.t("incidents.list"), &columns, rows)) }
    })
    .here("/incidents")
    .into())
}
