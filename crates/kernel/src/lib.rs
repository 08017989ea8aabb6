//! The nouns everyone shares.
//!
//! What it is for: citations, organs, calendar, schedules, units, targets and their verdicts, the event
//! envelope, findings. What it may know: nothing of files, clocks, databases or pages; `now` is an argument.
//! Where to begin: [`Citation`], then [`Event`], then [`Target`].

// Public, because its functions are read best with its name: `calendar::end_of_day`.
pub mod calendar;
mod citation;
mod event;
mod number;
mod organ;
mod period;
mod say;
mod schedule;
mod table;
// Public, so that jobs name the kinds of a target in full.
pub mod target;
mod unit;
// Public, because `Standing`, `State`, `Value` and `Window` say little without its name.
pub mod verdict;
mod xml;

pub use calendar::{CHINA, Calendar, NotCovered, Rest, day_of, due_day, end_of_day, start_of_day};
pub use citation::{BadCitation, Citation, ClausePath, Digest, normalize};
pub use event::{Entry, Event, Happening};
pub use number::{BadNumber, Decimal, round_gbt8170};
pub use organ::{Level, Organ, OrganKind, Organs, Resolved};
pub use period::{BadPeriod, Period, PeriodKind};
pub use say::Say;
pub use schedule::{BadRule, Due, Rule};
pub use table::TableError;
pub use target::{Aim, Compare, Direction, Measure, Persistence, Strength, Target, UnreadableTarget};
pub use unit::{Ratio, Unit, UnitError, Units};
pub use verdict::{
    FigureReading, Limit, Ruling, Series, Standing, State, Tolerance, TrendMethod, TrendRule, Value, Verdict,
    Window, verdict,
};
pub use xml::xml_text;

#[cfg(test)]
mod tests;
