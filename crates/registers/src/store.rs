//! Rows in, rows out.

mod books;
mod due;
mod plan;
mod project;
mod rows;
mod slots;
mod totals;
mod versions;
mod write;

pub(crate) use books::organs;
pub use books::{Book, book, books};
pub use due::{DueRow, due_rows};
pub use plan::{Planned, plan, write_plan};
pub use project::PROJECTION;
pub use rows::{Filter, Sort, each_row, row, rows};
pub use totals::{Counted, counted, totals};
pub use versions::{Version, history, in_force};
pub use write::{By, NotWritten, Rewrite, Step, add, change, end, move_row};

use jiff::civil::Date;
use store::{Row, StoreError};

/// The last day of what has no end, as the tables write it.
const NO_END: &str = "9999-12-31";

fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "registers", reason: reason.to_string() }
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

fn date(row: &Row, at: usize) -> Result<Date, StoreError> {
    row.text(at)?.parse().map_err(|e| derived(&e))
}

/// A day that may have no end.
fn end_date(row: &Row, at: usize) -> Result<Option<Date>, StoreError> {
    if row.text(at)? == NO_END { Ok(None) } else { date(row, at).map(Some) }
}

fn small(row: &Row, at: usize) -> Result<u32, StoreError> {
    u32::try_from(row.count(at)?).map_err(|e| derived(&e))
}
