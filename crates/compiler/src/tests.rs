//! Tests of the crate: the suite, the manuals, the real gazette where it is at hand, properties, drafts.

mod drafts;
mod gazette;
mod manuals;
mod outline;
mod properties;
mod suite;
