//! Rows in, rows out. Every key begins with the district of the transaction.

mod addresses;
mod deliveries;
mod feeds;
mod inbox;
mod issue;
mod project;
mod settings;
mod told;

pub use addresses::{Address, addresses, set_address};
pub use deliveries::{Delivery, deliveries, queue_again};
pub(crate) use deliveries::{Waiting, any_waiting, give_up, next_waiting, took, tried};
pub use feeds::{Feed, feed_of, feeds, open_feed, revoke_feed};
pub use inbox::{Find, Notice, confirm, find, list, read_by, undeliverable_count, unread_count};
pub use issue::{Draft, Item, issue};
pub use project::PROJECTION;
pub(crate) use settings::{URGENT, sender, senders, set_sender};
pub use settings::{hours, ladder, ladders, posts, set_hours, set_ladder, set_post};
pub use told::{Past, go_through, gone_through, look_again, told_of, told_since, watched, watched_until};

use crate::event::Happened;
use jiff::Timestamp;
use kernel::Happening;
use store::{StoreError, Tx};

pub(crate) fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "notices", reason: reason.to_string() }
}

/// Appends one event to a stream, whatever its version.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    stream: &str,
    happened: &Happened,
    by: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.add(stream, happened.event().map_err(|e| derived(&e))?, by, now)
}

/// The stream of one notice.
pub(crate) fn stream(id: &str) -> String {
    format!("notice/{id}")
}
