//! Contacts and guidance, department by department: those with whom there was nothing come first.

use super::Seen;
use crate::pages::{entry_link, of_list};
use crate::records::{Matter, NoteKind, Record, dealings as counted};
use crate::store::{self, ListRow};
use ::store::{StoreError, Tx};
use maud::{Markup, html};
use page::{Ask, Column, State, date, empty, encode, paged, pager, state_chip, table};
use std::collections::BTreeMap;

/// Each department that items were taken over from or given back to: how many, and how many are finished.
pub(super) fn handed(
    tx: &mut Tx<'_>,
    list: &ListRow,
    keepers: &[String],
) -> Result<Vec<(String, usize, usize)>, StoreError> {
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for edition in store::editions(tx, &list.id)? {
        for handover in store::handovers(tx, &list.id, edition.number)? {
            let finished = usize::from(handover.is_complete());
            let sides = [handover.giving, handover.taking].into_iter();
            for body in sides.filter(|body| !keepers.contains(body)) {
                let (all, done) = found.entry(body).or_default();
                (*all, *done) = (*all + 1, *done + finished);
            }
        }
    }
    Ok(found.into_iter().map(|(body, (all, done))| (body, all, done)).collect())
}

pub(super) fn kind_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Contact => "powers_records.note_contact",
        NoteKind::Takeover => "powers_records.note_takeover",
        NoteKind::Mechanism => "powers_records.note_mechanism",
        NoteKind::Guidance => "powers_records.note_guidance",
        NoteKind::Training => "powers_records.note_training",
        NoteKind::Answer => "powers_records.note_answer",
    }
}

/// One line a department.
pub(super) fn dealings(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let counted = counted(&seen.records, &seen.departments);
    if counted.is_empty() {
        return empty(ask.t("powers_records.no_notes"));
    }
    let mut columns = vec![Column::words(ask.t("powers_records.department"))];
    columns.extend(NoteKind::ALL.map(|kind| Column::figures(ask.t(kind_key(kind)))));
    columns.push(Column::words(ask.t("powers_records.handed")));
    columns.push(Column::words(ask.t("powers_records.last_dealing")));
    let mut lines: Vec<_> = counted.iter().collect();
    lines.sort_by_key(|(_, with)| with.last);
    let rows = lines.into_iter().map(|(body, with)| {
        let mut cells = vec![html! { (body) }];
        let count = |kind| with.counts.get(&kind).copied().unwrap_or_default();
        cells.extend(NoteKind::ALL.map(|kind| html! { (count(kind)) }));
        let handed = seen.handed.iter().find(|(other, ..)| other == body);
        cells.push(html! { @if let Some((_, all, done)) = handed { (done) " / " (all) } });
        cells.push(match with.last {
            Some(day) => html! { (date(ask.language, day)) },
            None => state_chip(State::Waiting, ask.t("powers_records.nothing_yet")),
        });
        cells
    });
    table(ask.t("powers_records.dealings"), &columns, rows)
}

/// The lines of the book, the newest first.
pub(super) fn recent(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let mut notes: Vec<&Record> =
        seen.records.iter().filter(|record| matches!(record.matter, Matter::Noted(_))).collect();
    if notes.is_empty() {
        return html! {};
    }
    notes.reverse();
    let (page, per) = paged(ask);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let columns = [
        Column::words(ask.t("powers_records.day")),
        Column::words(ask.t("powers_records.kind")),
        Column::words(ask.t("powers_records.department")),
        Column::words(ask.t("powers_records.form")),
        Column::words(ask.t("powers_records.text")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let shown = notes.iter().skip(skip).take(per as usize);
    html! {
        h3 { (ask.t("powers_records.notes")) }
        (table(ask.t("powers_records.notes"), &columns, shown.filter_map(|record| line(ask, seen, record))))
        (pager(ask, notes.len() as u64, per))
    }
}

fn line(ask: &Ask<'_>, seen: &Seen, record: &Record) -> Option<Vec<Markup>> {
    let Matter::Noted(note) = &record.matter else { return None };
    Some(vec![
        html! { (date(ask.language, note.day)) },
        html! { (ask.t(kind_key(note.kind))) },
        html! { (note.body) },
        html! { (note.form) },
        html! {
            (note.text)
            @for code in &note.codes { " " a href={ "/powers/" (encode(code)) (of_list(&seen.list.id)) } { code { (code) } } }
        },
        entry_link(ask, record.seq),
    ])
}
