//! `GET /notices/sent`: every notice, whether it arrived and was read; what could not be delivered is tried again.

use super::inbox::chip;
use super::parts::places;
use super::settings::channel;
use crate::store::{self, Find, Notice};
use maud::{Markup, html};
use page::{Answer, Ask, Column, Page, Refusal, empty, encode, instant, link, paged, pager, table};
use people::Right;

/// The narrower lists, each with its word in the address.
const LISTS: [(&str, &str); 4] = [
    ("", "notices.all"),
    ("undeliverable", "notices.only_undeliverable"),
    ("unread", "notices.only_unread"),
    ("unconfirmed", "notices.only_unconfirmed"),
];

/// The notices that a query asks for.
pub(crate) fn wanted(ask: &Ask<'_>) -> Find {
    let only = ask.query.get("only");
    Find {
        account: ask.query.get("account").to_owned(),
        subject: ask.query.get("subject").to_owned(),
        undeliverable: only == "undeliverable",
        unread: only == "unread",
        unconfirmed: only == "unconfirmed",
    }
}

pub(super) fn sent(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let only = ask.query.get("only");
    let (total, notices) = ask.read(|tx| Ok(store::list(tx, &wanted(ask), page, per)?))?;
    Ok(Page::new(
        ask.t("notices.sent"),
        html! {
            (places(ask))
            p.meta {
                @for (number, (word, key)) in LISTS.into_iter().enumerate() {
                    @if number > 0 { " · " }
                    a href={ "/notices/sent?only=" (word) } aria-current=[(word == only).then_some("true")] { (ask.t(key)) }
                }
            }
            @if notices.is_empty() { (empty(ask.t("notices.none_sent"))) } @else { (rows(ask, &notices)) }
            (pager(ask, total, per))
        },
    )
    .here("/notices")
    .into())
}

fn rows(ask: &Ask<'_>, notices: &[Notice]) -> Markup {
    let columns = [
        Column::words(ask.t("notices.title")),
        Column::words(ask.t("notices.to")),
        Column::words(ask.t("notices.issued")),
        Column::words(ask.t("notices.state")),
    ];
    let row = |notice: &Notice| {
        vec![
            link("/notices/", &notice.id, ask.language.of(&notice.title, &notice.title_en)),
            html! { a href={ "/notices/sent?account=" (encode(&notice.account)) } { (notice.account) } },
            instant(notice.issued),
            chip(ask, notice),
        ]
    };
    table(ask.t("notices.sent"), &columns, notices.iter().map(row))
}

/// Whoever chases reports and whoever looks after the channels may send again.
pub(super) fn may_send_again(ask: &Ask<'_>) -> bool {
    ask.may(Right::ReviewDuty) || ask.may(Right::ManageAccounts)
}

/// `POST /notices/{notice}/again`: queues what a channel did not take once more.
pub(super) fn again(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    if !may_send_again(ask) {
        return Err(Refusal::NotAllowed(Right::ReviewDuty.lacking()));
    }
    let (by, notice, channel) = (ask.actor()?, ask.path.get("notice"), channel(ask)?);
    ask.write(|tx| store::queue_again(tx, notice, channel, by, ask.now))?;
    Ok(Answer::see(format!("/notices/{}", encode(notice))))
}
