//! An edition written into the tables: spans, hand-overs, cards, and the edition's own row.

use super::{derived, json, spans};
use crate::adjust::{List, Moved, Outcome, Pattern};
use crate::model::{Adjustment, Edition, Item, Refused};
use crate::store::Handover;
use kernel::{Citation, Entry};
use pack::Document;
use std::collections::{BTreeMap, BTreeSet};
use store::card::Card;
use store::{Algorithm, StoreError, Tx, Value};

/// The document of a pack that a list comes from.
pub(super) struct Origin<'a> {
    pub(super) pack: &'a str,
    pub(super) document: &'a Document,
    pub(super) pattern: Pattern,
}

/// Writes an edition.
pub(super) fn record(
    tx: &mut Tx<'_>,
    list: &List,
    adjustment: &Adjustment,
    outcome: &Outcome,
    passed_over: Vec<Refused>,
    origin: Option<Origin<'_>>,
    entry: &Entry,
) -> Result<(), StoreError> {
    let edition = edition(tx, list, adjustment, outcome, passed_over, entry)?;
    put_edition(tx, &edition)?;
    match &origin {
        Some(origin) => put_list(tx, outcome, origin, &edition)?,
        None => move_on(tx, outcome, &edition)?,
    }
    put_cards(tx, list, outcome)?;
    spans::put(tx, &list.id, outcome, entry.seq)?;
    super::law::put(tx, list, outcome, entry)?;
    put_handovers(tx, list, adjustment, outcome)
}

fn edition(
    tx: &mut Tx<'_>,
    list: &List,
    adjustment: &Adjustment,
    outcome: &Outcome,
    passed_over: Vec<Refused>,
    entry: &Entry,
) -> Result<Edition, StoreError> {
    let sql = "SELECT digest FROM power_editions WHERE district = ?1 AND list = ?2 AND number = ?3";
    let last = tx.query_one(sql, &[tx.district().into(), (&list.id).into(), list.edition.into()])?;
    let last = last.map_or(Ok(String::new()), |row| row.text(0))?;
    let seq = entry.seq.to_string();
    let parts =
        [last.as_bytes(), b"\n", list.id.as_bytes(), b"\n", seq.as_bytes(), b"\n", entry.body.as_bytes()];
    Ok(Edition {
        list: list.id.clone(),
        number: outcome.edition,
        effective: outcome.effective,
        basis: adjustment.basis.clone(),
        reason: adjustment.reason.clone(),
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor.clone(),
        total: outcome.kinds.values().sum(),
        kinds: outcome.kinds.clone(),
        added: outcome.added,
        cancelled: outcome.cancelled,
        changed: outcome.changed,
        passed_over,
        digest: Algorithm::Sha256.digest(&parts).to_string(),
    })
}

/// Writes an edition's own row.
pub(super) fn put_edition(tx: &mut Tx<'_>, edition: &Edition) -> Result<(), StoreError> {
    let key: [(&str, Value); 3] = [
        ("district", tx.district().into()),
        ("list", (&edition.list).into()),
        ("number", edition.number.into()),
    ];
    let rest: [(&str, Value); 5] = [
        ("effective", edition.effective.to_string().into()),
        ("seq", edition.seq.into()),
        ("total", edition.total.into()),
        ("digest", (&edition.digest).into()),
        ("detail", json(edition)?.into()),
    ];
    tx.upsert("power_editions", &key, &rest)
}

fn put_list(
    tx: &mut Tx<'_>,
    outcome: &Outcome,
    origin: &Origin<'_>,
    edition: &Edition,
) -> Result<(), StoreError> {
    let document = origin.document;
    let key = [("district", tx.district().into()), ("list", (&edition.list).into())];
    let rest: [(&str, Value); 8] = [
        ("pack", origin.pack.into()),
        ("document", (&document.number).into()),
        ("title", (&document.title).into()),
        ("title_en", (&document.title_en).into()),
        ("pattern", json(&origin.pattern)?.into()),
        ("edition", edition.number.into()),
        ("effective", edition.effective.to_string().into()),
        ("last_seq", outcome.last_seq.into()),
    ];
    tx.upsert("power_lists", &key, &rest)
}

fn move_on(tx: &mut Tx<'_>, outcome: &Outcome, edition: &Edition) -> Result<(), StoreError> {
    let sql = "UPDATE power_lists SET edition = ?1, effective = ?2, last_seq = ?3 WHERE district = ?4 AND list = ?5";
    let values: [Value; 5] = [
        edition.number.into(),
        edition.effective.to_string().into(),
        outcome.last_seq.into(),
        tx.district().into(),
        (&edition.list).into(),
    ];
    tx.execute(sql, &values).map(|_| ())
}

/// The card of an item says who holds it in the newest edition; an item that is cancelled has none.
fn put_cards(tx: &mut Tx<'_>, list: &List, outcome: &Outcome) -> Result<(), StoreError> {
    let facts: BTreeSet<&str> = outcome.begins.iter().map(|item| item.fact.as_str()).collect();
    let gone = outcome.ends.iter().filter_map(|code| list.open.get(code));
    for span in gone.filter(|span| !facts.contains(span.item.fact.as_str())) {
        store::card::remove(tx, &format!("power/{}", span.item.fact))?;
    }
    for item in &outcome.begins {
        let before = list.open.get(&item.code).map(|span| card(&span.item));
        let after = card(item);
        if before.as_ref() != Some(&after) {
            store::card::put(tx, &after)?;
        }
    }
    Ok(())
}

fn card(item: &Item) -> Card {
    let citation = item.citation.as_ref();
    Card {
        subject: format!("power/{}", item.fact),
        kind: "power".to_owned(),
        title: item.name.clone(),
        state: "in_force".to_owned(),
        url: format!("/powers/{}", item.code),
        organ: item.holder.clone(),
        document: citation.map(|citation| citation.document.clone()).unwrap_or_default(),
        clause: citation.map(|citation| citation.clause.to_string()).unwrap_or_default(),
        ..Card::default()
    }
}

fn put_handovers(
    tx: &mut Tx<'_>,
    list: &List,
    adjustment: &Adjustment,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let items: BTreeMap<&str, &Item> = outcome.begins.iter().map(|item| (item.code.as_str(), item)).collect();
    let mut rows = Vec::new();
    for moved in &outcome.moved {
        let handover = Handover {
            list: list.id.clone(),
            code: moved.code.clone(),
            name: moved.name.clone(),
            edition: outcome.edition,
            giving: moved.giving.clone(),
            taking: moved.taking.clone(),
            effective: outcome.effective,
            basis: adjustment.basis.clone(),
            citation: citation(adjustment, moved, items.get(moved.code.as_str()).copied())?,
            sheet: None,
            given: None,
            taken: None,
        };
        rows.push(super::handovers::row(tx.district(), &handover)?);
    }
    tx.insert("power_handovers", &super::handovers::COLUMNS, &rows)
}

/// Where the moved item is stated. What an adjustment added stands in no clause of a pack: it is cited by the
/// adjustment's basis, its code and the digest of its name.
fn citation(adjustment: &Adjustment, moved: &Moved, item: Option<&Item>) -> Result<Citation, StoreError> {
    if let Some(citation) = item.and_then(|item| item.citation.clone()) {
        return Ok(citation);
    }
    cited(&adjustment.basis, &moved.code, &moved.name)
}

/// An item of no clause, cited by a document, its code and the digest of its name.
pub(super) fn cited(document: &str, code: &str, name: &str) -> Result<Citation, StoreError> {
    let digest = Algorithm::Sha256.digest(&[kernel::normalize(name).as_bytes()]).to_string();
    Ok(Citation {
        document: document.to_owned(),
        clause: code.to_owned().try_into().map_err(|e| derived(&e))?,
        digest: digest.try_into().map_err(|e| derived(&e))?,
    })
}
