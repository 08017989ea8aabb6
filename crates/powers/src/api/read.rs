//! What programs ask: the list on a day, an item, editions, the difference between two, use.

use super::body::day;
use crate::model::{Differs, Edition, Field, Item, Span};
use crate::store::{self, Filter};
use jiff::civil::Date;
use kernel::day_of;
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let needs = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/api/v1/powers", needs, index)
            .doc(described("Items in force on a day, in the list's order").query(QUERY).gives::<PowerList>()),
        Route::get("/api/v1/powers/editions", needs, editions)
            .doc(described("Editions of a list, the first first").query(LIST_QUERY).gives::<EditionList>()),
        Route::get("/api/v1/powers/difference", needs, difference)
            .doc(described("How two editions differ").query(DIFFERENCE_QUERY).gives::<DifferenceList>()),
        Route::get("/api/v1/powers/use", needs, use_of)
            .doc(described("Cases per item in a year; 0 was never used").query(USE_QUERY).gives::<UseList>()),
        Route::get("/api/v1/powers/{code}", needs, show)
            .doc(described("An item with every state it has had").query(ITEM_QUERY).gives::<PowerHistory>()),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("on", "the day, such as 2023-05-01; today when missing"),
    ("list", "identity of the list, where a district has several"),
    ("holder", "who exercises it"),
    ("kind", "kind of power"),
    ("q", "words that stand in code, name, basis, kind or body"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];
const LIST_QUERY: &[(&str, &str)] = &[("list", "identity of the list, where a district has several")];
const DIFFERENCE_QUERY: &[(&str, &str)] =
    &[("list", "identity of the list"), ("from", "number of an edition"), ("to", "number of another")];
const USE_QUERY: &[(&str, &str)] = &[("list", "identity of the list"), ("year", "such as 2023")];
const ITEM_QUERY: &[(&str, &str)] =
    &[("list", "identity of the list, where a district has several"), ("on", "a day: who could do it then")];

/// An item as it stands from one day to another.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PowerItem {
    list: String,
    code: String,
    seq: u32,
    name: String,
    kind: String,
    holder: String,
    edition: u32,
    from: String,
    /// First day after; null while nothing ended it.
    to: Option<String>,
    /// Ledger entry it began with.
    entry: u64,
    receipt: String,
    /// basis, level, counterpart, procedure, time_limit, discretion, as far as known.
    fields: BTreeMap<&'static str, FieldItem>,
    document: Option<String>,
    clause: Option<String>,
}

/// What is known under a field, and who added it where the list itself does not say it.
#[derive(Debug, Serialize, ToSchema)]
struct FieldItem {
    value: String,
    author: Option<String>,
    source: Option<String>,
}

/// A page of items.
#[derive(Debug, Serialize, ToSchema)]
struct PowerList {
    total: u64,
    on: String,
    items: Vec<PowerItem>,
}

/// An item, its states, and who could do it on the day asked for.
#[derive(Debug, Serialize, ToSchema)]
struct PowerHistory {
    code: String,
    name: String,
    list: String,
    on: String,
    /// Null when nobody could on that day.
    holder: Option<String>,
    /// Receipts of the entry that put it so and of the edition in force: together they prove it.
    proof: Vec<String>,
    items: Vec<PowerItem>,
}

/// An edition.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EditionItem {
    list: String,
    pub(super) edition: u32,
    effective: String,
    basis: String,
    reason: String,
    total: u64,
    kinds: BTreeMap<String, u64>,
    added: u64,
    cancelled: u64,
    changed: u64,
    passed_over: usize,
    recorded: String,
    entry: u64,
    receipt: String,
}

/// The editions of a list.
#[derive(Debug, Serialize, ToSchema)]
struct EditionList {
    total: usize,
    items: Vec<EditionItem>,
}

/// How one item differs.
#[derive(Debug, Serialize, ToSchema)]
struct DifferenceItem {
    code: String,
    /// added, cancelled or changed.
    change: &'static str,
    before: Option<StateItem>,
    after: Option<StateItem>,
}

/// What an item was or became.
#[derive(Debug, Serialize, ToSchema)]
struct StateItem {
    name: String,
    kind: String,
    holder: String,
    level: Option<String>,
    basis: Option<String>,
}

/// The difference between two editions.
#[derive(Debug, Serialize, ToSchema)]
struct DifferenceList {
    total: usize,
    items: Vec<DifferenceItem>,
}

/// How much an item was used.
#[derive(Debug, Serialize, ToSchema)]
struct UseItem {
    code: String,
    name: String,
    kind: String,
    holder: String,
    cases: u64,
    closed: u64,
    imposed: u64,
    /// Closed without a penalty.
    none: u64,
    withdrawn: u64,
    transferred: u64,
    /// Reviewed by a higher body or a court.
    reviewed: u64,
}

/// Use of a list in a year.
#[derive(Debug, Serialize, ToSchema)]
struct UseList {
    total: usize,
    never_used: usize,
    items: Vec<UseItem>,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let on = asked_day(ask)?;
    let text = |name| ask.query.get(name).to_owned();
    let filter = Filter { list: text("list"), holder: text("holder"), kind: text("kind"), q: text("q") };
    let (total, spans) = ask.read(|tx| Ok(store::as_of(tx, on, &filter, page, per)?))?;
    Ok(Answer::json(&PowerList { total, on: on.to_string(), items: spans.into_iter().map(item).collect() }))
}

/// The day asked for; today when none is.
pub(super) fn asked_day(ask: &Ask<'_>) -> Result<Date, Refusal> {
    match ask.query.get("on") {
        "" => Ok(day_of(ask.now)),
        text => day(text),
    }
}

fn receipt(seq: u64) -> String {
    format!("/api/v1/ledger/entries/{seq}/receipt")
}

fn item(span: Span) -> PowerItem {
    let fields =
        Field::ALL.into_iter().filter_map(|field| Some((field.word(), field_item(&span.item, field)?)));
    PowerItem {
        fields: fields.collect(),
        list: span.list,
        code: span.item.code,
        seq: span.item.seq,
        name: span.item.name,
        kind: span.item.kind,
        holder: span.item.holder,
        edition: span.edition,
        from: span.from.to_string(),
        to: span.to.map(|to| to.to_string()),
        entry: span.seq,
        receipt: receipt(span.seq),
        document: span.item.citation.as_ref().map(|citation| citation.document.clone()),
        clause: span.item.citation.as_ref().map(|citation| citation.clause.to_string()),
    }
}

fn field_item(item: &Item, field: Field) -> Option<FieldItem> {
    let value = item.field(field)?.to_owned();
    let added = item.added(field).filter(|added| added.value == value);
    Some(FieldItem {
        value,
        author: added.map(|added| added.author.clone()),
        source: added.map(|added| added.source.clone()),
    })
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (code, list, on) = (ask.path.get("code"), ask.query.get("list"), asked_day(ask)?);
    let (history, proof) =
        ask.read(|tx| Ok((store::history(tx, list, code)?, store::who_could(tx, list, code, on)?)))?;
    Ok(Answer::json(&PowerHistory {
        code: code.to_owned(),
        name: history.spans.last().map(|span| span.item.name.clone()).unwrap_or_default(),
        list: history.list.id,
        on: on.to_string(),
        holder: proof.as_ref().map(|proof| proof.span.item.holder.clone()),
        proof: proof.map(|proof| vec![receipt(proof.seq), receipt(proof.edition_seq)]).unwrap_or_default(),
        items: history.spans.into_iter().map(item).collect(),
    }))
}

pub(super) fn edition_item(edition: Edition) -> EditionItem {
    EditionItem {
        list: edition.list,
        edition: edition.number,
        effective: edition.effective.to_string(),
        basis: edition.basis,
        reason: edition.reason,
        total: edition.total,
        kinds: edition.kinds,
        added: edition.added,
        cancelled: edition.cancelled,
        changed: edition.changed,
        passed_over: edition.passed_over.len(),
        recorded: edition.at.to_string(),
        entry: edition.seq,
        receipt: receipt(edition.seq),
    }
}

fn editions(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let editions = ask.read(|tx| {
        let list = store::list_of(tx, ask.query.get("list"))?;
        Ok(store::editions(tx, &list.id)?)
    })?;
    let items: Vec<EditionItem> = editions.into_iter().map(edition_item).collect();
    Ok(Answer::json(&EditionList { total: items.len(), items }))
}

fn difference(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let found = ask.read(|tx| {
        let list = store::list_of(tx, ask.query.get("list"))?;
        let to = ask.query.number("to", list.edition);
        let from = ask.query.number("from", to.saturating_sub(1));
        Ok(store::difference_between(tx, &list.id, from, to)?)
    })?;
    let items: Vec<DifferenceItem> = found.into_iter().map(difference_item).collect();
    Ok(Answer::json(&DifferenceList { total: items.len(), items }))
}

fn difference_item(differs: Differs) -> DifferenceItem {
    let code = differs.before.as_ref().or(differs.after.as_ref()).map(|item| item.code.clone());
    let change = match (&differs.before, &differs.after) {
        (None, _) => "added",
        (_, None) => "cancelled",
        _ => "changed",
    };
    let state = |item: Item| StateItem {
        level: item.field(Field::Level).map(str::to_owned),
        basis: item.field(Field::Basis).map(str::to_owned),
        name: item.name,
        kind: item.kind,
        holder: item.holder,
    };
    DifferenceItem {
        code: code.unwrap_or_default(),
        change,
        before: differs.before.map(state),
        after: differs.after.map(state),
    }
}

fn use_of(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let year = i16::try_from(ask.query.number("year", 0)).ok().filter(|year| *year > 0);
    let year = year.unwrap_or_else(|| day_of(ask.now).year());
    let found = ask.read(|tx| {
        let list = store::list_of(tx, ask.query.get("list"))?;
        Ok(store::use_of(tx, &list.id, year)?)
    })?;
    let items: Vec<UseItem> = found.into_iter().map(use_item).collect();
    let never_used = items.iter().filter(|item| item.cases == 0).count();
    Ok(Answer::json(&UseList { total: items.len(), never_used, items }))
}

fn use_item(of: store::Use) -> UseItem {
    UseItem {
        code: of.code,
        name: of.name,
        kind: of.kind,
        holder: of.holder,
        cases: of.cases,
        closed: of.closed,
        imposed: of.imposed,
        none: of.none,
        withdrawn: of.withdrawn,
        transferred: of.transferred,
        reviewed: of.reviewed,
    }
}
