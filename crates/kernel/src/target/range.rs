//! **A range**: `2-3处`, `10至15家`.
//!
//! Meaning: from the lower to the higher figure, both included. More than the higher is outside it as written.

use super::forms::Form;
use super::parse::{Read, amount, figure, lead};
use super::{Aim, Direction};
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, Finding};

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |aim, case| match aim {
        Aim::Range { low, high } => Some(judge(case, *low, *high).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[
        ("2-3处", "range 2 to 3 处"),
        ("10至15家", "range 10 to 15 家"),
        ("2%～3%", "range 2 to 3 %"),
    ],
};

fn read(words: &str) -> Option<Read> {
    let lead = lead(words);
    let (low, rest) = figure(lead.rest)?;
    let at = rest.find(['-', '至', '到'])?;
    let (own, rest) = rest.split_at_checked(at)?;
    let amount = amount(rest.trim_start_matches(['-', '至', '到']))?;
    let alike = own.is_empty() || amount.unit.as_deref() == Some(own);
    let aim = Aim::Range { low, high: amount.value };
    (alike && low < amount.value).then(|| Read::figure(aim, &amount, &lead))
}

fn judge(case: &Case<'_>, low: Decimal, high: Decimal) -> Result<Finding, Say> {
    let reading = case.latest()?;
    let holds = low <= reading.value && reading.value <= high;
    let found = Finding::known(holds, "verdict.range_met", "verdict.range_not_met")
        .on(case, reading)
        .with("low", case.show(low))
        .with("high", case.show(high));
    let nearer =
        [reading.value.checked_sub(low), high.checked_sub(reading.value)].into_iter().flatten().min();
    let path = (reading.value < low).then_some((Direction::Up, low));
    Ok(Finding { distance: nearer, path, ..found })
}
