//! What every request finds: the store, the clock, the words.

use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::{Language, Refusal, Texts};
use jiff::Timestamp;
use kernel::Say;
use std::fmt;
use store::{Store, StoreError, Tx};

/// The one source of time for pages.
pub trait Clock: Send + Sync {
    /// The instant it is now in the district.
    fn now(&self) -> Timestamp;
    /// Whether somebody set the district's clock; every page then says so.
    fn is_set(&self) -> bool;
}

/// A figure read from the store each time `/metrics` is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Gauge {
    /// Prometheus name without prefix, such as `duties_overdue`.
    pub name: &'static str,
    /// What it counts, in one sentence.
    pub help: &'static str,
    /// Reads it.
    pub read: fn(&mut Tx<'_>, Timestamp) -> Result<i64, StoreError>,
}

/// The running application, shared by all requests.
pub struct App {
    /// The district's store.
    pub store: Store,
    /// The district's clock.
    pub clock: Box<dyn Clock>,
    /// All words.
    pub texts: &'static Texts,
    /// Name of the district as its pack gives it, for the head of pages.
    pub district_name: String,
    /// Whether the district holds made-up things; every page then says so.
    pub made_up: bool,
    /// Version of the program.
    pub version: &'static str,
    /// Figures for `/metrics`.
    pub gauges: &'static [Gauge],
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
}

impl App {
    /// An application over a store and a clock.
    pub fn new(store: Store, clock: Box<dyn Clock>, district_name: String, gauges: &'static [Gauge]) -> App {
        App {
            store,
            clock,
            texts: Texts::built_in(),
            district_name,
            made_up: false,
            version: env!("CARGO_PKG_VERSION"),
            gauges,
            limits: Limits::default(),
            metrics: Metrics::default(),
        }
    }

    /// Reads from one snapshot of the store.
    ///
    /// # Errors
    /// What the reading refuses, or the store's failure.
    pub fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.store.read(f)
    }

    /// Words a sentence.
    pub fn say(&self, language: Language, say: &Say) -> String {
        self.texts.say(language, say)
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("district", &self.store.district()).finish_non_exhaustive()
    }
}
