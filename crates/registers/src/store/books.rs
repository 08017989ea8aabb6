//! The books that adopted packs declare.

use super::{derived, json, rows, slots};
use jiff::Timestamp;
use kernel::{Entry, OrganKind, Say};
use pack::{Pack, Register};
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Row, StoreError, Tx, Value};

/// A declared register with what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Its declaration, as adopted last.
    pub register: Register,
    /// The pack that declares it.
    pub pack: String,
    /// The pack in force still declares it; otherwise its rows can only be read.
    pub declared: bool,
    /// Rows in force.
    pub held: u64,
    /// Numbers given so far.
    pub numbered: u64,
    /// When a row was written last.
    pub written: Option<Timestamp>,
}

const COLUMNS: &str = "detail, pack, declared, held, numbered, written";

fn read(row: &Row) -> Result<Book, StoreError> {
    let written = row.text(5)?;
    Ok(Book {
        register: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        pack: row.text(1)?,
        declared: row.flag(2)?,
        held: row.count(3)?,
        numbered: row.count(4)?,
        written: if written.is_empty() { None } else { Some(written.parse().map_err(|e| derived(&e))?) },
    })
}

/// Every register, by document and name.
///
/// # Errors
/// The store's failure.
pub fn books(tx: &mut Tx<'_>) -> Result<Vec<Book>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM register_books WHERE district = ?1 ORDER BY document, register");
    tx.query(&sql, &[tx.district().into()])?.iter().map(read).collect()
}

pub(super) fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Book>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM register_books WHERE district = ?1 AND register = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// One register.
///
/// # Errors
/// There is none of that name, or the store's failure.
pub fn book(tx: &mut Tx<'_>, id: &str) -> Result<Book, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("registers.no_register").with("register", id)))
}

/// Every name of every organ with the organ's own.
pub(crate) fn organs(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT name, organ FROM register_organs WHERE district = ?1";
    let rows = tx.query(sql, &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Takes the declarations of a pack. A register it no longer declares stays, to be read.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack, entry: &Entry) -> Result<(), StoreError> {
    put_organs(tx, pack)?;
    tx.execute(
        "UPDATE register_books SET declared = 0 WHERE district = ?1 AND pack = ?2",
        &[tx.district().into(), (&pack.id).into()],
    )?;
    for register in &pack.registers {
        declare(tx, pack, register, entry)?;
    }
    Ok(())
}

fn declare(tx: &mut Tx<'_>, pack: &Pack, register: &Register, entry: &Entry) -> Result<(), StoreError> {
    let before = find(tx, &register.id)?;
    let key = [("district", tx.district().into()), ("register", (&register.id).into())];
    let rest: [(&str, Value); 9] = [
        ("pack", (&pack.id).into()),
        ("document", (&register.document).into()),
        ("keeper", (&register.keeper.organ).into()),
        ("declared", true.into()),
        ("held", before.as_ref().map_or(0, |book| book.held).into()),
        ("numbered", before.as_ref().map_or(0, |book| book.numbered).into()),
        (
            "written",
            before.as_ref().and_then(|book| book.written).map_or_else(String::new, store::time_text).into(),
        ),
        ("seq", entry.seq.into()),
        ("detail", json(register)?.into()),
    ];
    tx.upsert("register_books", &key, &rest)?;
    match before {
        Some(before) if before.register != *register && before.numbered > 0 => rearrange(tx, register),
        _ => Ok(()),
    }
}

/// The declaration changed: every row is put into the columns anew. What stands in the rows is not touched.
fn rearrange(tx: &mut Tx<'_>, register: &Register) -> Result<(), StoreError> {
    let rows = rows::all(tx, &register.id)?;
    for row in &rows {
        let set: Vec<String> =
            slots::COLUMNS.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 5)).collect();
        let sql = format!(
            "UPDATE register_rows SET key_text = ?4, {} WHERE district = ?1 AND register = ?2 AND number = ?3",
            set.join(", ")
        );
        let mut values: Vec<Value> = vec![
            tx.district().into(),
            (&register.id).into(),
            row.id.into(),
            crate::model::key_text(register, &row.values).into(),
        ];
        values.extend(slots::values(register, &row.values));
        tx.execute(&sql, &values)?;
    }
    super::due::keep_all(tx, register, &rows)
}

/// A field names one body, never an open set of bodies.
fn put_organs(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM register_organs WHERE district = ?1 AND pack = ?2",
        &[tx.district().into(), (&pack.id).into()],
    )?;
    let mut seen: BTreeSet<String> = organs(tx)?.into_keys().collect();
    let mut found: Vec<Vec<Value>> = Vec::new();
    for organ in pack.organs.iter().filter(|organ| organ.kind != OrganKind::Collective) {
        for name in std::iter::once(&organ.name).chain(&organ.aliases) {
            if seen.insert(name.clone()) {
                found.push(vec![tx.district().into(), name.into(), (&organ.name).into(), (&pack.id).into()]);
            }
        }
    }
    tx.insert("register_organs", &["district", "name", "organ", "pack"], &found)
}
