//! Targets as officials write them (目标值), and what each asks for.
//!
//! `≥75%或持续提高`, `7.74（2025年）`, `5.5左右`, `保持稳定`: [`Target::parse`] reads them all or says which forms
//! exist. A form's meaning, reading, judging and examples stand together in one file of `target/`; the list of
//! forms is in `target/forms.rs`.

mod about;
mod assigned;
mod both_fall;
mod bound;
mod equal;
mod forms;
mod grade;
mod json;
mod mean;
mod parse;
mod range;
mod stable;
mod statement;
mod trend;
mod whole;

pub use parse::UnreadableTarget;

#[cfg(test)]
pub(crate) use forms::all_examples;
pub(crate) use forms::judge;

use crate::calendar::end_of_day;
use crate::number::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A target as written and as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "json::Flat", into = "json::Flat")]
pub struct Target {
    /// As the document writes it.
    pub text: String,
    /// What is asked for.
    pub aim: Aim,
    /// Unit of the figures, as written; `None` when the document gives it elsewhere (a column of its table).
    pub unit: Option<String>,
    /// What the figures measure: the thing itself or how fast it changes.
    pub of: Measure,
    /// The 或… part: the target is met when either part is (S-028).
    pub alternative: Option<Aim>,
    /// The year for which it is set: `（2025年）`.
    pub as_of: Option<i16>,
    /// The day by which it is to be reached, when the document gives one beside the target.
    pub by: Option<Date>,
    /// How firmly it is promised.
    pub strength: Option<Strength>,
}

/// What a target asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// ≥, ≤, >, <.
    Bound {
        /// Which of the four.
        compare: Compare,
        /// The limit.
        value: Decimal,
    },
    /// A figure without a comparator: `139`, `达到92%`, `100%`, `保持100%`, `1500→3000元`.
    Equal {
        /// The figure.
        value: Decimal,
        /// What it was before, when written.
        from: Option<Decimal>,
        /// 保持: every reading of the year, not only the last.
        keep: bool,
    },
    /// 左右, 约, 基本: needs a recorded tolerance.
    About {
        /// The figure.
        value: Decimal,
    },
    /// `2-3处`, both ends included.
    Range {
        /// Lowest.
        low: Decimal,
        /// Highest.
        high: Decimal,
    },
    /// 逐年下降, 持续提高, 呈下降趋势.
    Trend {
        /// Which way.
        direction: Direction,
        /// How steadily.
        how: Persistence,
    },
    /// 保持稳定: needs a recorded tolerance (E-010).
    Stable,
    /// 不高于近5年平均水平 (S-030).
    NoHigherThanMean {
        /// Of how many years.
        years: u8,
    },
    /// A named standard or class: every part of it must pass (S-031).
    Grade {
        /// As written: `国家《环境空气质量标准》二级标准`.
        standard: String,
        /// 稳定达到: needs a recorded rule of how many readings must pass (E-037).
        steady: bool,
    },
    /// 完成市下达任务指标: the number comes from above (E-010).
    AsAssigned,
    /// 双下降: two series, both must fall (E-050).
    BothFall,
    /// Words that no number decides, such as 走在全市前列 (E-044).
    Statement,
}

/// The four comparators. Strict and non-strict are kept apart: 超过90% fails at 90.0, 达到95%以上 passes at 95.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// ≥, 以上, 不低于.
    AtLeast,
    /// ≤, 以下, 以内, 不高于, 不超过.
    AtMost,
    /// >, 超过, 大于, 高于.
    Greater,
    /// <, 小于, 低于, 不满.
    Less,
}

impl Compare {
    /// Whether the value passes, unrounded.
    pub fn holds(self, value: Decimal, bound: Decimal) -> bool {
        match self {
            Compare::AtLeast => value >= bound,
            Compare::AtMost => value <= bound,
            Compare::Greater => value > bound,
            Compare::Less => value < bound,
        }
    }

    /// Which way is better.
    pub fn better(self) -> Direction {
        match self {
            Compare::AtLeast | Compare::Greater => Direction::Up,
            Compare::AtMost | Compare::Less => Direction::Down,
        }
    }

    /// The name in data: `at_least`, `at_most`, `greater`, `less`.
    pub fn name(self) -> &'static str {
        match self {
            Compare::AtLeast => "at_least",
            Compare::AtMost => "at_most",
            Compare::Greater => "greater",
            Compare::Less => "less",
        }
    }
}

/// Which way a figure is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Higher.
    Up,
    /// Lower.
    Down,
}

/// How steadily a trend is to hold (S-028, S-029).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Persistence {
    /// 逐年: each year against the last.
    EveryYear,
    /// 持续: over at least three years, by a rule fixed by decision.
    Persistent,
    /// 呈…趋势, 稳定增长: over at least two years, by a rule fixed by decision.
    Tendency,
}

/// What the figures measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The thing itself.
    #[default]
    Level,
    /// 增长: its growth over the year before, as published (the price basis decides; it is not computed here).
    Growth,
    /// 提速: how much faster than before.
    Speed,
}

/// How firmly a target is promised; reports show the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// 确保.
    #[serde(alias = "确保")]
    Ensure,
    /// 力争.
    #[serde(alias = "力争")]
    Strive,
}

impl Target {
    /// Reads a target.
    ///
    /// # Errors
    /// Names the text and shows the forms that can be read.
    pub fn parse(text: &str) -> Result<Target, UnreadableTarget> {
        parse::target(text)
    }

    /// The last day of its time: the day given beside it, else 31 December of its year; `None` for a target
    /// that holds at all times.
    pub fn due_day(&self) -> Option<Date> {
        self.by.or_else(|| Date::new(self.as_of?, 12, 31).ok())
    }

    /// The end of its time, 24:00 of [`Target::due_day`].
    pub fn due(&self) -> Option<Timestamp> {
        self.due_day().map(end_of_day)
    }
}

impl FromStr for Target {
    type Err = UnreadableTarget;
    fn from_str(text: &str) -> Result<Target, UnreadableTarget> {
        Target::parse(text)
    }
}

impl Aim {
    /// Its kind in data: `at_least`, `at_most`, `greater`, `less`, `equal`, `about`, `range`, `trend_up`,
    /// `trend_down`, `stable`, `no_higher_than_mean`, `grade`, `as_assigned`, `both_fall`, `statement`.
    pub fn kind(&self) -> &'static str {
        match self {
            Aim::Bound { compare, .. } => compare.name(),
            Aim::Equal { .. } => "equal",
            Aim::About { .. } => "about",
            Aim::Range { .. } => "range",
            Aim::Trend { direction: Direction::Up, .. } => "trend_up",
            Aim::Trend { direction: Direction::Down, .. } => "trend_down",
            Aim::Stable => "stable",
            Aim::NoHigherThanMean { .. } => "no_higher_than_mean",
            Aim::Grade { .. } => "grade",
            Aim::AsAssigned => "as_assigned",
            Aim::BothFall => "both_fall",
            Aim::Statement => "statement",
        }
    }
}

/// One readable line for logs and test files: `at_least 75 % or trend_up persistent`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.aim)?;
        let unit = self.unit.as_ref().map(|unit| format!(" {unit}"));
        let of = match self.of {
            Measure::Level => None,
            Measure::Growth => Some(" of growth".to_owned()),
            Measure::Speed => Some(" of speed".to_owned()),
        };
        let alternative = self.alternative.as_ref().map(|aim| format!(" or {aim}"));
        let as_of = self.as_of.map(|year| format!(" as of {year}"));
        let by = self.by.map(|day| format!(" by {day}"));
        let strength = self.strength.map(|strength| match strength {
            Strength::Ensure => " (ensure)".to_owned(),
            Strength::Strive => " (strive)".to_owned(),
        });
        [unit, of, alternative, as_of, by, strength].iter().flatten().try_for_each(|part| f.write_str(part))
    }
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        match self {
            Aim::Bound { value, .. } | Aim::About { value } => write!(f, " {value}"),
            Aim::Equal { value, from, keep } => {
                let keep = if *keep { " kept" } else { "" };
                let from = from.map(|from| format!(" from {from}")).unwrap_or_default();
                write!(f, "{keep}{from} {value}")
            }
            Aim::Range { low, high } => write!(f, " {low} to {high}"),
            Aim::Trend { how: Persistence::EveryYear, .. } => f.write_str(" every_year"),
            Aim::Trend { how: Persistence::Persistent, .. } => f.write_str(" persistent"),
            Aim::Trend { how: Persistence::Tendency, .. } => f.write_str(" tendency"),
            Aim::NoHigherThanMean { years } => write!(f, " of {years} years"),
            Aim::Grade { standard, steady } => {
                write!(f, "{} `{standard}`", if *steady { " steady" } else { "" })
            }
            Aim::Stable | Aim::AsAssigned | Aim::BothFall | Aim::Statement => Ok(()),
        }
    }
}
