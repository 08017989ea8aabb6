//! The register: the laws that lists cite, those that it does not know yet, and the items that name none.

use super::super::{input, link_item};
use super::{change_line, law_link, law_state, way_key, ways};
use crate::store::law::{CitedLaw, Citing, LawRow, changes_of, laws, unnamed, unregistered};
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, paged, pager, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/powers/laws", Access::Needs(Right::ReadDistrict), show)]
}

/// Rows of what the register lacks; the rest is counted.
const LACKING: u32 = 50;

/// What the page shows, read from one snapshot.
struct Seen {
    laws: (u64, Vec<LawRow>),
    lacking: (u64, Vec<CitedLaw>),
    unnamed: (u64, Vec<Citing>),
    recent: Vec<crate::store::law::Recorded>,
}

/// `GET /powers/laws`: the register, by words of the title.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (today, (page, per), q) = (day_of(ask.now), paged(ask), ask.query.get("q"));
    let seen = ask.read(|tx| {
        Ok(Seen {
            laws: laws(tx, q, today, page, per)?,
            lacking: unregistered(tx, today, 1, LACKING)?,
            unnamed: unnamed(tx, today, 1, LACKING)?,
            recent: changes_of(tx, "")?,
        })
    })?;
    let (total, rows) = &seen.laws;
    Ok(Page::new(ask.t("powers_law.laws"), html! {
        (ways(ask))
        p.meta { (ask.t("powers_law.laws_help")) }
        form.stack method="get" action="/powers/laws" role="search" {
            (input(ask, "search", "q", "powers_law.title", q, false))
            button { (ask.t("powers_pages.search")) }
        }
        @if rows.is_empty() { (empty(ask.t(if ask.query.get("q").is_empty() { "powers_law.no_laws_yet" } else { "powers_law.no_laws" }))) } @else { (register(ask, rows, today)) }
        (pager(ask, *total, per))
        (recent(ask, &seen))
        (lacking(ask, &seen))
        (nameless(ask, &seen))
    })
    .here("/powers")
    .into())
}

fn register(ask: &Ask<'_>, rows: &[LawRow], today: Date) -> Markup {
    let columns = [
        Column::words(ask.t("powers_law.title")),
        Column::words(ask.t("powers_law.class")),
        Column::words(ask.t("powers_law.number")),
        Column::words(ask.t("powers_pages.state")),
        Column::words(ask.t("powers_law.last_change")),
        Column::figures(ask.t("powers_law.items")),
    ];
    let row = |row: &LawRow| {
        let law = row.law.clone().unwrap_or_default();
        vec![
            law_link(&row.id),
            html! { (law.class) },
            html! { (law.number) },
            law_state(ask, row, today),
            html! { @if let Some(last) = row.changes.first() { (change_line(ask, last)) } },
            html! { (row.items) },
        ]
    };
    table(ask.t("powers_law.laws"), &columns, rows.iter().map(row))
}

/// Changes recorded last, also decisions over powers, which belong to no law.
fn recent(ask: &Ask<'_>, seen: &Seen) -> Markup {
    html! {
        @if !seen.recent.is_empty() {
            h2 { (ask.t("powers_law.changes")) }
            ul.plain { @for recorded in seen.recent.iter().take(20) { li {
                (law_link(&recorded.law)) " " (change_line(ask, recorded)) " · "
                a href={ "/powers/reviews?state=all&change=" (recorded.seq) } { (ask.t("powers_law.see_reviews")) }
            } } }
        }
    }
}

/// Laws that items cite and the register does not know: nobody would tell when they change.
fn lacking(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let (total, rows) = &seen.lacking;
    let columns = [
        Column::words(ask.t("powers_law.title")),
        Column::figures(ask.t("powers_law.items")),
        Column::words(ask.t("powers_law.register")),
    ];
    let row = |row: &CitedLaw| {
        let register = html! {
            @if ask.may(Right::AdjustPowers) {
                a href={ "/powers/laws/import?title=" (encode(&row.name)) } { (ask.t("powers_law.register")) }
            }
        };
        vec![law_link(&row.name), html! { (row.items) }, register]
    };
    html! {
        @if *total > 0 {
            h2 { (ask.t("powers_law.lacking")) }
            p { (ask.say(&Say::new("powers_law.lacking_count").with("count", total))) }
            (table(ask.t("powers_law.lacking"), &columns, rows.iter().map(row)))
        }
    }
}

/// Items whose words name no law (P-004).
fn nameless(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let (total, rows) = &seen.unnamed;
    let columns = [
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_law.way")),
    ];
    let row = |row: &Citing| {
        let name = link_item(&row.list, &row.code, &row.name);
        vec![html! { code { (row.code) } }, name, html! { (ask.t(way_key(&row.way))) }]
    };
    html! {
        @if *total > 0 {
            h2 { (ask.t("powers_law.nameless")) }
            p { (ask.say(&Say::new("powers_law.nameless_count").with("count", total))) }
            (table(ask.t("powers_law.nameless"), &columns, rows.iter().map(row)))
        }
    }
}
