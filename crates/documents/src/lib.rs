//! Documents, their clauses and what each clause created: the live gazette.
//!
//! What it is for: a pack is adopted, its documents stand as clause trees, the original text is attached and its
//! digests are compared; each clause shows in its margin what it created and how that stands. What it may know:
//! packs, the syntax of official texts, its own tables, the subject cards, the shell; no other job. Where to
//! begin: `facts.rs` (what a pack's clauses create), then `gazette.rs` (the page).

mod addressees;
mod adopt;
mod api;
mod attach;
mod facts;
mod gazette;
mod index;
mod margin;
mod organs;
mod register;
mod settle;
mod store;

pub use addressees::{Addressee, addressees};
pub use adopt::{Adopting, adopt};
pub use attach::{Attached, Match, attach, clause_digest, matches};
pub use facts::{Fact, FactKind, Role, facts};
pub use margin::{kind_key, role_key};
pub use organs::{OrganPart, busiest_organs, organ_parts, organs, receivers};
pub use store::{
    DocumentRow, PROJECTION, PackRow, documents, pack_in_force, packs, unsettled, unsettled_count,
};

pub use settle::settle;

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    index::routes().into_iter().chain(gazette::routes()).chain(api::routes()).collect()
}
