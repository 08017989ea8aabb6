//! A target in words that cannot be judged (目标值无法判定).
//!
//! The words of the target are in none of the forms that targets have, so figures can be recorded and not judged. A
//! person says what is meant.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →绿化覆盖率
//! →较好水平（力求，详见省厅口径）
//! →区住房城乡建设局
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
//!
//! →2
//! →近视率
//! →逐年下降
//! →区教育局
//! ```
//!
//! **Mend.** Write the target as ≥90%, 逐年下降, 不高于近5年平均水平 or another of the known forms.
//!
//! **Ignore** it when a person is to decide.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Goal;

pub(super) const CHECK: Check = Check { code: "target-unreadable", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in &view.facts.indicators {
        for goal in [&indicator.target, &indicator.growth].into_iter().flatten() {
            let Goal::Words { text, .. } = goal else { continue };
            let row = view.context.passage(indicator.span);
            let at = row.text.rfind(text.as_str()).unwrap_or(0);
            let say = Say::new("check.target_unreadable").with("text", text).with("name", &indicator.name);
            found.push(Diagnostic::new(say, row.span(at..at + text.len())).help(Say::new("check.target_unreadable_help")));
        }
    }
}
