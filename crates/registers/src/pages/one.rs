//! One row: what stands in it, what it may become, and all it has been.

use super::{book_of, hands, heading, owner, row_of, show, title};
use crate::model::{Row, missing};
use crate::store::{self, Book, Version};
use kernel::{Say, day_of};
use maud::{Markup, html};
use pack::{Evidence, Register, RowGate, RowMove};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, encode, instant, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/registers/{register}/{row}", reads, one),
        Route::get("/registers/{register}/files/{digest}", reads, file),
    ]
}

/// `GET /registers/{register}/{row}`
fn one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, &[])?.into())
}

/// The page of a row, with what stood in the way of a step.
pub(super) fn drawn(ask: &Ask<'_>, faults: &[crate::RowFault]) -> Result<Page, Refusal> {
    let (book, row, history) = ask.read(|tx| {
        let book = book_of(tx, ask)?;
        let row = row_of(tx, ask, &book.register.id)?;
        let history = store::history(tx, &book.register.id, row.id)?;
        Ok((book, row, history))
    })?;
    let register = &book.register;
    let back = format!("/registers/{}", encode(&register.id));
    let open = book.declared && row.ended.is_none();
    Ok(Page::new(
        format!("{} № {}：{}", title(ask, register), row.id, row.name(register)),
        html! {
            p.meta {
                a href=(back) { (title(ask, register)) } " · " (show::state(ask, register, &row, day_of(ask.now)))
                (show::made_up(ask, &row))
                " · " (ask.say(&Say::new("registers_pages.since").with("day", date(ask.language, row.from))))
                " · " a href={ "/ledger/" (row.seq) } { (ask.say(&Say::new("registers_pages.entry").with("seq", row.seq))) }
            }
            (super::fault_list(ask, faults))
            (values(ask, register, &row))
            @if open && hands(ask, register, owner(register, &row)).writes() {
                p { a.button href={ (back) "/" (row.id) "/edit" } { (ask.t("registers_pages.edit")) } }
            }
            @if open { (steps(ask, &book, &row)) (ending(ask, register, &row)) }
            (past(ask, register, &history))
        },
    )
    .here("/registers"))
}

fn values(ask: &Ask<'_>, register: &Register, row: &Row) -> Markup {
    html! {
        dl.facts { @for field in &register.fields {
            dt { (heading(ask, field)) }
            dd {
                @if row.value(&field.name).is_empty() { span.soft { "—" } } @else { (show::value(ask, register, field, row.value(&field.name))) }
            }
        } }
    }
}

/// Every step from the row's state, with its gates: what is there and what is not.
fn steps(ask: &Ask<'_>, book: &Book, row: &Row) -> Markup {
    let register = &book.register;
    let from_here: Vec<&RowMove> = register.moves.iter().filter(|step| step.from == row.state).collect();
    html! {
        @for step in from_here {
            @let gates: Vec<&RowGate> = register.gates.iter().filter(|gate| gate.to == step.to).collect();
            section {
                h2 { (ask.say(&Say::new("registers_pages.step_to").with("state", show::state_word(ask, register, &step.to)))) }
                @for gate in &gates { (self::gate(ask, register, gate, row)) }
                @if step.second { p.note { (ask.t("registers_pages.second")) } }
                form.stack method="post" action={ "/registers/" (encode(&register.id)) "/" (row.id) "/move" } {
                    input type="hidden" name="to" value=(step.to);
                    input type="hidden" name="version" value=(row.version);
                    div.field { label for={ "reason-" (step.to) } { (ask.t("registers_pages.remark")) } input id={ "reason-" (step.to) } name="reason" value=(ask.form.get("reason")); }
                    button { (show::state_word(ask, register, &step.to)) }
                }
            }
        }
    }
}

fn gate(ask: &Ask<'_>, register: &Register, gate: &RowGate, row: &Row) -> Markup {
    let lacks = missing(gate, row);
    let word = |need: &Evidence| {
        let field = register
            .field(&need.field)
            .map_or(need.field.clone(), |f| ask.language.of(&f.title, &f.title_en).to_owned());
        need.value.as_ref().map_or_else(|| field.clone(), |value| format!("{field} = {value}"))
    };
    html! {
        p { (ask.language.of(&gate.why, &gate.why_en))
            @if let Some(citation) = &gate.citation { " （" (citation.document) "#" (citation.clause) "）" }
        }
        ul.plain { @for need in &gate.needs {
            @let there = !lacks.contains(&need);
            li { (page::state_chip(if there { page::State::Good } else { page::State::Waiting }, &word(need))) }
        } }
    }
}

fn ending(ask: &Ask<'_>, register: &Register, row: &Row) -> Markup {
    html! {
        @let hands = hands(ask, register, owner(register, row));
        @if hands.keeper || hands.writer {
            details {
                summary { (ask.t("registers_pages.end")) }
                form.stack method="post" action={ "/registers/" (encode(&register.id)) "/" (row.id) "/end" } {
                    input type="hidden" name="version" value=(row.version);
                    (super::form::input(ask, "date", "on", "registers_pages.end_on", ask.form.get("on")))
                    (super::form::input(ask, "text", "reason", "registers_pages.end_why", ask.form.get("reason")))
                    p.note { (ask.t("registers_pages.end_help")) }
                    button { (ask.t("registers_pages.end")) }
                }
            }
        }
    }
}

fn past(ask: &Ask<'_>, register: &Register, history: &[Version]) -> Markup {
    let columns = [
        Column::figures(ask.t("registers_pages.version")),
        Column::words(ask.t("registers_pages.days")),
        Column::words(ask.t("registers_pages.what")),
        Column::words(ask.t("registers_pages.differs")),
        Column::words(ask.t("registers_pages.by")),
        Column::figures(ask.t("registers_pages.ledger")),
    ];
    let row = |(at, version): (usize, &Version)| {
        let before = history.get(at + 1);
        let last = version.to.and_then(|to| to.yesterday().ok());
        vec![
            html! { (version.version) },
            html! { (date(ask.language, version.from)) @match last {
                _ if version.to == Some(version.from) => { " · " (ask.t("registers_pages.no_day")) }
                Some(last) => { " – " (date(ask.language, last)) }
                None => { " –" }
            } },
            html! { (what(ask, register, version)) @if !version.reason.is_empty() { "：" (version.reason) } },
            differs(ask, register, version, before),
            html! { (version.by) " " (instant(version.at)) },
            html! { a href={ "/ledger/" (version.seq) } { (version.seq) } },
        ]
    };
    html! { section { h2 { (ask.t("registers_pages.history")) } (table(ask.t("registers_pages.history"), &columns, history.iter().enumerate().map(row))) } }
}

fn what(ask: &Ask<'_>, register: &Register, version: &Version) -> String {
    match version.kind.as_str() {
        "added" => ask.t("registers_pages.was_added").to_owned(),
        "changed" => ask.t("registers_pages.was_changed").to_owned(),
        "ended" => ask.t("registers_pages.was_ended").to_owned(),
        _ => ask.say(
            &Say::new("registers_pages.was_moved")
                .with("state", show::state_word(ask, register, &version.state)),
        ),
    }
}

/// The fields that a version changed, each with what stood there.
fn differs(ask: &Ask<'_>, register: &Register, version: &Version, before: Option<&Version>) -> Markup {
    let Some(before) = before else { return html! {} };
    let value = |version: &Version, name: &str| version.values.get(name).cloned().unwrap_or_default();
    html! {
        @for field in register.fields.iter().filter(|f| value(version, &f.name) != value(before, &f.name)) {
            div { (ask.language.of(&field.title, &field.title_en)) "："
                del { (show::value_words(field, &value(before, &field.name))) } " → " (show::value_words(field, &value(version, &field.name)))
            }
        }
    }
}

/// `GET /registers/{register}/files/{digest}`: a file that a row of this register names.
fn file(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let digest = ask.path.get("digest");
    let none = || Refusal::NotFound(Say::new("registers_pages.no_file"));
    let blob = ask.read(|tx| {
        let book = book_of(tx, ask)?;
        let named = store::Filter {
            words: format!("{}{digest}", show::FILE),
            ended: true,
            ..store::Filter::default()
        };
        let (total, _) = store::rows(tx, &book.register, &named, day_of(ask.now), 1, 1)?;
        if total == 0 { Err(none()) } else { tx.blob(digest)?.ok_or_else(none) }
    })?;
    Ok(Answer::file("application/octet-stream", &blob.name, blob.bytes))
}
