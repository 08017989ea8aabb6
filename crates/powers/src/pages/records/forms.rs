//! The two forms of the book, and what they send.

use super::notes::kind_key;
use super::{drawn, enter, wants_key};
use crate::pages::handover_day::typed_day;
use crate::pages::{chosen, input, of_list};
use crate::records::{Matter, Note, NoteKind, Proposal, ProposalKind, codes_of};
use crate::store::ListRow;
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Refusal};
use people::Right;

/// What was typed into a form; a page has several, and what was typed into one is not shown in another.
fn typed<'a>(ask: &'a Ask<'_>, form: &str, name: &str) -> &'a str {
    if ask.form.get("form") == form { ask.form.get(name) } else { "" }
}

/// The body an account acts for, which most forms are sent for.
fn own(ask: &Ask<'_>) -> String {
    ask.user.as_ref().map(|user| user.organ.clone()).unwrap_or_default()
}

pub(crate) fn lines(ask: &Ask<'_>, name: &str, label: &str, value: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            textarea id=(name) name=(name) rows="3" required { (value) }
        }
    }
}

fn choice(ask: &Ask<'_>, name: &str, label: &str, chosen: &str, options: &[(&str, &str)]) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            select id=(name) name=(name) required {
                @for (word, key) in options { option value=(word) selected[*word == chosen] { (ask.t(key)) } }
            }
        }
    }
}

pub(super) fn proposal_form(ask: &Ask<'_>, list: &ListRow) -> Markup {
    if !ask.may(Right::ReportDuty) {
        return html! {};
    }
    let of = |name: &str| typed(ask, "proposal", name);
    let kinds = ProposalKind::ALL.map(|kind| (kind.word(), wants_key(kind)));
    let body = if of("asked_by").is_empty() { own(ask) } else { of("asked_by").to_owned() };
    html! {
        details open[!of("form").is_empty()] {
            summary { (ask.t("powers_records.propose")) }
            form.stack method="post" action="/powers/records/proposals" {
                input type="hidden" name="list" value=(list.id);
                input type="hidden" name="form" value="proposal";
                (choice(ask, "wants", "powers_records.wants", of("wants"), &kinds))
                (input(ask, "text", "title", "powers_records.title", of("title"), true))
                (input(ask, "text", "asked_by", "powers_records.asked_by", &body, true))
                (input(ask, "date", "proposed", "powers_records.proposed_on", of("proposed"), true))
                (input(ask, "text", "codes", "powers_records.codes", of("codes"), false))
                (lines(ask, "why", "powers_records.reason", of("why")))
                (input(ask, "text", "letter", "powers_records.letter", of("letter"), false))
                button { (ask.t("powers_records.record")) }
            }
        }
    }
}

pub(super) fn note_form(ask: &Ask<'_>, list: &ListRow) -> Markup {
    if !ask.may(Right::ReportDuty) {
        return html! {};
    }
    let of = |name: &str| typed(ask, "note", name);
    let kinds = NoteKind::ALL.map(|kind| (kind.word(), kind_key(kind)));
    html! {
        details open[!of("form").is_empty()] {
            summary { (ask.t("powers_records.write_note")) }
            form.stack method="post" action="/powers/records/notes" {
                input type="hidden" name="list" value=(list.id);
                input type="hidden" name="form" value="note";
                (choice(ask, "kind", "powers_records.kind", of("kind"), &kinds))
                (input(ask, "text", "body", "powers_records.department", of("body"), true))
                (input(ask, "date", "on", "powers_records.day", of("on"), true))
                (input(ask, "text", "manner", "powers_records.form", of("manner"), true))
                (lines(ask, "text", "powers_records.text", of("text")))
                (input(ask, "text", "items", "powers_records.codes", of("items"), false))
                button { (ask.t("powers_records.record")) }
            }
        }
    }
}

/// `POST /powers/records/proposals`.
pub(super) fn propose(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    sent(ask, |ask| {
        let of = |name: &str| ask.form.get(name).to_owned();
        let kind = ProposalKind::ALL.into_iter().find(|kind| kind.word() == of("wants"));
        Ok(Matter::Proposed(Proposal {
            kind: kind.ok_or_else(|| unchosen("powers_records.need_wants"))?,
            title: of("title"),
            asked_by: of("asked_by"),
            day: typed_day(ask, "proposed")?,
            codes: codes_of(ask.form.verbatim("codes")),
            reason: of("why"),
            document: of("letter"),
        }))
    })
}

/// `POST /powers/records/notes`.
pub(super) fn note(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    sent(ask, |ask| {
        let of = |name: &str| ask.form.get(name).to_owned();
        let kind = NoteKind::ALL.into_iter().find(|kind| kind.word() == of("kind"));
        Ok(Matter::Noted(Note {
            kind: kind.ok_or_else(|| unchosen("powers_records.need_kind"))?,
            body: of("body"),
            day: typed_day(ask, "on")?,
            form: of("manner"),
            text: of("text"),
            codes: codes_of(ask.form.verbatim("items")),
        }))
    })
}

/// A choice that was not made, or one that the form does not offer.
pub(super) fn unchosen(asks: &'static str) -> Refusal {
    Refusal::Invalid(Say::new(asks))
}

/// Records what a form says, or gives the page back with what was typed.
fn sent(ask: &Ask<'_>, read: impl FnOnce(&Ask<'_>) -> Result<Matter, Refusal>) -> Result<Answer, Refusal> {
    let done = read(ask).and_then(|matter| {
        ask.write(|tx| {
            let list = chosen(tx, ask.form.get("list"))?;
            enter(tx, ask, &list, vec![matter])?;
            Ok(list)
        })
    });
    match done {
        Ok(list) => Ok(Answer::see(format!("/powers/records{}", of_list(&list.id)))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}
