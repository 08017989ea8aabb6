//! **Both fall**: `双下降`.
//!
//! Meaning: two figures, such as accidents and deaths, are both lower than in the same period of the year before
//! (E-050). The second series is the first of [`Series::parts`](crate::Series).

use super::forms::Form;
use super::parse::Read;
use super::trend::{every_year, list};
use super::{Aim, Direction};
use crate::period::Period;
use crate::say::Say;
use crate::verdict::{Case, Finding, Reading};
use jiff::Span;

pub(super) const FORM: Form = Form {
    read: |words, _| {
        ["双下降", "均下降", "双降"].contains(&words.trim_matches('"')).then(|| Read::words(Aim::BothFall))
    },
    judge: |aim, case| match aim {
        Aim::BothFall => Some(judge(case).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[("双下降", "both_fall"), ("“双下降”", "both_fall")],
};

fn judge(case: &Case<'_>) -> Result<Finding, Say> {
    let second = case.series.parts.first().ok_or_else(|| case.missing("verdict.both_fall_one_series"))?;
    let other = case.about(case.target, second);
    let (one, two) = (with_year_before(case)?, with_year_before(&other)?);
    let pairs = one.len() == 2 && two.len() == 2;
    let same_period = one.last().map(|reading| reading.period) == two.last().map(|reading| reading.period);
    let this_year =
        |reading: &Reading| case.open_until().is_none_or(|due| reading.period.end().year() >= due.year());
    let found = if pairs && same_period && one.iter().skip(1).all(this_year) {
        let holds = every_year(&one, Direction::Down) && every_year(&two, Direction::Down);
        Finding::known(holds, "verdict.both_fall_met", "verdict.both_fall_not_met")
    } else {
        Finding::unknown(case.missing("verdict.both_fall_too_few"))
    };
    let provisional = one.iter().chain(&two).any(|reading| reading.provisional);
    let found = found.with("first", told(case, &one)).with("second", told(&other, &two));
    Ok(Finding { reading: one.last().copied(), provisional, ..found })
}

/// The latest figure behind that of the same period a year earlier, where there is one.
fn with_year_before(case: &Case<'_>) -> Result<Vec<Reading>, Say> {
    let latest = case.latest()?;
    let before = latest.period.start().saturating_sub(Span::new().years(1));
    let before = case.reading(Period::of(latest.period.kind(), before));
    Ok(before.into_iter().chain([latest]).collect())
}

fn told(case: &Case<'_>, seen: &[Reading]) -> String {
    format!("{} {}", case.series.name, list(case, seen)).trim().to_owned()
}
