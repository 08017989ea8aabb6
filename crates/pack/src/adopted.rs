//! Adopting a pack, as the ledger records it: every job reads from it the facts it keeps.

use crate::Pack;
use kernel::{Entry, Event};
use serde::{Deserialize, Serialize};

/// A pack was adopted, whole. Its next edition replaces it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adopted {
    /// The pack as meant.
    pub pack: Pack,
}

impl Adopted {
    /// The kind of the event.
    pub const KIND: &'static str = "pack.adopted";

    /// The event that records it.
    ///
    /// # Errors
    /// The pack cannot be written as JSON: a mistake in its types.
    pub fn event(&self) -> Result<Event, serde_json::Error> {
        Ok(Event { kind: Adopted::KIND.to_owned(), body: serde_json::to_value(self)? })
    }

    /// Reads an entry of this kind.
    ///
    /// # Errors
    /// The body is not a pack that this program understands.
    pub fn of(entry: &Entry) -> Result<Adopted, serde_json::Error> {
        serde_json::from_str(&entry.body)
    }
}
