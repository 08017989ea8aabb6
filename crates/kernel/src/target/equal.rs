//! **A figure without a comparator**: `139`, `100%`, `达到92%`, `93个`, `保持100%`, `1500→3000元`, `提速15%`,
//! `7.74（2025年）`.
//!
//! Meaning: the data keep what is written, an equal figure. Judged, it is read as *at least* until a person has
//! confirmed how it is meant (S-032), and the reason says so. 保持 asks it of every reading of the year.

use super::forms::Form;
use super::parse::{Amount, Read, amount, figure, lead};
use super::{Aim, Compare, bound};
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, FigureReading, Finding};

pub(super) const FORM: Form = Form {
    read: |words, _| change(words).or_else(|| read(words)),
    judge: |aim, case| match aim {
        Aim::Equal { value, keep: false, .. } => Some(judge(case, *value)),
        Aim::Equal { value, keep: true, .. } => Some(kept(case, *value).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[
        ("100%", "equal 100 %"),
        ("139", "equal 139"),
        ("0.4", "equal 0.4"),
        ("达到92%", "equal 92 %"),
        ("394.3亿元", "equal 394.3 亿元"),
        ("达到242天", "equal 242 天"),
        ("提速15%", "equal 15 % of speed"),
        ("保持100%", "equal kept 100 %"),
        ("7.74（2025年）", "equal 7.74 as of 2025"),
        ("1500 → 3000元", "equal from 1500 3000 元"),
        ("由1500元提高到3000元", "equal from 1500 3000 元"),
        ("力争4个", "equal 4 个 (strive)"),
    ],
};

/// Words between the figure of before and that of after.
const CHANGES: [&str; 11] =
    ["→", "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "扩大到", "降低到", "降至", "减少到"];

fn read(words: &str) -> Option<Read> {
    let lead = lead(words);
    let amount = amount(lead.rest)?;
    let aim = Aim::Equal { value: amount.value, from: None, keep: lead.keep };
    Some(Read::figure(aim, &amount, &lead))
}

fn change(words: &str) -> Option<Read> {
    let lead = lead(words.trim_start_matches(['由', '从']));
    let (before, after) = CHANGES.iter().find_map(|word| lead.rest.split_once(word))?;
    let (from, own) = figure(before)?;
    let Amount { value, unit } = amount(after)?;
    let alike = own.is_empty() || unit.as_deref() == Some(own);
    let aim = Aim::Equal { value, from: Some(from), keep: false };
    alike.then(|| Read::figure(aim, &Amount { value, unit }, &lead))
}

fn judge(case: &Case<'_>, value: Decimal) -> Finding {
    match case.ruling.reading {
        None => {
            bound::judge(case, Compare::AtLeast, value, ("verdict.read_as_met", "verdict.read_as_not_met"))
        }
        Some(FigureReading::Exactly) => exactly(case, value).unwrap_or_else(Finding::unknown),
        Some(reading) => {
            let compare = reading.compare().unwrap_or(Compare::AtLeast);
            bound::judge(case, compare, value, bound::keys(compare))
        }
    }
}

fn exactly(case: &Case<'_>, value: Decimal) -> Result<Finding, Say> {
    let reading = case.latest()?;
    let found = Finding::known(reading.value == value, "verdict.exactly_met", "verdict.exactly_not_met");
    let found = found.on(case, reading).toward(case, reading.value, Compare::AtLeast, value);
    let path = found.path.filter(|_| reading.value < value);
    let distance = reading.value.checked_sub(value).and_then(|gap| gap.abs().negated());
    Ok(Finding { path, distance, ..found })
}

/// Every reading of the year counts; the first that fails is named.
fn kept(case: &Case<'_>, value: Decimal) -> Result<Finding, Say> {
    let compare = case.ruling.reading.and_then(FigureReading::compare).unwrap_or(Compare::AtLeast);
    let readings = case.readings_of_year()?;
    let failed = readings.iter().find(|reading| !compare.holds(reading.value, value)).copied();
    let told = match failed {
        Some(_) => failed,
        None => readings.last().copied(),
    };
    let Some(reading) = told else { return Err(case.missing("verdict.statement")) };
    let found =
        Finding::known(failed.is_none(), "verdict.kept_met", "verdict.kept_not_met").on(case, reading);
    let found = found.toward(case, reading.value, compare, value).with("count", readings.len());
    let provisional = readings.iter().any(|reading| reading.provisional);
    Ok(Finding { path: None, provisional, ..found })
}
