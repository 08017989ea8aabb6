//! The list of drafting defects of a text: quote, place, the reading adopted, who adopted it and when.

use crate::model::{Act, Standing};
use crate::reading::Reading;
use crate::sheet::{severity, short};
use compiler::Diagnostic;
use kernel::Say;
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, empty, instant, pager, state_chip, table,
};
use people::Right;

/// Defects on one page.
const PER_PAGE: u32 = 100;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/reviews/{id}/defects", Access::Needs(Right::AdoptPack), show)]
}

/// `GET /reviews/{id}/defects`: every diagnostic with what was decided about it.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let reading = ask.read(|tx| Reading::of(tx, ask.path.get("id")))?;
    let skip = (ask.query.number("page", 1).max(1) as usize - 1) * PER_PAGE as usize;
    let columns = [
        Column::words(ask.t("review.defect")),
        Column::words(ask.t("review.quote")),
        Column::figures(ask.t("review.offset")),
        Column::words(ask.t("review.reading_adopted")),
    ];
    let rows = reading.defects().skip(skip).take(PER_PAGE as usize).map(|(it, standing)| {
        vec![
            html! { (severity(ask, it)) " " (ask.say(&it.say)) " " code { (it.code) } },
            html! { span lang="zh-CN" { (short(reading.compiled.source.slice(it.span))) } },
            html! { (it.span.start) "–" (it.span.end) },
            adopted(ask, it, standing),
        ]
    });
    let rows: Vec<Vec<Markup>> = rows.collect();
    let total = reading.defects.len() as u64;
    Ok(Page::new(
        ask.say(&Say::new("review.defects_of").with("name", &reading.row.name)),
        html! {
            p { a href=(format!("/reviews/{}", reading.row.id)) { (ask.t("review.back")) } }
            @if rows.is_empty() { (empty(ask.t("review.no_defects"))) }
            @else { div.sheet { (table(ask.t("review.defects"), &columns, rows)) } }
            (pager(ask, total, PER_PAGE))
        },
    )
    .here("/documents")
    .into())
}

fn adopted(ask: &Ask<'_>, diagnostic: &Diagnostic, standing: Option<&Standing>) -> Markup {
    let Some(standing) = standing else {
        return html! {
            (state_chip(State::Waiting, ask.t("review.undecided")))
            @if let Some(help) = &diagnostic.help { div.meta { (ask.say(help)) } }
        };
    };
    let words = if standing.act == Act::Drop { "review.no_defect" } else { "review.is_defect" };
    html! {
        (state_chip(State::Good, ask.t(words))) " " (standing.note)
        div.meta { (standing.by) " " (instant(standing.at)) }
    }
}
