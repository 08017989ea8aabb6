//! What everybody may see of registers, without signing in: the fields a declaration makes public, and nothing else.

use crate::model::Row;
use crate::pages::{download, heading, state_word, title, value_words};
use crate::store::{self, Book, Filter};
use ::store::Tx;
use kernel::{Say, day_of};
use maud::{Markup, html};
use pack::{Register, RegisterField};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, encode, link, paged, pager, table,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/open/registers", Access::Public, index),
        Route::get("/open/registers/{register}", Access::Public, one),
        Route::get("/open/registers/{register}/rows.csv", Access::Public, |ask| file(ask, "csv")),
        Route::get("/open/registers/{register}/rows.xlsx", Access::Public, |ask| file(ask, "xlsx")),
        Route::get("/open/registers/{register}/rows.json", Access::Public, |ask| file(ask, "json")),
    ]
}

fn public(register: &Register) -> Vec<&RegisterField> {
    register.fields.iter().filter(|field| field.public).collect()
}

/// A register with public fields; any other is not there for the public.
fn book(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<Book, Refusal> {
    let id = ask.path.get("register");
    let book = store::book(tx, id)?;
    let none = || Refusal::NotFound(Say::new("registers.no_register").with("register", id));
    if book.declared && book.register.is_public() { Ok(book) } else { Err(none()) }
}

/// Only rows in a public state: no search, for it would look through fields that are not public.
fn filter(register: &Register) -> Filter {
    Filter { states: register.public_in.clone(), ..Filter::default() }
}

/// `GET /open/registers`
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let books = ask.read(|tx| Ok(store::books(tx)?))?;
    let open: Vec<&Book> = books.iter().filter(|book| book.declared && book.register.is_public()).collect();
    let columns = [
        Column::words(ask.t("registers_pages.register")),
        Column::words(ask.t("registers_pages.keeper")),
        Column::words(ask.t("registers_pages.written")),
    ];
    let row = |book: &&Book| {
        vec![
            link("/open/registers/", &book.register.id, title(ask, &book.register)),
            html! { (book.register.keeper.organ) },
            updated(ask, book),
        ]
    };
    Ok(Page::new(
        ask.t("registers_pages.open_title"),
        html! {
            @if open.is_empty() { (empty(ask.t("registers_pages.no_registers"))) } @else {
                (table(ask.t("registers_pages.open_title"), &columns, open.iter().map(row)))
            }
        },
    )
    .into())
}

fn updated(ask: &Ask<'_>, book: &Book) -> Markup {
    html! {
        @match book.written {
            Some(at) => (date(ask.language, day_of(at))),
            None => (ask.t("registers_pages.never")),
        }
    }
}

/// `GET /open/registers/{register}`
fn one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (book, total, rows) = ask.read(|tx| {
        let book = book(tx, ask)?;
        let (total, rows) =
            store::rows(tx, &book.register, &filter(&book.register), day_of(ask.now), page, per)?;
        Ok((book, total, rows))
    })?;
    let register = &book.register;
    let base = format!("/open/registers/{}", encode(&register.id));
    Ok(Page::new(title(ask, register), html! {
        p.meta {
            a href="/open/registers" { (ask.t("registers_pages.open_title")) } " · " (register.keeper.organ)
            " · " (register.citation.document) " · " (ask.t("registers_pages.written")) " " (updated(ask, &book))
        }
        p.meta { @for kind in ["csv", "xlsx", "json"] { a href={ (base) "/rows." (kind) } { (kind.to_uppercase()) } " " } }
        @if rows.is_empty() { (empty(ask.t("registers_pages.no_rows"))) } @else { (drawn(ask, register, &rows)) }
        (pager(ask, total, per))
    })
    .into())
}

fn drawn(ask: &Ask<'_>, register: &Register, rows: &[Row]) -> Markup {
    // The table shows what fits; the files have every public field.
    let fields: Vec<&RegisterField> = public(register).into_iter().take(8).collect();
    let headings: Vec<String> = fields.iter().map(|field| heading(ask, field)).collect();
    let mut columns: Vec<Column<'_>> = headings.iter().map(|heading| Column::words(heading)).collect();
    columns.push(Column::words(ask.t("registers_pages.state")));
    let row = |row: &Row| {
        let cell = |field: &&RegisterField| html! { (value_words(field, row.value(&field.name))) };
        let mut cells: Vec<Markup> = fields.iter().map(cell).collect();
        cells.push(html! { (state_word(ask, register, &row.state)) @if row.made_up { " " span.made-up { (ask.t("page.made_up")) } } });
        cells
    };
    table(title(ask, register), &columns, rows.iter().map(row))
}

/// `GET /open/registers/{register}/rows.…`
fn file(ask: &Ask<'_>, kind: &str) -> Result<Answer, Refusal> {
    ask.read(|tx| {
        let book = book(tx, ask)?;
        let fields = public(&book.register);
        download(tx, ask, &book, &fields, &filter(&book.register), kind)
    })
}
