//! Where a duty stands. Late is not a state: it is the clock's business.

use serde::{Deserialize, Serialize};

/// Where a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// A named upstream document or event has not appeared: nothing is due yet.
    Waiting,
    /// Nobody has reported.
    Open,
    /// Reported, not yet confirmed by a second person.
    Submitted,
    /// Sent back with a reason; it is due again at once.
    Returned,
    /// Confirmed.
    Accepted,
    /// Confirmed and put away by the office: nothing more happens to it.
    Closed,
    /// No longer asked, with the reason.
    Cancelled,
    /// Given to another organ, which has a duty of its own for it.
    Transferred,
}

impl DutyState {
    /// Every state, in the order of a duty's life.
    pub const fn all() -> [DutyState; 8] {
        use DutyState::{Accepted, Cancelled, Closed, Open, Returned, Submitted, Transferred, Waiting};
        [Waiting, Open, Submitted, Returned, Accepted, Closed, Cancelled, Transferred]
    }

    /// The word in tables, cards and interfaces.
    pub const fn word(self) -> &'static str {
        match self {
            DutyState::Waiting => "waiting",
            DutyState::Open => "open",
            DutyState::Submitted => "submitted",
            DutyState::Returned => "returned",
            DutyState::Accepted => "accepted",
            DutyState::Closed => "closed",
            DutyState::Cancelled => "cancelled",
            DutyState::Transferred => "transferred",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<DutyState> {
        DutyState::all().into_iter().find(|state| state.word() == word)
    }

    /// Whether the organ still has to do something now.
    pub const fn awaits_organ(self) -> bool {
        matches!(self, DutyState::Open | DutyState::Returned)
    }

    /// Whether the organ has it in hand: it has something to do, now or once what it waits for appears.
    pub const fn in_hand(self) -> bool {
        matches!(self, DutyState::Waiting | DutyState::Open | DutyState::Returned)
    }
}
