//! **Stable**: `保持稳定`, `基本稳定`.
//!
//! Meaning: within a recorded tolerance of the baseline; without the tolerance or the baseline it cannot be judged
//! (E-010).

use super::Aim;
use super::about::{Near, better, needed};
use super::forms::Form;
use super::parse::Read;
use crate::say::Say;
use crate::verdict::{Case, Finding};

pub(super) const FORM: Form = Form {
    read: |words, _| WORDS.contains(&words).then(|| Read::words(Aim::Stable)),
    judge: |aim, case| match aim {
        Aim::Stable => Some(judge(case).unwrap_or_else(Finding::unknown)),
        _ => None,
    },
    examples: &[("保持稳定", "stable"), ("基本稳定", "stable")],
};

const WORDS: [&str; 8] =
    ["保持稳定", "稳定", "基本稳定", "保持基本稳定", "基本保持稳定", "总体稳定", "保持平稳", "平稳"];

fn judge(case: &Case<'_>) -> Result<Finding, Say> {
    let tolerance = needed(case)?;
    let reading = case.latest()?;
    let (start, from) = case.series.baseline.ok_or_else(|| case.missing("verdict.stable_no_baseline"))?;
    let near = Near::new(tolerance, reading.value, from, better(case))
        .ok_or_else(|| case.missing("verdict.too_large"))?;
    let found = Finding::known(near.holds, "verdict.stable_met", "verdict.stable_not_met")
        .on(case, reading)
        .with("start", start)
        .with("from", case.show(from))
        .with("gap", near.gap)
        .with("allowed", near.allowed);
    Ok(Finding { distance: Some(near.spare), ..found })
}
