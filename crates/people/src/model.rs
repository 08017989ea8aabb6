//! Decisions, pure: `now` is an argument, rows are values.

mod failures;
mod happened;
mod link;
mod naming;
mod times;

pub(crate) use failures::{ALLOWED, Failures, WINDOW};
pub(crate) use happened::{Happened, Why};
pub(crate) use link::{Link, Over};
pub(crate) use naming::{SYSTEM, account_name, person_name, program_name};
pub(crate) use times::Times;

#[cfg(test)]
mod tests;
