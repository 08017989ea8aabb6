//! The only crate that knows two jobs: what one causes in another, and what the clock causes.
//!
//! What it is for: the schedules of documents open duties, the clocks of an emergency plan open duties for an
//! incident, verdicts follow the clock, and what is due makes reminders. What it may know: the jobs' public functions; no page, no table.
//! Every reaction gives a duty whose identity is fixed by its cause, and a duty opens once for its identity: so a
//! tick may run twice, stop half-way or come late, and nothing is opened twice or forgotten. Where to begin:
//! [`tick`].

mod acts_to_notices;
mod documents_to_notices;
mod duties_to_notices;
mod handovers_to_duties;
mod incident_to_duties;
mod law_to_duties;
mod orphans_to_duties;
mod pack_to_duties;
mod powers_to_duties;
mod registers_to_duties;
mod registers_to_indicators;
mod response_to_duties;
mod schedule_to_duties;
mod tick;

pub use handovers_to_duties::{Lists, pressed, publications};
pub use incident_to_duties::clocks;
pub use law_to_duties::decisions;
pub use powers_to_duties::claims;
pub use response_to_duties::calls;
pub use schedule_to_duties::scheduled;
pub use tick::{Ticked, tick};

#[cfg(test)]
mod sample;
