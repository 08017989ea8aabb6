//! What is recorded of a list beside its editions: the day by which items are handed over, proposals and what became
//! of them, contacts and guidance, simpler procedures, authorities' names, delegations. Pure.
//!
//! Nothing here changes who exercises an item: only editions do. A record is never changed; a later one of the same
//! subject says what holds.

mod authority;
mod day;
mod delegation;
mod note;
mod proposal;
mod simpler;
mod step;

pub use authority::Authority;
pub(crate) use authority::{ENDS, Named, named, unsettled};
pub use day::{Deadline, HandoverDay, deadline};
pub use delegation::Delegation;
pub(crate) use delegation::acts_on;
pub(crate) use note::dealings;
pub use note::{Note, NoteKind};
pub use proposal::{Proposal, ProposalKind, Stage, Standing};
pub(crate) use proposal::{codes_of, standings};
pub use simpler::Simpler;
pub(crate) use simpler::{lines, newest, totals};
pub use step::{Step, Stepped};

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "matter", content = "what", rename_all = "snake_case")]
pub enum Matter {
    /// A day was set by which items are handed over (P-011).
    Day(HandoverDay),
    /// Somebody proposed to change the list (P-019, P-021).
    Proposed(Proposal),
    /// A proposal went on: legal review, decision, publication.
    Stepped(Stepped),
    /// A contact, a piece of guidance, a mechanism between the holder and a department (P-013, P-014).
    Noted(Note),
    /// A procedure was made shorter (P-015).
    Simpler(Simpler),
    /// An authority named in items is the task of a body today (P-005).
    Authority(Authority),
    /// A body lets another act in its name.
    Delegated(Delegation),
}

/// The words of matters, as tables and interfaces write them.
pub const MATTERS: [&str; 7] = ["day", "proposed", "stepped", "noted", "simpler", "authority", "delegated"];

impl Matter {
    /// The word in tables and interfaces.
    pub fn word(&self) -> &'static str {
        match self {
            Matter::Day(_) => "day",
            Matter::Proposed(_) => "proposed",
            Matter::Stepped(_) => "stepped",
            Matter::Noted(_) => "noted",
            Matter::Simpler(_) => "simpler",
            Matter::Authority(_) => "authority",
            Matter::Delegated(_) => "delegated",
        }
    }
}

/// A record as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its number within its list, from 1.
    pub id: u32,
    /// The ledger's entry, whose receipt proves it.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// The account that recorded it.
    pub by: String,
    /// What it says.
    #[serde(flatten)]
    pub matter: Matter,
}

/// Whether the texts that must not be blank are not; each comes with the sentence that asks for it.
fn filled(texts: &[(&str, &'static str)]) -> Result<(), Say> {
    match texts.iter().find(|(text, _)| text.trim().is_empty()) {
        Some((_, key)) => Err(Say::new(key)),
        None => Ok(()),
    }
}

/// The longest text of a record, in characters: a record is a line in a book, not the document itself.
const LONGEST: usize = 2_000;

/// Whether no text is longer than a record holds.
fn short_enough(texts: &[&str]) -> Result<(), Say> {
    let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or_default();
    if longest <= LONGEST {
        return Ok(());
    }
    Err(Say::new("powers_records.too_long").with("length", longest).with("longest", LONGEST))
}

/// What is recorded happened: its day is not ahead.
fn not_ahead(day: Date, today: Date) -> Result<(), Say> {
    if day <= today { Ok(()) } else { Err(Say::new("powers_records.ahead").with("day", day)) }
}

#[cfg(test)]
mod tests;
