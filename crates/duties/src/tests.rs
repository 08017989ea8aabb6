//! The tables of duties on both engines.

mod bulletins;
mod county;
mod engines;
