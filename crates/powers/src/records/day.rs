//! The day by which items are handed over: set by decision, because the document may not say (P-011).

use super::{Matter, Record, filled, not_ahead, short_enough};
use crate::store::Handover;
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// A decision that sets the day for the items that one edition moves from one body to another. A later decision about
/// the same items takes the place of an earlier one; both stay in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverDay {
    /// The edition that moves the items.
    pub edition: u32,
    /// Who gives.
    pub giving: String,
    /// Who takes.
    pub taking: String,
    /// The last day.
    pub day: Date,
    /// Number of the document that decides.
    pub document: String,
    /// Its date.
    pub decided: Date,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// By when a hand-over is to be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// By the end of this day, which a decision set.
    Decided(Date),
    /// By the end of the day on which the edition takes effect: the adjustment says no other.
    Effective(Date),
    /// The document that withdrew the item sets no day, and nobody has decided one.
    Undecided,
}

impl Deadline {
    /// The last day, when there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Deadline::Decided(day) | Deadline::Effective(day) => Some(day),
            Deadline::Undecided => None,
        }
    }

    /// Whether the last day has passed on `today`.
    pub fn has_passed(self, today: Date) -> bool {
        self.day().is_some_and(|day| day < today)
    }
}

/// The edition with which a list begins. What it withdrew goes back by a document that says "hand over" and no day.
const FIRST: u32 = 1;

/// By when a hand-over is to be finished, as the records of its list say; the newest decision holds.
pub fn deadline(handover: &Handover, records: &[Record]) -> Deadline {
    match last_day(handover, records) {
        Some((_, set)) => Deadline::Decided(set.day),
        None if handover.edition == FIRST => Deadline::Undecided,
        None => Deadline::Effective(handover.effective),
    }
}

impl HandoverDay {
    /// The newest decision about a hand-over, with the number of its record.
    pub fn of<'a>(handover: &Handover, records: &'a [Record]) -> Option<(u32, &'a HandoverDay)> {
        last_day(handover, records)
    }

    /// Whether the decision is about that hand-over.
    fn concerns(&self, handover: &Handover) -> bool {
        self.edition == handover.edition && self.giving == handover.giving && self.taking == handover.taking
    }

    /// Whether the decision can be recorded; `waiting` are the hand-overs of the list that are not finished.
    pub(crate) fn check(&self, waiting: &[Handover], records: &[Record], today: Date) -> Result<(), Say> {
        filled(&[(&self.document, "powers_records.need_document")])?;
        short_enough(&[&self.document, &self.reason])?;
        not_ahead(self.decided, today)?;
        let Some(handover) = waiting.iter().find(|handover| self.concerns(handover)) else {
            let say = Say::new("powers_records.nothing_waits").with("edition", self.edition);
            return Err(say.with("giving", &self.giving).with("taking", &self.taking));
        };
        if self.day < self.decided {
            let say = Say::new("powers_records.day_before_decision").with("day", self.day);
            return Err(say.with("decided", self.decided));
        }
        match last_day(handover, records) {
            Some((_, last)) if last.decided > self.decided => {
                Err(Say::new("powers_records.older_decision").with("decided", last.decided))
            }
            Some((_, last)) if last.day == self.day && last.document == self.document => {
                Err(Say::new("powers_records.same_day").with("day", self.day))
            }
            _ => Ok(()),
        }
    }
}

fn last_day<'a>(handover: &Handover, records: &'a [Record]) -> Option<(u32, &'a HandoverDay)> {
    let day = |record: &'a Record| match &record.matter {
        Matter::Day(day) if day.concerns(handover) => Some((record.id, day)),
        _ => None,
    };
    records.iter().rev().find_map(day)
}
