//! Verdicts: whether a series of figures meets a target, and why.
//!
//! [`verdict`] is pure. What a document leaves open (how much is 左右, which years count as 近5年) comes in as a
//! [`Ruling`]; without the decision that is needed the answer is [`State::CannotBeJudged`], never a guess.

mod case;
mod settle;

pub(crate) use case::{Case, Finding, Reading};

use crate::number::Decimal;
use crate::period::Period;
use crate::say::Say;
use crate::target::{Compare, Target};
use crate::unit::{UnitError, Units};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Figures of one indicator over time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Series {
    /// What the figures are of, where a target has several parts: a pollutant, a species, deaths.
    pub name: String,
    /// Their unit; `None` when it is the target's.
    pub unit: Option<String>,
    /// The figures.
    pub values: BTreeMap<Period, Value>,
    /// Where the path to the target starts: the figure of the year before, or 0 for a count that starts anew.
    pub baseline: Option<(Period, Decimal)>,
    /// The other series that a compound target is judged on (S-031, E-050).
    pub parts: Vec<Series>,
}

impl Series {
    /// The same figures in the unit of the target, exactly.
    ///
    /// # Errors
    /// A unit is unknown, the units measure different quantities, or a figure cannot be written exactly.
    pub fn converted(mut self, units: &Units, to: &str) -> Result<Series, UnitError> {
        let Some(from) = self.unit.replace(to.to_owned()) else { return Ok(self) };
        for value in self.values.values_mut() {
            value.value = units.convert(value.value, &from, to)?;
        }
        if let Some((_, value)) = &mut self.baseline {
            *value = units.convert(*value, &from, to)?;
        }
        Ok(self)
    }
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The figure, unrounded.
    pub value: Decimal,
    /// Whether a second person has confirmed it.
    pub standing: Standing,
}

/// How far a figure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Reported, not yet confirmed.
    Provisional,
    /// Confirmed.
    Final,
}

/// Decisions that the documents leave to people. Each was recorded by somebody; none has a default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ruling {
    /// How far from the figure 左右, 基本 and 稳定 may be (X-027, E-010).
    pub tolerance: Option<Tolerance>,
    /// What 持续 and 呈…趋势 mean, and over how many years (S-028, S-029).
    pub trend: Option<TrendRule>,
    /// Which years 近N年 are (S-030).
    pub window: Option<Window>,
    /// How a figure without a comparator is read (S-032). Until it is confirmed, as at least.
    pub reading: Option<FigureReading>,
    /// The number that a decision puts in the place of words: assigned from above (E-010), or for 前列 (E-044).
    pub assigned: Option<Target>,
    /// The limits of the standard that the target names (S-031).
    pub standard: Vec<Limit>,
    /// 稳定: which share of a year's readings must pass, in per cent (E-037).
    pub steady_share: Option<Decimal>,
}

/// How far a figure may be from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// How far.
    pub amount: Decimal,
    /// Whether `amount` is per cent of the other figure; otherwise it is in the figure's own unit.
    #[serde(default)]
    pub percent: bool,
    /// Whether only falling short counts, so that more than the target passes.
    #[serde(default)]
    pub shortfall_only: bool,
}

/// What counts as a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendRule {
    /// The method.
    pub method: TrendMethod,
    /// How many years it looks at, the last included.
    pub years: u8,
}

/// How a trend is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendMethod {
    /// Each year is better than the one before.
    EveryYear,
    /// The last year is better than the mean of the years before it.
    MeanOfPrevious,
}

/// Which years 近N年 are, seen from the year judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The N years before it.
    Previous,
    /// It and the N − 1 years before it.
    Including,
}

/// How a figure without a comparator is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureReading {
    /// As ≥.
    AtLeast,
    /// As ≤.
    AtMost,
    /// Neither more nor less.
    Exactly,
}

impl FigureReading {
    pub(crate) fn compare(self) -> Option<Compare> {
        match self {
            FigureReading::AtLeast => Some(Compare::AtLeast),
            FigureReading::AtMost => Some(Compare::AtMost),
            FigureReading::Exactly => None,
        }
    }
}

/// One limit of a standard: for one pollutant, species or class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Name of the series it is for ([`Series::name`]).
    pub part: String,
    /// What is asked of that series.
    pub target: Target,
}

/// What is known of a target, from worst to best: of two parts of which both must pass the lesser counts, of two of
/// which one suffices the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The time is over, or the target holds at all times, and it is not met.
    NotMet,
    /// Not met so far, and behind the straight path to it.
    Behind,
    /// A figure, a baseline or a decision is missing.
    CannotBeJudged,
    /// Not over yet; on the path or holding so far.
    OnCourse,
    /// Met.
    Met,
}

impl State {
    /// The name in data: `met`, `not_met`, `on_course`, `behind`, `cannot_be_judged`.
    pub fn name(self) -> &'static str {
        match self {
            State::NotMet => "not_met",
            State::Behind => "behind",
            State::CannotBeJudged => "cannot_be_judged",
            State::OnCourse => "on_course",
            State::Met => "met",
        }
    }
}

/// The answer, with the figures it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What is known.
    pub state: State,
    /// Why, in one sentence with the numbers used.
    pub because: Say,
    /// What became of the part before or after 或 that did not decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besides: Option<Say>,
    /// How far the figure is from what is asked: positive to spare, negative short, in the target's unit.
    pub distance: Option<Decimal>,
    /// Whether a figure it rests on is not yet confirmed.
    pub provisional: bool,
}

impl Verdict {
    /// The verdict on a compound row, all parts of which must pass (S-033, S-034): that of its worst part. `None`
    /// without parts.
    pub fn all(parts: impl IntoIterator<Item = Verdict>) -> Option<Verdict> {
        parts.into_iter().reduce(|worst, part| if part.state < worst.state { part } else { worst })
    }
}

/// Judges the series against the target as of `now`.
///
/// A target with a time ([`Target::due`]) is on course or behind until then, by the straight line from the
/// baseline; one without holds at all times and is judged on the latest figure. Figures of periods that have not begun
/// by `now` are not looked at.
pub fn verdict(target: &Target, series: &Series, ruling: &Ruling, now: Timestamp) -> Verdict {
    let case = Case::new(target, series, ruling, now);
    let main = settle::settle(&case, &target.aim);
    match &target.alternative {
        Some(aim) if main.state < State::Met => settle::either(main, settle::settle(&case, aim)),
        _ => main,
    }
}
