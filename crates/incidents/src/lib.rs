//! An emergency plan as a procedure that runs.
//!
//! What it is for: an event is recorded with its counts, graded by the plan's criteria on every change, and its
//! response begins and ends by decision. What it may know: plans as data, its own tables, the subject cards, the
//! shell; no drug, no storm, no other job. The plan's clocks become duties through `flows`. Where to begin:
//! `grade.rs`.

mod api;
mod cases;
mod e2b;
mod grade;
mod model;
mod pages;
mod room;
mod store;

pub use cases::{
    Answers, Case, CaseEvent, CaseState, FieldFault, Found, Joins, Moment, Reported, Spread, joins, key,
    moment, spread, tally,
};
pub use e2b::{FORMAT, Message, answers as e2b_answers, read as read_e2b};
pub use grade::{Counts, Decided, Fact, Graded, Outcome, Tested, grade, tested};
pub use model::{Incident, IncidentEvent, Learnt, ResponseState, change};
pub use room::{
    Acknowledged, Acting, MISSING, Proposal, Proposed, Room, Sent, Settled, StepDone, Written, draft,
};
pub use store::{
    Imported, NotTaken, PROJECTION, Taken, Telling, acknowledge, cases, cases_of, correct, decide,
    decide_grade, find, find_case, import, judge, learn, list, move_case, note, perhaps_same, plan, plan_ids,
    plan_of, plans_with_form, propose, read_person, recount, say_person, step, take, write_report,
};

#[cfg(test)]
mod tests;

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}
