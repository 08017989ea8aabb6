//! Reports of single cases: what is told, who it is about, which belong together. Pure.
//!
//! A case is one report about one person. Nothing here knows what is reported: the questions, what counts and what
//! belongs together are the plan's (`pack::Field`, `pack::Metric`, `pack::Gathering`).

mod answers;
mod gather;
mod model;
mod same;
mod tally;

pub(crate) use answers::read;
pub use answers::{Answers, FieldFault, Moment, moment};
pub use gather::{Found, Joins, joins, key};
pub use model::{Case, CaseEvent, CaseState, Reported};
pub(crate) use same::{alike, marks};
pub use tally::{Spread, spread, tally};

#[cfg(test)]
mod tests;
