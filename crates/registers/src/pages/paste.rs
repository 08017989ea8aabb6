//! Many rows at once: pasted from a spreadsheet or as a filled workbook, with a preview before anything is written.

use super::{Failed, book_of, fault_list, form, heading, title, write, writer};
use crate::model::RowFault;
use crate::sheet;
use crate::store::{self, Book, NotWritten, Planned};
use kernel::Say;
use maud::{Markup, html};
use pack::{Register, RegisterField};
use page::{Access, Answer, Ask, Page, Refusal, Route, State, encode, state_chip};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let writes = Access::Needs(Right::ReportDuty);
    vec![
        Route::get("/registers/{register}/paste", writes, blank),
        Route::post("/registers/{register}/paste", writes, take),
        Route::get("/registers/{register}/template.xlsx", writes, template),
    ]
}

/// Lines that a preview shows; those with faults come first.
const SHOWN: usize = 200;
/// Above this the text is not sent back into the page: the file is chosen again to write it.
const IN_PAGE: usize = 200_000;

/// Who may paste: keeper and writers. An owner writes its rows one by one.
fn may<'a>(ask: &'a Ask<'_>, book: &Book) -> Result<store::By<'a>, Refusal> {
    writer(ask, &book.register, "")
}

fn blank(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let book = ask.read(|tx| book_of(tx, ask))?;
    may(ask, &book)?;
    Ok(drawn(ask, &book, "", None, &[]).into())
}

/// `GET /registers/{register}/template.xlsx`
fn template(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let book = ask.read(|tx| book_of(tx, ask))?;
    let register = &book.register;
    let notes = |field: &RegisterField| form::notes(ask, register, field);
    let bytes = sheet::template(register, ask.language, ask.now, &notes, ask.t("registers_pages.notes"));
    let name = format!("{}-template.xlsx", register.id);
    Ok(Answer::file(sheet::XLSX, &name, bytes.map_err(|e| Refusal::Broken(e.to_string()))?))
}

fn text_of(ask: &Ask<'_>) -> Result<String, Say> {
    match ask.files.iter().find(|file| !file.bytes.is_empty()) {
        Some(file) => sheet::workbook_text(&file.bytes),
        None => Ok(ask.form.verbatim("text").to_owned()),
    }
}

/// `POST /registers/{register}/paste`: `do=check` shows, `do=write` writes all lines or none.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let book = ask.read(|tx| book_of(tx, ask))?;
    let by = may(ask, &book)?;
    let again = |text: &str, say: Say| {
        let fault = RowFault { field: String::new(), say };
        Err(Refusal::Form(Box::new(drawn(ask, &book, text, None, &[fault]).into())))
    };
    let text = match text_of(ask) {
        Ok(text) => text,
        Err(say) => return again("", say),
    };
    let lines = match sheet::lines(&book.register, &text) {
        Ok(lines) if lines.is_empty() => return again(&text, Say::new("registers_pages.nothing_pasted")),
        Ok(lines) => lines,
        Err(say) => return again(&text, say),
    };
    if ask.form.get("do") != "write" {
        let planned = ask.read(|tx| Ok(store::plan(tx, &book.register, lines, &by)?))?;
        return Ok(drawn(ask, &book, &text, Some(&planned), &[]).into());
    }
    let written = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let planned = store::plan(tx, &book.register, lines.clone(), &by)?;
        store::write_plan(tx, &book, planned, &by).map_err(Failed)
    });
    match written {
        Ok((added, changed)) => Ok(done(ask, &book, added, changed)),
        Err(NotWritten::Faults(_)) => {
            let planned = ask.read(|tx| Ok(store::plan(tx, &book.register, lines, &by)?))?;
            Err(Refusal::Form(Box::new(drawn(ask, &book, &text, Some(&planned), &[]).into())))
        }
        Err(NotWritten::Other(refusal)) => Err(refusal),
    }
}

fn done(ask: &Ask<'_>, book: &Book, added: u64, changed: u64) -> Answer {
    let said = Say::new("registers_pages.was_written").with("added", added).with("changed", changed);
    Page::new(
        title(ask, &book.register),
        html! {
            p.notice role="status" { (ask.say(&said)) }
            p { a.button href={ "/registers/" (encode(&book.register.id)) } { (title(ask, &book.register)) } }
        },
    )
    .here("/registers")
    .into()
}

fn drawn(ask: &Ask<'_>, book: &Book, text: &str, planned: Option<&[Planned]>, faults: &[RowFault]) -> Page {
    let register = &book.register;
    let base = format!("/registers/{}", encode(&register.id));
    let clean = planned.is_some_and(|lines| lines.iter().all(|line| line.faults.is_empty()));
    let kept = if text.len() <= IN_PAGE { text } else { "" };
    Page::new(ask.say(&Say::new("registers_pages.paste_into").with("register", title(ask, register))), html! {
        p.meta { a href=(base) { (title(ask, register)) } " · " a href={ (base) "/template.xlsx" } { (ask.t("registers_pages.template")) } }
        (fault_list(ask, faults))
        @if let Some(planned) = planned { (preview(ask, register, planned)) }
        form.stack method="post" action={ (base) "/paste" } enctype="multipart/form-data" {
            div.field {
                label for="text" { (ask.t("registers_pages.paste_text")) }
                textarea id="text" name="text" rows="10" aria-describedby="text-note" { (kept) }
                p.note id="text-note" { (ask.t("registers_pages.paste_help")) " "
                    (register.fields.iter().map(|field| heading(ask, field)).collect::<Vec<_>>().join("、"))
                }
            }
            div.field {
                label for="file" { (ask.t("registers_pages.sheet")) }
                input id="file" name="file" type="file" accept=".xlsx";
                @if kept.is_empty() && !text.is_empty() { p.note { (ask.t("registers_pages.choose_again")) } }
            }
            button name="do" value="check" { (ask.t("registers_pages.check")) }
            @if clean { " " button name="do" value="write" { (ask.t("registers_pages.write")) } }
        }
    })
    .here("/registers")
}

fn preview(ask: &Ask<'_>, register: &Register, planned: &[Planned]) -> Markup {
    let count = |is: fn(&Planned) -> bool| planned.iter().filter(|line| is(line)).count();
    let wrong = count(|line| !line.faults.is_empty());
    let (added, changed) = (count(Planned::adds), count(Planned::changes));
    let same = planned.len() - wrong - added - changed;
    let said = Say::new("registers_pages.preview")
        .with("added", added)
        .with("changed", changed)
        .with("same", same)
        .with("wrong", wrong);
    // A column that nothing was typed into and nothing is wrong with only takes room.
    let told = |field: &&RegisterField| {
        let fault = |line: &Planned| line.faults.iter().any(|fault| fault.field == field.name);
        planned.iter().any(|line| line.typed.contains_key(&field.name) || fault(line))
    };
    let fields: Vec<&RegisterField> = register.fields.iter().filter(told).collect();
    let (bad, good): (Vec<&Planned>, Vec<&Planned>) =
        planned.iter().partition(|line| !line.faults.is_empty());
    html! {
        p.notice role="status" { (ask.say(&said)) }
        @if wrong > 0 { p.fault role="alert" { (ask.t("registers_pages.nothing_written")) } }
        div.table tabindex="0" role="region" aria-label=(ask.t("registers_pages.preview_title")) { table {
            caption { (ask.t("registers_pages.preview_title")) }
            thead { tr { th scope="col" { (ask.t("registers_pages.line")) } th scope="col" { (ask.t("registers_pages.what")) }
                @for field in &fields { th scope="col" { (heading(ask, field)) } } } }
            tbody { @for line in bad.iter().chain(&good).take(SHOWN) { (drawn_line(ask, &fields, line)) } }
        } }
        @if planned.len() > SHOWN { p.meta { (ask.say(&Say::new("registers_pages.shown_first").with("count", SHOWN).with("total", planned.len()))) } }
    }
}

fn drawn_line(ask: &Ask<'_>, fields: &[&RegisterField], line: &Planned) -> Markup {
    let (state, word) = match (line.faults.is_empty(), line.adds(), line.changes()) {
        (false, ..) => (State::Bad, "registers_pages.line_wrong"),
        (_, true, _) => (State::Good, "registers_pages.line_adds"),
        (_, _, true) => (State::Going, "registers_pages.line_changes"),
        _ => (State::Still, "registers_pages.line_same"),
    };
    let whole = line.faults.iter().filter(|fault| fields.iter().all(|field| field.name != fault.field));
    html! {
        tr {
            td data-heading=(ask.t("registers_pages.line")) { (line.line) }
            td data-heading=(ask.t("registers_pages.what")) { (state_chip(state, ask.t(word))) @for fault in whole { div.fault { (ask.say(&fault.say)) } } }
            @for field in fields {
                td data-heading=(heading(ask, field)) {
                    (line.typed.get(&field.name).map_or("", String::as_str))
                    @for fault in line.faults.iter().filter(|fault| fault.field == field.name) { div.fault { (ask.say(&fault.say)) } }
                }
            }
        }
    }
}
