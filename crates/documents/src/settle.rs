//! Settling a doubtful name: a person decides that two names are one body. It is recorded as the office's
//! decision and not the document's.

use crate::organs::organs;
use crate::store::derived;
use ::store::Tx;
use jiff::Timestamp;
use kernel::{Event, Say};
use page::Refusal;
use serde::{Deserialize, Serialize};

/// The decision, as the ledger records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrganSettled {
    /// The doubtful name.
    pub(crate) name: String,
    /// The organ it is.
    pub(crate) same_as: String,
    /// On what ground.
    pub(crate) reason: String,
}

impl OrganSettled {
    pub(crate) const KIND: &'static str = "organ.settled";
}

/// Decides that a doubtful name is the organ its pack says it may be. From then on the name is one of that organ's
/// own, and what is opened for the name is opened for the organ.
///
/// # Errors
/// There is no doubt about the name, no ground is given, or the store's failure.
pub fn settle(tx: &mut Tx<'_>, name: &str, reason: &str, by: &str, now: Timestamp) -> Result<(), Refusal> {
    let register = organs(tx)?;
    let doubt =
        register.find(name).filter(|organ| organ.name == name).and_then(|organ| organ.perhaps.clone());
    let same_as =
        doubt.ok_or_else(|| Refusal::Conflict(Say::new("documents.no_doubt").with("name", name)))?;
    if reason.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("documents.ground_missing")));
    }
    let settled = OrganSettled { name: name.to_owned(), same_as, reason: reason.trim().to_owned() };
    let body = serde_json::to_value(&settled).map_err(|e| derived(&e))?;
    tx.append(&format!("organ/{name}"), 0, &[Event { kind: OrganSettled::KIND.to_owned(), body }], by, now)?;
    Ok(())
}
