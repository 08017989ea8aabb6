//! The invariant itself, looked at once more when every change has been made (P-010): whatever a change may have
//! overlooked, a list with a gap or an overlap is not recorded.

use super::fault::fault;
use super::list::List;
use super::outcome::Outcome;
use crate::model::{Item, Refused};
use kernel::Say;
use std::collections::{BTreeMap, BTreeSet};

/// Every item that would have no body, or two, or two states, on some day.
pub(super) fn broken(list: &List, outcome: &Outcome) -> Vec<Refused> {
    let ends: BTreeSet<&str> = outcome.ends.iter().map(String::as_str).collect();
    let mut begins: BTreeMap<&str, usize> = BTreeMap::new();
    outcome.begins.iter().for_each(|item| *begins.entry(&item.code).or_default() += 1);
    let overlapping = begins
        .iter()
        .filter(|(code, count)| **count > 1 || (list.open.contains_key(**code) && !ends.contains(*code)));
    let overlaps = overlapping.map(|(code, _)| (*code, "powers.overlap"));
    let ownerless = outcome.begins.iter().filter(|item| list.body(&item.holder) != Some(&item.holder));
    // A body that left the register still holds what it held; whoever changes an item of it gives the item away first.
    let gone = ownerless.clone().filter(|item| held(list, &item.code) == Some(&item.holder));
    let gone: Vec<Refused> = gone.map(|item| holder_gone(item, outcome)).collect();
    let gaps = ownerless
        .filter(|item| held(list, &item.code) != Some(&item.holder))
        .map(|item| (item.code.as_str(), "powers.gap"));
    let unknown =
        ends.iter().filter(|code| !list.open.contains_key(**code)).map(|code| (*code, "powers.gap"));
    let backwards =
        list.open.iter().filter(|(code, span)| ends.contains(code.as_str()) && span.from > outcome.effective);
    let overlaps = overlaps.chain(backwards.map(|(code, _)| (code.as_str(), "powers.overlap")));
    overlaps
        .chain(gaps)
        .chain(unknown)
        .map(|(code, key)| {
            fault(
                code,
                outcome.effective,
                Say::new(key).with("code", code),
                Say::new("powers.mend_invariant"),
            )
        })
        .chain(gone)
        .collect()
}

/// Who holds an item before the adjustment.
fn held<'a>(list: &'a List, code: &str) -> Option<&'a String> {
    list.open.get(code).map(|span| &span.item.holder)
}

fn holder_gone(item: &Item, outcome: &Outcome) -> Refused {
    let say = Say::new("powers.holder_gone").with("code", &item.code).with("holder", &item.holder);
    fault(&item.code, outcome.effective, say, Say::new("powers.mend_holder_gone").with("code", &item.code))
}
