//! Pages of lists of powers: the list on any day, one item, editions, adjusting, handing over.

mod adjust;
mod authorities;
mod cases;
mod changed;
mod check;
mod declared;
mod draws;
mod earlier;
mod edition_receipt;
mod editions;
mod handover;
mod handover_day;
mod handover_sheet;
mod item;
mod keeper;
mod law;
mod links;
mod list;
mod paste;
mod records;
mod sheet;
mod simpler;
mod use_of;
mod ways;

pub(crate) use cases::{outcome, year};
pub(crate) use changed::ways as ways_of;
pub(crate) use draws::drawn as draw_table;
pub(crate) use editions::{Compared, compare_form, compared, difference_at, known as known_edition};
pub(crate) use item::{answer, field_key, in_force, receipts};
pub(crate) use keeper::must_keep;
pub(crate) use paste::split;
pub(crate) use records::enter;
pub(crate) use ways::ways;

use crate::model::Span;
use crate::store::{self, ListRow};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Ask, Column, Page, Refusal, Route, date, encode, link};

pub(crate) fn routes() -> Vec<Route> {
    [
        list::routes(),
        check::routes(),
        item::routes(),
        editions::routes(),
        edition_receipt::routes(),
        adjust::routes(),
        earlier::routes(),
        handover::routes(),
        cases::routes(),
        use_of::routes(),
        links::routes(),
        draws::routes(),
        handover_day::routes(),
        handover_sheet::routes(),
        records::routes(),
        simpler::routes(),
        authorities::routes(),
        law::routes(),
    ]
    .concat()
}

/// The list that is asked for; the one that changed last when none is named.
pub(crate) fn chosen(tx: &mut Tx<'_>, id: &str) -> Result<ListRow, Refusal> {
    let first = if id.is_empty() { store::lists(tx)?.into_iter().next() } else { None };
    first.map_or_else(|| store::list_of(tx, id), Ok)
}

/// The day that is asked for, today when none is.
pub(crate) fn day(ask: &Ask<'_>) -> Result<Date, Refusal> {
    match ask.query.get("on") {
        "" => Ok(day_of(ask.now)),
        typed => {
            typed.parse().map_err(|_| Refusal::Invalid(Say::new("powers_pages.bad_day").with("day", typed)))
        }
    }
}

/// The title of a list.
pub(crate) fn title<'a>(ask: &Ask<'_>, list: &'a ListRow) -> &'a str {
    ask.language.of(&list.title, &list.title_en)
}

/// The query of a page about a list, first parameter.
pub(crate) fn of_list(list: &str) -> String {
    format!("?list={}", encode(list))
}

/// The columns of a table of items.
pub(crate) fn columns<'a>(ask: &'a Ask<'_>) -> [Column<'a>; 5] {
    [
        Column::figures(ask.t("powers_pages.serial")),
        Column::words(ask.t("powers_pages.code")),
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_pages.kind")),
        Column::words(ask.t("powers_pages.holder")),
    ]
}

/// An item as a row of such a table.
pub(crate) fn row(span: &Span) -> Vec<Markup> {
    let item = &span.item;
    let name = html! { a href={ "/powers/" (encode(&item.code)) (of_list(&span.list)) } { (item.name) } };
    vec![
        html! { (item.seq) },
        html! { code { (item.code) } },
        name,
        html! { (item.kind) },
        link("/organs/", &item.holder, &item.holder),
    ]
}

/// An item by its name, as a link.
pub(crate) fn link_item(list: &str, code: &str, words: &str) -> Markup {
    html! { a href={ "/powers/" (encode(code)) (of_list(list)) } { (words) } }
}

/// Only who acts for a body signs for it.
pub(crate) fn must_act(ask: &Ask<'_>, organ: &str) -> Result<(), Refusal> {
    if ask.user()?.acts_for(organ) {
        return Ok(());
    }
    Err(Refusal::NotAllowed(Say::new("powers.not_your_body").with("body", organ)))
}

/// The first and the last day of a span.
pub(crate) fn days(ask: &Ask<'_>, span: &Span) -> Markup {
    let last = span.to.and_then(|to| to.yesterday().ok());
    html! {
        (date(ask.language, span.from)) " – "
        @match last {
            _ if span.to == Some(span.from) => { (ask.t("powers_pages.no_day")) }
            Some(last) => { (date(ask.language, last)) }
            None => { (ask.t("powers_pages.until_now")) }
        }
    }
}

/// What an edition is called; the earlier list is edition 0.
pub(crate) fn edition_name(ask: &Ask<'_>, number: u32) -> String {
    match number {
        0 => ask.t("powers_pages.edition_zero").to_owned(),
        n => ask.say(&Say::new("powers_pages.edition_n").with("n", n)),
    }
}

/// The number of an edition as a link.
pub(crate) fn edition_link(ask: &Ask<'_>, list: &str, number: u32) -> Markup {
    let words = edition_name(ask, number);
    html! { a href={ "/powers/editions/" (number) (of_list(list)) } { (words) } }
}

/// An entry of the ledger, by its number.
pub(crate) fn entry_link(ask: &Ask<'_>, seq: u64) -> Markup {
    html! { a href={ "/ledger/" (seq) } { (ask.say(&Say::new("powers_pages.entry").with("seq", seq))) } }
}

/// A text field of a form, which may be left empty unless `required`.
pub(crate) fn input(
    ask: &Ask<'_>,
    kind: &str,
    name: &str,
    label: &str,
    value: &str,
    required: bool,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            input id=(name) name=(name) type=(kind) value=(value) required[required];
        }
    }
}

/// A choice among some words, or any.
pub(crate) fn select<'a>(
    ask: &Ask<'_>,
    name: &str,
    label: &str,
    chosen: &str,
    options: impl IntoIterator<Item = (&'a str, String)>,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            select id=(name) name=(name) {
                option value="" { (ask.t("powers_pages.any")) }
                @for (value, words) in options { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

/// A choice that has to be made: options with the keys of their wordings.
pub(crate) fn choice<'a>(
    ask: &Ask<'_>,
    name: &str,
    label: &str,
    chosen: &str,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            select id=(name) name=(name) required {
                option value="" { (ask.t("powers_use.choose")) }
                @for (value, key) in options { option value=(value) selected[value == chosen] { (ask.t(key)) } }
            }
        }
    }
}

/// Answers what was refused with the form once more, what was typed in it, and why.
///
/// # Errors
/// The form with the reason; or what no form can mend.
pub(crate) fn again<T>(
    done: Result<T, Refusal>,
    form: impl FnOnce(&Say) -> Result<Page, Refusal>,
) -> Result<T, Refusal> {
    match done {
        Err(
            Refusal::Invalid(fault)
            | Refusal::Conflict(fault)
            | Refusal::NotFound(fault)
            | Refusal::NotAllowed(fault),
        ) => Err(Refusal::Form(Box::new(form(&fault)?.into()))),
        done => done,
    }
}
