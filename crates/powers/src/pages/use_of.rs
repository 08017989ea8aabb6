//! How a list was used in a year: cases, results, reviews, and what was never used (P-017).

use super::{chosen, input, link_item, of_list, ways};
use crate::store::{self, ListRow, Use};
use crate::workbook::{Cell, Sheet};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, link, paged, pager, table};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    vec![Route::get("/powers/use", reads, index), Route::get("/powers/use.xlsx", reads, workbook)]
}

/// The year, the list, and the use of its items.
fn seen(ask: &Ask<'_>) -> Result<(i16, ListRow, Vec<Use>), Refusal> {
    let year = super::year(ask)?.unwrap_or_else(|| day_of(ask.now).year());
    ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let used = store::use_of(tx, &list.id, year)?;
        Ok((year, list, used))
    })
}

/// Only what was never used, or only what was.
fn shown<'a>(ask: &Ask<'_>, used: &'a [Use]) -> Vec<&'a Use> {
    let holder = ask.query.get("holder");
    let of = used.iter().filter(|of| holder.is_empty() || of.holder == holder);
    of.filter(|of| match ask.query.get("show") {
        "never" => of.cases == 0,
        "used" => of.cases > 0,
        _ => true,
    })
    .collect()
}

/// `GET /powers/use`: totals, bodies, items.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (year, list, used) = seen(ask)?;
    let found = shown(ask, &used);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let some = found.iter().skip(skip).take(per as usize);
    Ok(Page::new(ask.say(&Say::new("powers_use.use_in").with("year", year)), html! {
        (ways(ask, &list.id))
        (narrow(ask, &list, year))
        @if used.is_empty() { (empty(&ask.say(&Say::new("powers_use.no_list_then").with("year", year)))) } @else {
            (totals(ask, &used))
            (bodies(ask, &list, year, &used))
            h2 { (ask.t("powers_use.by_item")) }
            p.meta {
                (ask.say(&Say::new("powers_use.items_found").with("count", found.len()))) " · "
                a href={ "/powers/use.xlsx" (of_list(&list.id)) "&year=" (year) } { "XLSX" }
            }
            @if found.is_empty() { (empty(ask.t("powers_pages.nothing_found"))) }
            @else { (table(ask.t("powers_use.by_item"), &columns(ask), some.map(|of| row(&list, year, of)))) }
            (pager(ask, found.len() as u64, per))
        }
    })
    .here("/powers")
    .into())
}

fn narrow(ask: &Ask<'_>, list: &ListRow, year: i16) -> Markup {
    let states = [("never", ask.t("powers_use.never")), ("used", ask.t("powers_use.used"))];
    html! {
        form.stack method="get" action="/powers/use" role="search" {
            input type="hidden" name="list" value=(list.id);
            (input(ask, "number", "year", "powers_use.year", &year.to_string(), true))
            (input(ask, "text", "holder", "powers_pages.holder", ask.query.get("holder"), false))
            (super::select(ask, "show", "powers_use.show", ask.query.get("show"),
                states.into_iter().map(|(value, words)| (value, words.to_owned()))))
            button { (ask.t("powers_pages.search")) }
        }
    }
}

/// Figures of several items together.
#[derive(Default)]
struct Sum {
    items: u64,
    never: u64,
    cases: u64,
    open: u64,
    imposed: u64,
    reviewed: u64,
}

impl Sum {
    fn add(mut self, of: &Use) -> Sum {
        self.items += 1;
        self.never += u64::from(of.cases == 0);
        self.cases += of.cases;
        self.open += of.cases.saturating_sub(of.closed);
        self.imposed += of.imposed;
        self.reviewed += of.reviewed;
        self
    }
}

fn totals(ask: &Ask<'_>, used: &[Use]) -> Markup {
    let sum = used.iter().fold(Sum::default(), Sum::add);
    let said = Say::new("powers_use.totals").with("items", sum.items).with("never", sum.never);
    let said = said.with("cases", sum.cases).with("open", sum.open).with("imposed", sum.imposed);
    html! { p { strong { (ask.say(&said.with("reviewed", sum.reviewed))) } } }
}

fn bodies(ask: &Ask<'_>, list: &ListRow, year: i16, used: &[Use]) -> Markup {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for of in used {
        let sum = sums.remove(of.holder.as_str()).unwrap_or_default();
        sums.insert(&of.holder, sum.add(of));
    }
    let columns = [
        Column::words(ask.t("powers_pages.holder")),
        Column::figures(ask.t("powers_pages.items")),
        Column::figures(ask.t("powers_use.never")),
        Column::figures(ask.t("powers_use.cases_count")),
        Column::figures(ask.t("powers_use.state_open")),
        Column::figures(ask.t("powers_use.outcome_imposed")),
        Column::figures(ask.t("powers_use.reviews")),
    ];
    let row = |(holder, sum): (&&str, &Sum)| {
        let query = format!("{}&year={year}&holder={}", of_list(&list.id), encode(holder));
        let figures = [sum.items, sum.never, sum.cases, sum.open, sum.imposed, sum.reviewed];
        let body = html! { a href={ "/powers/use" (query) } { (holder) } };
        [body].into_iter().chain(figures.map(|figure| html! { (figure) })).collect()
    };
    html! {
        h2 { (ask.t("powers_use.by_body")) }
        (table(ask.t("powers_use.by_body"), &columns, sums.iter().map(row)))
    }
}

fn columns<'a>(ask: &'a Ask<'_>) -> [Column<'a>; 9] {
    [
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_pages.holder")),
        Column::figures(ask.t("powers_use.cases_count")),
        Column::figures(ask.t("powers_use.state_open")),
        Column::figures(ask.t("powers_use.outcome_imposed")),
        Column::figures(ask.t("powers_use.outcome_none")),
        Column::figures(ask.t("powers_use.outcome_withdrawn")),
        Column::figures(ask.t("powers_use.outcome_transferred")),
        Column::figures(ask.t("powers_use.reviews")),
    ]
}

fn figures(of: &Use) -> [u64; 7] {
    let open = of.cases.saturating_sub(of.closed);
    [of.cases, open, of.imposed, of.none, of.withdrawn, of.transferred, of.reviewed]
}

fn row(list: &ListRow, year: i16, of: &Use) -> Vec<Markup> {
    let query = format!("{}&code={}&year={year}", of_list(&list.id), encode(&of.code));
    let [cases, rest @ ..] = figures(of);
    let counted = html! { @if cases > 0 { a href={ "/powers/cases" (query) } { (cases) } } @else { "0" } };
    let first = [link_item(&list.id, &of.code, &of.name), link("/organs/", &of.holder, &of.holder), counted];
    first.into_iter().chain(rest.map(|figure| html! { (figure) })).collect()
}

/// `GET /powers/use.xlsx`: every item of the year.
fn workbook(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (year, list, used) = seen(ask)?;
    let title = ask.say(&Say::new("powers_use.use_in").with("year", year));
    let columns = [
        (ask.t("powers_pages.code"), 16.0),
        (ask.t("powers_pages.name"), 60.0),
        (ask.t("powers_pages.kind"), 12.0),
        (ask.t("powers_pages.holder"), 24.0),
        (ask.t("powers_use.cases_count"), 8.0),
        (ask.t("powers_use.state_open"), 8.0),
        (ask.t("powers_use.outcome_imposed"), 10.0),
        (ask.t("powers_use.outcome_none"), 10.0),
        (ask.t("powers_use.outcome_withdrawn"), 10.0),
        (ask.t("powers_use.outcome_transferred"), 8.0),
        (ask.t("powers_use.reviews"), 12.0),
    ];
    let sheet = Sheet { title: &title, name: &title, at: ask.now, columns: &columns };
    let cells = |of: &Use| {
        let words = [&of.code, &of.name, &of.kind, &of.holder].map(|word| Cell::from(word.as_str()));
        words.into_iter().chain(figures(of).map(Cell::count)).collect()
    };
    sheet.file(&format!("{}-{year}.xlsx", list.id), used.iter().map(cells))
}
