//! What becomes of a proposal: legal review, decision, publication, one after the other.

use super::proposal::{Stage, Standing};
use super::{filled, not_ahead, short_enough};
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// A proposal went on by one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stepped {
    /// Number of the proposal's record.
    pub proposal: u32,
    /// Which step.
    pub step: Step,
}

/// One step of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// 合法性审查. Another person records it than the one who recorded the proposal.
    Reviewed {
        /// Who reviewed.
        by: String,
        /// Whether the proposal may go on.
        passed: bool,
        /// The opinion, in a few words.
        opinion: String,
        /// Number of the opinion; may be empty.
        #[serde(default)]
        document: String,
        /// Its date.
        day: Date,
    },
    /// 决定: of the government (P-019).
    Decided {
        /// Who decided.
        by: String,
        /// Yes or no.
        granted: bool,
        /// Number of the document.
        document: String,
        /// Its date.
        day: Date,
    },
    /// 公布: what was decided, for everybody to read.
    Published {
        /// Where: an address or the gazette's number.
        place: String,
        /// When.
        day: Date,
    },
}

impl Step {
    /// The day of the step.
    pub fn day(&self) -> Date {
        match self {
            Step::Reviewed { day, .. } | Step::Decided { day, .. } | Step::Published { day, .. } => *day,
        }
    }

    /// Where the proposal stands after it.
    pub(super) fn leads_to(&self) -> Stage {
        match self {
            Step::Reviewed { passed: true, .. } => Stage::Reviewed,
            Step::Reviewed { passed: false, .. } => Stage::Objected,
            Step::Decided { granted: true, .. } => Stage::Decided,
            Step::Decided { granted: false, .. } => Stage::Refused,
            Step::Published { .. } => Stage::Published,
        }
    }

    fn fits(&self, stage: Stage) -> Result<(), Say> {
        let fits = match self {
            Step::Reviewed { .. } => matches!(stage, Stage::Proposed | Stage::Objected),
            Step::Decided { .. } => stage == Stage::Reviewed,
            Step::Published { .. } => stage == Stage::Decided,
        };
        let key = match stage {
            _ if fits => return Ok(()),
            Stage::Proposed | Stage::Objected => "powers_records.review_first",
            Stage::Reviewed => "powers_records.decide_first",
            Stage::Decided => "powers_records.publish_next",
            Stage::Refused | Stage::Published => "powers_records.nothing_follows",
        };
        Err(Say::new(key))
    }

    fn texts(&self) -> Result<(), Say> {
        match self {
            Step::Reviewed { by, opinion, document, .. } => {
                filled(&[(by, "powers_records.need_reviewer"), (opinion, "powers_records.need_opinion")])?;
                short_enough(&[by, opinion, document])
            }
            Step::Decided { by, document, .. } => {
                filled(&[(by, "powers_records.need_decider"), (document, "powers_records.need_document")])?;
                short_enough(&[by, document])
            }
            Step::Published { place, .. } => {
                filled(&[(place, "powers_records.need_place")])?;
                short_enough(&[place])
            }
        }
    }

    /// Whether the step may be recorded of a proposal by an account.
    pub(crate) fn check(&self, standing: &Standing, account: &str, today: Date) -> Result<(), Say> {
        self.fits(standing.stage())?;
        self.texts()?;
        not_ahead(self.day(), today)?;
        if matches!(self, Step::Reviewed { .. }) && standing.by == account {
            return Err(Say::new("powers_records.second_person"));
        }
        let last = standing.last_day();
        if self.day() < last {
            return Err(Say::new("powers_records.before_last").with("day", self.day()).with("last", last));
        }
        Ok(())
    }
}
