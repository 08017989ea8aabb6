//! The event envelope: what happened, and the entry it becomes once the ledger has numbered it.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What happened, before the ledger has given it a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `job.past_tense`, such as `duty.reported`.
    pub kind: String,
    /// What is known of it; only the job that wrote it reads it.
    pub body: Value,
}

/// The events of one job: an enum with `#[serde(tag = "kind", content = "body")]`.
///
/// Deriving both serde traits is enough; the blanket implementation does the rest.
pub trait Happening: Serialize + DeserializeOwned {
    /// Wraps the value in its envelope.
    ///
    /// # Errors
    /// The value cannot be written as `{"kind", "body"}`: a mistake in the type, not in its data.
    fn event(&self) -> Result<Event, serde_json::Error> {
        serde_json::from_value(serde_json::to_value(self)?)
    }
}

impl<T: Serialize + DeserializeOwned> Happening for T {}

/// One line of the ledger: an event with its place, author and instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// GB/T 2260 code of the district whose ledger this is.
    pub district: String,
    /// Place in the district's ledger, from 1.
    pub seq: u64,
    /// What it is about: `job/id`, such as `duty/zzbz-2023-11.quarterly.2023-Q2.区财政局`.
    pub stream: String,
    /// Place within its stream, from 1.
    pub version: u64,
    /// See [`Event::kind`].
    pub kind: String,
    /// The body as the JSON text that was hashed, byte for byte.
    pub body: String,
    /// Who did it: an account, `clock`, or `system`.
    pub actor: String,
    /// When it was recorded.
    pub at: Timestamp,
}

impl Entry {
    /// Reads the entry as a job's event; `None` when its kind is not one of that job's.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let body: Value = serde_json::from_str(&self.body).ok()?;
        serde_json::from_value(serde_json::json!({ "kind": self.kind, "body": body })).ok()
    }
}
