//! An indicator without target (指标没有目标值).
//!
//! The row of an indicator table has neither a target nor a growth to be reached. Nothing can be judged against it.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →绿化覆盖率
//! →≥38%
//! →区住房城乡建设局
//!
//! →2
//! →垃圾回收率
//! →—
//! →区商务局
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
//! **Mend.** Give a target, or take the row out.
//!
//! **Ignore** it for rows that only show a figure.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "target-missing", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in view.facts.indicators.iter().filter(|row| row.target.is_none() && row.growth.is_none()) {
        let say = Say::new("check.target_missing").with("name", &indicator.name);
        found.push(Diagnostic::new(say, indicator.span).help(Say::new("check.target_missing_help")));
    }
}
