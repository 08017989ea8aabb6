//! Registers (台账): record books that a pack declares and nobody writes as code.
//!
//! What it is for: a declaration in an adopted pack becomes a book with a table, a form, sheets in and out, gates and
//! due days; every row keeps its history, so that what was in force on any day can be shown. What it may know: its own
//! tables, packs, subject cards, the shell; no other job. Where to begin: `model.rs`, then `store/write.rs`.

mod api;
mod model;
mod open;
mod pages;
mod sheet;
mod store;

pub use model::{
    Change, Hands, NewRow, Pending, RegisterEvent, Row, RowFault, Values, amount, cell, dues, faults,
    missing, step,
};
pub use store::{
    Book, By, Counted, DueRow, Filter, NotWritten, PROJECTION, Planned, Rewrite, Sort, Step, Version, add,
    book, books, change, counted, due_rows, each_row, end, history, in_force, move_row, plan, row, rows,
    totals, write_plan,
};

use page::Route;

/// Every door of this job.
pub fn routes() -> Vec<Route> {
    [api::routes(), pages::routes(), open::routes()].concat()
}

#[cfg(test)]
mod tests;
