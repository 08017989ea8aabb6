//! The whole house as its users meet it, for tests: a district served on a spare port, a client, a browser.
//!
//! What it is for: [`District`] serves pages and interfaces over a database of its own, with a clock that the test
//! sets; [`Client`] asks as a person with cookies or as a program with a token. What it may know: everything; nothing
//! looks at it but its own tests. Where to begin: [`District`], then `tests/it/sign_in.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "only tests use this crate: what cannot go on is a failed test, and tests start files and clocks"
)]

mod accounts;
mod client;
mod clock;
mod district;
mod folder;
mod gazette;
mod html;
mod year;

pub use accounts::{PASSWORD, account_of, open_account, open_accounts};
pub use client::{Client, Reply};
pub use clock::SetClock;
pub use district::District;
pub use folder::Folder;
pub use gazette::Gazette;
pub use html::{Tag, tags, words_of};
pub use luoshi::{PARTS, routes};
pub use year::{ADOPTED, YEAR_ENDS, adopt, at, calendar, pack};
