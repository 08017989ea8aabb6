//! The one program, thin: what the house is made of, and the commands that run it.
//!
//! Where to begin: `house.rs` lists every job once; `commands.rs` lists every command once.

mod builtin;
mod clock;
mod commands;
mod demo;
mod failure;
mod files;
mod house;
mod options;
mod report;
mod server;
mod workbook;

pub use builtin::{pack_files, pack_names, standards};
pub use clock::RunningClock;
pub use commands::run;
pub use demo::simulate;
pub use house::{GAUGES, PARTS, routes};
pub use server::app;
