//! The form of a row, made from the declaration. What was typed stays when something is wrong.

use super::{Failed, book_of, day, fault_list, heading, may_add, owner, row_of, take, title, write, writer};
use crate::model::{Row, RowFault};
use crate::store::{self, Book, NotWritten, Rewrite};
use kernel::{Say, day_of};
use maud::{Markup, html};
use pack::{FieldKind, Register, RegisterField};
use page::{Access, Answer, Ask, Page, Refusal, Route, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let writes = Access::Needs(Right::ReportDuty);
    vec![
        Route::get("/registers/{register}/new", writes, blank),
        Route::post("/registers/{register}/new", writes, add),
        Route::get("/registers/{register}/{row}/edit", writes, filled),
        Route::post("/registers/{register}/{row}/edit", writes, change),
    ]
}

/// A field of a form.
pub(super) fn input(ask: &Ask<'_>, kind: &str, name: &str, label: &str, value: &str) -> Markup {
    html! {
        div.field { label for=(name) { (ask.t(label)) } input id=(name) name=(name) type=(kind) value=(value); }
    }
}

/// A choice among some words, or any.
pub(super) fn select<'a>(
    ask: &Ask<'_>,
    name: &str,
    label: &str,
    chosen: &str,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" { (ask.t("registers_pages.any")) }
                @for (value, words) in options { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

fn blank(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let book = ask.read(|tx| book_of(tx, ask))?;
    if !may_add(ask, &book.register) {
        let say = Say::new("registers_pages.not_a_writer").with("keeper", &book.register.keeper.organ);
        return Err(Refusal::NotAllowed(say));
    }
    Ok(drawn(ask, &book, None, &[])?.into())
}

fn filled(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (book, row) = ask.read(|tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        Ok((book, row))
    })?;
    writer(ask, &book.register, owner(&book.register, &row))?;
    Ok(drawn(ask, &book, Some(&row), &[])?.into())
}

fn add(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let added = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let values = take::typed(tx, ask, &book.register)?;
        let owner =
            book.register.owner.as_ref().and_then(|owner| values.get(owner)).cloned().unwrap_or_default();
        let by = writer(ask, &book.register, &owner)?;
        let from = day(ask.form.get("from"), ask)?;
        store::add(tx, &book, values.into_iter().filter(|(_, v)| !v.is_empty()).collect(), from, false, &by)
            .map_err(Failed)
    });
    match added {
        Ok((row, _)) => Ok(Answer::see(format!("/registers/{}/{row}", encode(ask.path.get("register"))))),
        Err(not) => refused(ask, None, not),
    }
}

fn change(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let changed = write(ask, |tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let by = writer(ask, &book.register, owner(&book.register, &row))?;
        let rewrite = Rewrite {
            id: row.id,
            seen: ask.form.number("version", 0),
            values: take::typed(tx, ask, &book.register)?,
            from: day(ask.form.get("from"), ask)?,
            reason: ask.form.get("reason").to_owned(),
        };
        store::change(tx, &book, rewrite, &by).map_err(Failed)
    });
    let place = format!("/registers/{}/{}", encode(ask.path.get("register")), encode(ask.path.get("row")));
    match changed {
        Ok(_) => Ok(Answer::see(place)),
        Err(not) => {
            let row = ask.read(|tx| row_of(tx, ask, ask.path.get("register")))?;
            refused(ask, Some(&row), not)
        }
    }
}

fn refused(ask: &Ask<'_>, row: Option<&Row>, not: NotWritten) -> Result<Answer, Refusal> {
    let faults = match not {
        NotWritten::Faults(faults) => faults,
        NotWritten::Other(Refusal::Conflict(say) | Refusal::Invalid(say)) => {
            vec![RowFault { field: String::new(), say }]
        }
        NotWritten::Other(refusal) => return Err(refusal),
    };
    let book = ask.read(|tx| book_of(tx, ask))?;
    Err(Refusal::Form(Box::new(drawn(ask, &book, row, &faults)?.into())))
}

fn drawn(ask: &Ask<'_>, book: &Book, row: Option<&Row>, faults: &[RowFault]) -> Result<Page, Refusal> {
    let register = &book.register;
    let organs: Vec<String> = if register.fields.iter().any(|field| field.kind == FieldKind::Organ) {
        let mut names: Vec<String> = ask.read(|tx| Ok(store::organs(tx)?))?.into_values().collect();
        names.sort();
        names.dedup();
        names
    } else {
        Vec::new()
    };
    let base = format!("/registers/{}", encode(&register.id));
    let action = row.map_or_else(|| format!("{base}/new"), |row| format!("{base}/{}/edit", row.id));
    let heading = match row {
        None => ask.say(&Say::new("registers_pages.new_row").with("register", title(ask, register))),
        Some(row) => format!("{} № {}：{}", title(ask, register), row.id, row.name(register)),
    };
    let whole: Vec<RowFault> =
        faults.iter().filter(|f| register.field(&f.field).is_none()).cloned().collect();
    let today = day_of(ask.now).to_string();
    let from = if ask.form.get("from").is_empty() { today.as_str() } else { ask.form.get("from") };
    let has_files = register.fields.iter().any(|field| field.kind == FieldKind::File);
    Ok(Page::new(heading, html! {
        p.meta { a href=(base) { (title(ask, register)) } }
        @if !faults.is_empty() { p.fault role="alert" { (ask.say(&Say::new("registers_pages.faults").with("count", faults.len()))) } }
        (fault_list(ask, &whole))
        form.stack method="post" action=(action) enctype=[has_files.then_some("multipart/form-data")] {
            @for field in &register.fields { (field_of(ask, field, row, faults)) }
            datalist id="organs" { @for organ in &organs { option value=(organ) {} } }
            (input(ask, "date", "from", "registers_pages.from", from))
            @if let Some(row) = row {
                input type="hidden" name="version" value=(if ask.form.get("version").is_empty() { row.version.to_string() } else { ask.form.get("version").to_owned() });
                (input(ask, "text", "reason", "registers_pages.remark", ask.form.get("reason")))
            }
            button { (ask.t("registers_pages.save")) }
        }
    })
    .here("/registers"))
}

/// What stands in a field: as typed, else as the row has it.
fn stands<'a>(ask: &'a Ask<'_>, name: &str, field: &RegisterField, row: Option<&'a Row>) -> &'a str {
    let sent = !ask.form.get("from").is_empty() || !ask.form.get(name).is_empty();
    if sent { ask.form.get(name) } else { row.map_or("", |row| row.value(&field.name)) }
}

fn field_of(ask: &Ask<'_>, field: &RegisterField, row: Option<&Row>, faults: &[RowFault]) -> Markup {
    let name = format!("f_{}", field.name);
    let value = stands(ask, &name, field, row);
    let wrong: Vec<&RowFault> = faults.iter().filter(|fault| fault.field == field.name).collect();
    let note = format!("{name}-note");
    let invalid = (!wrong.is_empty()).then_some("true");
    html! {
        div.field {
            label for=(name) { (heading(ask, field)) @if field.required { " *" } }
            @match field.kind {
                FieldKind::Choice => select id=(name) name=(name) aria-describedby=(note) aria-invalid=[invalid] {
                    option value="" { (ask.t("registers_pages.choose")) }
                    @for choice in &field.choices { option value=(choice) selected[choice == value] { (choice) } }
                },
                FieldKind::File => {
                    input id=(name) name=(name) value=(value) aria-describedby=(note) aria-invalid=[invalid];
                    input type="file" name=(name) aria-label=(ask.t("registers_pages.attach"));
                },
                FieldKind::Date => input id=(name) name=(name) type=(if value.parse::<jiff::civil::Date>().is_ok() || value.is_empty() { "date" } else { "text" }) value=(value) aria-describedby=(note) aria-invalid=[invalid];,
                kind => input id=(name) name=(name) value=(value) list=[(kind == FieldKind::Organ).then_some("organs")]
                    inputmode=[kind.is_figure().then_some("decimal")] autocomplete="off" aria-describedby=(note) aria-invalid=[invalid];,
            }
            p.note id=(note) {
                @for fault in wrong { strong.fault { (ask.say(&fault.say)) } " " }
                (help(ask, field))
            }
        }
    }
}

/// One sentence on what a field takes.
pub(super) fn help(ask: &Ask<'_>, field: &RegisterField) -> String {
    let kind = match field.kind {
        FieldKind::Text | FieldKind::Organ => String::new(),
        FieldKind::Number | FieldKind::Money => match (field.min, field.max) {
            (Some(min), Some(max)) => format!("{min}–{max}"),
            (Some(min), None) => format!("≥ {min}"),
            (None, Some(max)) => format!("≤ {max}"),
            (None, None) => String::new(),
        },
        FieldKind::Date => ask.t("registers_pages.help_date").to_owned(),
        FieldKind::Period => ask.t("registers_pages.help_period").to_owned(),
        FieldKind::Place => ask.t("registers_pages.help_place").to_owned(),
        FieldKind::Post => ask.t("registers_pages.help_post").to_owned(),
        FieldKind::Choice => field.choices.join(" / "),
        FieldKind::File => ask.t("registers_pages.help_file").to_owned(),
        FieldKind::Link => ask.t("registers_pages.help_link").to_owned(),
    };
    if field.public {
        format!("{kind} {}", ask.t("registers_pages.is_public")).trim().to_owned()
    } else {
        kind
    }
}

/// The help of a field with its name in files, for the second sheet of a template.
pub(super) fn notes(ask: &Ask<'_>, register: &Register, field: &RegisterField) -> String {
    let key = if register.key.contains(&field.name) { ask.t("registers_pages.is_key") } else { "" };
    let needed = if field.required { ask.t("registers_pages.is_required") } else { "" };
    [help(ask, field).as_str(), key, needed]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("；")
}
