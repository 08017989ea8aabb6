//! An emergency plan as a procedure that runs.
//!
//! What it is for: an event is recorded with its counts, graded by the plan's criteria on every change, and its
//! response begins and ends by decision. What it may know: plans as data, its own tables, the subject cards, the
//! shell; no drug, no storm, no other job. The plan's clocks become duties through `flows`. Where to begin:
//! `grade.rs`.

mod api;
mod grade;
mod model;
mod pages;
mod store;

pub use grade::{Counts, Decided, Fact, Graded, Outcome, Tested, grade, tested};
pub use model::{Incident, IncidentEvent, Learnt, ResponseState, change};
pub use store::{PROJECTION, find, learn, list, plan, plan_ids, plan_of, recount, respond};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}
