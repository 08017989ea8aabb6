//! `GET /notices/{notice}`: one notice, what it tells of, and how it went out.

use super::inbox::chip;
use super::sent::may_send_again;
use crate::event::Line;
use crate::store::{self, Delivery, Notice};
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Column, Page, Refusal, State, encode, instant, state_chip, table};
use people::Right;

/// Opening it by its own person is recorded: that it was read is part of the receipt.
pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, actor) = (ask.path.get("notice"), ask.actor()?);
    let unknown = || Refusal::NotFound(Say::new("notices.no_notice").with("id", id));
    let read = || {
        ask.read(|tx| {
            let found = store::find(tx, id)?.ok_or_else(unknown)?;
            Ok((found.0, found.1, store::deliveries(tx, id)?))
        })
    };
    let (mut notice, lines, ways) = read()?;
    let own = notice.account == actor;
    if !own && !ask.may(Right::ReadLedger) {
        return Err(unknown());
    }
    if own && notice.read.is_none() {
        ask.write(|tx| store::read_by(tx, id, actor, ask.now))?;
        notice.read = Some(ask.now);
    }
    Ok(Page::new(
        ask.language.of(&notice.title, &notice.title_en),
        html! {
            (facts(ask, &notice, own))
            @if own && notice.confirm && notice.confirmed.is_none() {
                form method="post" action={ "/notices/" (encode(id)) "/confirm" } {
                    button { (ask.t("notices.confirm")) }
                }
            }
            h2 { (ask.t("notices.about")) }
            ul.plain { @for line in &lines { li { (about(ask, line)) } } }
            @if !ways.is_empty() { h2 { (ask.t("notices.ways")) } (went_out(ask, id, &ways)) }
        },
    )
    .here("/notices")
    .into())
}

fn facts(ask: &Ask<'_>, notice: &Notice, own: bool) -> Markup {
    html! {
        dl.facts {
            dt { (ask.t("notices.state")) } dd {
                (chip(ask, notice))
                @if notice.made_up { " " span.made-up { (ask.t("page.made_up")) } }
            }
            @if !own { dt { (ask.t("notices.to")) } dd { (notice.account) } }
            dt { (ask.t("notices.issued")) } dd { (instant(notice.issued)) }
            @if let Some(read) = notice.read { dt { (ask.t("notices.read")) } dd { (instant(read)) } }
            @if let Some(at) = notice.confirmed { dt { (ask.t("notices.confirmed")) } dd { (instant(at)) } }
        }
    }
}

fn about(ask: &Ask<'_>, line: &Line) -> Markup {
    html! {
        a href=(line.url) { (ask.language.of(&line.title, &line.title_en)) }
        br; span.meta { (ask.language.of(&line.words, &line.words_en)) }
    }
}

fn went_out(ask: &Ask<'_>, id: &str, ways: &[Delivery]) -> Markup {
    let columns = [
        Column::words(ask.t("notices.channel")),
        Column::words(ask.t("notices.state")),
        Column::words(ask.t("notices.since")),
        Column::words(ask.t("notices.why")),
    ];
    let row = |way: &Delivery| {
        vec![
            html! { (ask.t(way.channel.key())) },
            delivery_chip(ask, way),
            instant(way.at),
            html! {
                (way.why)
                @if way.attempts > 0 {
                    " " span.meta { (ask.say(&Say::new("notices.attempts").with("count", way.attempts))) }
                }
                @if way.state == "undeliverable" && may_send_again(ask) {
                    form method="post" action={ "/notices/" (encode(id)) "/again" } {
                        input type="hidden" name="channel" value=(way.channel.word());
                        button.quiet { (ask.t("notices.again")) }
                    }
                }
            },
        ]
    };
    table(ask.t("notices.ways"), &columns, ways.iter().map(row))
}

pub(super) fn delivery_chip(ask: &Ask<'_>, way: &Delivery) -> Markup {
    match way.state.as_str() {
        "sent" => state_chip(State::Going, ask.t("notices.delivery_sent")),
        "delivered" => state_chip(State::Good, ask.t("notices.delivery_delivered")),
        "undeliverable" => state_chip(State::Bad, ask.t("notices.delivery_undeliverable")),
        _ => state_chip(State::Waiting, ask.t("notices.delivery_queued")),
    }
}

/// `POST /notices/{notice}/confirm`: its person confirms; the receipt is one click away.
pub(super) fn confirm(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, actor) = (ask.path.get("notice"), ask.actor()?);
    ask.write(|tx| store::confirm(tx, id, actor, ask.now))?;
    Ok(Answer::see(format!("/notices/{}", encode(id))))
}
