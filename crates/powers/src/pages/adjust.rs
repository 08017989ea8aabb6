//! Adjusting a list by pasted lines: first a preview that says of each line what it does or why it is refused, then the
//! record. Nothing typed is lost on the way.

use super::keeper::{keeping, must_keep};
use super::paste::{Action, Row, beside, changes, rows};
use super::{chosen, input, of_list, title};
use crate::model::{Adjustment, Change, Item, Kinds, Refused};
use crate::store::{self, ListRow, Made, NotMade};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, state_chip, table};
use people::Right;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/adjust", Access::Needs(Right::AdjustPowers), form),
        Route::post("/powers/adjust", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// What was typed, read as far as it can be.
struct Typed {
    list: ListRow,
    rows: Vec<Row>,
    changes: Vec<(Change, Vec<usize>)>,
    adjustment: Adjustment,
    /// What is wrong with date or count, before the list is asked.
    faults: Vec<Say>,
}

/// What the list says to it.
#[derive(Default)]
struct Tried {
    faults: Vec<Refused>,
    since: Vec<u32>,
    made: Option<Made>,
}

/// `GET /powers/adjust`: the empty form.
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, keeping) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let keeping = keeping(tx, ask, &list)?;
        Ok((list, keeping))
    })?;
    Ok(page_with(ask, &list, keeping.notice(ask), false).into())
}

/// `POST /powers/adjust`: `step=preview` looks, `step=record` writes.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let (typed, keeping) = ask.read(|tx| {
        let typed = typed(tx, ask, by)?;
        let keeping = keeping(tx, ask, &typed.list)?;
        Ok((typed, keeping))
    })?;
    if typed.is_readable() && ask.form.get("step") == "record" {
        return record(ask, &typed, by);
    }
    let tried = if typed.is_readable() { try_out(ask, &typed, by)? } else { Tried::default() };
    let good = tried.made.is_some();
    let looked = html! { (keeping.notice(ask)) (preview(ask, &typed, &tried)) };
    let answer: Answer = page_with(ask, &typed.list, looked, good && keeping.acts).into();
    if good { Ok(answer) } else { Err(Refusal::Form(Box::new(answer))) }
}

impl Typed {
    fn is_readable(&self) -> bool {
        self.faults.is_empty() && self.rows.iter().all(|row| !matches!(row.action, Some(Err(_))))
    }

    /// The edition that the page showed to the writer: what others did since is told, once.
    fn seen(ask: &Ask<'_>) -> Option<u32> {
        ask.form.get("seen").parse().ok()
    }
}

fn typed(tx: &mut Tx<'_>, ask: &Ask<'_>, by: &str) -> Result<Typed, Refusal> {
    let list = chosen(tx, ask.form.get("list"))?;
    let mut rows = rows(ask.form.verbatim("changes"));
    let items = known(tx, &list, &rows)?;
    let changes = changes(&mut rows, by, &|code| items.get(code).cloned());
    let mut faults = Vec::new();
    let day = ask.form.get("effective");
    let effective: Date = day.parse().unwrap_or_else(|_| {
        faults.push(Say::new("powers_pages.bad_day").with("day", day));
        day_of(ask.now)
    });
    let expect = ask.form.get("expect");
    if !expect.is_empty() && expect.parse::<u64>().is_err() {
        faults.push(Say::new("powers_pages.bad_count").with("count", expect));
    }
    let adjustment = Adjustment {
        effective,
        basis: ask.form.get("basis").to_owned(),
        reason: ask.form.get("reason").to_owned(),
        expect: expect.parse().ok(),
        expect_kinds: Kinds::new(),
        changes: changes.iter().map(|(change, _)| change.clone()).collect(),
    };
    Ok(Typed { list, rows, changes, adjustment, faults })
}

/// The items, as the newest edition has them, of which lines state only a part.
fn known(tx: &mut Tx<'_>, list: &ListRow, rows: &[Row]) -> Result<BTreeMap<String, Item>, Refusal> {
    let partly =
        |row: &&Row| matches!(row.understood(), Some(Action::Split | Action::Merge | Action::Restate));
    let codes: BTreeSet<&str> = rows.iter().filter(partly).map(Row::code).collect();
    let mut items = BTreeMap::new();
    for code in codes {
        let history = match store::history(tx, &list.id, code) {
            Ok(history) => history,
            Err(Refusal::NotFound(_)) => continue,
            Err(refusal) => return Err(refusal),
        };
        if let Some(span) = history.spans.into_iter().find(|span| span.is_in(list.edition)) {
            items.insert(code.to_owned(), span.item);
        }
    }
    Ok(items)
}

/// Makes the adjustment and takes it back: the preview is checked by what will check the record.
fn try_out(ask: &Ask<'_>, typed: &Typed, by: &str) -> Result<Tried, Refusal> {
    let mut tried = Tried::default();
    let undone = ask.write(|tx| {
        match store::adjust(tx, &typed.list.id, typed.adjustment.clone(), Typed::seen(ask), by, ask.now) {
            Ok(made) => tried = Tried { since: made.since.clone(), made: Some(made), ..Tried::default() },
            Err(NotMade::Refused { faults, since }) => tried = Tried { faults, since, made: None },
            Err(NotMade::Other(refusal)) => return Err(refusal),
        }
        Err::<(), Refusal>(Refusal::Broken(String::new()))
    });
    match undone {
        Err(Refusal::Broken(nothing)) if nothing.is_empty() => Ok(tried),
        Err(refusal) => Err(refusal),
        Ok(()) => Ok(tried),
    }
}

fn record(ask: &Ask<'_>, typed: &Typed, by: &str) -> Result<Answer, Refusal> {
    let mut tried = Tried::default();
    let made = ask.write(|tx| {
        must_keep(tx, ask, &typed.list)?;
        match store::adjust(tx, &typed.list.id, typed.adjustment.clone(), Typed::seen(ask), by, ask.now) {
            Ok(made) => Ok(made),
            Err(NotMade::Refused { faults, since }) => {
                tried = Tried { faults, since, made: None };
                let answer = page_with(ask, &typed.list, preview(ask, typed, &tried), false);
                Err(Refusal::Form(Box::new(answer.into())))
            }
            Err(NotMade::Other(refusal)) => Err(refusal),
        }
    })?;
    Ok(Answer::see(format!("/powers/editions/{}{}", made.edition.number, of_list(&typed.list.id))))
}

fn page_with(ask: &Ask<'_>, list: &ListRow, preview: Markup, good: bool) -> Page {
    let typed = |name: &str| ask.form.get(name).to_owned();
    let body = html! {
        (super::ways(ask, &list.id))
        p { (ask.say(&Say::new("powers_pages.adjusts").with("list", title(ask, list)).with("n", list.edition))) }
        (preview)
        form.stack method="post" action="/powers/adjust" {
            input type="hidden" name="list" value=(list.id);
            input type="hidden" name="seen" value=(list.edition);
            (input(ask, "date", "effective", "powers_pages.effective", &typed("effective"), true))
            (input(ask, "text", "basis", "powers_pages.basis_document", &typed("basis"), true))
            (input(ask, "text", "reason", "powers_pages.reason", &typed("reason"), false))
            (input(ask, "number", "expect", "powers_pages.expect", &typed("expect"), false))
            div.field {
                label for="changes" { (ask.t("powers_pages.changes")) }
                textarea id="changes" name="changes" rows="14" required spellcheck="false" aria-describedby="changes-note" { (ask.form.verbatim("changes")) }
                div.note id="changes-note" { (help(ask)) }
            }
            button name="step" value="preview" { (ask.t("powers_pages.preview")) }
            @if good { " " button name="step" value="record" { (ask.t("powers_pages.record")) } }
        }
    };
    Page::new(ask.t("powers_pages.adjust"), body).here("/powers")
}

/// What a line holds, for each action.
fn help(ask: &Ask<'_>) -> Markup {
    html! {
        p { (ask.t("powers_pages.paste_help")) }
        details {
            summary { (ask.t("powers_pages.paste_lines")) }
            ul { @for action in Action::all() { li { (ask.t(action.needs())) } } }
        }
    }
}

fn preview(ask: &Ask<'_>, typed: &Typed, tried: &Tried) -> Markup {
    let places = beside(&typed.changes, &tried.faults);
    let whole = tried.faults.iter().zip(&places).filter(|(_, place)| place.is_none());
    html! {
        h2 { (ask.t("powers_pages.preview")) }
        @for say in &typed.faults { p.fault role="alert" { (ask.say(say)) } }
        @for (fault, _) in whole { p.fault role="alert" { (told(ask, fault)) } }
        @if !tried.since.is_empty() {
            p.notice { (ask.say(&Say::new("powers_pages.meanwhile").with("editions", join(&tried.since)))) }
        }
        @if let Some(made) = &tried.made { (would_be(ask, made)) }
        @else { p.notice { (ask.t("powers_pages.not_yet_recordable")) } }
        (lines(ask, typed, tried, &places))
    }
}

fn join(numbers: &[u32]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
}

fn told(ask: &Ask<'_>, fault: &Refused) -> String {
    format!("{} {}", ask.say(&fault.say), ask.say(&fault.mend))
}

/// What recording it would do.
fn would_be(ask: &Ask<'_>, made: &Made) -> Markup {
    let e = &made.edition;
    let said =
        Say::new("powers_pages.would_be").with("n", e.number).with("total", e.total).with("added", e.added);
    let said = said.with("cancelled", e.cancelled).with("changed", e.changed).with("moved", made.moved.len());
    html! {
        p.notice { (ask.say(&said)) }
        @if !made.open_cases.is_empty() {
            p { (ask.say(&Say::new("powers_pages.open_cases").with("count", made.open_cases.len()))) }
            ul.plain { @for case in &made.open_cases { li { code { (case.opened.code) } " " (case.opened.id) " · " (case.opened.body) } } }
        }
    }
}

/// Each pasted line with what it does, or why it is refused.
fn lines(ask: &Ask<'_>, typed: &Typed, tried: &Tried, places: &[Option<usize>]) -> Markup {
    let columns = [
        Column::figures(ask.t("powers_pages.line")),
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.action")),
        Column::words(ask.t("powers_pages.values")),
        Column::words(ask.t("powers_pages.verdict")),
    ];
    let draw = |at: usize, row: &Row| {
        let faults = tried.faults.iter().zip(places).filter(|(_, place)| **place == Some(at));
        let faults: Vec<&Refused> = faults.map(|(fault, _)| fault).collect();
        vec![
            html! { (row.line) },
            cell(ask, row, 0, row.code()),
            cell(ask, row, 1, row.understood().map_or(row.cell(1), |action| action.word())),
            html! { @for at in 2..row.cells.len() { div { (cell(ask, row, at, row.cell(at))) } } },
            verdict(ask, row, &faults, tried.made.is_some()),
        ]
    };
    table(
        ask.t("powers_pages.preview"),
        &columns,
        typed.rows.iter().enumerate().map(|(at, row)| draw(at, row)),
    )
}

/// A cell; one that was blank and taken from above says so.
fn cell(ask: &Ask<'_>, row: &Row, at: usize, words: &str) -> Markup {
    html! { (words) @if row.filled.contains(&at) { " " span.meta { (ask.t("powers_pages.merged")) } } }
}

fn verdict(ask: &Ask<'_>, row: &Row, faults: &[&Refused], good: bool) -> Markup {
    match &row.action {
        None => state_chip(State::Still, ask.t("powers_pages.heading")),
        Some(Err(say)) => html! {
            (state_chip(State::Bad, ask.t("powers_pages.refused"))) " " (ask.say(say))
            @if let Some(action) = Action::of_word(row.cell(1)) { " " (ask.t(action.needs())) }
        },
        Some(Ok(_)) if !faults.is_empty() => html! {
            (state_chip(State::Bad, ask.t("powers_pages.refused")))
            @for fault in faults { div { (told(ask, fault)) } }
        },
        Some(Ok(_)) if good => state_chip(State::Good, ask.t("powers_pages.fits")),
        Some(Ok(_)) => state_chip(State::Waiting, ask.t("powers_pages.understood")),
    }
}
