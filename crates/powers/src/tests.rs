//! Adjustments as text that an official can read, properties of the invariant, and the tables on both engines.

mod county;
mod engines;
mod properties;
mod suite;
