//! One thing found, beside its clause: its fields, what was decided, and the form to decide.

use crate::model::Act;
use crate::reading::Item;
use crate::store::ReviewRow;
use crate::thing::{Field, Kind};
use kernel::Say;
use maud::{Markup, html};
use page::{Ask, State, instant, state_chip};

/// The address of a card on its page. The key holds signs that an identifier may not, so its bytes are folded.
pub(crate) fn anchor(item: &Item) -> String {
    // FNV-1a: keys of one page never meet in 64 bits, and the anchor stays the same from one visit to the next.
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("f-{:x}", item.key.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

/// The card of a thing. `clause` is the anchor of its clause, `back` the page it stands on.
pub(crate) fn card(ask: &Ask<'_>, row: &ReviewRow, item: &Item, clause: &str, back: &str) -> Markup {
    let id = anchor(item);
    html! {
        article.fact id=(id) {
            div { a href=(format!("#{}", place(item, clause, &id))) { (ask.t(item.kind.key())) } " " (standing(ask, item)) }
            p.what { (shown(item)) }
            (fields(ask, item))
            (inferred(ask, item))
            @if row.pack.is_empty() { (form(ask, row, item, &id, back)) }
        }
    }
}

/// Where the card leads back to: its words in the text, the clause when it is about the document's head.
fn place(item: &Item, clause: &str, id: &str) -> String {
    if item.kind == Kind::Head { clause.to_owned() } else { format!("t-{id}") }
}

/// The title in a few words: the whole stands in the text beside it.
fn shown(item: &Item) -> String {
    let title = item.fields().into_iter().find(|(name, _)| *name == "text" || *name == "name");
    let title = title.map_or_else(|| item.title.clone(), |(_, value)| value);
    let one = title.split_whitespace().collect::<String>();
    if one.chars().count() > 60 { format!("{}…", one.chars().take(60).collect::<String>()) } else { one }
}

fn standing(ask: &Ask<'_>, item: &Item) -> Markup {
    let Some(standing) = &item.standing else {
        return if item.doubtful {
            state_chip(State::Unknown, ask.t("review.doubtful"))
        } else {
            state_chip(State::Waiting, ask.t("review.undecided"))
        };
    };
    let (state, words) = match standing.act {
        Act::Accept => (State::Good, "review.was_accepted"),
        Act::Correct => (State::Good, "review.was_corrected"),
        Act::Assign => (State::Good, "review.was_assigned"),
        Act::Open | Act::Again => (State::Unknown, "review.was_left_open"),
        Act::Drop => (State::Still, "review.was_dropped"),
    };
    html! {
        (state_chip(state, ask.t(words)))
        div.meta { (standing.by) " " (instant(standing.at)) @if !standing.note.is_empty() { " · " (standing.note) } }
    }
}

/// The fields that hold something, each with what was found where that was put right.
fn fields(ask: &Ask<'_>, item: &Item) -> Markup {
    let rows: Vec<(Field, Field)> = item.fields().into_iter().zip(item.found.clone()).collect();
    let said = |name: &str| !matches!(name, "text" | "name" | "title");
    html! {
        dl.facts { @for ((name, value), (_, found)) in rows.iter().filter(|(field, _)| said(field.0)) {
            @if !value.is_empty() || !found.is_empty() {
                dt { (ask.t(&label(name))) }
                dd { (value) @if value != found { " " del { (found) } } }
            }
        } }
    }
}

/// The fields whose values are not in the words of the clause.
fn inferred(ask: &Ask<'_>, item: &Item) -> Markup {
    let names: Vec<String> = item.inferred.iter().map(|name| ask.t(&label(name)).to_owned()).collect();
    html! {
        @if !names.is_empty() && !item.is_decided() {
            p.meta { (ask.say(&Say::new("review.inferred").with("fields", names.join("、")))) }
        }
    }
}

/// The wording of a field.
pub(crate) fn label(name: &str) -> String {
    format!("review.field_{name}")
}

fn form(ask: &Ask<'_>, row: &ReviewRow, item: &Item, id: &str, back: &str) -> Markup {
    let action = format!("/reviews/{}/decide", row.id);
    html! {
        form.decide method="post" action=(action) {
            input type="hidden" name="item" value=(item.key);
            input type="hidden" name="back" value=(format!("{back}#{id}"));
            @if item.is_decided() {
                button.quiet name="act" value="again" { (ask.t("review.act_again")) }
            } @else {
                button.quiet name="act" value="accept" { (ask.t("review.act_accept")) } " "
                button.quiet name="act" value="open" { (ask.t("review.act_open")) } " "
                @if item.kind != Kind::Head { button.quiet name="act" value="drop" { (ask.t("review.act_drop")) } }
                details open[item.kind == Kind::Head && item.doubtful] {
                    summary { (ask.t("review.correct")) }
                    @for (name, value) in item.fields() { (input(ask, id, name, &value)) }
                    (input(ask, id, "note", ""))
                    button name="act" value="correct" { (ask.t("review.act_correct")) }
                }
            }
        }
    }
}

fn input(ask: &Ask<'_>, id: &str, name: &str, value: &str) -> Markup {
    let field = format!("{id}-{name}");
    html! {
        div.field {
            label for=(field) { (ask.t(&label(name))) }
            @if value.chars().count() > 30 || name == "text" {
                textarea id=(field) name=(name) rows="3" { (value) }
            } @else {
                input id=(field) name=(name) value=(value);
            }
        }
    }
}
