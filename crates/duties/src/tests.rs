//! The tables of duties on both engines.

mod batches;
mod bulletins;
mod county;
mod engines;
mod sheets;
mod views;
