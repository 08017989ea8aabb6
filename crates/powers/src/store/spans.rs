//! Spans as rows.
//!
//! `+ended` in a condition keeps the engines from the index over `ended`, in which everything in force is one run:
//! the code leads to the row.

use super::rows::{ROWS, places};
use super::{NO_EDITION, NO_END, derived, json};
use crate::adjust::Outcome;
use crate::model::{Added, Item, Span};
use jiff::civil::Date;
use kernel::Citation;
use serde::{Deserialize, Serialize};
use store::{Row, StoreError, Tx, Value};

/// The columns of a span as they are read.
pub(super) const SPAN: &str =
    "list, code, edition, ended, valid_from, valid_to, position, kind, holder, name, seq, detail";

/// What of an item has no column of its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Rest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counterpart: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    additions: Vec<Added>,
    fact: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    citation: Option<Citation>,
}

impl Rest {
    /// Of an item of which nothing but its columns is known.
    pub(super) fn of_fact(fact: String) -> Rest {
        Rest { basis: None, level: None, counterpart: None, additions: Vec::new(), fact, citation: None }
    }
}

/// Reads a row of [`SPAN`].
pub(super) fn read(row: &Row) -> Result<Span, StoreError> {
    let rest: Rest = serde_json::from_str(&row.text(11)?).map_err(|e| derived(&e))?;
    let (ended, to) = (small(row, 3)?, row.text(5)?);
    Ok(Span {
        list: row.text(0)?,
        item: Item {
            code: row.text(1)?,
            seq: small(row, 6)?,
            name: row.text(9)?,
            kind: row.text(7)?,
            holder: row.text(8)?,
            basis: rest.basis,
            level: rest.level,
            counterpart: rest.counterpart,
            additions: rest.additions,
            fact: rest.fact,
            citation: rest.citation,
        },
        from: date(&row.text(4)?)?,
        to: if to == NO_END { None } else { Some(date(&to)?) },
        edition: small(row, 2)?,
        ended: Some(ended).filter(|ended| *ended != NO_EDITION),
        seq: row.count(10)?,
    })
}

/// A number that fits an edition or a place.
pub(super) fn small(row: &Row, column: usize) -> Result<u32, StoreError> {
    u32::try_from(row.count(column)?).map_err(|e| derived(&e))
}

/// A day as the tables write it.
pub(super) fn date(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| derived(&format!("`{text}` is no day")))
}

/// Spans by the codes of a list; which ones, the condition says.
pub(super) fn by_codes(
    tx: &mut Tx<'_>,
    list: &str,
    codes: &[&str],
    condition: &str,
) -> Result<Vec<Span>, StoreError> {
    let mut found = Vec::new();
    for some in codes.chunks(ROWS) {
        let sql = format!(
            "SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND code IN ({}){condition}",
            places(2, some.len())
        );
        let mut values: Vec<Value> = vec![tx.district().into(), list.into()];
        values.extend(some.iter().map(|code| Value::from(*code)));
        for row in tx.query(&sql, &values)? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// Ends and begins what an edition ends and begins.
pub(super) fn put(tx: &mut Tx<'_>, list: &str, outcome: &Outcome, seq: u64) -> Result<(), StoreError> {
    for some in outcome.ends.chunks(ROWS) {
        let sql = format!(
            "UPDATE power_spans SET ended = ?1, valid_to = ?2 WHERE district = ?3 AND list = ?4 AND +ended >= {NO_EDITION} \
             AND code IN ({})",
            places(4, some.len())
        );
        let mut values: Vec<Value> = vec![
            outcome.edition.into(),
            outcome.effective.to_string().into(),
            tx.district().into(),
            list.into(),
        ];
        values.extend(some.iter().map(Value::from));
        tx.execute(&sql, &values)?;
    }
    let rows = outcome.begins.iter().map(|item| begin(tx.district(), list, outcome, item, seq));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    tx.insert("power_spans", &SPAN_COLUMNS, &rows)?;
    // A table that has just grown by a whole list is looked over, so that PostgreSQL does not go on planning for the
    // small one it knew: without this the first adjustment of 200,000 items took 49 seconds instead of one.
    if rows.len() >= BULK { tx.execute("ANALYZE power_spans", &[]).map(|_| ()) } else { Ok(()) }
}

/// So many new rows change what the engines know of the table.
const BULK: usize = 10_000;

/// The columns of a span as they are written.
pub(super) const SPAN_COLUMNS: [&str; 13] = [
    "district",
    "list",
    "code",
    "edition",
    "ended",
    "valid_from",
    "valid_to",
    "position",
    "kind",
    "holder",
    "name",
    "seq",
    "detail",
];

fn begin(
    district: &str,
    list: &str,
    outcome: &Outcome,
    item: &Item,
    seq: u64,
) -> Result<Vec<Value>, StoreError> {
    let rest = Rest {
        basis: item.basis.clone(),
        level: item.level.clone(),
        counterpart: item.counterpart.clone(),
        additions: item.additions.clone(),
        fact: item.fact.clone(),
        citation: item.citation.clone(),
    };
    Ok(vec![
        district.into(),
        list.into(),
        (&item.code).into(),
        outcome.edition.into(),
        NO_EDITION.into(),
        outcome.effective.to_string().into(),
        NO_END.into(),
        item.seq.into(),
        (&item.kind).into(),
        (&item.holder).into(),
        (&item.name).into(),
        seq.into(),
        json(&rest)?.into(),
    ])
}
