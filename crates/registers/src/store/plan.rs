//! A sheet of rows: what it would add and change, every fault cell by cell, and writing it whole or not at all.

use super::books::{Book, organs};
use super::rows::by_key;
use super::write::{By, NotWritten, append, day_faults, differing, faults_after, links, open, whole};
use crate::model::{Change, NewRow, RegisterEvent, Row, RowFault, Values, cell, faults, key_text};
use jiff::civil::Date;
use kernel::{Say, day_of};
use pack::Register;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx};

/// Rows of one entry of the ledger.
const AN_ENTRY: usize = 500;

/// A line of a sheet as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its number in the sheet, from 1.
    pub line: usize,
    /// The cells as typed, by field.
    pub typed: Values,
    /// The row it names, if that exists.
    pub row: Option<Row>,
    /// What it would write; empty when nothing differs.
    pub values: Values,
    /// What is wrong.
    pub faults: Vec<RowFault>,
}

impl Planned {
    /// Whether it adds a row.
    pub fn adds(&self) -> bool {
        self.faults.is_empty() && self.row.is_none()
    }

    /// Whether it changes a row.
    pub fn changes(&self) -> bool {
        self.faults.is_empty() && self.row.is_some() && !self.values.is_empty()
    }
}

/// Reads lines of a sheet against a register. A line whose key a row in force bears changes that row where it says
/// something else; an empty cell leaves what stands there.
///
/// # Errors
/// The store's failure.
pub fn plan(
    tx: &mut Tx<'_>,
    register: &Register,
    lines: Vec<(usize, Values)>,
    by: &By<'_>,
) -> Result<Vec<Planned>, StoreError> {
    let names = organs(tx)?;
    let today = day_of(by.now);
    let mut planned: Vec<Planned> =
        lines.into_iter().map(|line| understand(register, line, &names)).collect();
    let keys: BTreeSet<String> = planned.iter().map(|line| key_text(register, &line.values)).collect();
    let there = by_key(tx, &register.id, &keys, today)?;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for line in &mut planned {
        let key = key_text(register, &line.values);
        if let Some(first) = seen.insert(key.clone(), line.line) {
            line.faults.push(whole(Say::new("registers.line_twice").with("line", first)));
        }
        line.row = there.get(&key).cloned();
        judge(tx, register, line, by)?;
    }
    Ok(planned)
}

fn understand(
    register: &Register,
    (line, typed): (usize, Values),
    names: &BTreeMap<String, String>,
) -> Planned {
    let organ = |name: &str| names.get(name).cloned();
    let (mut values, mut found) = (Values::new(), Vec::new());
    for (name, text) in typed.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let Some(field) = register.field(name) else {
            let say = Say::new("registers.unknown_field").with("field", name);
            found.push(RowFault { field: name.clone(), say });
            continue;
        };
        match cell(field, text, &organ) {
            Ok(value) => _ = values.insert(name.clone(), value),
            Err(say) => found.push(RowFault { field: name.clone(), say: say.with("field", &field.title) }),
        }
    }
    Planned { line, typed, row: None, values, faults: found }
}

fn judge(tx: &mut Tx<'_>, register: &Register, line: &mut Planned, by: &By<'_>) -> Result<(), StoreError> {
    let told: BTreeSet<String> = line.faults.iter().map(|fault| fault.field.clone()).collect();
    let mut found = match &line.row {
        None => faults(register, register.start(), &line.values, None),
        Some(row) => {
            line.values = differing(&row.values, std::mem::take(&mut line.values));
            let mut found = faults_after(register, row, &line.values);
            found.retain(|fault| line.values.contains_key(&fault.field) || fault.field.is_empty());
            found.extend(day_faults(row, day_of(by.now), day_of(by.now)));
            found
        }
    };
    found.extend(links(tx, register, &line.values)?);
    found.retain(|fault| fault.field.is_empty() || !told.contains(&fault.field));
    line.faults.extend(found);
    Ok(())
}

/// Writes a sheet that has no faults; gives how many rows were added and changed.
///
/// # Errors
/// A line has faults, or the store's failure. Nothing is written then.
pub fn write_plan(
    tx: &mut Tx<'_>,
    book: &Book,
    planned: Vec<Planned>,
    by: &By<'_>,
) -> Result<(u64, u64), NotWritten> {
    open(book)?;
    let register = &book.register;
    let today = day_of(by.now);
    let found: Vec<RowFault> = planned.iter().flat_map(|line| line.faults.clone()).collect();
    if !found.is_empty() {
        return Err(NotWritten::Faults(found));
    }
    let (mut new, mut changes) = (Vec::new(), Vec::new());
    for line in planned.into_iter().filter(|line| !line.values.is_empty()) {
        match line.row {
            None => new.push(new_row(book, line.values, new.len(), today)),
            Some(row) => {
                changes.push(Change { id: row.id, values: line.values, from: today, reason: String::new() });
            }
        }
    }
    for rows in new.chunks(AN_ENTRY) {
        let event = RegisterEvent::Added { register: register.id.clone(), rows: rows.to_vec() };
        append(tx, &register.id, &event, by)?;
    }
    for rows in changes.chunks(AN_ENTRY) {
        let event = RegisterEvent::Changed { register: register.id.clone(), rows: rows.to_vec() };
        append(tx, &register.id, &event, by)?;
    }
    Ok((new.len() as u64, changes.len() as u64))
}

fn new_row(book: &Book, values: Values, before: usize, from: Date) -> NewRow {
    NewRow {
        id: book.numbered + before as u64 + 1,
        state: book.register.start().to_owned(),
        values,
        from,
        made_up: false,
    }
}
