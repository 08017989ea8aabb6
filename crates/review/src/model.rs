//! What the ledger records of a review: the text that was taken in, what people decided about each thing found, and the
//! adoption. Pure. The text itself is never changed: decisions lie over it.

use kernel::Event;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    /// SHA-256 of the file, under which it is kept.
    pub(crate) blob: String,
    /// Name the file came with.
    pub(crate) name: String,
    /// Characters in it.
    pub(crate) characters: u64,
}

/// Somebody decided about one or several things found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decided {
    /// Keys of what was decided about.
    pub(crate) items: Vec<String>,
    /// The decision.
    pub(crate) act: Act,
    /// Fields that hold something else than was found, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) fields: BTreeMap<String, String>,
    /// On what ground.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
}

/// What a person may decide about a thing that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// It is as found.
    Accept,
    /// Some fields were found wrongly and are put right.
    Correct,
    /// The document names nobody; the office names somebody.
    Assign,
    /// The document leaves it open and so does the pack.
    Open,
    /// It is nothing that the document sets.
    Drop,
    /// The earlier decision is withdrawn.
    Again,
}

/// The review ended with a pack in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Closed {
    /// The pack.
    pub(crate) pack: String,
    /// Its edition.
    pub(crate) edition: String,
}

impl Opened {
    pub(crate) const KIND: &'static str = "review.opened";
}

impl Decided {
    pub(crate) const KIND: &'static str = "review.decided";
}

impl Closed {
    pub(crate) const KIND: &'static str = "review.adopted";
}

impl Act {
    /// The word in forms and tables.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Act::Accept => "accept",
            Act::Correct => "correct",
            Act::Assign => "assign",
            Act::Open => "open",
            Act::Drop => "drop",
            Act::Again => "again",
        }
    }

    /// The decision of that word.
    pub(crate) fn of(word: &str) -> Option<Act> {
        let all = [Act::Accept, Act::Correct, Act::Assign, Act::Open, Act::Drop, Act::Again];
        all.into_iter().find(|act| act.word() == word)
    }
}

/// A decision as it stands: what was decided last, by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) act: Act,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) note: String,
    pub(crate) by: String,
    pub(crate) at: jiff::Timestamp,
}

/// An event of the ledger; a body that cannot be written is the program's fault and is told as such.
pub(crate) fn event(kind: &str, body: &impl Serialize) -> Result<Event, page::Refusal> {
    let body = serde_json::to_value(body).map_err(|error| page::Refusal::Broken(error.to_string()))?;
    Ok(Event { kind: kind.to_owned(), body })
}
