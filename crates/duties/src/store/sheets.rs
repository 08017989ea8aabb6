//! 督办单: issued by the office about a duty, answered by its organ, closed with evidence.

use super::derived;
use super::write::{denied, known};
use crate::model::{Color, Denied, Sheet, SheetEvent, SheetState, may_answer, may_close, may_issue};
use jiff::Timestamp;
use kernel::{Entry, Happening, Say, day_of};
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// A sheet as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// As it was issued.
    pub sheet: Sheet,
    /// Where it stands.
    pub state: SheetState,
    /// When it was issued.
    pub issued: Timestamp,
    /// Who answered last; empty before.
    pub answerer: String,
    /// Version of its stream.
    pub version: u64,
}

impl SheetRow {
    /// Whether the day of the answer is past without one (computed, never stored).
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state == SheetState::Open && self.sheet.reply_by < now
    }
}

const SHEET: &str = "SELECT detail, state, issued, answerer, version FROM duty_sheets WHERE district = ?1";

fn read(row: &Row) -> Result<SheetRow, StoreError> {
    Ok(SheetRow {
        sheet: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        state: SheetState::from_word(&row.text(1)?).ok_or_else(|| derived(&"unknown state"))?,
        issued: row.time(2)?,
        answerer: row.text(3)?,
        version: row.count(4)?,
    })
}

/// What the ledger makes of a sheet.
pub(super) fn happened(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let event = entry.read::<SheetEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
    let id = entry.stream.strip_prefix("duty-sheet/").unwrap_or_default();
    let (state, answerer) = match &event {
        SheetEvent::Issued(sheet) => return put(tx, sheet, entry),
        SheetEvent::Answered { .. } => (SheetState::Answered, Some(&entry.actor)),
        SheetEvent::Closed { .. } => (SheetState::Closed, None),
    };
    let mut values: Vec<Value> =
        vec![tx.district().into(), id.into(), state.word().into(), entry.version.into()];
    let mut sets = "state = ?3, version = ?4".to_owned();
    if let Some(answerer) = answerer {
        values.push(answerer.into());
        sets.push_str(", answerer = ?5");
    }
    tx.execute(&format!("UPDATE duty_sheets SET {sets} WHERE district = ?1 AND id = ?2"), &values).map(|_| ())
}

fn put(tx: &mut Tx<'_>, sheet: &Sheet, entry: &Entry) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("id", sheet.id().into())];
    let rest: [(&str, Value); 10] = [
        ("year", i64::from(sheet.year).into()),
        ("serial", sheet.serial.into()),
        ("color", sheet.color.word().into()),
        ("organ", (&sheet.organ).into()),
        ("duty", (&sheet.duty).into()),
        ("state", SheetState::Open.word().into()),
        ("issued", entry.at.into()),
        ("answerer", "".into()),
        ("version", entry.version.into()),
        ("detail", serde_json::to_string(sheet).map_err(|e| derived(&e))?.into()),
    ];
    tx.upsert("duty_sheets", &key, &rest)
}

/// The sheet of that identity.
///
/// # Errors
/// There is none, or the store's failure.
pub(crate) fn sheet(tx: &mut Tx<'_>, id: &str) -> Result<SheetRow, Refusal> {
    let row = tx.query_one(&format!("{SHEET} AND id = ?2"), &[tx.district().into(), id.into()])?;
    let row = row.ok_or_else(|| Refusal::NotFound(Say::new("duties.no_sheet").with("id", id)))?;
    Ok(read(&row)?)
}

/// The sheets about a duty, the first first.
///
/// # Errors
/// The store's failure.
pub fn sheets_on(tx: &mut Tx<'_>, duty: &str) -> Result<Vec<SheetRow>, StoreError> {
    let sql = format!("{SHEET} AND duty = ?2 ORDER BY issued, id");
    tx.query(&sql, &[tx.district().into(), duty.into()])?.iter().map(read).collect()
}

/// One page of the sheets, of one organ when it is not empty, the latest first, and how many there are.
///
/// # Errors
/// The store's failure.
pub(crate) fn sheets(
    tx: &mut Tx<'_>,
    organ: &str,
    (page, per): (u32, u32),
) -> Result<(u64, Vec<SheetRow>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into()];
    let mut of = String::new();
    if !organ.is_empty() {
        values.push(organ.into());
        of.push_str(" AND organ = ?2");
    }
    let count = format!("SELECT COUNT(*) FROM duty_sheets WHERE district = ?1{of}");
    let total = tx.query_one(&count, &values)?.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!("{SHEET}{of} ORDER BY issued DESC, id LIMIT {per} OFFSET {offset}");
    Ok((total, tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?))
}

/// What the office asks for by a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Pressing {
    /// How grave it is.
    pub(crate) color: Color,
    /// What is asked for.
    pub(crate) asks: String,
    /// Until when the organ answers.
    pub(crate) reply_by: Timestamp,
    /// In whose name.
    pub(crate) issuer: String,
}

/// Issues a sheet about a duty with the next number of its year.
///
/// # Errors
/// What [`may_issue`] refuses, the duty asks nothing of anybody now, no such duty, or the store's failure.
pub(crate) fn issue_sheet(
    tx: &mut Tx<'_>,
    duty: &str,
    pressing: Pressing,
    by: &str,
    now: Timestamp,
) -> Result<Sheet, Refusal> {
    let duty = known(tx, duty)?;
    if !duty.now.state.awaits_organ() {
        return Err(denied(Denied::Conflict(Say::new("duties.nothing_to_chase"))));
    }
    let open = sheets_on(tx, &duty.opened.id)?.into_iter().filter(|row| row.state != SheetState::Closed);
    let open = open.map(|row| row.sheet.color).max();
    let year = day_of(now).year();
    let last = "SELECT MAX(serial) FROM duty_sheets WHERE district = ?1 AND year = ?2";
    let last = tx.query_one(last, &[tx.district().into(), i64::from(year).into()])?;
    let last = last.map_or(Ok(None), |row| row.opt_int(0))?.unwrap_or(0);
    let sheet = Sheet {
        year,
        serial: u32::try_from(last + 1).unwrap_or(u32::MAX),
        color: pressing.color,
        organ: duty.organ().to_owned(),
        title: duty.opened.title.clone(),
        duty: duty.opened.id,
        asks: pressing.asks.trim().to_owned(),
        reply_by: pressing.reply_by,
        issuer: pressing.issuer.trim().to_owned(),
    };
    may_issue(&sheet, open, now).map_err(denied)?;
    record(tx, &sheet.id(), 0, &SheetEvent::Issued(sheet.clone()), (by, now))?;
    Ok(sheet)
}

fn record(
    tx: &mut Tx<'_>,
    id: &str,
    version: u64,
    event: &SheetEvent,
    (by, now): (&str, Timestamp),
) -> Result<u64, Refusal> {
    let event = event.event().map_err(|e| derived(&e))?;
    let numbers = tx.append(&format!("duty-sheet/{id}"), version, &[event], by, now)?;
    Ok(numbers.first().copied().unwrap_or_default())
}

/// An organ answers a sheet.
///
/// # Errors
/// What [`may_answer`] refuses, no such sheet, or the store's failure.
pub(crate) fn answer_sheet(
    tx: &mut Tx<'_>,
    id: &str,
    (text, evidence): (&str, &str),
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let row = sheet(tx, id)?;
    may_answer(row.state, text).map_err(denied)?;
    let event = SheetEvent::Answered { text: text.trim().to_owned(), evidence: evidence.trim().to_owned() };
    record(tx, id, row.version, &event, (by, now))
}

/// The office closes a sheet with what shows that it is done.
///
/// # Errors
/// What [`may_close`] refuses, no such sheet, or the store's failure.
pub(crate) fn close_sheet(
    tx: &mut Tx<'_>,
    id: &str,
    evidence: &str,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let row = sheet(tx, id)?;
    may_close(row.state, &row.answerer, by, evidence).map_err(denied)?;
    record(tx, id, row.version, &SheetEvent::Closed { evidence: evidence.trim().to_owned() }, (by, now))
}
