//! Finders: one kind of fact each. The list of them is in `compile.rs`.

pub(crate) mod cites;
pub(crate) mod columns;
pub(crate) mod commitments;
pub(crate) mod documents;
pub(crate) mod indicators;
pub(crate) mod notes;
pub(crate) mod organs;
pub(crate) mod powers;
pub(crate) mod rows;
pub(crate) mod schedules;
pub(crate) mod sentences;
pub(crate) mod subjects;
pub(crate) mod tasks;
