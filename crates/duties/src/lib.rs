//! What an organ must do by an instant: the one concept all jobs share.
//!
//! What it is for: a duty is opened (by a schedule or an incident's clock), taken note of and reported on by the
//! organ that owes it, accepted or returned by a second person: the lead of its branch or the office. What it may
//! know: its own tables, the subject cards, the shell; no other job. Overdue is computed from `now`, never stored.
//! Where to begin: `model.rs`.

mod api;
mod model;
mod pages;
mod store;

pub use model::{
    Act, ActionPlan, Actor, Asked, Bulletin, Color, Deduction, Denied, Duty, DutyEvent, DutyState, Evidence,
    Issued, Line, Naming, Opened, Outcome, OwnerNamed, Part, Question, QuestionKind, Report, Rule, Score,
    Sheet, SheetEvent, SheetState, Standing, Why, Wish, Wished, decide,
};
pub use pages::chip;
pub use store::{
    Counts, DRAFTS, Filter, LOOKS, PROJECTION, SheetRow, accept, act, ask_again, causes, counts, discharge,
    end, find, in_hand, list, name_owner, named_owners, open, open_questions, overdue_count, recent,
    record_plan, report, send_back, sheets_on,
};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    [pages::routes(), api::routes(), pages::api_routes()].concat()
}

#[cfg(test)]
mod tests;
