//! Who is told what, when, over which channel, and what came back.
//!
//! What it is for: a notice is issued in the transaction of its cause, lies in its person's inbox from then on, and is
//! carried out over the channels its person has an address for. What it may know: its own tables, accounts, the
//! shell; no job. Where to begin: `ladder.rs` says who hears of something due and when; [`issue`] records a notice.

mod api;
mod atom;
mod backoff;
mod channel;
mod event;
mod holders;
mod hours;
mod ical;
mod ladder;
mod message;
mod pages;
mod rung;
mod send;
mod store;

pub use atom::{News, feed};
pub use channel::Channel;
pub use event::Line;
pub use holders::Holders;
pub use hours::Hours;
pub use ical::{Event as CalendarEvent, calendar};
pub use ladder::{Days, Ladder, Message, Thing, Told, messages};
pub use rung::{Post, Rung, When};
pub use send::carry_out;
pub use store::{
    Address, Delivery, Draft, Feed, Find, Item, Notice, PROJECTION, Past, addresses, confirm, deliveries,
    feed_of, feeds, find, go_through, gone_through, hours, issue, ladder, ladders, list, look_again,
    open_feed, posts, queue_again, read_by, revoke_feed, set_address, set_hours, set_ladder, set_post,
    told_of, told_since, undeliverable_count, unread_count, watched, watched_until,
};

/// Tables that a backup carries although no entry gives them: addresses, and the digests of feeds' links.
pub const KEPT: &[&str] = &["notices_addresses", "notices_feed_digests"];

/// Every door of this crate.
pub fn routes() -> Vec<page::Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}

#[cfg(test)]
mod tests;
