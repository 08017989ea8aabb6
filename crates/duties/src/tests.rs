//! The tables of duties on both engines.

mod county;
mod engines;
