//! **About**: `5.5%左右`, `3%左右`, `约20家`, `基本达到90%`.
//!
//! Meaning: within a tolerance that a recorded decision fixes; without one it cannot be judged.

use super::forms::Form;
use super::parse::{Read, amount, lead};
use super::{Aim, Compare, Direction};
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, FigureReading, Finding, Tolerance};

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |aim, case| match aim {
        Aim::About { value } => Some(judge(case, *value).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[
        ("5.5左右", "about 5.5"),
        ("3%左右", "about 3 %"),
        ("增长5.5%左右", "about 5.5 % of growth"),
        ("约20家", "about 20 家"),
        ("基本达到90%", "about 90 %"),
    ],
};

fn read(words: &str) -> Option<Read> {
    let first = lead(words);
    let before = ["大约", "约", "基本"].iter().find_map(|word| first.rest.strip_prefix(word));
    let behind = ["左右", "上下"].iter().find_map(|word| first.rest.strip_suffix(word));
    let second = lead(before.or(behind)?);
    let amount = amount(second.rest)?;
    Some(Read::figure(Aim::About { value: amount.value }, &amount, &first))
}

fn judge(case: &Case<'_>, value: Decimal) -> Result<Finding, Say> {
    let tolerance = needed(case)?;
    let reading = case.latest()?;
    let near = Near::new(tolerance, reading.value, value, better(case))
        .ok_or_else(|| case.missing("verdict.too_large"))?;
    let found = Finding::known(near.holds, "verdict.about_met", "verdict.about_not_met")
        .on(case, reading)
        .with("bound", case.show(value))
        .with("gap", near.gap)
        .with("allowed", near.allowed);
    Ok(Finding { distance: Some(near.spare), path: near.edge.map(|edge| (better(case), edge)), ..found })
}

/// The recorded tolerance, or the sentence that says it is missing.
pub(super) fn needed(case: &Case<'_>) -> Result<Tolerance, Say> {
    let missing = || case.missing("verdict.tolerance_missing");
    case.ruling.tolerance.ok_or_else(missing)
}

/// Which side counts as falling short: below, unless the figure was confirmed as a ceiling.
pub(super) fn better(case: &Case<'_>) -> Direction {
    match case.ruling.reading {
        Some(FigureReading::AtMost) => Compare::AtMost.better(),
        _ => Direction::Up,
    }
}

/// A figure beside the one it should be near.
pub(super) struct Near {
    pub(super) holds: bool,
    /// How far apart they are.
    pub(super) gap: Decimal,
    /// How far they may be.
    pub(super) allowed: Decimal,
    /// What is left of that; negative beyond it.
    pub(super) spare: Decimal,
    /// The nearer end of the tolerance, when the figure falls short of it.
    edge: Option<Decimal>,
}

impl Near {
    /// `None` when the numbers do not fit.
    pub(super) fn new(
        tolerance: Tolerance,
        value: Decimal,
        goal: Decimal,
        better: Direction,
    ) -> Option<Near> {
        let share =
            if tolerance.percent { goal.abs().checked_mul(Decimal::new(1, 2)?)? } else { Decimal::from(1) };
        let allowed = tolerance.amount.checked_mul(share)?.trimmed();
        let gap = value.checked_sub(goal)?.abs();
        let (short, edge) = match better {
            Direction::Up => (value < goal, goal.checked_sub(allowed)?),
            Direction::Down => (value > goal, goal.checked_add(allowed)?),
        };
        let holds = gap <= allowed || (tolerance.shortfall_only && !short);
        let spare =
            allowed.checked_sub(if tolerance.shortfall_only && !short { Decimal::ZERO } else { gap })?;
        Some(Near { holds, gap, allowed, spare, edge: (short && !holds).then_some(edge) })
    }
}
