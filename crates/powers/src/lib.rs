//! Lists of administrative powers: who exercises what on any day.
//!
//! What it is for: a list (权责清单) comes with a document of an adopted pack and changes by adjustments, each a
//! new edition; on every day every item in force has exactly one exercising body, and an adjustment that would
//! break this is refused and says what would mend it. What it may know: its own tables, subject cards, packs, the
//! shell; no other job. Where to begin: `model.rs`, then `adjust.rs`.

mod adjust;
mod api;
mod cases;
mod earlier;
mod event;
// A room of its own: its words (a change, a place, a review) mean other things in the rest of the job.
pub mod law;
mod model;
mod open;
mod overlap;
mod pages;
mod records;
mod search;
mod store;
mod workbook;

pub use adjust::{List, Moved, Outcome, Pattern, apply, difference};
pub use cases::{
    Assigned, Case, CaseOpened, Closing, Drawn, Forum, Gate, Outcome as CaseOutcome, Plan, Review, Verdict,
};
pub use model::{
    Added, Adjustment, Change, Days, Decision, Differs, Edition, Field, Item, Kinds, NewItem, Refused, Span,
};
pub use records::{
    Authority, Deadline, Delegation, HandoverDay, MATTERS, Matter, Note, NoteKind, Proposal, ProposalKind,
    Record, Simpler, Stage, Standing, Step, Stepped, deadline,
};
pub use store::{
    CaseFilter, Covered, Draw, Filter, Handover, HandoverSheet, History, Link, Linked, ListRow, ListedCase,
    Made, NotMade, OpenCase, Orphans, PROJECTION, Prepared, Proof, Publication, Rest, Signature, Use,
    Violation, adjust, as_of, assign_case, at_edition, case, cases, close_case, coverage, difference_between,
    draw_now, draw_of, draws, edition, edition_on, editions, hand_over, hand_over_rest, handover, handovers,
    history, holders, keepers, kinds, link_items, links, list_of, lists, newest_holder, open_case, orphans,
    prepare_draw, record, records, review_case, sign_handover, sign_rest, transfers, unpublished, use_of,
    violations, who_could,
};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    [api::routes(), pages::routes(), open::routes()].concat()
}

#[cfg(test)]
mod tests;
