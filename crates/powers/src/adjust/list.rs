//! A list as an adjustment sees it.

use super::outcome::Outcome;
use super::pattern::Pattern;
use crate::model::{Item, Kinds, Span};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A list as its newest edition leaves it. Of the items it needs to hold only those that an adjustment touches, so
/// that a small change of a long list is a small piece of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Its identity.
    pub id: String,
    /// The newest edition; 0 before the first.
    pub edition: u32,
    /// First day of the newest edition; `None` before the first.
    pub effective: Option<Date>,
    /// What its codes have in common.
    pub pattern: Pattern,
    /// Items in force in the newest edition, by kind.
    pub kinds: Kinds,
    /// The highest place given so far.
    pub last_seq: u32,
    /// Every name of every body that may hold an item, with the body's own name.
    pub bodies: BTreeMap<String, String>,
    /// Items in force in the newest edition, by code.
    pub open: BTreeMap<String, Span>,
    /// Codes that were cancelled, and since which day.
    pub ended: BTreeMap<String, Date>,
}

impl List {
    /// How many items are in force.
    pub fn total(&self) -> u64 {
        self.kinds.values().sum()
    }

    /// The body of that name.
    pub fn body(&self, name: &str) -> Option<&str> {
        self.bodies.get(name).map(String::as_str)
    }

    /// The items in force, in the list's order.
    pub fn items(&self) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.open.values().map(|span| &span.item).collect();
        items.sort_by_key(|item| item.seq);
        items
    }

    /// Takes what an adjustment made, so that the next one sees it.
    pub fn take(&mut self, outcome: &Outcome) {
        self.edition = outcome.edition;
        self.effective = Some(outcome.effective);
        self.kinds.clone_from(&outcome.kinds);
        self.last_seq = outcome.last_seq;
        for code in &outcome.ends {
            self.open.remove(code);
            self.ended.insert(code.clone(), outcome.effective);
        }
        for item in &outcome.begins {
            self.ended.remove(&item.code);
            self.open.insert(item.code.clone(), outcome.span(&self.id, item, 0));
        }
    }
}
