//! The list of registers.

use super::{sees, title};
use crate::store::{self, Book};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, date, empty, link, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/registers", Access::Needs(Right::ReadDistrict), index)]
}

/// `GET /registers`: by document, narrowed by words and by whether one keeps it.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let books = ask.read(|tx| Ok(store::books(tx)?))?;
    let mine = ask.query.get("mine") == "1";
    let words: Vec<String> =
        ask.query.get("q").to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |book: &&Book| {
        let register = &book.register;
        let told = [&register.title, &register.title_en, &register.id, &register.keeper.organ]
            .map(|text| text.to_lowercase())
            .join("\n");
        let told = format!("{told}\n{}", register.requirements.join(" ").to_lowercase());
        words.iter().all(|word| told.contains(word.as_str()))
            && (!mine || register.keeper.organ == user.organ)
            && (book.declared || book.held > 0)
    };
    let shown: Vec<&Book> = books.iter().filter(|book| sees(user, &book.register)).filter(fits).collect();
    Ok(Page::new(ask.t("registers_pages.title"), html! {
        p { (ask.t("registers_pages.lead")) }
        form.stack method="get" action="/registers" role="search" {
            (super::form::input(ask, "search", "q", "registers_pages.words", ask.query.get("q")))
            div.field { label { input type="checkbox" name="mine" value="1" checked[mine]; " " (ask.t("registers_pages.mine")) } }
            button { (ask.t("registers_pages.find")) }
        }
        @if shown.is_empty() { (empty(ask.t("registers_pages.no_registers"))) } @else { (drawn(ask, &shown)) }
        p.meta { a href="/open/registers" { (ask.t("registers_pages.way_open")) } }
    })
    .here("/registers")
    .into())
}

fn drawn(ask: &Ask<'_>, books: &[&Book]) -> Markup {
    let columns = [
        Column::words(ask.t("registers_pages.register")),
        Column::words(ask.t("registers_pages.keeper")),
        Column::words(ask.t("registers_pages.source")),
        Column::figures(ask.t("registers_pages.held")),
        Column::words(ask.t("registers_pages.written")),
    ];
    let row = |book: &&Book| {
        let register = &book.register;
        vec![
            html! { (link("/registers/", &register.id, title(ask, register))) @if !book.declared { " · " (ask.t("registers_pages.withdrawn")) } },
            link("/organs/", &register.keeper.organ, &register.keeper.organ),
            source(register),
            html! { (book.held) },
            html! { @if let Some(at) = book.written { (date(ask.language, kernel::day_of(at))) } @else { (ask.t("registers_pages.never")) } },
        ]
    };
    table(ask.t("registers_pages.title"), &columns, books.iter().map(row))
}

/// The clause a register comes from, as a link into the live gazette.
pub(super) fn source(register: &pack::Register) -> Markup {
    let clause = register.citation.clause.as_str();
    let number = page::encode(&register.citation.document);
    let place = format!("/documents/{number}?clause={}", page::encode(clause));
    html! { a href=(place) { (register.citation.document) "#" (clause) } }
}
