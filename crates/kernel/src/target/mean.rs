//! **No higher than the mean of the last years**: `不高于近5年平均水平`.
//!
//! Meaning: the year's figure is at most the arithmetic mean of that many years. Whether 近 includes the year judged is
//! fixed by decision (S-030).

use super::Aim;
use super::forms::Form;
use super::parse::Read;
use super::trend::list;
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, Finding, Reading, Window};

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |aim, case| match aim {
        Aim::NoHigherThanMean { years } => Some(judge(case, *years).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[
        ("不高于近5年平均水平", "no_higher_than_mean of 5 years"),
        ("不超过前3年平均值", "no_higher_than_mean of 3 years"),
    ],
};

fn read(words: &str) -> Option<Read> {
    let rest = ["不高于", "不超过", "不大于"].iter().find_map(|word| words.strip_prefix(word))?;
    let rest = ["近", "前", "过去", "最近"].iter().find_map(|word| rest.strip_prefix(word))?;
    let (years, rest) = rest.split_once('年')?;
    let mean = ["平均水平", "平均值", "均值", "平均"].contains(&rest);
    let years = years.parse().ok().filter(|years| *years > 0)?;
    mean.then(|| Read::words(Aim::NoHigherThanMean { years }))
}

fn judge(case: &Case<'_>, years: u8) -> Result<Finding, Say> {
    let window = case.ruling.window.ok_or_else(|| case.missing("verdict.window_missing"))?;
    let seen = case.years()?;
    let count = usize::from(years);
    let (reading, meant) = match window {
        Window::Previous => seen.split_last().map(|(last, before)| (*last, before)),
        Window::Including => seen.last().map(|last| (*last, seen.as_slice())),
    }
    .ok_or_else(|| case.missing("verdict.no_value"))?;
    let enough = meant.len().checked_sub(count).and_then(|from| meant.get(from..));
    let meant = enough.ok_or_else(|| {
        case.missing("verdict.mean_too_few").with("count", count).with("years", list(case, meant))
    })?;
    compare(case, reading, meant).ok_or_else(|| case.missing("verdict.too_large"))
}

/// Compares with the sum, so that the mean need not be rounded.
fn compare(case: &Case<'_>, reading: Reading, meant: &[Reading]) -> Option<Finding> {
    let count = Decimal::from(i64::try_from(meant.len()).ok()?);
    let sum = meant.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.value))?;
    let holds = reading.value.checked_mul(count)? <= sum;
    let mean = sum.checked_div(count, sum.places() + 4)?;
    let provisional = meant.iter().any(|one| one.provisional);
    let found = Finding { provisional, ..Finding::known(holds, "verdict.mean_met", "verdict.mean_not_met") };
    let found = found
        .on(case, reading)
        .with("years", list(case, meant))
        .with("mean", case.show_rounded(mean, reading.value));
    Some(Finding { distance: mean.checked_sub(reading.value).map(Decimal::trimmed), ..found })
}
