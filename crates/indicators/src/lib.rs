//! Series judged against targets: the indicators of documents and the quantified commitments of their prose.
//!
//! What it is for: values come in with their period and source, a second person confirms them, and every change
//! of value or of the clock is judged anew with the reason in one sentence. What it may know: its own tables, the
//! adopted pack's definitions, the subject cards, the shell; no other job. How a target is judged stands in
//! `kernel::target`. Where to begin: `model.rs`.

mod api;
mod model;
mod pages;
mod store;

pub use model::{Figure, Measure, MeasureEvent, MeasureKind, Reported, SeriesKind, judge};
pub use store::{
    PROJECTION, Standing, confirm, figures, find, judge_again, list, report, state_counts, to_judge,
};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}
