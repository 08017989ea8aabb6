//! **Trends**: `逐年下降`, `呈下降趋势`, `持续提升`, `持续改善`, `逐年提高`, `稳定增长`.
//!
//! Meaning: 逐年 asks each year against the last, over at least two years. 持续 (at least three years) and 呈…趋势 (at
//! least two) need a rule fixed by decision (S-028, S-029). 改善 goes the way of the figure before 或. Only whole years
//! that are over and follow one another are looked at.

use super::forms::Form;
use super::parse::Read;
use super::{Aim, Direction, Persistence};
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, Finding, Reading, TrendMethod, TrendRule};

pub(super) const FORM: Form = Form {
    read,
    judge: |aim, case| match aim {
        Aim::Trend { direction, how } => Some(judge(case, *direction, *how).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[
        ("逐年下降", "trend_down every_year"),
        ("呈下降趋势", "trend_down tendency"),
        ("≥23%或持续提升", "at_least 23 % or trend_up persistent"),
        ("≥78.3岁或逐年提高", "at_least 78.3 岁 or trend_up every_year"),
        ("≥320天或持续改善", "at_least 320 天 or trend_up persistent"),
        ("≤5.6‰或持续改善", "at_most 5.6 ‰ or trend_down persistent"),
        ("不断提升", "trend_up persistent"),
        ("保持稳定增长", "trend_up tendency"),
    ],
};

const UP: [&str; 6] = ["提高", "提升", "上升", "增长", "增加", "扩大"];
const DOWN: [&str; 4] = ["下降", "降低", "减少", "缩小"];
const BETTER: [&str; 2] = ["改善", "好转"];

fn read(words: &str, main: Option<&Aim>) -> Option<Read> {
    let tendency =
        || words.strip_prefix('呈')?.strip_suffix("趋势").map(|verb| (verb, Persistence::Tendency));
    let steady =
        || words.trim_start_matches("保持").strip_prefix("稳定").map(|verb| (verb, Persistence::Tendency));
    let every = || words.strip_prefix("逐年").map(|verb| (verb, Persistence::EveryYear));
    let persistent = || {
        words.strip_prefix("持续").or(words.strip_prefix("不断")).map(|verb| (verb, Persistence::Persistent))
    };
    let (verb, how) = tendency().or_else(steady).or_else(every).or_else(persistent)?;
    let direction = if UP.contains(&verb) {
        Direction::Up
    } else if DOWN.contains(&verb) {
        Direction::Down
    } else if BETTER.contains(&verb) {
        way_of(main)
    } else {
        return None;
    };
    Some(Read::words(Aim::Trend { direction, how }))
}

fn way_of(main: Option<&Aim>) -> Direction {
    match main {
        Some(Aim::Bound { compare, .. }) => compare.better(),
        _ => Direction::Up,
    }
}

fn judge(case: &Case<'_>, direction: Direction, how: Persistence) -> Result<Finding, Say> {
    let years = case.years()?;
    let least: usize = if how == Persistence::Persistent { 3 } else { 2 };
    let rule = match (case.ruling.trend, how) {
        (Some(rule), _) => rule,
        (None, Persistence::EveryYear) => TrendRule { method: TrendMethod::EveryYear, years: 0 },
        (None, _) => return Err(case.missing("verdict.trend_rule_missing")),
    };
    let needed = least.max(usize::from(rule.years));
    let span = if rule.years == 0 { years.len() } else { needed };
    let seen = years.get(years.len().saturating_sub(span)..).unwrap_or_default();
    if seen.len() < needed {
        let say = case.missing("verdict.trend_too_few");
        return Err(say.with("needed", needed).with("have", list(case, seen)));
    }
    Ok(found(case, seen, direction, rule.method))
}

fn found(case: &Case<'_>, seen: &[Reading], direction: Direction, method: TrendMethod) -> Finding {
    let (met, not_met) = keys(direction, method);
    let holds = match method {
        TrendMethod::EveryYear => every_year(seen, direction),
        TrendMethod::MeanOfPrevious => beyond_mean(seen, direction),
    };
    let found = Finding::known(holds, met, not_met).with("years", list(case, seen));
    let provisional = seen.iter().any(|reading| reading.provisional);
    Finding { reading: seen.last().copied(), provisional, ..found }
}

fn keys(direction: Direction, method: TrendMethod) -> (&'static str, &'static str) {
    match (direction, method) {
        (Direction::Up, TrendMethod::EveryYear) => ("verdict.rise_met", "verdict.rise_not_met"),
        (Direction::Down, TrendMethod::EveryYear) => ("verdict.fall_met", "verdict.fall_not_met"),
        (Direction::Up, TrendMethod::MeanOfPrevious) => {
            ("verdict.above_mean_met", "verdict.above_mean_not_met")
        }
        (Direction::Down, TrendMethod::MeanOfPrevious) => {
            ("verdict.below_mean_met", "verdict.below_mean_not_met")
        }
    }
}

/// Each year strictly beyond the one before; an unchanged year is no trend.
pub(super) fn every_year(seen: &[Reading], direction: Direction) -> bool {
    seen.iter().zip(seen.iter().skip(1)).all(|(before, after)| beyond(after.value, before.value, direction))
}

fn beyond_mean(seen: &[Reading], direction: Direction) -> bool {
    let compare = || {
        let (last, before) = seen.split_last()?;
        let sum = before.iter().try_fold(Decimal::ZERO, |sum, reading| sum.checked_add(reading.value))?;
        let count = Decimal::from(i64::try_from(before.len()).ok()?);
        Some(beyond(last.value.checked_mul(count)?, sum, direction))
    };
    compare().unwrap_or(false)
}

fn beyond(value: Decimal, other: Decimal, direction: Direction) -> bool {
    match direction {
        Direction::Up => value > other,
        Direction::Down => value < other,
    }
}

/// `2021: 25.3%; 2022: 24.8%`.
pub(super) fn list(case: &Case<'_>, seen: &[Reading]) -> String {
    let one = |reading: &Reading| format!("{}: {}", reading.period, case.show(reading.value));
    if seen.is_empty() { "–".to_owned() } else { seen.iter().map(one).collect::<Vec<_>>().join("; ") }
}
