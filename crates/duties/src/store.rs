//! Rows in, rows out. Where to begin: `project.rs` (what the ledger makes of the tables), `list.rs` (what lists ask
//! for), `write.rs` (the doors through which anything is recorded).

mod batches;
mod bulletins;
mod clocks;
mod counts;
mod draft;
mod list;
mod looks;
mod owners;
mod past;
mod project;
mod questions;
mod register;
mod row;
mod sheets;
mod write;

pub use counts::{Counts, counts, overdue_count};
pub use draft::DRAFTS;
pub use list::{Filter, causes, find, in_hand, list, recent};
pub use looks::LOOKS;
pub use owners::{name_owner, named_owners};
pub use project::PROJECTION;
pub use questions::{open_questions, record_plan};
pub use sheets::{SheetRow, sheets_on};
pub use write::{accept, act, ask_again, discharge, end, open, report, send_back};

pub(crate) use batches::{BatchRow, Chosen, Done, batches, look, many, undo};
pub(crate) use bulletins::{Issue, Kept, issue, last_issued, made, recently_issued, reported_periods};
pub(crate) use clocks::{Day, calendar};
pub(crate) use draft::{Draft, draft, forget_draft, save_draft};
pub(crate) use list::previous;
pub(crate) use looks::{changed_since, look_now, looked};
pub(crate) use past::{Stood, worklist_at};
pub(crate) use questions::{Settled, answer, decisions_on, queue, settled, without_contact};
pub(crate) use register::{bodies, is_organ};
pub(crate) use sheets::{Pressing, answer_sheet, close_sheet, issue_sheet, sheet, sheets};
pub(crate) use write::{acting, denied, known};

use store::StoreError;

pub(crate) fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "duties", reason: reason.to_string() }
}
