//! Failed sign-ins and the lock they lead to.

use jiff::{SignedDuration, Timestamp};

/// Failures further apart than this do not count together; the lock lasts as long.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How many failures lock.
pub(crate) const ALLOWED: usize = 5;

/// The latest failures of one account, oldest first, never more than [`ALLOWED`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Failures(Vec<Timestamp>);

impl Failures {
    /// Until when the account is locked; `None` when it is not.
    pub(crate) fn locked_until(&self, now: Timestamp) -> Option<Timestamp> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        let until = last.checked_add(WINDOW).ok()?;
        let full = self.0.len() >= ALLOWED && last.duration_since(*first) < WINDOW;
        (full && now < until).then_some(until)
    }

    /// One more failure.
    #[must_use]
    pub(crate) fn and(mut self, now: Timestamp) -> Failures {
        self.0.push(now);
        let surplus = self.0.len().saturating_sub(ALLOWED);
        self.0.drain(..surplus);
        self
    }

    /// As read from its rows, oldest first.
    pub(crate) fn of(instants: impl IntoIterator<Item = Timestamp>) -> Failures {
        instants.into_iter().fold(Failures::default(), Failures::and)
    }
}
