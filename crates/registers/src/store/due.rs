//! What is due because of rows, for whoever opens duties.

use super::date;
use crate::model::{Row, dues};
use jiff::civil::Date;
use pack::Register;
use store::{StoreError, Tx, Value};

/// A day on which something is due because of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The register.
    pub register: String,
    /// The row.
    pub row: u64,
    /// The rule of the declaration.
    pub rule: String,
    /// The day.
    pub due: Date,
    /// Who owes it.
    pub organ: String,
    /// The words by which the row is known.
    pub name: String,
    /// The row is made up for a demonstration.
    pub made_up: bool,
}

/// Puts what is due because of this row in the place of what was.
pub(super) fn keep(tx: &mut Tx<'_>, register: &Register, row: &Row) -> Result<(), StoreError> {
    let sql = "DELETE FROM register_dues WHERE district = ?1 AND register = ?2 AND number = ?3";
    tx.execute(sql, &[tx.district().into(), (&register.id).into(), row.id.into()])?;
    open(tx, register, std::slice::from_ref(row))
}

/// Puts what is due because of every row of a register in the place of what was.
pub(super) fn keep_all(tx: &mut Tx<'_>, register: &Register, rows: &[Row]) -> Result<(), StoreError> {
    let sql = "DELETE FROM register_dues WHERE district = ?1 AND register = ?2";
    tx.execute(sql, &[tx.district().into(), (&register.id).into()])?;
    open(tx, register, rows)
}

/// Adds what is due because of rows that had nothing due.
pub(super) fn open(tx: &mut Tx<'_>, register: &Register, rows: &[Row]) -> Result<(), StoreError> {
    let mut found: Vec<Vec<Value>> = Vec::new();
    for row in rows {
        for pending in dues(register, row) {
            found.push(vec![
                tx.district().into(),
                (&register.id).into(),
                row.id.into(),
                (&pending.rule.id).into(),
                pending.due.to_string().into(),
                pending.organ.into(),
                row.name(register).into(),
                row.made_up.into(),
            ]);
        }
    }
    let columns = ["district", "register", "number", "rule", "due", "organ", "name", "made_up"];
    tx.insert("register_dues", &columns, &found)
}

/// What is due up to that day.
///
/// # Errors
/// The store's failure.
pub fn due_rows(tx: &mut Tx<'_>, until: Date) -> Result<Vec<DueRow>, StoreError> {
    let sql = "SELECT register, number, rule, due, organ, name, made_up FROM register_dues \
        WHERE district = ?1 AND due <= ?2 ORDER BY due, register, number";
    let rows = tx.query(sql, &[tx.district().into(), until.to_string().into()])?;
    rows.iter()
        .map(|row| {
            Ok(DueRow {
                register: row.text(0)?,
                row: row.count(1)?,
                rule: row.text(2)?,
                due: date(row, 3)?,
                organ: row.text(4)?,
                name: row.text(5)?,
                made_up: row.flag(6)?,
            })
        })
        .collect()
}
