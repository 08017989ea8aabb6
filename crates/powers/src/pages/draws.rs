//! Random draws (双随机): those of a year, and which items of a kind no draw has covered (B-070).

mod new;
mod one;

use super::{chosen, link_item, of_list, ways};
use crate::store::{self, Covered, Draw, ListRow};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, encode, paged, pager, state_chip,
    table,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let own = vec![Route::get("/powers/draws", Access::Needs(Right::ReadDistrict), index)];
    [own, new::routes(), one::routes()].concat()
}

/// The kind of items whose inspections are drawn.
const INSPECTION: &str = "行政检查";

/// `GET /powers/draws`: the newest first, and the year's coverage.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let year = super::year(ask)?.unwrap_or_else(|| day_of(ask.now).year());
    let (list, (total, draws), covered) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let draws = store::draws(tx, Some(year), page, per)?;
        let covered = store::coverage(tx, &list.id, INSPECTION, end_of(year, ask))?;
        Ok((list, draws, covered))
    })?;
    Ok(Page::new(ask.say(&Say::new("powers_use.draws_in").with("year", year)), html! {
        (ways(ask, &list.id))
        p.meta { (ask.t("powers_use.draws_help")) }
        @if ask.may(Right::ReportDuty) {
            p { a.button href={ "/powers/draws/new" (of_list(&list.id)) } { (ask.t("powers_use.prepare")) } }
        }
        (years(ask, &list, year))
        @if draws.is_empty() { (empty(ask.t("powers_use.no_draws"))) } @else { (drawn(ask, &draws, "/powers/draws/")) }
        (pager(ask, total, per))
        h2 { (ask.t("powers_use.coverage")) }
        @if covered.is_empty() { (empty(ask.t("powers_use.nothing_to_cover"))) } @else { (coverage(ask, &list, &covered)) }
    })
    .here("/powers")
    .into())
}

/// The last day of the year, today in the running one.
fn end_of(year: i16, ask: &Ask<'_>) -> jiff::civil::Date {
    let last = jiff::civil::Date::new(year, 12, 31).unwrap_or_else(|_| day_of(ask.now));
    last.min(day_of(ask.now))
}

fn years(ask: &Ask<'_>, list: &ListRow, year: i16) -> Markup {
    html! {
        form.stack method="get" action="/powers/draws" role="search" {
            input type="hidden" name="list" value=(list.id);
            (super::input(ask, "number", "year", "powers_use.year", &year.to_string(), true))
            button { (ask.t("powers_pages.search")) }
        }
    }
}

/// A table of draws whose pages lie under `place`.
pub(crate) fn drawn(ask: &Ask<'_>, draws: &[Draw], place: &str) -> Markup {
    let columns = [
        Column::words(ask.t("powers_use.draw")),
        Column::words(ask.t("powers_use.draw_title")),
        Column::words(ask.t("powers_use.body")),
        Column::words(ask.t("powers_use.prepared_on")),
        Column::figures(ask.t("powers_use.pool_objects")),
        Column::figures(ask.t("powers_use.draw_count")),
        Column::words(ask.t("powers_pages.state")),
    ];
    let row = |draw: &Draw| {
        let of = &draw.prepared;
        vec![
            html! { a href={ (place) (encode(&of.id)) } { (of.id) } },
            html! { (of.title) },
            html! { (of.body) },
            html! { (date(ask.language, draw.day)) },
            html! { (of.plan.objects.len()) },
            html! { (of.plan.count) },
            state(ask, draw),
        ]
    };
    table(ask.t("powers_use.draws"), &columns, draws.iter().map(row))
}

/// Whether it was drawn.
pub(crate) fn state(ask: &Ask<'_>, draw: &Draw) -> Markup {
    match draw.drawn_seq {
        Some(_) => state_chip(State::Good, ask.t("powers_use.drawn")),
        None => state_chip(State::Waiting, ask.t("powers_use.prepared")),
    }
}

fn coverage(ask: &Ask<'_>, list: &ListRow, covered: &[Covered]) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.holder")),
        Column::figures(ask.t("powers_pages.items")),
        Column::figures(ask.t("powers_use.covered")),
        Column::words(ask.t("powers_use.not_covered")),
    ];
    let row = |of: &Covered| {
        let missing: Vec<_> = of.items.iter().filter(|(_, _, draws)| *draws == 0).collect();
        let named = html! {
            @if missing.is_empty() { "—" } @else {
                details { summary { (ask.say(&Say::new("powers_use.items_found").with("count", missing.len()))) }
                    ul.plain { @for (code, name, _) in &missing { li { (link_item(&list.id, code, name)) } } }
                }
            }
        };
        vec![
            html! { (of.body) },
            html! { (of.items.len()) },
            html! { (of.items.len() - missing.len()) },
            named,
        ]
    };
    table(ask.t("powers_use.coverage"), &columns, covered.iter().map(row))
}
