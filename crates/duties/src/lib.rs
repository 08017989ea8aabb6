//! What an organ must do by an instant: the one concept all jobs share.
//!
//! What it is for: a duty is opened (by a schedule or an incident's clock), reported on by the organ that owes
//! it, accepted or returned by a second person. What it may know: its own tables, the subject cards, the shell;
//! no other job. Overdue is computed from `now`, never stored. Where to begin: `model.rs`.

mod api;
mod model;
mod pages;
mod store;

pub use model::{Answerer, Denied, Duty, DutyEvent, DutyState, Opened, Report, review, submit};
pub use pages::chip;
pub use store::{
    Counts, Filter, PROJECTION, accept, counts, find, list, open, overdue_count, recent, report, send_back,
};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}
