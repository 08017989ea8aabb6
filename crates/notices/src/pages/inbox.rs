//! `GET /notices`: what a person was told, the newest first.

use super::parts::places;
use crate::store::{self, Find, Notice};
use kernel::Say;
use maud::{Markup, html};
use page::{
    Answer, Ask, Column, Page, Refusal, State, empty, instant, link, paged, pager, state_chip, table,
};

pub(super) fn inbox(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let account = ask.actor()?.to_owned();
    let unread = ask.query.get("unread") == "true";
    let find = Find { account: account.clone(), unread, ..Find::default() };
    let (total, notices, waiting) = ask.read(|tx| {
        let (total, notices) = store::list(tx, &find, page, per)?;
        Ok((total, notices, store::unread_count(tx, &account)?))
    })?;
    let said = Say::new("notices.unread_count").with("count", waiting);
    Ok(Page::new(
        ask.t("notices.inbox"),
        html! {
            (places(ask))
            p.meta {
                (ask.say(&said)) " · "
                a href="/notices" { (ask.t("notices.all")) } " · "
                a href="/notices?unread=true" { (ask.t("notices.only_unread")) }
            }
            @if notices.is_empty() { (empty(ask.t("notices.none"))) } @else { (rows(ask, &notices)) }
            (pager(ask, total, per))
        },
    )
    .here("/notices")
    .into())
}

fn rows(ask: &Ask<'_>, notices: &[Notice]) -> Markup {
    let columns = [
        Column::words(ask.t("notices.title")),
        Column::words(ask.t("notices.issued")),
        Column::words(ask.t("notices.state")),
    ];
    let row = |notice: &Notice| {
        vec![
            html! {
                (link("/notices/", &notice.id, ask.language.of(&notice.title, &notice.title_en)))
                @if notice.made_up { " " span.made-up { (ask.t("page.made_up")) } }
            },
            instant(notice.issued),
            chip(ask, notice),
        ]
    };
    table(ask.t("notices.inbox"), &columns, notices.iter().map(row))
}

/// How far a notice has come with its person.
pub(super) fn chip(ask: &Ask<'_>, notice: &Notice) -> Markup {
    let (state, key) = match (notice.read, notice.confirm, notice.confirmed) {
        (_, _, Some(_)) => (State::Good, "notices.state_confirmed"),
        (Some(_), true, None) => (State::Waiting, "notices.state_unconfirmed"),
        (Some(_), false, None) => (State::Still, "notices.state_read"),
        (None, ..) => (State::Waiting, "notices.state_unread"),
    };
    html! {
        (state_chip(state, ask.t(key)))
        @if notice.urgent { " " (state_chip(State::Bad, ask.t("notices.urgent"))) }
    }
}
