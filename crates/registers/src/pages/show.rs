//! How a value and a state are shown.

use crate::model::Row;
use maud::{Markup, html};
use pack::{FieldKind, Register, RegisterField};
use page::{Ask, State, date, encode, link, state_chip};

/// How an attached file is written in a row: its digest and its name.
pub(crate) const FILE: &str = "sha256:";

/// A value as a page shows it.
pub(crate) fn value(ask: &Ask<'_>, register: &Register, field: &RegisterField, value: &str) -> Markup {
    if value.is_empty() {
        return html! {};
    }
    match field.kind {
        FieldKind::Organ => link("/organs/", value, value),
        FieldKind::Date => {
            html! { (value.parse().map_or_else(|_| value.to_owned(), |day| date(ask.language, day))) }
        }
        FieldKind::File => match file(value) {
            Some((digest, name)) => {
                html! { a href={ "/registers/" (encode(&register.id)) "/files/" (digest) } { (name) } }
            }
            None => html! { (value) },
        },
        FieldKind::Link => linked(field, value),
        FieldKind::Money | FieldKind::Number => html! { (grouped(value)) },
        _ => html! { (value) },
    }
}

/// A figure with its thousands set apart.
pub(super) fn grouped(figure: &str) -> String {
    let (whole, rest) = figure.split_once('.').map_or((figure, ""), |(whole, rest)| (whole, rest));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let count = digits.len();
    let mut told = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at) % 3 == 0 {
            told.push(',');
        }
        told.push(digit);
    }
    if rest.is_empty() { told } else { format!("{told}.{rest}") }
}

/// Digest and name of an attached file.
pub(crate) fn file(value: &str) -> Option<(&str, &str)> {
    value.strip_prefix(FILE)?.split_once(':')
}

fn linked(field: &RegisterField, value: &str) -> Markup {
    match field.to.as_str() {
        "duty" => link("/duties/", value, value),
        "power" => link("/powers/", value, value),
        "indicator" => link("/indicators/", value, value),
        "incident" => link("/incidents/", value, value),
        register => {
            html! { a href={ "/registers/" (encode(register)) "/" (encode(value)) } { "№ " (value) } }
        }
    }
}

/// A value for files and programs: as it is written, an attached file by its name.
pub(crate) fn value_words(field: &RegisterField, value: &str) -> String {
    match (field.kind, file(value)) {
        (FieldKind::File, Some((_, name))) => name.to_owned(),
        _ => value.to_owned(),
    }
}

/// The word for a row's state.
pub(crate) fn state_word<'a>(ask: &Ask<'_>, register: &'a Register, state: &'a str) -> &'a str {
    register.state(state).map_or(state, |state| ask.language.of(&state.title, &state.title_en))
}

/// The state of a row; that it ended, instead.
pub(super) fn state(ask: &Ask<'_>, register: &Register, row: &Row, on: jiff::civil::Date) -> Markup {
    if row.ended.is_some_and(|day| day <= on) {
        return state_chip(State::Still, ask.t("registers_pages.ended"));
    }
    if row.state.is_empty() {
        return html! {};
    }
    let done = register.state(&row.state).is_some_and(|state| state.done);
    state_chip(if done { State::Good } else { State::Going }, state_word(ask, register, &row.state))
}

/// The mark on what is made up.
pub(super) fn made_up(ask: &Ask<'_>, row: &Row) -> Markup {
    html! { @if row.made_up { " " span.made-up { (ask.t("page.made_up")) } } }
}
