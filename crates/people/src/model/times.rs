//! How long a session lasts.

use jiff::{SignedDuration, Timestamp};

/// A session ends when nothing was asked for so long.
const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// It ends after so long in any case.
const IN_ALL: SignedDuration = SignedDuration::from_hours(12);
/// It is written down at most this often that the session was seen, so that reading a page rarely writes.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);

/// When a session began and was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Times {
    /// When it was opened.
    pub(crate) opened: Timestamp,
    /// When it was last written down that something was asked.
    pub(crate) seen: Timestamp,
}

impl Times {
    /// Whether it still lasts. A session from the future is none: the clock was set back, and would keep it
    /// alive for as long as it was set back.
    pub(crate) fn alive(&self, now: Timestamp) -> bool {
        now.duration_since(self.opened) < IN_ALL
            && now.duration_since(self.seen) < IDLE
            && self.seen.duration_since(now) <= TOUCH
    }

    /// Whether it is time to write down that it was seen.
    pub(crate) fn touch_due(&self, now: Timestamp) -> bool {
        self.alive(now) && now.duration_since(self.seen) >= TOUCH
    }

    /// Sessions opened before this instant have ended.
    pub(crate) fn ended_before(now: Timestamp) -> Timestamp {
        now.checked_sub(IN_ALL).unwrap_or(Timestamp::MIN)
    }
}
