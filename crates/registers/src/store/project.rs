//! The tables as the ledger makes them.

use super::{NO_END, books, derived, due, json, rows, slots};
use crate::model::{Change, NewRow, RegisterEvent, Row, key_text};
use jiff::civil::Date;
use kernel::Entry;
use pack::{Adopted, Register};
use store::{Projection, StoreError, Tx, Value, time_text};

/// Keeps the tables of registers in step with the ledger.
pub static PROJECTION: &dyn Projection = &Registers;

#[derive(Debug)]
struct Registers;

impl Projection for Registers {
    fn name(&self) -> &'static str {
        "registers"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["register_books", "register_organs", "register_rows", "register_versions", "register_dues"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => books::adopted(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack, entry),
            kind if kind.starts_with("register.") => happen(tx, entry),
            _ => Ok(()),
        }
    }
}

fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    match entry.read::<RegisterEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))? {
        RegisterEvent::Added { register, rows } => {
            let register = declared(tx, &register)?;
            added(tx, &register, rows, entry)
        }
        RegisterEvent::Changed { register, rows } => {
            let register = declared(tx, &register)?;
            changed(tx, &register, rows, entry)
        }
        RegisterEvent::Moved { register, id, to, from, reason } => {
            let register = declared(tx, &register)?;
            let before = must(tx, &register, id)?;
            let row = Row { state: to, ..next(&before, from, entry) };
            put(tx, &register, &before, &row, ("moved", &reason))?;
            written(tx, &register.id, 0, 0, entry)
        }
        RegisterEvent::Ended { register, id, on, reason } => {
            let register = declared(tx, &register)?;
            let before = must(tx, &register, id)?;
            let row = Row { ended: Some(on), ..next(&before, on, entry) };
            put(tx, &register, &before, &row, ("ended", &reason))?;
            written(tx, &register.id, -1, 0, entry)
        }
    }
}

fn declared(tx: &mut Tx<'_>, id: &str) -> Result<Register, StoreError> {
    let book = books::find(tx, id)?.ok_or_else(|| derived(&format!("register {id} was never declared")))?;
    Ok(book.register)
}

fn must(tx: &mut Tx<'_>, register: &Register, id: u64) -> Result<Row, StoreError> {
    rows::find(tx, &register.id, id)?.ok_or_else(|| derived(&format!("{} has no row {id}", register.id)))
}

/// The row once more, as this entry begins to write it.
fn next(before: &Row, from: Date, entry: &Entry) -> Row {
    Row {
        from,
        version: before.version + 1,
        by: entry.actor.clone(),
        at: entry.at,
        seq: entry.seq,
        ..before.clone()
    }
}

fn added(tx: &mut Tx<'_>, register: &Register, new: Vec<NewRow>, entry: &Entry) -> Result<(), StoreError> {
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let rows: Vec<Row> = new
        .into_iter()
        .map(|row| Row {
            id: row.id,
            state: row.state,
            values: row.values,
            from: row.from,
            ended: None,
            version: 1,
            by: entry.actor.clone(),
            at: entry.at,
            seq: entry.seq,
            made_up: row.made_up,
        })
        .collect();
    let mut table = Vec::with_capacity(rows.len());
    let mut versions = Vec::with_capacity(rows.len());
    for row in &rows {
        table.push(columns(tx.district(), register, row)?);
        versions.push(version(tx.district(), register, row, ("added", ""))?);
    }
    tx.insert("register_rows", &row_columns(), &table)?;
    tx.insert("register_versions", &VERSION, &versions)?;
    due::open(tx, register, &rows)?;
    written(tx, &register.id, count, count, entry)
}

fn changed(
    tx: &mut Tx<'_>,
    register: &Register,
    changes: Vec<Change>,
    entry: &Entry,
) -> Result<(), StoreError> {
    for change in changes {
        let before = must(tx, register, change.id)?;
        let mut row = next(&before, change.from, entry);
        row.values.extend(change.values);
        row.values.retain(|_, value| !value.is_empty());
        put(tx, register, &before, &row, ("changed", &change.reason))?;
    }
    written(tx, &register.id, 0, 0, entry)
}

/// Puts a row in the place of the one before, and ends the days of its last version.
fn put(
    tx: &mut Tx<'_>,
    register: &Register,
    before: &Row,
    row: &Row,
    what: (&str, &str),
) -> Result<(), StoreError> {
    let sql = "UPDATE register_versions SET valid_to = ?5 WHERE district = ?1 AND register = ?2 AND number = ?3 \
        AND version = ?4";
    tx.execute(
        sql,
        &[
            tx.district().into(),
            (&register.id).into(),
            row.id.into(),
            before.version.into(),
            row.from.to_string().into(),
        ],
    )?;
    let version = version(tx.district(), register, row, what)?;
    tx.insert("register_versions", &VERSION, &[version])?;
    let values = columns(tx.district(), register, row)?;
    let pairs: Vec<(&str, Value)> = row_columns().into_iter().zip(values).collect();
    let (key, rest) = pairs.split_at_checked(3).unwrap_or_default();
    tx.upsert("register_rows", key, rest)?;
    due::keep(tx, register, row)
}

/// How many rows are in force and how many numbers were given.
fn written(
    tx: &mut Tx<'_>,
    register: &str,
    held: i64,
    numbered: i64,
    entry: &Entry,
) -> Result<(), StoreError> {
    let sql = "UPDATE register_books SET held = held + ?3, numbered = numbered + ?4, written = ?5 \
        WHERE district = ?1 AND register = ?2";
    let values =
        [tx.district().into(), register.into(), held.into(), numbered.into(), time_text(entry.at).into()];
    tx.execute(sql, &values).map(|_| ())
}

const OWN: [&str; 15] = [
    "district",
    "register",
    "number",
    "key_text",
    "state",
    "owner",
    "valid_from",
    "ended",
    "version",
    "seq",
    "at",
    "actor",
    "made_up",
    "words",
    "detail",
];

fn row_columns() -> Vec<&'static str> {
    OWN.iter().chain(&slots::COLUMNS).copied().collect()
}

fn columns(district: &str, register: &Register, row: &Row) -> Result<Vec<Value>, StoreError> {
    let owner = register.owner.as_deref().map_or("", |owner| row.value(owner));
    let mut values: Vec<Value> = vec![
        district.into(),
        (&register.id).into(),
        row.id.into(),
        key_text(register, &row.values).into(),
        (&row.state).into(),
        owner.into(),
        row.from.to_string().into(),
        row.ended.map_or_else(|| NO_END.to_owned(), |day| day.to_string()).into(),
        row.version.into(),
        row.seq.into(),
        time_text(row.at).into(),
        (&row.by).into(),
        row.made_up.into(),
        slots::words(&row.values).into(),
        json(&row.values)?.into(),
    ];
    values.extend(slots::values(register, &row.values));
    Ok(values)
}

const VERSION: [&str; 13] = [
    "district",
    "register",
    "number",
    "version",
    "valid_from",
    "valid_to",
    "state",
    "seq",
    "at",
    "actor",
    "kind",
    "reason",
    "detail",
];

fn version(
    district: &str,
    register: &Register,
    row: &Row,
    what: (&str, &str),
) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        district.into(),
        (&register.id).into(),
        row.id.into(),
        row.version.into(),
        row.from.to_string().into(),
        NO_END.into(),
        (&row.state).into(),
        row.seq.into(),
        time_text(row.at).into(),
        (&row.by).into(),
        what.0.into(),
        what.1.into(),
        json(&row.values)?.into(),
    ])
}
