//! Pages of duties. Where to begin: `list.rs` (the worklist), `show.rs` (one duty), `report.rs` and `acts.rs` (what
//! is done on it).

mod acts;
mod batch;
mod bulletin;
mod history;
mod list;
mod report;
mod sheet;
mod show;
mod unsettled;
mod views;
mod words;
mod year;

pub use words::chip;

pub(crate) use acts::{Deed, decide, take};
pub(crate) use list::filter;
pub(crate) use report::submit;
pub(crate) use unsettled::{Answered, recorded, settle};

use page::Route;

pub(crate) fn routes() -> Vec<Route> {
    [
        list::routes(),
        show::routes(),
        report::routes(),
        acts::routes(),
        unsettled::routes(),
        bulletin::routes(),
        batch::routes(),
        sheet::routes(),
        views::routes(),
        year::routes(),
    ]
    .concat()
}

/// Doors for programs that stand beside their pages.
pub(crate) fn api_routes() -> Vec<Route> {
    [bulletin::api_routes(), batch::api_routes(), sheet::api_routes()].concat()
}
