//! Indicators that nobody answers for (指标没有责任单位).
//!
//! A table of indicators has no column of responsible bodies, or its cells are blank. Values cannot be asked of anybody
//! until owners are assigned. Told once for each document.
//!
//! ```text fires
//! →指标名称
//! →单位
//! →2023年完成
//! →2024年预期
//!
//! →粮食产量
//! →万吨
//! →5.5
//! →5.6
//!
//! →新增就业
//! →人
//! →4000
//! →4100
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
//! **Mend.** Add a column of responsible bodies.
//!
//! **Ignore** it when a separate document divides the work.

use crate::facts::of_document;
use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "target-without-owner", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let rows: Vec<_> = of_document(&view.facts.indicators, doc.at, |row| row.at).iter().filter(|row| row.organs.is_empty()).collect();
        let Some(first) = rows.first() else { continue };
        let say = Say::new("check.target_without_owner").with("count", rows.len());
        found.push(Diagnostic::new(say, first.span).help(Say::new("check.target_without_owner_help")));
    }
}
