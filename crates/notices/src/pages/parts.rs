//! Parts of these pages: the way between them, and a field that may stay empty.

use maud::{Markup, html};
use page::Ask;
use people::Right;

/// Links to the other pages that the asker may open.
pub(super) fn places(ask: &Ask<'_>) -> Markup {
    let all = [
        ("/notices", "notices.inbox", None),
        ("/notices/settings", "notices.settings", None),
        ("/notices/sent", "notices.sent", Some(Right::ReadLedger)),
        ("/notices/ladders", "notices.ladders", Some(Right::AssignDuty)),
        ("/notices/posts", "notices.posts", Some(Right::AssignDuty)),
        ("/notices/channels", "notices.channels", Some(Right::ManageAccounts)),
    ];
    let mine = all.into_iter().filter(|(_, _, right)| right.is_none_or(|right| ask.may(right)));
    html! {
        p.meta { @for (number, (path, key, _)) in mine.enumerate() {
            @if number > 0 { " · " }
            a href=(path) { (ask.t(key)) }
        } }
    }
}

/// A field of a form that may stay empty. `id` keeps it apart from fields of the same name in other forms.
pub(super) struct Optional<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) kind: &'a str,
    pub(super) value: &'a str,
    pub(super) help: &'a str,
}

pub(super) fn optional(f: &Optional<'_>) -> Markup {
    let note = format!("{}-note", f.id);
    html! {
        div.field {
            label for=(f.id) { (f.label) }
            input id=(f.id) name=(f.name) type=(f.kind) value=[(f.kind != "password").then_some(f.value)]
                autocomplete="off" aria-describedby=[(!f.help.is_empty()).then_some(&note)];
            @if !f.help.is_empty() { p.note id=(note) { (f.help) } }
        }
    }
}
