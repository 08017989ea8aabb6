//! Rows in, rows out.

mod adopt;
mod cases;
mod check;
mod closing;
mod draws;
mod earlier;
mod handover_pair;
mod handovers;
mod keeper;
pub(crate) mod law;
mod links;
mod lists;
mod load;
mod orphans;
mod project;
mod publications;
mod record;
mod records;
mod rows;
mod search;
mod spans;
mod use_of;
mod write;

pub use cases::{CaseFilter, ListedCase, case, cases, open_case};
pub use check::{Violation, violations};
pub(crate) use closing::{ToClose, closing_faults, to_close};
pub use closing::{assign_case, close_case, review_case};
pub use draws::{Covered, Draw, Prepared, coverage, draw_now, draw_of, draws, prepare_draw};
pub(crate) use earlier::{Listed, list_earlier, standing};
pub use handover_pair::{Rest, hand_over_rest, sign_rest};
pub use handovers::{
    Handover, HandoverSheet, OpenCase, Signature, hand_over, handover, handovers, sign_handover, transfers,
};
pub use keeper::keepers;
pub(crate) use keeper::own_name;
pub use links::{Link, Linked, link_items, links};
pub use lists::{
    Filter, History, ListRow, Proof, as_of, at_edition, difference_between, edition, edition_on, editions,
    history, holders, kinds, list_of, lists, newest_holder, who_could,
};
pub use orphans::{Orphans, orphans};
pub use project::PROJECTION;
pub(crate) use publications::duty_of;
pub use publications::{Publication, unpublished};
pub(crate) use records::{items_with, states};
pub use records::{record, records};
pub use use_of::{Use, use_of};
pub use write::{Made, NotMade, adjust};

use jiff::Timestamp;
use kernel::Happening;
use store::{StoreError, Tx};

/// The last day of what has no end, as the tables write it.
pub(crate) const NO_END: &str = "9999-12-31";

/// The edition that ends what nothing has ended.
pub(crate) const NO_EDITION: u32 = u32::MAX;

pub(crate) fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "powers", reason: reason.to_string() }
}

pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

/// Records one thing that happened; gives the ledger's number.
pub(crate) fn append(
    tx: &mut Tx<'_>,
    stream: &str,
    event: &impl Happening,
    by: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.add(stream, event.event().map_err(|e| derived(&e))?, by, now)
}
