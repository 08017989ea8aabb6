//! Reviewing what the compiler found in a text, and adopting it.
//!
//! What it is for: a person takes in a document, sees the original beside what was found, accepts, corrects, assigns or
//! leaves open each thing, and adopts the whole as the next edition of the district's pack. What it may know: the
//! compiler, packs, adopting in `documents`, its own tables, the shell. Where to begin: `model.rs` (what the ledger
//! records), `thing.rs` (what can be reviewed), `sheet.rs` (the page), `edition.rs` (from decisions to a pack),
//! `difference.rs` (what another edition changes).

mod adopt;
mod api;
mod card;
mod decide;
mod defects;
mod difference;
mod edition;
mod index;
mod model;
mod reading;
mod sheet;
mod standards;
mod store;
mod take;
mod text;
mod thing;

pub use store::PROJECTION;

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    [index::routes(), sheet::routes(), decide::routes(), defects::routes(), adopt::routes(), api::routes()]
        .concat()
}
