//! The earlier list as edition 0, with a hand-over sheet for each item that the first edition does not have.

use super::load::bodies;
use super::record::{cited, put_edition};
use super::spans::{Rest, SPAN_COLUMNS, read as read_span};
use super::{derived, edition, json, spans::SPAN};
use crate::earlier::{Compared, EarlierItem, EarlierList, Standing, compared};
use crate::event::PowersEvent;
use crate::model::{Edition, Item, Kinds};
use crate::store::{Handover, ListRow};
use jiff::Timestamp;
use kernel::{Entry, Happening, Say};
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Algorithm, StoreError, Tx, Value};

/// The number of the edition that an earlier list makes, and of the one that replaces it.
const EARLIER: u32 = 0;
const FIRST: u32 = 1;

/// An earlier list that was recorded.
pub(crate) struct Listed {
    pub(crate) edition: Edition,
    pub(crate) compared: Compared,
}

/// What an earlier list is checked against.
///
/// # Errors
/// The list has no first edition, or the store's failure.
pub(crate) fn standing(tx: &mut Tx<'_>, list: &ListRow) -> Result<Standing, Refusal> {
    let first = first(tx, &list.id)?;
    let signed = super::handovers(tx, &list.id, FIRST)?;
    Ok(Standing {
        first: first.effective,
        codes: items_of_first(tx, &list.id)?.into_keys().collect(),
        bodies: bodies(tx)?,
        signed: signed.iter().any(|handover| handover.given.is_some() || handover.taken.is_some()),
    })
}

fn first(tx: &mut Tx<'_>, list: &str) -> Result<Edition, StoreError> {
    edition(tx, list, FIRST)?.ok_or_else(|| derived(&format!("list {list} has no first edition")))
}

fn items_of_first(tx: &mut Tx<'_>, list: &str) -> Result<BTreeMap<String, Item>, StoreError> {
    let sql =
        format!("SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND edition = {FIRST}");
    let found = tx.query(&sql, &[tx.district().into(), list.into()])?;
    found.iter().map(|row| read_span(row).map(|span| (span.item.code.clone(), span.item))).collect()
}

/// Records an earlier list that was checked against [`standing`] in the same transaction.
///
/// # Errors
/// The store's failure.
pub(crate) fn list_earlier(
    tx: &mut Tx<'_>,
    list: &ListRow,
    earlier: EarlierList,
    by: &str,
    now: Timestamp,
) -> Result<Listed, Refusal> {
    let codes = items_of_first(tx, &list.id)?.into_keys().collect();
    let compared = compared(&earlier, &codes);
    let event = PowersEvent::EarlierListed { list: list.id.clone(), earlier };
    let event = event.event().map_err(|e| derived(&e))?;
    let stream = format!("powers/{}", list.id);
    tx.add(&stream, event, by, now)?;
    let edition = edition(tx, &list.id, EARLIER)?;
    let edition =
        edition.ok_or_else(|| Refusal::NotFound(Say::new("powers.no_list").with("list", &list.id)))?;
    Ok(Listed { edition, compared })
}

/// Applies an earlier list; a later one takes the place of one that nobody has signed anything of.
pub(super) fn listed(
    tx: &mut Tx<'_>,
    list: &str,
    earlier: &EarlierList,
    entry: &Entry,
) -> Result<(), StoreError> {
    let (first, now) = (first(tx, list)?, items_of_first(tx, list)?);
    let key = [tx.district().into(), list.into()];
    for sql in [
        "DELETE FROM power_spans WHERE district = ?1 AND list = ?2 AND edition = 0",
        "DELETE FROM power_handovers WHERE district = ?1 AND list = ?2 AND edition = 1",
    ] {
        tx.execute(sql, &key)?;
    }
    put_spans(tx, list, earlier, &first, entry)?;
    put_handovers(tx, list, earlier, &first)?;
    put_edition(tx, &edition_of(list, earlier, entry))?;
    put_edition(tx, &recounted(first, earlier, &now))
}

fn edition_of(list: &str, earlier: &EarlierList, entry: &Entry) -> Edition {
    let mut kinds = Kinds::new();
    earlier.items.iter().for_each(|item| *kinds.entry(item.kind.clone()).or_default() += 1);
    let seq = entry.seq.to_string();
    let parts = [list.as_bytes(), b"\n", seq.as_bytes(), b"\n", entry.body.as_bytes()];
    Edition {
        list: list.to_owned(),
        number: EARLIER,
        effective: earlier.from,
        basis: earlier.document.clone(),
        reason: String::new(),
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor.clone(),
        total: kinds.values().sum(),
        kinds,
        added: 0,
        cancelled: 0,
        changed: 0,
        passed_over: Vec::new(),
        digest: Algorithm::Sha256.digest(&parts).to_string(),
    }
}

/// The first edition no longer begins with nothing: what it added, cancelled and changed is counted against the
/// earlier list. Its digest and its entry stay.
fn recounted(first: Edition, earlier: &EarlierList, now: &BTreeMap<String, Item>) -> Edition {
    let codes: BTreeSet<String> = now.keys().cloned().collect();
    let counts = compared(earlier, &codes);
    let differs = |item: &&EarlierItem| {
        let same =
            |new: &Item| new.name == item.name && new.kind == item.kind && new.holder == earlier.holder;
        now.get(&item.code).is_some_and(|new| !same(new))
    };
    let changed = u64::try_from(earlier.items.iter().filter(differs).count()).unwrap_or(u64::MAX);
    Edition { added: counts.added, cancelled: counts.withdrawn, changed, ..first }
}

fn put_spans(
    tx: &mut Tx<'_>,
    list: &str,
    earlier: &EarlierList,
    first: &Edition,
    entry: &Entry,
) -> Result<(), StoreError> {
    let district = tx.district().to_owned();
    let row = |item: &EarlierItem| -> Result<Vec<Value>, StoreError> {
        let rest = Rest::of_fact(format!("{list}.earlier.{}", item.code));
        Ok(vec![
            district.as_str().into(),
            list.into(),
            (&item.code).into(),
            EARLIER.into(),
            FIRST.into(),
            earlier.from.to_string().into(),
            first.effective.to_string().into(),
            item.seq.into(),
            (&item.kind).into(),
            (&earlier.holder).into(),
            (&item.name).into(),
            entry.seq.into(),
            json(&rest)?.into(),
        ])
    };
    let found = earlier.items.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    tx.insert("power_spans", &SPAN_COLUMNS, &found)
}

fn put_handovers(
    tx: &mut Tx<'_>,
    list: &str,
    earlier: &EarlierList,
    first: &Edition,
) -> Result<(), StoreError> {
    let mut found = Vec::new();
    for item in &earlier.items {
        let Some(taking) = item.department.clone() else { continue };
        let handover = Handover {
            list: list.to_owned(),
            code: item.code.clone(),
            name: item.name.clone(),
            edition: FIRST,
            giving: earlier.holder.clone(),
            taking,
            effective: first.effective,
            basis: first.basis.clone(),
            citation: cited(&first.basis, &item.code, &item.name)?,
            sheet: None,
            given: None,
            taken: None,
        };
        found.push(super::handovers::row(tx.district(), &handover)?);
    }
    tx.insert("power_handovers", &super::handovers::COLUMNS, &found)
}
