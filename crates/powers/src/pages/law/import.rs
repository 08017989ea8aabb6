//! The register from pasted lines: a preview that says of each line what it does or why it is refused, then the record.

use super::{area, ways};
use crate::law::{ImportLine, Meant, read};
use crate::store::law::{Imported, import};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, state_chip, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/laws/import", Access::Needs(Right::AdjustPowers), form),
        Route::post("/powers/laws/import", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// Lines that the preview shows one by one; of more only the refused ones are shown.
const SHOWN: usize = 100;

/// `GET /powers/laws/import`: the form, with a line begun for the law that is asked for.
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let begun = match ask.query.get("title") {
        "" => String::new(),
        title => format!("法规\t{title}\t\t\t\t\t\t"),
    };
    Ok(page_with(ask, &begun, html! {}, false).into())
}

/// `POST /powers/laws/import`: `step=preview` looks, `step=record` writes.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, text) = (ask.actor()?, ask.form.verbatim("lines"));
    let lines = read(text, day_of(ask.now));
    let record = ask.form.get("step") == "record";
    let mut done = Imported::default();
    let written = ask.write(|tx| {
        done = import(tx, &lines, by, ask.now)?;
        if record && done.faults.is_empty() { Ok(()) } else { Err(Refusal::Broken(String::new())) }
    });
    match written {
        Ok(()) => return Ok(Answer::see("/powers/laws")),
        Err(Refusal::Broken(nothing)) if nothing.is_empty() => {}
        Err(refusal) => return Err(refusal),
    }
    let good = done.faults.is_empty() && !lines.is_empty();
    let answer: Answer = page_with(ask, text, preview(ask, &lines, &done), good).into();
    if good { Ok(answer) } else { Err(Refusal::Form(Box::new(answer))) }
}

fn preview(ask: &Ask<'_>, lines: &[ImportLine], done: &Imported) -> Markup {
    let touched: u64 = done.changes.iter().map(|changed| changed.touched).sum();
    let said = Say::new("powers_law.would_import")
        .with("laws", done.laws)
        .with("changes", done.changes.len())
        .with("touched", touched)
        .with("known", done.known);
    html! {
        h2 { (ask.t("powers_pages.preview")) }
        @if lines.is_empty() { p.fault role="alert" { (ask.t("powers_law.no_lines")) } }
        @else if done.faults.is_empty() { p.notice { (ask.say(&said)) } }
        @else { p.fault role="alert" { (ask.t("powers_law.nothing_recorded")) } }
        (drawn(ask, lines, done))
    }
}

fn drawn(ask: &Ask<'_>, lines: &[ImportLine], done: &Imported) -> Markup {
    let columns = [
        Column::figures(ask.t("powers_pages.line")),
        Column::words(ask.t("powers_law.kind")),
        Column::words(ask.t("powers_law.title")),
        Column::words(ask.t("powers_pages.verdict")),
    ];
    let fault = |line: &ImportLine| done.faults.iter().find(|(at, _)| *at == line.line).map(|(_, say)| say);
    let shown = lines.iter().filter(|line| lines.len() <= SHOWN || fault(line).is_some());
    let row = |line: &ImportLine| {
        let verdict = match fault(line) {
            Some(say) => html! { (state_chip(State::Bad, ask.t("powers_pages.refused"))) " " (ask.say(say)) },
            None => state_chip(State::Good, ask.t("powers_pages.understood")),
        };
        let title = match &line.meant {
            Ok(Meant::Law(law)) => law.title.clone(),
            Ok(Meant::Change(change)) => change.law.clone(),
            Err(_) => line.head.1.clone(),
        };
        vec![html! { (line.line) }, html! { (line.head.0) }, html! { (title) }, verdict]
    };
    table(ask.t("powers_pages.preview"), &columns, shown.take(SHOWN).map(row))
}

fn page_with(ask: &Ask<'_>, text: &str, above: Markup, good: bool) -> Page {
    let body = html! {
        (ways(ask))
        p.meta { (ask.t("powers_law.import_help")) }
        (above)
        form.stack method="post" action="/powers/laws/import" {
            (area(ask, "lines", "powers_law.lines", text, 14, "powers_law.lines_help"))
            button name="step" value="preview" { (ask.t("powers_pages.preview")) }
            @if good { " " button name="step" value="record" { (ask.t("powers_pages.record")) } }
        }
    };
    Page::new(ask.t("powers_law.import"), body).here("/powers")
}
