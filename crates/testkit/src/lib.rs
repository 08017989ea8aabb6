//! For tests: a PostgreSQL, a broker, a browser and servers of one's own, files with expected text.
//!
//! What it is for: whatever a test needs from the machine, started on a spare port and stopped with the test.
//! What it may know: the machine and the protocols; no crate of a job. Where to begin: [`postgres::database`],
//! [`browser::Browser`], [`golden::check`].

// Each names what it starts: `testkit::postgres::database()` says more than `testkit::database()`.
pub mod browser;
// As above.
pub mod golden;
// As above.
pub mod mosquitto;
// As above.
pub mod postgres;

// As above.
pub mod sink;

mod fail;
mod spare;

pub use spare::spare_port;
