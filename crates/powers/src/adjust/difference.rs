//! The changes that lead from one state of a list to another.

use crate::model::{Change, Decision, Item, NewItem};
use std::collections::BTreeMap;

/// What must be done to `before` so that it becomes `after`: items that go, items that come, and what changes of
/// those that stay. `document` is where the additions were decided.
pub fn difference(before: &[Item], after: &[Item], document: &str) -> Vec<Change> {
    let old: BTreeMap<&str, &Item> = before.iter().map(|item| (item.code.as_str(), item)).collect();
    let new: BTreeMap<&str, &Item> = after.iter().map(|item| (item.code.as_str(), item)).collect();
    let gone = before.iter().filter(|item| !new.contains_key(item.code.as_str())).map(cancel);
    let stays = after.iter().flat_map(|item| match old.get(item.code.as_str()) {
        Some(was) => changes(was, item, document),
        None => add(item, document),
    });
    gone.chain(stays).collect()
}

fn cancel(item: &Item) -> Change {
    Change::Cancel { code: item.code.clone(), basis: None }
}

fn add(item: &Item, document: &str) -> Vec<Change> {
    let decision = Decision { document: document.to_owned(), date: None, granted: true };
    let add = Change::Add { item: new_item(item), decision: Some(decision) };
    let additions = item.additions.iter().map(|added| complete(item, added.clone()));
    std::iter::once(add).chain(additions).collect()
}

fn complete(item: &Item, added: crate::model::Added) -> Change {
    Change::Complete { code: item.code.clone(), added }
}

/// The description an item was made from.
pub(crate) fn new_item(item: &Item) -> NewItem {
    NewItem {
        code: item.code.clone(),
        name: item.name.clone(),
        kind: item.kind.clone(),
        holder: item.holder.clone(),
        basis: item.basis.clone(),
        level: item.level.clone(),
        counterpart: item.counterpart.clone(),
        fact: Some(item.fact.clone()),
        citation: item.citation.clone(),
    }
}

fn changes(was: &Item, is: &Item, document: &str) -> Vec<Change> {
    let Some(additions) = is.additions.strip_prefix(was.additions.as_slice()) else {
        // It went and came back meanwhile: nothing that was added is taken over.
        return std::iter::once(cancel(was)).chain(add(is, document)).collect();
    };
    let code = || is.code.clone();
    let mut changes = Vec::new();
    if was.holder != is.holder {
        changes.push(Change::Transfer { code: code(), from: was.holder.clone(), to: is.holder.clone() });
    }
    if was.name != is.name {
        changes.push(Change::Rename { code: code(), name: is.name.clone() });
    }
    let mut reached = Item { holder: is.holder.clone(), name: is.name.clone(), ..was.clone() };
    if let Some(level) = is.level.as_ref().filter(|level| was.level.as_ref() != Some(*level)) {
        changes.push(Change::ChangeLevel { code: code(), level: level.clone() });
        reached.level.clone_from(&is.level);
    }
    if new_item(&reached) != new_item(is) {
        changes.push(Change::Restate { code: code(), item: new_item(is) });
    }
    changes.extend(additions.iter().map(|added| complete(is, added.clone())));
    changes
}
