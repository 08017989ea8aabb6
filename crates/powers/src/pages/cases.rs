//! Cases of a list: filtered, counted, as a workbook (P-016, P-017).

mod close;
mod new;
mod one;

use super::{chosen, input, link_item, ways};
use crate::cases::{Case, Outcome};
use crate::store::{self, CaseFilter, ListRow, ListedCase};
use crate::workbook::{Cell, Sheet};
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, encode, paged, pager, state_chip,
    table,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    let own =
        vec![Route::get("/powers/cases", reads, index), Route::get("/powers/cases.xlsx", reads, workbook)];
    [own, new::routes(), one::routes(), close::routes()].concat()
}

/// Rows of a workbook; a list with more is taken year by year.
const ROWS: u32 = 100_000;

/// Which cases are asked for.
fn filter(ask: &Ask<'_>, list: &ListRow) -> Result<CaseFilter, Refusal> {
    let text = |name| ask.query.get(name).to_owned();
    let today = day_of(ask.now);
    let state = ask.query.get("state");
    if !["", "open", "stranded", "late"].contains(&state) {
        return Err(Refusal::Invalid(Say::new("powers_use.bad_state").with("state", state)));
    }
    Ok(CaseFilter {
        list: list.id.clone(),
        code: text("code"),
        body: text("body"),
        words: text("q"),
        open: state == "open",
        year: year(ask)?,
        stranded: (state == "stranded").then_some(today),
        filed_before: if state == "late" { last_filing(today) } else { None },
        draw: text("draw"),
    })
}

/// The year that is asked for; none when the field is empty.
pub(crate) fn year(ask: &Ask<'_>) -> Result<Option<i16>, Refusal> {
    let typed = ask.query.get("year");
    if typed.is_empty() {
        return Ok(None);
    }
    let year = typed.parse().ok().filter(|year| (1949..=9998).contains(year));
    let bad = || Refusal::Invalid(Say::new("powers_use.bad_year").with("year", typed));
    year.map(Some).ok_or_else(bad)
}

/// Penalty cases filed before this day are past their ninety days.
fn last_filing(today: Date) -> Option<Date> {
    today.checked_sub(jiff::Span::new().days(90)).ok()
}

/// A value of a form as it was sent, or as its address gives it.
pub(super) fn value<'a>(ask: &'a Ask<'_>, name: &str) -> &'a str {
    if ask.form.get(name).is_empty() { ask.query.get(name) } else { ask.form.get(name) }
}

/// The body somebody acts for: the one typed, the account's own if it holds items, or the only one that does.
pub(super) fn body<'a>(ask: &'a Ask<'_>, holders: &'a [(String, u64)]) -> &'a str {
    let own = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    match (value(ask, "body"), holders) {
        ("", _) if holders.iter().any(|(holder, _)| holder == own) => own,
        ("", [(only, _)]) => only,
        (typed, _) => typed,
    }
}

/// The field of a body that offers those that hold items.
pub(super) fn body_field(ask: &Ask<'_>, body: &str, holders: &[(String, u64)]) -> Markup {
    html! {
        div.field {
            label for="body" { (ask.t("powers_use.body")) }
            input id="body" name="body" list="bodies" value=(body) required autocomplete="off";
            datalist id="bodies" { @for (holder, _) in holders { option value=(holder) {} } }
        }
    }
}

/// `GET /powers/cases`: the latest first.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (list, found, stranded) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let found = store::cases(tx, &filter(ask, &list)?, page, per)?;
        let stranded =
            CaseFilter { list: list.id.clone(), stranded: Some(day_of(ask.now)), ..CaseFilter::default() };
        let stranded = store::cases(tx, &stranded, 1, 1)?.0;
        Ok((list, found, stranded))
    })?;
    let (total, cases) = found;
    Ok(Page::new(ask.t("powers_use.cases"), html! {
        (ways(ask, &list.id))
        @if stranded > 0 {
            p.notice { a href={ "/powers/cases" (super::of_list(&list.id)) "&state=stranded" } {
                (ask.say(&Say::new("powers_use.stranded_count").with("count", stranded)))
            } }
        }
        @if ask.may(Right::ReportDuty) {
            p { a.button href={ "/powers/cases/new" (super::of_list(&list.id)) } { (ask.t("powers_use.open_one")) } }
        }
        (narrow(ask, &list))
        @if cases.is_empty() { (empty(ask.t("powers_use.no_cases"))) } @else {
            p.meta {
                (ask.say(&Say::new("powers_use.cases_found").with("count", total))) " · "
                a href={ "/powers/cases.xlsx?" (ask.url.split_once('?').map_or("", |(_, query)| query)) } { "XLSX" }
            }
            (drawn(ask, &cases))
        }
        (pager(ask, total, per))
    })
    .here("/powers")
    .into())
}

/// A table of cases.
pub(super) fn drawn(ask: &Ask<'_>, cases: &[ListedCase]) -> Markup {
    let columns = [
        Column::words(ask.t("powers_use.case")),
        Column::words(ask.t("powers_use.subject")),
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_use.body")),
        Column::words(ask.t("powers_use.day")),
        Column::words(ask.t("powers_pages.state")),
    ];
    let row = |listed: &ListedCase| {
        let case = &listed.case;
        let o = &case.opened;
        vec![
            html! { a href={ "/powers/cases/" (encode(&o.id)) } { (o.id) } (made_up(ask, case)) },
            html! { (o.subject) },
            link_item(&o.list, &o.code, if listed.name.is_empty() { &o.code } else { &listed.name }),
            html! { (case.finisher()) },
            html! { (date(ask.language, o.day)) },
            state(ask, case, &listed.kind),
        ]
    };
    table(ask.t("powers_use.cases"), &columns, cases.iter().map(row))
}

fn made_up(ask: &Ask<'_>, case: &Case) -> Markup {
    html! { @if case.opened.made_up { " " span.made-up { (ask.t("page.made_up")) } } }
}

/// Where a case stands; lateness is computed here.
pub(super) fn state(ask: &Ask<'_>, case: &Case, kind: &str) -> Markup {
    let Some(closing) = &case.closing else {
        return match case.last_day(kind).filter(|last| *last < day_of(ask.now)) {
            Some(last) => state_chip(
                State::Bad,
                &ask.say(&Say::new("powers_use.late_since").with("day", date(ask.language, last))),
            ),
            None => state_chip(State::Going, ask.t("powers_use.open")),
        };
    };
    html! {
        (state_chip(State::Good, ask.t(outcome_key(closing.outcome))))
        @if let Some(amount) = closing.amount { " " (ask.say(&Say::new("powers_use.yuan").with("amount", amount))) }
    }
}

/// How a case stands for everybody: open, or how it ended and when.
pub(crate) fn outcome(ask: &Ask<'_>, case: &Case) -> Markup {
    let word = case.closing.as_ref().map_or("powers_use.open", |closing| outcome_key(closing.outcome));
    html! { (ask.t(word)) @if let Some(day) = case.closed_on { " · " (date(ask.language, day)) } }
}

/// The wording of an outcome.
pub(super) fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Imposed => "powers_use.outcome_imposed",
        Outcome::None => "powers_use.outcome_none",
        Outcome::Withdrawn => "powers_use.outcome_withdrawn",
        Outcome::Transferred => "powers_use.outcome_transferred",
        Outcome::Unsaid => "powers_use.outcome_unsaid",
    }
}

fn narrow(ask: &Ask<'_>, list: &ListRow) -> Markup {
    let q = &ask.query;
    let states = [
        ("open", ask.t("powers_use.state_open")),
        ("stranded", ask.t("powers_use.state_stranded")),
        ("late", ask.t("powers_use.state_late")),
    ];
    html! {
        form.stack method="get" action="/powers/cases" role="search" {
            input type="hidden" name="list" value=(list.id);
            (input(ask, "search", "q", "powers_use.words", q.get("q"), false))
            (input(ask, "text", "code", "powers_pages.code", q.get("code"), false))
            (input(ask, "text", "body", "powers_use.body", q.get("body"), false))
            (input(ask, "number", "year", "powers_use.year", q.get("year"), false))
            (super::select(ask, "state", "powers_pages.state", q.get("state"),
                states.into_iter().map(|(value, words)| (value, words.to_owned()))))
            button { (ask.t("powers_pages.search")) }
        }
    }
}

/// `GET /powers/cases.xlsx`: what the page lists, whole.
fn workbook(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, cases) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let cases = store::cases(tx, &filter(ask, &list)?, 1, ROWS)?.1;
        Ok((list, cases))
    })?;
    let columns = [
        (ask.t("powers_use.case"), 24.0),
        (ask.t("powers_use.subject"), 30.0),
        (ask.t("powers_pages.code"), 16.0),
        (ask.t("powers_pages.name"), 60.0),
        (ask.t("powers_use.body"), 24.0),
        (ask.t("powers_use.day"), 12.0),
        (ask.t("powers_use.outcome"), 14.0),
        (ask.t("powers_use.amount"), 14.0),
        (ask.t("powers_use.step"), 14.0),
        (ask.t("powers_pages.result"), 40.0),
        (ask.t("powers_pages.ledger_entry"), 10.0),
    ];
    let title = ask.t("powers_use.cases");
    let sheet = Sheet { title, name: title, at: ask.now, columns: &columns };
    sheet.file(&format!("{}-cases.xlsx", list.id), cases.iter().map(|listed| cells(ask, listed)))
}

fn cells(ask: &Ask<'_>, listed: &ListedCase) -> Vec<Cell> {
    let ListedCase { case, name, .. } = listed;
    let o = &case.opened;
    let closing = case.closing.clone().unwrap_or_default();
    let outcome = if case.is_open() { ask.t("powers_use.open") } else { ask.t(outcome_key(closing.outcome)) };
    let amount = closing.amount.and_then(|amount| amount.to_string().parse().ok());
    vec![
        o.id.as_str().into(),
        o.subject.as_str().into(),
        o.code.as_str().into(),
        name.as_str().into(),
        case.finisher().into(),
        o.day.to_string().into(),
        outcome.into(),
        amount.map_or_else(|| "".into(), Cell::Number),
        closing.step.into(),
        closing.result.into(),
        Cell::count(case.seq),
    ]
}
