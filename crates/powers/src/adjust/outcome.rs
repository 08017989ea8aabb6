//! What an adjustment makes of a list.

use crate::model::{Item, Kinds, Span};
use jiff::civil::Date;

/// A new edition, as the difference to the one before. A code that stands under both `ends` and `begins` goes on
/// without a gap, in another state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its number.
    pub edition: u32,
    /// Its first day.
    pub effective: Date,
    /// Codes whose state ends.
    pub ends: Vec<String>,
    /// Items whose state begins.
    pub begins: Vec<Item>,
    /// Items that go from one body to another.
    pub moved: Vec<Moved>,
    /// Items in force afterwards, by kind.
    pub kinds: Kinds,
    /// The highest place given so far.
    pub last_seq: u32,
    /// Items that were not in force before.
    pub added: u64,
    /// Items that are no longer in force.
    pub cancelled: u64,
    /// Items that go on in another state.
    pub changed: u64,
}

/// An item that goes from one body to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The item.
    pub code: String,
    /// Its name afterwards.
    pub name: String,
    /// Who gives it.
    pub giving: String,
    /// Who takes it.
    pub taking: String,
}

impl Outcome {
    /// The span of an item that begins with this edition.
    pub(crate) fn span(&self, list: &str, item: &Item, seq: u64) -> Span {
        Span {
            list: list.to_owned(),
            item: item.clone(),
            from: self.effective,
            to: None,
            edition: self.edition,
            ended: None,
            seq,
        }
    }
}
