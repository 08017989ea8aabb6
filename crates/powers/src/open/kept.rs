//! Indexes of editions, kept in memory: an edition never changes, so that its index is made once.

use crate::model::{Edition, Span};
use crate::search::Index;
use crate::store::{self, ListRow};
use ::store::{StoreError, Tx};
use jiff::civil::Date;
use kernel::Say;
use page::Refusal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Editions kept; of others the one used longest ago is forgotten. By estimate, one of 200,000 items takes 60 MB.
const KEPT: usize = 4;

static KEPT_INDEXES: Mutex<Vec<Arc<Made>>> = Mutex::new(Vec::new());

/// What is asked of an edition again and again.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) edition: Edition,
    pub(super) editions: Vec<Edition>,
    made: Arc<Made>,
}

/// What never changes of an edition, except the names of bodies, which a pack may add to.
#[derive(Debug)]
pub(super) struct Made {
    key: Key,
    pub(super) index: Index,
    pub(super) holders: BTreeMap<String, u64>,
}

/// District, list, edition, its digest, and how many names of bodies there are.
type Key = (String, String, u32, String, usize);

impl std::ops::Deref for Kept {
    type Target = Made;

    fn deref(&self) -> &Made {
        &self.made
    }
}

/// The index of an edition; of the one in force today when none is named.
pub(super) fn of(tx: &mut Tx<'_>, list: &ListRow, number: &str, today: Date) -> Result<Kept, Refusal> {
    let editions = store::editions(tx, &list.id)?;
    let edition = chosen(&editions, list, number, today)?;
    let names = names(tx)?;
    let key =
        (tx.district().to_owned(), list.id.clone(), edition.number, edition.digest.clone(), names.len());
    let made = match recall(&key) {
        Some(made) => made,
        None => keep(make(key, &store::at_edition(tx, &list.id, edition.number)?, &names)),
    };
    Ok(Kept { edition, editions, made })
}

/// The edition that is asked for, or the one in force; the first one while none is in force yet.
pub(super) fn chosen(
    editions: &[Edition],
    list: &ListRow,
    number: &str,
    today: Date,
) -> Result<Edition, Refusal> {
    let found = match number {
        "" => editions.iter().rev().find(|edition| edition.effective <= today).or(editions.first()),
        typed => editions.iter().find(|edition| edition.number.to_string() == typed),
    };
    let say = || Say::new("powers_pages.no_edition").with("n", number).with("last", list.edition);
    found.cloned().ok_or_else(|| Refusal::NotFound(say()))
}

fn recall(key: &Key) -> Option<Arc<Made>> {
    let mut kept = KEPT_INDEXES.lock().unwrap_or_else(PoisonError::into_inner);
    let at = kept.iter().position(|made| made.key == *key)?;
    let made = kept.remove(at);
    kept.push(Arc::clone(&made));
    Some(made)
}

fn keep(made: Made) -> Arc<Made> {
    let made = Arc::new(made);
    let mut kept = KEPT_INDEXES.lock().unwrap_or_else(PoisonError::into_inner);
    kept.retain(|other| other.key != made.key);
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(Arc::clone(&made));
    made
}

fn make(key: Key, spans: &[Span], names: &[(String, String)]) -> Made {
    let mut holders = BTreeMap::new();
    spans.iter().for_each(|span| *holders.entry(span.item.holder.clone()).or_default() += 1);
    let also = |holder: &str| {
        let others = names.iter().filter(|(name, organ)| organ == holder && name != holder);
        others.map(|(name, _)| name.clone()).collect()
    };
    Made { key, index: Index::of(spans.iter().map(|span| &span.item), &also), holders }
}

/// Every name of every body, with the body's own: 管委会 finds what its body exercises.
fn names(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let rows =
        tx.query("SELECT name, organ FROM power_bodies WHERE district = ?1", &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}
