//! The only crate that opens a database: ledger, receipts, engines, attachments, subject cards.
//!
//! What it is for: appending entries with the tables derived from them in one transaction, proving that nothing
//! was altered, and doing all of it alike on SQLite and PostgreSQL. What it may know: SQL, hashes and one key
//! file; nothing of duties, pages or clocks (`at` is an argument). Where to begin: [`Store`], then [`Tx::append`],
//! then [`Receipt::check`]. How a leaf is made is written at [`leaf`]; how a head is signed at [`SignedHead::text`].
//!
//! Calls block. Programs on an async runtime make them from a thread that may block.

mod append;
mod backup;
mod blob;
// `store::card::find` says more than `store::find` would.
pub mod card;
mod engine;
mod error;
mod hash;
mod head;
mod inclusion;
mod key_file;
mod keys;
// Whoever writes another program that checks receipts begins here.
pub mod leaf;
mod locate;
// As `leaf`: the log's own functions, for other programs that check it.
pub mod merkle;
mod migrate;
mod nodes;
mod open;
mod past;
mod projection;
mod receipt;
mod replay;
mod restore;
mod rows;
mod seal;
mod store;
mod table;
mod tx;
mod value;
mod verify;

pub use backup::Manifest;
pub use blob::Blob;
pub use error::StoreError;
pub use hash::{Algorithm, Hash};
pub use head::SignedHead;
pub use inclusion::Inclusion;
pub use keys::Keys;
pub use locate::Place;
pub use projection::{Parts, Projection};
pub use receipt::{BadReceipt, Consistency, Receipt};
pub use store::Store;
pub use tx::Tx;
pub use value::{Row, Value, time_text};
pub use verify::{Fault, Problem, Subject};

#[cfg(test)]
mod tests;
