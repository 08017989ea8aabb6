//! One register as a table: searched, filtered, sorted, summed, on any day; and the same as a file.

use super::form::{input, select};
use super::{book_of, heading, index, may_add, show, title};
use crate::model::Row;
use crate::sheet;
use crate::store::{self, Book, Filter, Sort};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Decimal, Say, day_of};
use maud::{Markup, html};
use pack::{FieldKind, Register, RegisterField};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, encode, paged, pager, table};
use people::Right;
use serde_json::json;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/registers/{register}", reads, page_of),
        Route::get("/registers/{register}/rows.csv", reads, |ask| file(ask, "csv")),
        Route::get("/registers/{register}/rows.xlsx", reads, |ask| file(ask, "xlsx")),
        Route::get("/registers/{register}/rows.json", reads, |ask| file(ask, "json")),
    ]
}

/// Columns a table shows beside the key; the row's page shows all.
const SHOWN: usize = 7;

/// The fields of a table: the key first.
fn fields_shown(register: &Register) -> Vec<&RegisterField> {
    let key = register.key.iter().filter_map(|name| register.field(name));
    let rest = register.fields.iter().filter(|field| !register.key.contains(&field.name));
    key.chain(rest).take(SHOWN).collect()
}

/// The filter of the address: `q`, `state`, `ended`, `sort`, `down`, and a field by its name.
pub(crate) fn asked(ask: &Ask<'_>, register: &Register) -> Filter {
    let text = |name: &str| ask.query.get(name).to_owned();
    let fields = register.fields.iter().filter_map(|field| {
        let value = ask.query.get(&format!("f_{}", field.name));
        (!value.is_empty()).then(|| (field.name.clone(), value.to_owned()))
    });
    Filter {
        words: text("q"),
        state: text("state"),
        states: Vec::new(),
        fields: fields.collect(),
        ended: ask.query.get("ended") == "1",
        sort: Sort { field: text("sort"), down: ask.query.get("down") == "1" },
    }
}

struct Seen {
    book: Book,
    total: u64,
    rows: Vec<Row>,
    totals: Vec<(String, Decimal)>,
    counts: Vec<store::Counted>,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, on: Option<Date>) -> Result<Seen, Refusal> {
    let book = book_of(tx, ask)?;
    let (register, today, (page, per)) = (&book.register, day_of(ask.now), paged(ask));
    let filter = asked(ask, register);
    if let Some(on) = on {
        let (total, rows) = store::in_force(tx, register, &filter, on, page, per)?;
        return Ok(Seen { total, rows, totals: Vec::new(), counts: Vec::new(), book });
    }
    let (total, rows) = store::rows(tx, register, &filter, today, page, per)?;
    let totals = if total > 0 { store::totals(tx, register, &filter, today)? } else { Vec::new() };
    let counts = register.sums.iter().map(|tally| store::counted(tx, register, tally, None, today));
    let counts = counts.collect::<Result<_, _>>()?;
    Ok(Seen { total, rows, totals, counts, book })
}

/// `GET /registers/{register}`
fn page_of(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let on = match ask.query.get("on") {
        "" => None,
        typed => Some(super::day(typed, ask)?),
    };
    let seen = ask.read(|tx| read(tx, ask, on))?;
    let register = &seen.book.register;
    let shown = on.unwrap_or_else(|| day_of(ask.now));
    Ok(Page::new(title(ask, register), html! {
        (about(ask, &seen.book))
        (ways(ask, register))
        (counts(ask, &seen.counts))
        (narrow(ask, register))
        @if let Some(on) = on {
            p.notice { (ask.say(&Say::new("registers_pages.as_on").with("day", date(ask.language, on)))) }
        }
        @if seen.rows.is_empty() {
            (empty(ask.t(if seen.book.held == 0 { "registers_pages.no_rows_yet" } else { "registers_pages.no_rows" })))
        } @else {
            p.meta { (ask.say(&Say::new("registers_pages.found").with("count", seen.total))) @if on.is_none() { " · " (downloads(ask, register)) } }
            (drawn(ask, register, &seen.rows, shown))
            (sums(ask, register, &seen.totals))
        }
        (pager(ask, seen.total, paged(ask).1))
    })
    .here("/registers")
    .into())
}

fn about(ask: &Ask<'_>, book: &Book) -> Markup {
    let register = &book.register;
    html! {
        p.meta {
            (ask.t("registers_pages.keeper")) "：" (page::link("/organs/", &register.keeper.organ, &register.keeper.organ))
            " · " (index::source(register))
            @if !register.requirements.is_empty() { " · " (register.requirements.join(" ")) }
            @if let Some(years) = register.keep_years { " · " (ask.say(&Say::new("registers_pages.kept").with("years", years))) }
        }
        @if !book.declared { p.notice { (ask.say(&Say::new("registers.not_declared").with("register", title(ask, register)))) } }
        @if !register.note.is_empty() { p.note { (register.note) } }
    }
}

fn ways(ask: &Ask<'_>, register: &Register) -> Markup {
    let base = format!("/registers/{}", encode(&register.id));
    html! {
        p {
            @if may_add(ask, register) {
                a.button href={ (base) "/new" } { (ask.t("registers_pages.add")) } " "
                a href={ (base) "/paste" } { (ask.t("registers_pages.way_paste")) } " · "
                a href={ (base) "/template.xlsx" } { (ask.t("registers_pages.template")) }
            }
            @if register.is_public() { " · " a href={ "/open" (base) } { (ask.t("registers_pages.way_open")) } }
        }
    }
}

fn downloads(ask: &Ask<'_>, register: &Register) -> Markup {
    let query = ask.url.split_once('?').map_or("", |(_, query)| query);
    html! {
        @for (at, kind) in ["csv", "xlsx", "json"].into_iter().enumerate() {
            @if at > 0 { " · " }
            a href={ "/registers/" (encode(&register.id)) "/rows." (kind) "?" (query) } { (kind.to_uppercase()) }
        }
    }
}

fn counts(ask: &Ask<'_>, counts: &[store::Counted]) -> Markup {
    html! {
        @if !counts.is_empty() {
            dl.facts { @for count in counts {
                dt { (ask.language.of(&count.tally.title, &count.tally.title_en)) }
                dd { strong { (show::grouped(&count.value.to_string())) }
                    @if let Some(feeds) = &count.tally.feeds { " " a href={ "/indicators/" (encode(feeds)) } { (ask.t("registers_pages.feeds")) } }
                }
            } }
        }
    }
}

fn narrow(ask: &Ask<'_>, register: &Register) -> Markup {
    let q = &ask.query;
    let offered =
        register.fields.iter().filter(|field| matches!(field.kind, FieldKind::Choice | FieldKind::Organ));
    let sorted = register.fields.iter().filter(|field| field.kind != FieldKind::File).take(12);
    let states = register.states.iter().map(|s| (s.name.as_str(), ask.language.of(&s.title, &s.title_en)));
    html! {
        details.narrow open[ask.url.contains('?')] {
            summary { (ask.t("registers_pages.narrow")) }
            form.stack method="get" action={ "/registers/" (encode(&register.id)) } role="search" {
                (input(ask, "search", "q", "registers_pages.words", q.get("q")))
                @if !register.states.is_empty() { (select(ask, "state", ask.t("registers_pages.state"), q.get("state"), states)) }
                @for field in offered.take(3) {
                    @let name = format!("f_{}", field.name);
                    @if field.kind == FieldKind::Choice {
                        (select(ask, &name, ask.language.of(&field.title, &field.title_en), q.get(&name), field.choices.iter().map(|c| (c.as_str(), c.as_str()))))
                    } @else {
                        div.field { label for=(name) { (ask.language.of(&field.title, &field.title_en)) } input id=(name) name=(name) value=(q.get(&name)); }
                    }
                }
                (select(ask, "sort", ask.t("registers_pages.sort"), q.get("sort"), sorted.map(|f| (f.name.as_str(), ask.language.of(&f.title, &f.title_en)))))
                div.field { label { input type="checkbox" name="down" value="1" checked[q.get("down") == "1"]; " " (ask.t("registers_pages.down")) } }
                div.field { label { input type="checkbox" name="ended" value="1" checked[q.get("ended") == "1"]; " " (ask.t("registers_pages.ended_too")) } }
                (input(ask, "date", "on", "registers_pages.on", q.get("on")))
                button { (ask.t("registers_pages.find")) }
            }
        }
    }
}

fn drawn(ask: &Ask<'_>, register: &Register, rows: &[Row], on: Date) -> Markup {
    let fields = fields_shown(register);
    let headings: Vec<String> = fields.iter().map(|field| heading(ask, field)).collect();
    let mut columns = vec![Column::figures("№")];
    columns.extend(headings.iter().zip(&fields).map(|(heading, field)| {
        if field.kind.is_figure() { Column::figures(heading) } else { Column::words(heading) }
    }));
    columns.push(Column::words(ask.t("registers_pages.state")));
    let row = |row: &Row| {
        let mut cells = vec![
            html! { a href={ "/registers/" (encode(&register.id)) "/" (row.id) } { (row.id) } (show::made_up(ask, row)) },
        ];
        cells.extend(fields.iter().map(|field| show::value(ask, register, field, row.value(&field.name))));
        cells.push(show::state(ask, register, row, on));
        cells
    };
    table(title(ask, register), &columns, rows.iter().map(row))
}

fn sums(ask: &Ask<'_>, register: &Register, totals: &[(String, Decimal)]) -> Markup {
    let word = |name: &String| register.field(name).map(|field| heading(ask, field)).unwrap_or_default();
    html! {
        @if !totals.is_empty() {
            p.meta { (ask.t("registers_pages.totals")) "："
                @for (at, (name, sum)) in totals.iter().enumerate() { @if at > 0 { "；" } (word(name)) " " strong { (show::grouped(&sum.to_string())) } }
            }
        }
    }
}

/// `GET /registers/{register}/rows.…`: what the page lists, whole.
fn file(ask: &Ask<'_>, kind: &'static str) -> Result<Answer, Refusal> {
    ask.read(|tx| {
        let book = book_of(tx, ask)?;
        let filter = asked(ask, &book.register);
        let fields: Vec<&RegisterField> = book.register.fields.iter().collect();
        download(tx, ask, &book, &fields, &filter, kind)
    })
}

/// Rows with these fields as a file.
pub(crate) fn download(
    tx: &mut Tx<'_>,
    ask: &Ask<'_>,
    book: &Book,
    fields: &[&RegisterField],
    filter: &Filter,
    kind: &str,
) -> Result<Answer, Refusal> {
    let (register, today) = (&book.register, day_of(ask.now));
    let name = format!("{}-{today}.{kind}", register.id);
    match kind {
        "csv" => {
            // The mark lets spreadsheets read UTF-8.
            let mut text = "\u{feff}".to_owned();
            let titles: Vec<String> = fields.iter().map(|field| heading(ask, field)).collect();
            let state = ask.t("registers_pages.state");
            page::csv_line(&mut text, titles.iter().map(String::as_str).chain([state]));
            store::each_row(tx, register, filter, today, &mut |row| {
                let cells: Vec<String> =
                    fields.iter().map(|f| show::value_words(f, row.value(&f.name))).collect();
                let state = show::state_word(ask, register, &row.state);
                page::csv_line(&mut text, cells.iter().map(String::as_str).chain([state]));
                Ok(())
            })?;
            Ok(Answer::file("text/csv; charset=utf-8", &name, text.into_bytes()))
        }
        "json" => {
            let (mut items, mut total) = (String::new(), 0_u64);
            store::each_row(tx, register, filter, today, &mut |row| {
                items.push_str(if total == 0 { "\n" } else { ",\n" });
                items.push_str(&as_json(fields, &row).to_string());
                total += 1;
                Ok(())
            })?;
            let head = json!({
                "register": register.id, "title": register.title, "keeper": register.keeper.organ,
                "document": register.citation.document, "clause": register.citation.clause.as_str(),
                "as_of": ask.now.to_string(), "total": total,
            });
            // The rows are put behind the head as text: as values all of them would be held at once.
            let head = head.to_string();
            let whole = format!("{},\"items\":[{items}\n]}}", head.trim_end_matches('}'));
            Ok(Answer::file("application/json", &name, whole.into_bytes()))
        }
        _ => {
            let mut rows = Vec::new();
            store::each_row(tx, register, filter, today, &mut |row| {
                rows.push(row);
                Ok(())
            })?;
            let words = (ask.t("registers_pages.state"), ask.language);
            let bytes = sheet::workbook(register, fields, words, ask.now, &rows);
            Ok(Answer::file(sheet::XLSX, &name, bytes.map_err(|e| Refusal::Broken(e.to_string()))?))
        }
    }
}

fn as_json(fields: &[&RegisterField], row: &Row) -> serde_json::Value {
    let value = |field: &&RegisterField| {
        let value = row.value(&field.name);
        (!value.is_empty()).then(|| (field.name.clone(), json!(show::value_words(field, value))))
    };
    let values: serde_json::Map<_, _> = fields.iter().filter_map(value).collect();
    json!({ "row": row.id, "state": row.state, "from": row.from.to_string(), "values": values })
}
