//! Pages of the watch over the law: the register, one law with the items that cite it, changes, and reviews.

mod change;
mod import;
mod one;
mod register;
mod review;
mod reviews;
mod warning;

pub(super) use warning::{Watch, cited, warning, watch};

use crate::law::What;
use crate::store::law::{LawReview, LawRow, Recorded};
use jiff::civil::Date;
use kernel::Say;
use maud::{Markup, html};
use page::{Ask, Route, State, date, encode, state_chip};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    [
        register::routes(),
        one::routes(),
        change::routes(),
        import::routes(),
        reviews::routes(),
        review::routes(),
    ]
    .concat()
}

/// Links between the pages of the watch.
fn ways(ask: &Ask<'_>) -> Markup {
    html! {
        p.meta {
            a href="/powers" { (ask.t("powers_pages.way_list")) } " · "
            a href="/powers/laws" { (ask.t("powers_law.laws")) } " · "
            a href="/powers/reviews" { (ask.t("powers_law.reviews")) }
            @if ask.may(Right::AdjustPowers) {
                " · " a href="/powers/laws/change" { (ask.t("powers_law.record_change")) }
                " · " a href="/powers/laws/import" { (ask.t("powers_law.import")) }
            }
        }
    }
}

/// A law as a link.
fn law_link(name: &str) -> Markup {
    html! { a href={ "/powers/laws/" (encode(name)) } { "《" (name) "》" } }
}

/// What kind of change it is.
fn kind_key(word: &str) -> &'static str {
    match word {
        "amended" => "powers_law.kind_amended",
        "renumbered" => "powers_law.kind_renumbered",
        "repealed" => "powers_law.kind_repealed",
        _ => "powers_law.kind_decided",
    }
}

/// Where an item cites a law.
fn way_key(way: &str) -> &'static str {
    match way {
        "basis" => "powers_law.by_basis",
        "name" => "powers_law.by_name",
        "quoted" => "powers_law.by_quoted",
        "own" => "powers_law.by_own",
        _ => "powers_law.by_unread",
    }
}

/// Whether a law is in force on a day.
fn law_state(ask: &Ask<'_>, row: &LawRow, on: Date) -> Markup {
    match row.repealed() {
        Some(gone) if gone.change.effective <= on => {
            state_chip(State::Bad, &said(ask, "powers_law.repealed_since", gone))
        }
        Some(gone) => state_chip(State::Waiting, &said(ask, "powers_law.repealed_from", gone)),
        None if row.law.is_none() => state_chip(State::Unknown, ask.t("powers_law.not_registered")),
        None => state_chip(State::Good, ask.t("powers_law.law_in_force")),
    }
}

fn said(ask: &Ask<'_>, key: &'static str, recorded: &Recorded) -> String {
    ask.say(&Say::new(key).with("day", date(ask.language, recorded.change.effective)))
}

/// A change in one line: its kind, its day, and the document that makes it.
fn change_line(ask: &Ask<'_>, recorded: &Recorded) -> Markup {
    let change = &recorded.change;
    html! {
        (ask.t(kind_key(change.what.word()))) " " (date(ask.language, change.effective)) " " (change.source)
        @if let What::Repealed { successor: Some(by) } = &change.what {
            " → " (law_link(&crate::law::canonical(by)))
        }
    }
}

/// How a review stands.
fn review_state(ask: &Ask<'_>, review: &LawReview, today: Date) -> Markup {
    match review.state() {
        "open" if review.decide_by < today => state_chip(State::Bad, ask.t("powers_law.state_overdue")),
        "open" => state_chip(State::Going, ask.t("powers_law.state_open")),
        "waits" => state_chip(State::Waiting, ask.t("powers_law.state_waits")),
        "kept" => state_chip(State::Good, ask.t("powers_law.state_kept")),
        "adjusted" => state_chip(State::Good, ask.t("powers_law.state_adjusted")),
        _ => state_chip(State::Still, ask.t("powers_law.state_cancelled")),
    }
}

/// The page of a review.
fn review_href(review: &LawReview) -> String {
    let of = &review.of;
    format!("/powers/reviews/{}/{}{}", of.change, encode(&of.code), super::of_list(&of.list))
}

/// A text of several lines.
fn area(ask: &Ask<'_>, name: &str, label: &str, value: &str, rows: u32, help: &str) -> Markup {
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            textarea id=(name) name=(name) rows=(rows) spellcheck="false" aria-describedby=(note) { (value) }
            div.note id=(note) { (ask.t(help)) }
        }
    }
}
