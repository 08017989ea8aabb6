//! Adopting a pack: one event holds it whole; the next edition is a diff.

use crate::facts::facts;
use crate::store::pack_in_force;
use jiff::Timestamp;
use pack::{Adopted, Pack};
use page::Refusal;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// What adopting did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adopting {
    /// The very same pack is in force; nothing was written.
    Already,
    /// The pack is in force now. The identities of facts are those it brought, changed and ended.
    Done {
        /// Number of the ledger's entry.
        seq: u64,
        /// Facts that were not in force before.
        added: Vec<String>,
        /// Facts that are in force with other content.
        changed: Vec<String>,
        /// Facts that are no longer in force.
        ended: Vec<String>,
    },
}

/// Adopts a pack that the loader has checked.
///
/// # Errors
/// The store's failure.
pub fn adopt(tx: &mut Tx<'_>, pack: Pack, by: &str, now: Timestamp) -> Result<Adopting, Refusal> {
    let before = pack_in_force(tx, &pack.id)?;
    if before.as_ref() == Some(&pack) {
        return Ok(Adopting::Already);
    }
    let (added, changed, ended) = difference(before.as_ref(), &pack);
    let stream = format!("pack/{}", pack.id);
    let event = Adopted { pack }
        .event()
        .map_err(|e| StoreError::Derived { table: "packs", reason: e.to_string() })?;
    let seq = tx.add(&stream, event, by, now)?;
    Ok(Adopting::Done { seq, added, changed, ended })
}

/// Which facts come, change and go between two editions.
fn difference(before: Option<&Pack>, after: &Pack) -> (Vec<String>, Vec<String>, Vec<String>) {
    let of =
        |pack: &Pack| facts(pack).into_iter().map(|fact| (fact.id.clone(), fact)).collect::<BTreeMap<_, _>>();
    let (old, new) = (before.map(of).unwrap_or_default(), of(after));
    let added = new.keys().filter(|id| !old.contains_key(*id)).cloned().collect();
    let changed = new
        .iter()
        .filter(|(id, fact)| old.get(*id).is_some_and(|was| was != *fact))
        .map(|(id, _)| id.clone());
    let ended = old.keys().filter(|id| !new.contains_key(*id)).cloned().collect();
    (added, changed.collect(), ended)
}
