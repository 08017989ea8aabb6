//! The one clock of the program: everything else takes `now` as an argument.

use jiff::Timestamp;
use std::time::Instant;

/// The district's clock: the real one, or one that was set to an instant and runs from there.
#[derive(Debug, Clone, Copy)]
pub struct RunningClock {
    set: Option<(Timestamp, Instant)>,
}

impl RunningClock {
    /// The real clock.
    pub fn real() -> RunningClock {
        RunningClock { set: None }
    }

    /// A clock that shows `at` now and runs on.
    pub fn set_to(at: Timestamp) -> RunningClock {
        RunningClock { set: Some((at, Instant::now())) }
    }
}

impl page::Clock for RunningClock {
    #[expect(clippy::disallowed_methods, reason = "this is the door that the lint names")]
    fn now(&self) -> Timestamp {
        match self.set {
            Some((at, since)) => at.saturating_add(since.elapsed()).unwrap_or(Timestamp::MAX),
            None => Timestamp::now(),
        }
    }

    fn is_set(&self) -> bool {
        self.set.is_some()
    }
}
