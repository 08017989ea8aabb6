//! Records of a list as rows, and recording.

use super::rows::places;
use super::spans::{SPAN, by_codes, read as read_span};
use super::{NO_EDITION, derived, handovers, json};
use crate::event::PowersEvent;
use crate::model::{Item, Span};
use crate::records::{Authority, Matter, Record, Simpler, standings};
use jiff::Timestamp;
use kernel::{Entry, Happening, Say, day_of};
use page::Refusal;
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, Value};

/// Applies a record.
pub(super) fn recorded(
    tx: &mut Tx<'_>,
    list: &str,
    id: u32,
    matter: Matter,
    entry: &Entry,
) -> Result<(), StoreError> {
    let word = matter.word();
    let record = Record { id, seq: entry.seq, at: entry.at, by: entry.actor.clone(), matter };
    let key: [(&str, Value); 3] =
        [("district", tx.district().into()), ("list", list.into()), ("id", id.into())];
    let rest: [(&str, Value); 3] =
        [("matter", word.into()), ("seq", entry.seq.into()), ("detail", json(&record)?.into())];
    tx.upsert("power_records", &key, &rest)
}

fn read(row: &Row) -> Result<Record, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

/// Every record of a list about some matters, in the order in which they were recorded. The words are those of
/// [`Matter::word`].
///
/// # Errors
/// The store's failure.
pub fn records(tx: &mut Tx<'_>, list: &str, matters: &[&str]) -> Result<Vec<Record>, StoreError> {
    let sql = format!(
        "SELECT detail FROM power_records WHERE district = ?1 AND list = ?2 AND matter IN ({}) ORDER BY id",
        places(2, matters.len())
    );
    let mut values: Vec<Value> = vec![tx.district().into(), list.into()];
    values.extend(matters.iter().map(|matter| Value::from(*matter)));
    tx.query(&sql, &values)?.iter().map(read).collect()
}

/// Records things of a list, all of them or none; the number of the first within its list, and of its entry.
///
/// # Errors
/// The sentence of the first thing that cannot be recorded, which nothing else is recorded beside; or the store's
/// failure.
pub fn record(
    tx: &mut Tx<'_>,
    list: &str,
    matters: Vec<Matter>,
    by: &str,
    now: Timestamp,
) -> Result<(u32, u64), Refusal> {
    let stream = format!("powers-records/{list}");
    let (mut version, mut first) = (tx.version(&stream)?, None);
    let mut events = Vec::new();
    for matter in matters {
        let matter = checked(tx, list, matter, by, now)?;
        let id = u32::try_from(version + 1).map_err(|e| derived(&e))?;
        first.get_or_insert(id);
        let event = PowersEvent::Recorded { list: list.to_owned(), id, matter };
        events.push(event.event().map_err(|e| derived(&e))?);
        version += 1;
    }
    let Some(first) = first else {
        return Err(Refusal::Invalid(Say::new("powers_records.nothing")));
    };
    let at = tx.version(&stream)?;
    let seq = tx.append(&stream, at, &events, by, now)?.first().copied().unwrap_or_default();
    Ok((first, seq))
}

/// The matter with the bodies' own names, if it can be recorded as the list stands.
fn checked(
    tx: &mut Tx<'_>,
    list: &str,
    mut matter: Matter,
    by: &str,
    now: Timestamp,
) -> Result<Matter, Refusal> {
    let today = day_of(now);
    let invalid = Refusal::Invalid;
    match &mut matter {
        Matter::Day(day) => {
            let waiting = handovers::waiting(tx, list)?;
            day.check(&waiting, &records(tx, list, &["day"])?, today).map_err(Refusal::Conflict)?;
        }
        Matter::Proposed(proposal) => {
            proposal.asked_by = body(tx, &proposal.asked_by)?;
            let states = states(tx, list, &proposal.codes)?;
            proposal.check(&|code| stands(&states, code), today).map_err(invalid)?;
        }
        Matter::Stepped(stepped) => {
            let all = standings(&records(tx, list, &["proposed", "stepped"])?);
            let unknown = || Say::new("powers_records.no_proposal").with("id", stepped.proposal);
            let standing = all.iter().find(|standing| standing.id == stepped.proposal);
            let standing = standing.ok_or_else(|| Refusal::NotFound(unknown()))?;
            stepped.step.check(standing, by, today).map_err(Refusal::Conflict)?;
        }
        Matter::Noted(note) => {
            note.body = body(tx, &note.body)?;
            let states = states(tx, list, &note.codes)?;
            note.check(&|code| states.contains_key(code), today).map_err(invalid)?;
        }
        Matter::Simpler(simpler) => check_simpler(tx, list, simpler, today)?,
        Matter::Authority(authority) => check_authority(tx, list, authority, today)?,
        Matter::Delegated(delegation) => {
            (delegation.body, delegation.delegate) =
                (body(tx, &delegation.body)?, body(tx, &delegation.delegate)?);
            let states = states(tx, list, &delegation.codes)?;
            let of = |code: &str| states.get(code).cloned().unwrap_or_default();
            delegation.check(&of, &records(tx, list, &["delegated"])?).map_err(Refusal::Conflict)?;
        }
    }
    Ok(matter)
}

fn check_simpler(
    tx: &mut Tx<'_>,
    list: &str,
    simpler: &Simpler,
    today: jiff::civil::Date,
) -> Result<(), Refusal> {
    let states = states(tx, list, std::slice::from_ref(&simpler.code))?;
    simpler.check(&|code| stands(&states, code), today).map_err(Refusal::Invalid)
}

fn check_authority(
    tx: &mut Tx<'_>,
    list: &str,
    authority: &mut Authority,
    today: jiff::civil::Date,
) -> Result<(), Refusal> {
    authority.body = body(tx, &authority.body)?;
    let named = !items_with(tx, list, &[&authority.name])?.is_empty();
    authority.check(&|_| named, today).map_err(Refusal::Invalid)
}

/// The own name of a body of the register.
fn body(tx: &mut Tx<'_>, name: &str) -> Result<String, Refusal> {
    let sql = "SELECT organ FROM power_bodies WHERE district = ?1 AND name = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), name.trim().into()])?;
    let unknown = || Refusal::Invalid(Say::new("powers_records.unknown_body").with("body", name));
    Ok(row.ok_or_else(unknown)?.text(0)?)
}

/// Every state of some items of a list.
pub(crate) fn states(
    tx: &mut Tx<'_>,
    list: &str,
    codes: &[String],
) -> Result<BTreeMap<String, Vec<Span>>, StoreError> {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for span in by_codes(tx, list, &codes, "")? {
        found.entry(span.item.code.clone()).or_default().push(span);
    }
    Ok(found)
}

/// Whether an item is in force in the newest edition.
fn stands(states: &BTreeMap<String, Vec<Span>>, code: &str) -> bool {
    states.get(code).is_some_and(|spans| spans.iter().any(|span| span.ended.is_none()))
}

/// Items of the newest edition that have one of these words in their names, in the list's order.
///
/// # Errors
/// The store's failure.
pub(crate) fn items_with(tx: &mut Tx<'_>, list: &str, words: &[&str]) -> Result<Vec<Item>, StoreError> {
    let words: Vec<&&str> = words.iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let like: Vec<String> =
        (3..3 + words.len()).map(|place| format!("name LIKE ?{place} ESCAPE '\\'")).collect();
    let sql = format!(
        "SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND ended >= {NO_EDITION} AND ({}) \
         ORDER BY position",
        like.join(" OR ")
    );
    let mut values: Vec<Value> = vec![tx.district().into(), list.into()];
    values.extend(words.iter().map(|word| Value::from(pattern(word))));
    tx.query(&sql, &values)?.iter().map(|row| read_span(row).map(|span| span.item)).collect()
}

/// A word anywhere, with the marks that would mean something in a pattern taken literally.
fn pattern(word: &str) -> String {
    let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}
