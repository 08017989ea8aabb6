//! The check that no item is without a body or has two (P-010).

use super::{chosen, of_list, title, ways};
use crate::store::{self, ListRow, Violation};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, date, encode, state_chip, table};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/powers/check", Access::Needs(Right::ReadDistrict), show)]
}

/// `GET /powers/check`: asks the tables themselves, from today on.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let today = day_of(ask.now);
    let (list, found) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let found = store::violations(tx, &list.id, today)?;
        Ok((list, found))
    })?;
    let said =
        Say::new("powers_pages.checked").with("day", date(ask.language, today)).with("count", found.len());
    let columns = [
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.days")),
        Column::words(ask.t("powers_pages.verdict")),
    ];
    Ok(Page::new(ask.t("powers_pages.way_check"), html! {
        (ways(ask, &list.id))
        p { (title(ask, &list)) }
        p.notice { (ask.say(&said)) }
        @if found.is_empty() { p { (state_chip(State::Good, ask.t("powers_pages.one_body"))) } }
        @else { (table(ask.t("powers_pages.way_check"), &columns, found.iter().map(|one| row(ask, &list, one)))) }
    })
    .here("/powers")
    .into())
}

fn row(ask: &Ask<'_>, list: &ListRow, one: &Violation) -> Vec<Markup> {
    let last = one.days.to.and_then(|to| to.yesterday().ok());
    let last =
        last.map_or_else(|| ask.t("powers_pages.until_now").to_owned(), |last| date(ask.language, last));
    let word = if one.overlap { "powers_pages.two_states" } else { "powers_pages.no_body" };
    vec![
        html! { a href={ "/powers/" (encode(&one.code)) (of_list(&list.id)) } { code { (one.code) } } },
        html! { (date(ask.language, one.days.from)) " – " (last) },
        state_chip(State::Bad, ask.t(word)),
    ]
}
