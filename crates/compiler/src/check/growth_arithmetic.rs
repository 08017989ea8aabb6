//! Figure and growth do not agree (数值与增速不符).
//!
//! The target figure over the figure of the year before gives another growth than the one in the table, by more than
//! rounding explains. Value added and GDP grow in comparable prices and are left out.
//!
//! ```text fires
//! →指标名称
//! →单位
//! →2023年完成
//! →2023年完成增长%
//! →2024年预期
//! →2024年预期增长%
//!
//! →零售总额
//! →亿元
//! →71.05
//! →-2.3
//! →76.02
//! →5.0
//!
//! →财政收入
//! →亿元
//! →22.67
//! →11.9
//! →23.8
//! →5
//! ```
//!
//! ```text silent
//! →指标名称
//! →单位
//! →2023年完成
//! →2023年完成增长%
//! →2024年预期
//! →2024年预期增长%
//!
//! →财政收入
//! →亿元
//! →22.67
//! →11.9
//! →23.8
//! →5
//!
//! →地区生产总值
//! →亿元
//! →100
//! →5
//! →110
//! →5
//! ```
//!
//! **Mend.** Find out which of the three figures is right.
//!
//! **Ignore** it when the baseline was revised or another area is counted.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::{Goal, Indicator};
use kernel::{Aim, Decimal};

pub(super) const CHECK: Check = Check { code: "growth-arithmetic", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for row in &view.facts.indicators {
        let Some((base, level, growth)) = figures(row) else { continue };
        let Some(wanted) = disagrees(base, level, growth) else { continue };
        let say = Say::new("check.growth_arithmetic").with("name", &row.name).with("base", base).with("level", level).with("growth", growth).with("wanted", wanted);
        found.push(Diagnostic::new(say, row.span).help(Say::new("check.growth_arithmetic_help")));
    }
}

fn figures(row: &Indicator) -> Option<(Decimal, Decimal, Decimal)> {
    let real = ["生产总值", "增加值", "占比", "比重", "率"].iter().any(|word| row.name.contains(word));
    let level = figure(row.target.as_ref()?)?;
    let growth = figure(row.growth.as_ref()?)?;
    let base = row.baseline.as_ref()?.trim().parse().ok()?;
    (!real && base > Decimal::ZERO).then_some((base, level, growth))
}

fn figure(goal: &Goal) -> Option<Decimal> {
    match goal {
        Goal::Read(target) => match &target.aim {
            Aim::Equal { value, .. } => Some(*value),
            _ => None,
        },
        Goal::Words { .. } => None,
    }
}

/// The growth that the figures give, in hundredths of a per cent, when it is off by more than their rounding.
fn disagrees(base: Decimal, level: Decimal, growth: Decimal) -> Option<String> {
    let (base_value, level_value, growth_value) = (float(base)?, float(level)?, float(growth)?);
    let real = (level_value / base_value - 1.0) * 100.0;
    let slack = (half(level) + half(base)) / base_value * 100.0 + half(growth) + 0.05;
    ((real - growth_value).abs() > slack).then(|| format!("{real:.2}"))
}

fn float(value: Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}

/// Half a unit of the last place that is written.
fn half(value: Decimal) -> f64 {
    let text = value.to_string();
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    (0..places).fold(0.5, |half, _| half / 10.0)
}
