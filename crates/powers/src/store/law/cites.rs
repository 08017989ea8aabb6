//! The laws that items cite, as rows that last as long as the item's words.

use super::super::rows::{ROWS, places};
use super::super::{NO_EDITION, NO_END, json};
use super::{changes, reviews};
use crate::adjust::{List, Outcome};
use crate::law::cites;
use crate::model::{Field, Item};
use kernel::Entry;
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value};

const COLUMNS: [&str; 10] =
    ["district", "list", "code", "law", "edition", "ended", "valid_from", "valid_to", "way", "detail"];

/// Keeps cites and reviews in step with an edition.
pub(in crate::store) fn put(
    tx: &mut Tx<'_>,
    list: &List,
    outcome: &Outcome,
    entry: &Entry,
) -> Result<(), StoreError> {
    let begun: BTreeSet<&str> = outcome.begins.iter().map(|item| item.code.as_str()).collect();
    let gone = outcome.ends.iter().map(String::as_str).filter(|code| !begun.contains(code));
    let mut ends: Vec<&str> = gone.collect();
    let mut rows = Vec::new();
    for item in &outcome.begins {
        let old = list.open.get(&item.code).map(|span| &span.item);
        if old.is_some_and(|old| says_the_same(old, item)) {
            continue;
        }
        if old.is_some() {
            ends.push(&item.code);
        }
        rows.extend(rows_of(tx.district(), list, outcome, item)?);
    }
    end(tx, list, outcome, &ends)?;
    tx.insert("power_cites", &COLUMNS, &rows)?;
    if rows.len() >= BULK {
        tx.execute("ANALYZE power_cites", &[])?;
    }
    reviews::after_edition(tx, list, outcome, entry)?;
    if rows.is_empty() { Ok(()) } else { changes::meet(tx, outcome.effective) }
}

/// So many new rows change what the engines know of the table.
const BULK: usize = 10_000;

/// Whether two states of an item cite the same laws for sure: their words are the same.
fn says_the_same(a: &Item, b: &Item) -> bool {
    a.name == b.name && a.field(Field::Basis) == b.field(Field::Basis)
}

fn rows_of(
    district: &str,
    list: &List,
    outcome: &Outcome,
    item: &Item,
) -> Result<Vec<Vec<Value>>, StoreError> {
    let found = cites(&item.name, item.field(Field::Basis));
    let row = |law: &str, way: &str, detail: String| -> Vec<Value> {
        vec![
            district.into(),
            (&list.id).into(),
            (&item.code).into(),
            law.into(),
            outcome.edition.into(),
            NO_EDITION.into(),
            outcome.effective.to_string().into(),
            NO_END.into(),
            way.into(),
            detail.into(),
        ]
    };
    let mut rows = Vec::new();
    for cite in &found.cites {
        rows.push(row(&cite.law, cite.way.word(), json(cite)?));
    }
    if let Some(word) = &found.own {
        rows.push(row(word, "own", String::new()));
    }
    if !found.unread.is_empty() {
        rows.push(row("", "unread", json(&found.unread)?));
    }
    Ok(rows)
}

fn end(tx: &mut Tx<'_>, list: &List, outcome: &Outcome, codes: &[&str]) -> Result<(), StoreError> {
    for some in codes.chunks(ROWS) {
        let sql = format!(
            "UPDATE power_cites SET ended = ?1, valid_to = ?2 WHERE district = ?3 AND list = ?4 AND ended >= {NO_EDITION} \
             AND code IN ({})",
            places(4, some.len())
        );
        let mut values: Vec<Value> = vec![
            outcome.edition.into(),
            outcome.effective.to_string().into(),
            tx.district().into(),
            (&list.id).into(),
        ];
        values.extend(some.iter().map(|code| Value::from(*code)));
        tx.execute(&sql, &values)?;
    }
    Ok(())
}
