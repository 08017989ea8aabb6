//! What people do to a row: add, change, move, end. Every fault is found before anything is recorded.

use super::books::Book;
use super::derived;
use super::rows::{by_key, find, row};
use crate::model::{Change, NewRow, RegisterEvent, Row, RowFault, Values, faults, key_text};
use crate::model::{Hands, step};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Happening, Say, day_of};
use pack::{FieldKind, Register};
use page::Refusal;
use std::collections::BTreeSet;
use store::{StoreError, Tx};

/// Why nothing was recorded: the faults of the row, or another refusal.
#[derive(Debug)]
pub enum NotWritten {
    /// What is wrong with the row, all of it.
    Faults(Vec<RowFault>),
    /// Something else.
    Other(Refusal),
}

impl From<StoreError> for NotWritten {
    fn from(error: StoreError) -> NotWritten {
        NotWritten::Other(error.into())
    }
}

impl From<Refusal> for NotWritten {
    fn from(refusal: Refusal) -> NotWritten {
        NotWritten::Other(refusal)
    }
}

/// Who writes, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The account.
    pub account: &'a str,
    /// Whose hand it is.
    pub hands: Hands,
    /// The instant.
    pub now: Timestamp,
}

impl By<'_> {
    fn today(&self) -> Date {
        day_of(self.now)
    }
}

/// Records something of a register; gives the ledger's number.
pub(super) fn append(
    tx: &mut Tx<'_>,
    register: &str,
    event: &RegisterEvent,
    by: &By<'_>,
) -> Result<u64, StoreError> {
    let stream = format!("register/{register}");
    let event = event.event().map_err(|e| derived(&e))?;
    tx.add(&stream, event, by.account, by.now)
}

pub(super) fn whole(say: Say) -> RowFault {
    RowFault { field: String::new(), say }
}

pub(super) fn open(book: &Book) -> Result<(), Refusal> {
    let closed = || Refusal::Conflict(Say::new("registers.not_declared").with("register", &book.register.id));
    if book.declared { Ok(()) } else { Err(closed()) }
}

/// Faults of the links of a row: the thing must be there.
pub(super) fn links(
    tx: &mut Tx<'_>,
    register: &Register,
    values: &Values,
) -> Result<Vec<RowFault>, StoreError> {
    let mut found = Vec::new();
    for field in register.fields.iter().filter(|field| field.kind == FieldKind::Link) {
        let Some(value) = values.get(&field.name).filter(|value| !value.is_empty()) else { continue };
        let there = match field.to.as_str() {
            kind @ ("duty" | "indicator" | "incident" | "power") => {
                store::card::get(tx, &format!("{kind}/{value}"))?.is_some()
            }
            other => match value.parse() {
                Ok(number) => find(tx, other, number)?.is_some(),
                Err(_) => false,
            },
        };
        if !there {
            let say = Say::new("registers.no_such_link").with("field", &field.title).with("found", value);
            found.push(RowFault { field: field.name.clone(), say });
        }
    }
    Ok(found)
}

/// Adds a row; gives its number and that of the entry.
///
/// # Errors
/// Every fault of the row, a key that another row in force bears, or the store's failure.
pub fn add(
    tx: &mut Tx<'_>,
    book: &Book,
    values: Values,
    from: Date,
    made_up: bool,
    by: &By<'_>,
) -> Result<(u64, u64), NotWritten> {
    open(book)?;
    let register = &book.register;
    let state = register.start().to_owned();
    let mut found = faults(register, &state, &values, None);
    found.extend(links(tx, register, &values)?);
    if from > by.today() {
        found.push(whole(Say::new("registers.day_ahead").with("day", from)));
    }
    let key = key_text(register, &values);
    if let Some(other) = by_key(tx, &register.id, &BTreeSet::from([key.clone()]), by.today())?.get(&key) {
        found.push(whole(
            Say::new("registers.key_taken").with("row", other.id).with("name", other.name(register)),
        ));
    }
    if !found.is_empty() {
        return Err(NotWritten::Faults(found));
    }
    let id = book.numbered + 1;
    let new = NewRow { id, state, values, from, made_up };
    let event = RegisterEvent::Added { register: register.id.clone(), rows: vec![new] };
    Ok((id, append(tx, &register.id, &event, by)?))
}

/// What is written over, and on what it rests.
#[derive(Debug)]
pub struct Rewrite {
    /// The row.
    pub id: u64,
    /// The version that was seen; 0 when nobody looked.
    pub seen: u32,
    /// The values that stand there afterwards; fields that are not named stay.
    pub values: Values,
    /// From which day on.
    pub from: Date,
    /// Why.
    pub reason: String,
}

/// Changes a row; gives the number of the entry, 0 when nothing differs.
///
/// # Errors
/// Every fault of the row as it would stand, somebody else was faster, or the store's failure.
pub fn change(tx: &mut Tx<'_>, book: &Book, rewrite: Rewrite, by: &By<'_>) -> Result<u64, NotWritten> {
    open(book)?;
    let register = &book.register;
    let before = row(tx, &register.id, rewrite.id)?;
    seen(&before, rewrite.seen)?;
    let differs = differing(&before.values, rewrite.values);
    if differs.is_empty() {
        return Ok(0);
    }
    let mut found = faults_after(register, &before, &differs);
    found.extend(links(tx, register, &differs)?);
    found.extend(given_away(register, &differs, by.hands));
    found.extend(day_faults(&before, rewrite.from, by.today()));
    let key = key_text(register, &after(&before.values, &differs));
    let others = by_key(tx, &register.id, &BTreeSet::from([key.clone()]), by.today())?;
    if let Some(other) = others.get(&key).filter(|other| other.id != before.id) {
        found.push(whole(
            Say::new("registers.key_taken").with("row", other.id).with("name", other.name(register)),
        ));
    }
    if !found.is_empty() {
        return Err(NotWritten::Faults(found));
    }
    let change = Change { id: before.id, values: differs, from: rewrite.from, reason: rewrite.reason };
    let event = RegisterEvent::Changed { register: register.id.clone(), rows: vec![change] };
    Ok(append(tx, &register.id, &event, by)?)
}

/// Whom a row belongs to is for the keeper and the writers to say: an owner does not pass it to another.
fn given_away(register: &Register, differs: &Values, hands: Hands) -> Option<RowFault> {
    let field = register.field(register.owner.as_ref()?)?;
    let fault = || RowFault {
        field: field.name.clone(),
        say: Say::new("registers.owner_stays")
            .with("field", &field.title)
            .with("keeper", &register.keeper.organ),
    };
    (!hands.keeper && !hands.writer && differs.contains_key(&field.name)).then(fault)
}

fn seen(row: &Row, seen: u32) -> Result<(), NotWritten> {
    if let Some(day) = row.ended {
        return Err(Refusal::Conflict(Say::new("registers.has_ended").with("day", day)).into());
    }
    if seen != 0 && seen != row.version {
        let say = Say::new("registers.changed_meanwhile").with("by", &row.by).with("version", row.version);
        return Err(Refusal::Conflict(say).into());
    }
    Ok(())
}

/// The values that differ from what stands.
pub(super) fn differing(before: &Values, values: Values) -> Values {
    let stands = |name: &String| before.get(name).map_or("", String::as_str);
    values.into_iter().filter(|(name, value)| stands(name) != value).collect()
}

/// What stands afterwards.
pub(super) fn after(before: &Values, differs: &Values) -> Values {
    let mut after = before.clone();
    after.extend(differs.clone());
    after.retain(|_, value| !value.is_empty());
    after
}

/// Faults of a row as it would stand after a change.
pub(super) fn faults_after(register: &Register, before: &Row, differs: &Values) -> Vec<RowFault> {
    faults(register, &before.state, &after(&before.values, differs), Some(&before.values))
}

/// A change begins no earlier than what it changes, and not in days to come.
pub(super) fn day_faults(before: &Row, from: Date, today: Date) -> Option<RowFault> {
    if from > today {
        return Some(whole(Say::new("registers.day_ahead").with("day", from)));
    }
    let early = Say::new("registers.day_before").with("day", from).with("from", before.from);
    (from < before.from).then(|| whole(early))
}

/// A step to another state.
#[derive(Debug)]
pub struct Step {
    /// The row.
    pub id: u64,
    /// The version that was seen; 0 when nobody looked.
    pub seen: u32,
    /// The state.
    pub to: String,
    /// From which day on.
    pub from: Date,
    /// Why.
    pub reason: String,
}

/// Moves a row to another state; gives the number of the entry.
///
/// # Errors
/// No such way, somebody else's to take, a gate that is closed and everything it needs; or the store's failure.
pub fn move_row(tx: &mut Tx<'_>, book: &Book, taken: Step, by: &By<'_>) -> Result<u64, NotWritten> {
    open(book)?;
    let register = &book.register;
    let before = row(tx, &register.id, taken.id)?;
    seen(&before, taken.seen)?;
    let mut found = step(register, &before, &taken.to, by.hands, by.account);
    found.extend(day_faults(&before, taken.from, by.today()));
    if !found.is_empty() {
        return Err(NotWritten::Faults(found));
    }
    let Step { id, to, from, reason, .. } = taken;
    let event = RegisterEvent::Moved { register: register.id.clone(), id, to, from, reason };
    Ok(append(tx, &register.id, &event, by)?)
}

/// Ends a row: from that day on it is not in force. Its history stays.
///
/// # Errors
/// No reason, a day before the row or ahead, or the store's failure.
pub fn end(
    tx: &mut Tx<'_>,
    book: &Book,
    (id, version): (u64, u32),
    on: Date,
    reason: &str,
    by: &By<'_>,
) -> Result<u64, NotWritten> {
    open(book)?;
    let before = row(tx, &book.register.id, id)?;
    seen(&before, version)?;
    let mut found: Vec<RowFault> = day_faults(&before, on, by.today()).into_iter().collect();
    if !by.hands.keeper && !by.hands.writer {
        found.push(whole(Say::new("registers.not_yours_to_end").with("keeper", &book.register.keeper.organ)));
    }
    if reason.trim().is_empty() {
        found.push(whole(Say::new("registers.no_reason")));
    }
    if !found.is_empty() {
        return Err(NotWritten::Faults(found));
    }
    let register = book.register.id.clone();
    let event = RegisterEvent::Ended { register, id, on, reason: reason.trim().to_owned() };
    Ok(append(tx, &book.register.id, &event, by)?)
}
