//! What an adopted pack makes of the lists: the first edition comes from its document; its next edition changes of
//! the list what it changes of the document, and leaves alone what was adjusted since.

use super::load::{bodies, load};
use super::record::{Origin, record};
use super::{derived, json};
use crate::adjust::{List, Pattern, difference, made, merged};
use crate::model::{Adjustment, Item, Kinds};
use kernel::{Entry, OrganKind};
use pack::{Adopted, Document, Pack, Power, State};
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value};

/// Takes the bodies and the lists of a pack.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack, entry: &Entry) -> Result<(), StoreError> {
    put_bodies(tx, pack)?;
    let before = before(tx, pack, entry)?;
    let slugs = |pack: &Pack| pack.documents.iter().map(|d| d.slug.clone()).collect::<Vec<_>>();
    let old = before.as_ref().map(slugs).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for slug in slugs(pack).into_iter().chain(old).filter(|slug| seen.insert(slug.clone())) {
        let was = before.as_ref().and_then(|pack| pack.document(&slug));
        of_document(tx, pack, was, pack.document(&slug), entry)?;
        put_keepers(tx, &slug, pack.document(&slug))?;
    }
    Ok(())
}

/// Takes who keeps a list even when nothing else of it changed; a pack that says nothing of it declares nobody.
fn put_keepers(tx: &mut Tx<'_>, list: &str, document: Option<&Document>) -> Result<(), StoreError> {
    let keepers = document.map(|document| document.keepers.as_slice()).unwrap_or_default();
    let keepers: Vec<&str> = keepers.iter().map(|keeper| keeper.organ.as_str()).collect();
    let sql = "UPDATE power_lists SET keepers = ?1 WHERE district = ?2 AND list = ?3";
    tx.execute(sql, &[json(&keepers)?.into(), tx.district().into(), list.into()]).map(|_| ())
}

/// The pack as it was adopted last before this entry.
fn before(tx: &mut Tx<'_>, pack: &Pack, entry: &Entry) -> Result<Option<Pack>, StoreError> {
    if entry.version < 2 {
        return Ok(None);
    }
    let earlier = tx.stream(&format!("pack/{}", pack.id))?.into_iter().rev().find(|e| e.seq < entry.seq);
    let read = |entry: &Entry| Adopted::of(entry).map(|adopted| adopted.pack).map_err(|e| derived(&e));
    earlier.as_ref().map(read).transpose()
}

/// A body that can hold an item is one body: an open set of bodies holds nothing.
fn put_bodies(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM power_bodies WHERE district = ?1 AND pack = ?2",
        &[tx.district().into(), (&pack.id).into()],
    )?;
    let mut seen: BTreeSet<String> = bodies(tx)?.into_keys().collect();
    let mut found: Vec<Vec<Value>> = Vec::new();
    for organ in pack.organs.iter().filter(|organ| organ.kind != OrganKind::Collective) {
        for name in std::iter::once(&organ.name).chain(&organ.aliases) {
            if seen.insert(name.clone()) {
                found.push(vec![tx.district().into(), name.into(), (&organ.name).into(), (&pack.id).into()]);
            }
        }
    }
    tx.insert("power_bodies", &["district", "name", "organ", "pack"], &found)
}

fn of_document(
    tx: &mut Tx<'_>,
    pack: &Pack,
    was: Option<&Document>,
    is: Option<&Document>,
    entry: &Entry,
) -> Result<(), StoreError> {
    let (before, after) = (items(was), items(is));
    let Some(document) = is.or(was) else { return Ok(()) };
    let mut adjustment = Adjustment {
        effective: document.issued,
        basis: document.number.clone(),
        reason: String::new(),
        expect: None,
        expect_kinds: Kinds::new(),
        changes: difference(&before, &after, &document.number),
    };
    if adjustment.changes.is_empty() {
        return Ok(());
    }
    let list = match load(tx, &document.slug, &adjustment)? {
        Some(list) => list,
        None => List { id: document.slug.clone(), bodies: bodies(tx)?, ..List::default() },
    };
    adjustment.effective = list.effective.map_or(document.issued, |last| last.max(document.issued));
    let (adjustment, passed_over) = merged(&list, adjustment);
    if adjustment.changes.is_empty() && list.edition > 0 {
        return Ok(());
    }
    let outcome = made(&list, &adjustment);
    let origin = Origin { pack: &pack.id, document, pattern: Pattern::learn(&after) };
    record(tx, &list, &adjustment, &outcome, passed_over, Some(origin), entry)
}

/// The items a document lists while it is in force.
fn items(document: Option<&Document>) -> Vec<Item> {
    let in_force = document.filter(|document| document.state != State::Repealed);
    in_force.map(|document| document.powers.iter().map(item).collect()).unwrap_or_default()
}

fn item(power: &Power) -> Item {
    Item {
        code: power.code.clone(),
        seq: power.seq,
        name: power.name.clone(),
        kind: power.kind.clone(),
        holder: power.holder.organ.clone(),
        basis: power.basis.clone(),
        level: None,
        counterpart: power.counterpart.as_ref().map(|named| named.organ.clone()),
        additions: Vec::new(),
        fact: power.id.clone(),
        citation: Some(power.citation.clone()),
    }
}
