//! The compiler: the tree of official documents to facts and diagnostics.
//!
//! What it is for: who must do what by when, how it is measured, which powers there are, what happens in an emergency,
//! and what a person should look at, each with its place in characters. What it may know: how documents are written;
//! no district, no file, no clock, and no sentence for people: diagnostics are keys (`texts/*/check.toml`).
//! Where to begin: [`compile`], then `compile.rs` (the list of finders), `find/` and `plan/` (one kind of fact a
//! file), `check.rs` (the list of checks), `check/` (one a file, its doc comment is its manual), `words/` (how
//! documents write names, dates and figures). Nothing is filled in that the text does not say.

mod akn;
mod check;
mod compile;
mod context;
mod diagnostic;
mod draft;
mod facts;
mod find;
mod passage;
mod plan;
mod words;

#[cfg(test)]
mod tests;

pub use akn::akn;
pub use check::{Manual, manuals};
pub use compile::{Compiled, compile, compile_tree};
pub use diagnostic::{Diagnostic, Related, Severity};
pub use draft::{Draft, Needs, draft};
pub use facts::{
    Attachment, Cite, Clause, Commitment, Contact, Coverage, Deadline, Document, Duty, Facts, Goal,
    Indicator, Organ, Power, Schedule,
};
pub use plan::facts::{Clock, Criterion, Department, Grade, Group, Plan, Release, Report, Warning};
