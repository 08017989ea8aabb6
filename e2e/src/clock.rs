//! The clock of a served district, in the test's hand.

use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};

/// A clock that stands until it is set.
#[derive(Debug, Clone)]
pub struct SetClock(Arc<Mutex<Timestamp>>);

impl SetClock {
    /// A clock that shows `at`.
    pub fn new(at: Timestamp) -> SetClock {
        SetClock(Arc::new(Mutex::new(at)))
    }

    /// Sets it.
    pub fn set(&self, at: Timestamp) {
        *self.0.lock().unwrap() = at;
    }

    /// Moves it on by so many minutes.
    pub fn pass(&self, minutes: i64) {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_mins(minutes);
    }
}

impl page::Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn is_set(&self) -> bool {
        false
    }
}
