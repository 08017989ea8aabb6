//! How many items the document behind an edition says there are (P-001).

use crate::event::PowersEvent;
use crate::model::{Edition, Kinds};
use ::store::Tx;
use kernel::Entry;
use pack::{Adopted, Counted};
use page::Refusal;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What a document declares of its list; empty where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) total: Option<u64>,
    pub(super) kinds: Kinds,
}

/// Declarations are read from a whole pack and never change; so many are remembered.
const KEPT: usize = 256;

/// A district, a list and a number of its ledger.
type Key = (String, String, u64);

static READ: Mutex<Option<HashMap<Key, Declared>>> = Mutex::new(None);

/// What the entry that made an edition declares.
pub(super) fn declared(tx: &mut Tx<'_>, edition: &Edition) -> Result<Declared, Refusal> {
    let key = (tx.district().to_owned(), edition.list.clone(), edition.seq);
    let lock = || READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(declared) = lock().as_ref().and_then(|read| read.get(&key)) {
        return Ok(declared.clone());
    }
    let entry = tx.entries(edition.seq.saturating_sub(1), 1)?.pop();
    let declared = entry.map(|entry| of(&entry, &edition.list)).unwrap_or_default();
    let mut read = lock();
    let read = read.get_or_insert_default();
    if read.len() >= KEPT {
        read.clear();
    }
    read.insert(key, declared.clone());
    Ok(declared)
}

fn of(entry: &Entry, list: &str) -> Declared {
    if entry.kind == Adopted::KIND {
        return Adopted::of(entry).map(|adopted| of_pack(&adopted, list)).unwrap_or_default();
    }
    match entry.read::<PowersEvent>() {
        Some(PowersEvent::Adjusted { adjustment, .. }) => {
            Declared { total: adjustment.expect, kinds: adjustment.expect_kinds }
        }
        _ => Declared::default(),
    }
}

fn of_pack(adopted: &Adopted, list: &str) -> Declared {
    let mut declared = Declared::default();
    for count in adopted.pack.document(list).map(|document| document.counts.as_slice()).unwrap_or_default() {
        match &count.what {
            Counted::Powers => declared.total = Some(count.number as u64),
            Counted::PowersOfKind(kind) => _ = declared.kinds.insert(kind.clone(), count.number as u64),
            _ => {}
        }
    }
    declared
}
