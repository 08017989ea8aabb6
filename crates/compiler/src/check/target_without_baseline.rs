//! A trend without a figure to start from (趋势目标没有基数).
//!
//! Targets such as 逐年下降 or 保持稳定 are judged against the year before, and the table gives no figure for it. They cannot
//! be judged until a baseline is entered. Told once for each table.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →近视率
//! →逐年下降
//! →区教育局
//! ```
//!
//! ```text silent
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →绿化覆盖率
//! →≥38%
//! →区住房城乡建设局
//! ```
//!
//! **Mend.** Add the figure of the year before.
//!
//! **Ignore** it when the series is known from another source.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::{Goal, Indicator, of_document};
use kernel::Aim;

pub(super) const CHECK: Check = Check { code: "target-without-baseline", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let rows: Vec<&Indicator> = of_document(&view.facts.indicators, doc.at, |row| row.at).iter().filter(|row| lacks(row)).collect();
        let Some(first) = rows.first() else { continue };
        let names = rows.iter().take(6).map(|row| row.name.as_str()).collect::<Vec<_>>().join("、");
        let say = Say::new("check.target_without_baseline").with("count", rows.len()).with("names", names);
        let mut diagnostic = Diagnostic::new(say, first.span).help(Say::new("check.target_without_baseline_help"));
        for row in rows.iter().skip(1).take(5) {
            diagnostic = diagnostic.see(Say::new("check.this_one").with("name", &row.name), row.span);
        }
        found.push(diagnostic);
    }
}

fn lacks(row: &Indicator) -> bool {
    let trend = |aim: &Aim| matches!(aim, Aim::Trend { .. } | Aim::Stable | Aim::NoHigherThanMean { .. });
    row.baseline.is_none() && matches!(&row.target, Some(Goal::Read(target)) if trend(&target.aim))
}
