//! The house from outside: one binary, so that it is linked once; one module for each part that users rely on.

#![expect(
    clippy::disallowed_methods,
    reason = "tests write files, start programs and read the folder they are in"
)]

#[cfg(test)]
mod api;
#[cfg(test)]
mod bulletin;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod compile;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod duties_room;
#[cfg(test)]
mod grading;
#[cfg(test)]
mod input;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod law;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod many;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod powers_bad_input;
#[cfg(test)]
mod powers_handovers;
#[cfg(test)]
mod powers_records;
#[cfg(test)]
mod powers_use;
#[cfg(test)]
mod program;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod review;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod unsettled;
