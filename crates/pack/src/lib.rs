//! Packs as written become packs as meant.
//!
//! What it is for: a pack is a folder of CSV and TOML that people review in a diff. [`load`] turns its text
//! into a [`Pack`] in which every fact holds its citation and every organ is resolved, or refuses it whole
//! and names every fault by file and line. What it may know: `kernel` only; the caller reads the files.
//! Where to begin: [`Pack`] in `pack.rs`, then `load.rs`, then `duties.rs` as the model of every kind of fact.
//! `raw.rs` holds the columns and keys as written.

mod adopted;
mod clauses;
mod commitments;
mod document;
mod duties;
mod fault;
mod indicators;
mod load;
mod named;
mod near;
mod organs;
mod pack;
mod plan;
mod powers;
mod raw;
mod reader;
mod readings;
mod registers;
mod schedules;
mod standards;
mod table;
mod tree;
mod unsettled;

pub use adopted::Adopted;
pub use clauses::Clause;
pub use commitments::{Commitment, Scope};
pub use document::{Attachment, Cite, Count, Counted, Disclosure, Document, Role, State};
pub use duties::{Deadline, Duty};
pub use fault::{Fault, File};
pub use indicators::Indicator;
pub use load::load;
pub use named::Named;
pub use organs::Division;
pub use pack::Pack;
pub use plan::{
    AnswerKind, Bound, Clock, Condition, Criterion, Decision, Department, Effect, Field, FieldRole, Flag,
    FlagRule, Gathering, Grade, Group, Import, Measure, Metric, Picks, Plan, Release, Report, ReportFact,
    ReportKind, Test, UnitLevel, Warning, WarningMeasure,
};
pub use powers::Power;
pub use registers::{
    After, DueRule, Evidence, FieldKind, Register, RegisterField, RowGate, RowMove, RowState, Tally, Writer,
};
pub use schedules::{Reporters, Schedule};
pub use standards::{Standards, Table, load_standards};
pub use unsettled::{Unsettled, UnsettledKind};

#[cfg(test)]
mod tests;
