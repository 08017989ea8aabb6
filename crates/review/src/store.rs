//! Rows in, rows out: reviews and what was decided in them.

use crate::model::{Act, Closed, Decided, Opened, Standing};
use ::store::{Projection, Row, StoreError, Tx, Value};
use jiff::Timestamp;
use kernel::Entry;
use std::collections::BTreeMap;

/// Keeps the tables of reviews in step with the ledger.
pub static PROJECTION: &dyn Projection = &Reviews;

#[derive(Debug)]
struct Reviews;

impl Projection for Reviews {
    fn name(&self) -> &'static str {
        "review"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["reviews", "review_decisions"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        let Some(id) = entry.stream.strip_prefix("review/") else { return Ok(()) };
        match entry.kind.as_str() {
            Opened::KIND => opened(tx, id, entry),
            Decided::KIND => decided(tx, id, entry),
            Closed::KIND => closed(tx, id, entry),
            _ => Ok(()),
        }
    }
}

fn derived(reason: impl std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "reviews", reason: reason.to_string() }
}

fn opened(tx: &mut Tx<'_>, id: &str, entry: &Entry) -> Result<(), StoreError> {
    let body: Opened = serde_json::from_str(&entry.body).map_err(derived)?;
    let key = [("district", tx.district().into()), ("id", id.into())];
    let rest: [(&str, Value); 7] = [
        ("blob", (&body.blob).into()),
        ("name", (&body.name).into()),
        ("characters", body.characters.into()),
        ("opened", entry.at.into()),
        ("opened_by", (&entry.actor).into()),
        ("pack", "".into()),
        ("edition", "".into()),
    ];
    tx.upsert("reviews", &key, &rest)
}

fn decided(tx: &mut Tx<'_>, id: &str, entry: &Entry) -> Result<(), StoreError> {
    let body: Decided = serde_json::from_str(&entry.body).map_err(derived)?;
    let fields = serde_json::to_string(&body.fields).map_err(derived)?;
    for item in &body.items {
        let key: [(&str, Value); 3] =
            [("district", tx.district().into()), ("review", id.into()), ("item", item.into())];
        if body.act == Act::Again {
            let sql = "DELETE FROM review_decisions WHERE district = ?1 AND review = ?2 AND item = ?3";
            tx.execute(sql, &[tx.district().into(), id.into(), item.into()])?;
            continue;
        }
        let rest: [(&str, Value); 5] = [
            ("act", body.act.word().into()),
            ("fields", (&fields).into()),
            ("note", (&body.note).into()),
            ("decided_by", (&entry.actor).into()),
            ("decided", entry.at.into()),
        ];
        tx.upsert("review_decisions", &key, &rest)?;
    }
    Ok(())
}

fn closed(tx: &mut Tx<'_>, id: &str, entry: &Entry) -> Result<(), StoreError> {
    let body: Closed = serde_json::from_str(&entry.body).map_err(derived)?;
    let sql = "UPDATE reviews SET pack = ?3, edition = ?4 WHERE district = ?1 AND id = ?2";
    tx.execute(sql, &[tx.district().into(), id.into(), (&body.pack).into(), (&body.edition).into()])?;
    Ok(())
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReviewRow {
    pub(crate) id: String,
    pub(crate) blob: String,
    pub(crate) name: String,
    pub(crate) characters: u64,
    pub(crate) opened: Timestamp,
    pub(crate) opened_by: String,
    /// The pack it ended in; empty while it goes on.
    pub(crate) pack: String,
    pub(crate) edition: String,
    /// How many things have been decided about.
    pub(crate) decided: u64,
}

impl ReviewRow {
    /// The stream of its entries.
    pub(crate) fn stream(&self) -> String {
        format!("review/{}", self.id)
    }
}

const COLUMNS: &str = "SELECT r.id, r.blob, r.name, r.characters, r.opened, r.opened_by, r.pack, r.edition, \
    (SELECT COUNT(*) FROM review_decisions d WHERE d.district = r.district AND d.review = r.id) \
    FROM reviews r WHERE r.district = ?1";

fn read(row: &Row) -> Result<ReviewRow, StoreError> {
    Ok(ReviewRow {
        id: row.text(0)?,
        blob: row.text(1)?,
        name: row.text(2)?,
        characters: row.count(3)?,
        opened: row.time(4)?,
        opened_by: row.text(5)?,
        pack: row.text(6)?,
        edition: row.text(7)?,
        decided: row.count(8)?,
    })
}

/// The reviews, the latest first.
pub(crate) fn reviews(tx: &mut Tx<'_>, take: u32, skip: u64) -> Result<Vec<ReviewRow>, StoreError> {
    let sql = format!("{COLUMNS} ORDER BY r.opened DESC, r.id LIMIT ?2 OFFSET ?3");
    tx.query(&sql, &[tx.district().into(), take.into(), skip.into()])?.iter().map(read).collect()
}

/// How many reviews there are.
pub(crate) fn count(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let row = tx.query_one("SELECT COUNT(*) FROM reviews WHERE district = ?1", &[tx.district().into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}

/// One review.
pub(crate) fn review(tx: &mut Tx<'_>, id: &str) -> Result<Option<ReviewRow>, StoreError> {
    let row = tx.query_one(&format!("{COLUMNS} AND r.id = ?2"), &[tx.district().into(), id.into()])?;
    row.map(|row| read(&row)).transpose()
}

/// The decisions of a review as they stand, by the key of what they are about.
pub(crate) fn decisions(tx: &mut Tx<'_>, id: &str) -> Result<BTreeMap<String, Standing>, StoreError> {
    let sql = "SELECT item, act, fields, note, decided_by, decided FROM review_decisions \
               WHERE district = ?1 AND review = ?2";
    let rows = tx.query(sql, &[tx.district().into(), id.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, standing(row)?))).collect()
}

fn standing(row: &Row) -> Result<Standing, StoreError> {
    Ok(Standing {
        act: Act::of(&row.text(1)?).ok_or_else(|| derived("an unknown decision"))?,
        fields: serde_json::from_str(&row.text(2)?).map_err(derived)?,
        note: row.text(3)?,
        by: row.text(4)?,
        at: row.time(5)?,
    })
}
