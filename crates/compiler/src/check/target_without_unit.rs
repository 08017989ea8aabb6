//! A figure without unit (目标值没有单位).
//!
//! The target is a figure and neither the target nor the table gives its unit. 每千人3.9 may be persons, beds or teams;
//! figures without unit are compared with figures without unit only. Told once for each document.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →每千人口执业医师数
//! →3.9（2025年）
//! →区卫生健康局
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
//! **Mend.** Write the unit behind the figure or in a column of its own.
//!
//! **Ignore** it when the name says it.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::{Goal, Indicator, of_document};
use kernel::Aim;

pub(super) const CHECK: Check = Check { code: "target-without-unit", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let rows: Vec<&Indicator> = of_document(&view.facts.indicators, doc.at, |row| row.at).iter().filter(|row| lacks(row)).collect();
        let Some(first) = rows.first() else { continue };
        let names = rows.iter().take(6).map(|row| row.name.as_str()).collect::<Vec<_>>().join("、");
        let say = Say::new("check.target_without_unit").with("count", rows.len()).with("names", names);
        found.push(Diagnostic::new(say, first.span).help(Say::new("check.target_without_unit_help")));
    }
}

fn lacks(row: &Indicator) -> bool {
    let figure = |aim: &Aim| matches!(aim, Aim::Bound { .. } | Aim::Equal { .. } | Aim::About { .. } | Aim::Range { .. });
    row.unit.is_none() && matches!(&row.target, Some(Goal::Read(target)) if target.unit.is_none() && figure(&target.aim))
}
