//! Tests of the crate.

mod gazette;
