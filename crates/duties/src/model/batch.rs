//! Work on many duties at once (批量办理): one decision, one transaction, taken back within a day.

use super::duty::{Duty, Standing};
use super::event::DutyEvent;
use super::rule::{Act, Denied};
use jiff::{SignedDuration, Timestamp};
use kernel::{Entry, Say};
use serde::{Deserialize, Serialize};

/// How long a batch can be taken back.
const UNDO_HOURS: i64 = 24;

/// What can be done to many at once: chase, extend, assign, accept.
pub(crate) fn is_for_many(act: &Act) -> bool {
    matches!(act, Act::Chase(_) | Act::Extend { .. } | Act::Assign { .. } | Act::Accept)
}

/// A batch, as the ledger keeps it: the duties have entries of their own beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Batch {
    /// Identity: the number of entries the ledger had when it began.
    pub(crate) id: String,
    /// What was done: chase, extend, assign or accept.
    pub(crate) act: String,
    /// In whose words or on what ground; may be empty.
    pub(crate) reason: String,
    /// The duties to which it was done, each with the version of its stream afterwards.
    pub(crate) done: Vec<(String, u64)>,
    /// How many duties it could not be done to.
    pub(crate) refused: u64,
}

impl Batch {
    /// The kind of its entry.
    pub(crate) const KIND: &'static str = "duty-batch.done";
}

/// A batch was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BatchUndone {
    /// Which.
    pub(crate) id: String,
    /// How many duties stand as they stood before.
    pub(crate) undone: u64,
    /// Duties to which something happened since: they stay as they are.
    pub(crate) left: Vec<String>,
}

impl BatchUndone {
    /// The kind of its entry.
    pub(crate) const KIND: &'static str = "duty-batch.undone";
}

/// Whether a batch can be taken back now.
///
/// # Errors
/// It was taken back, or its day is over.
pub(crate) fn may_undo(done: Timestamp, undone: bool, now: Timestamp) -> Result<(), Denied> {
    if undone {
        return Err(Denied::Conflict(Say::new("duties.batch_undone")));
    }
    let over = done.saturating_add(SignedDuration::from_hours(UNDO_HOURS)).unwrap_or(done);
    if now > over {
        return Err(Denied::Conflict(Say::new("duties.batch_too_late").with("hours", UNDO_HOURS)));
    }
    Ok(())
}

/// How a duty stood at a version of its stream.
pub(crate) fn standing_at(history: &[Entry], version: u64) -> Option<Standing> {
    let mut duty: Option<Duty> = None;
    for entry in history.iter().filter(|entry| entry.version <= version) {
        match (&mut duty, entry.read::<DutyEvent>()?) {
            (None, DutyEvent::Opened(opened)) => duty = Some(Duty::new(*opened)),
            (Some(duty), event) => duty.apply(event, &entry.actor, entry.at),
            (None, _) => return None,
        }
    }
    duty.map(|duty| duty.now)
}
