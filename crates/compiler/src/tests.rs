//! Tests of the crate.

mod gazette;
mod manuals;
