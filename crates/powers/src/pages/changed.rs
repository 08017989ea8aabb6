//! How two editions differ, in the words people use for it: kept, added, cancelled, transferred, renamed (P-008).
//! Pure.

use crate::model::{Differs, Item};
use std::collections::BTreeMap;

/// A way in which an item differs; an item may differ in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// 新增.
    Added,
    /// 取消.
    Cancelled,
    /// 划转.
    Transferred,
    /// 更名.
    Renamed,
    /// 行使层级调整.
    Level,
    /// 补充.
    Completed,
    /// 重述: basis, kind, counterpart or place.
    Restated,
}

impl Way {
    /// The key of its word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Way::Added => "powers_pages.way_added",
            Way::Cancelled => "powers_pages.way_cancelled",
            Way::Transferred => "powers_pages.way_transferred",
            Way::Renamed => "powers_pages.way_renamed",
            Way::Level => "powers_pages.way_level",
            Way::Completed => "powers_pages.way_completed",
            Way::Restated => "powers_pages.way_restated",
        }
    }
}

/// Every way in which an item differs, in the order of [`Way`].
pub(crate) fn ways(differs: &Differs) -> Vec<Way> {
    match (&differs.before, &differs.after) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Way::Added],
        (Some(_), None) => vec![Way::Cancelled],
        (Some(before), Some(after)) => of_both(before, after),
    }
}

fn of_both(before: &Item, after: &Item) -> Vec<Way> {
    let differ = [
        (Way::Transferred, before.holder != after.holder),
        (Way::Renamed, before.name != after.name),
        (Way::Level, before.level != after.level),
        (Way::Completed, before.additions != after.additions),
        (Way::Restated, rest(before) != rest(after)),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(way, _)| way).collect()
}

/// What the other ways do not speak of.
fn rest(item: &Item) -> (&str, Option<&String>, Option<&String>, u32, Option<String>) {
    let row = item.citation.as_ref().map(ToString::to_string);
    (&item.kind, item.basis.as_ref(), item.counterpart.as_ref(), item.seq, row)
}

/// How many items differ in each way, and how many do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// In both editions, exactly alike.
    pub(super) kept: u64,
    /// In both editions, different in some way.
    pub(super) changed: u64,
    /// Items of each way; one that differs in two ways counts under both.
    pub(super) ways: BTreeMap<Way, u64>,
}

/// Counts the differences; `before` is how many items the first edition has.
pub(super) fn tally(before: u64, differences: &[Differs]) -> Tally {
    let mut tally = Tally::default();
    for differs in differences {
        ways(differs).into_iter().for_each(|way| *tally.ways.entry(way).or_default() += 1);
        tally.changed += u64::from(differs.before.is_some() && differs.after.is_some());
    }
    let cancelled = tally.ways.get(&Way::Cancelled).copied().unwrap_or_default();
    tally.kept = before.saturating_sub(cancelled + tally.changed);
    tally
}

#[cfg(test)]
mod tests;
