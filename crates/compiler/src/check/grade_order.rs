//! Grades that do not progress (分级不递进).
//!
//! A graver grade has a lower threshold than a lighter one for the same thing, so more harm would give a lighter grade.
//!
//! ```text fires
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.5 事件分级
//! 1.5.1 特别重大食品安全事件，是指造成30人以上死亡的事件。
//! 1.5.2 重大食品安全事件，是指造成50人以上死亡的事件。
//! ```
//!
//! ```text silent
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.5 事件分级
//! 1.5.1 特别重大食品安全事件，是指造成30人以上死亡的事件。
//! 1.5.2 重大食品安全事件，是指造成10人以上30人以下死亡的事件。
//! ```
//!
//! **Mend.** Compare the thresholds with the plan of the level above.
//!
//! **Ignore** it never.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::levels::rank;

pub(super) const CHECK: Check = Check { code: "grade-order", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        let all = || plan.grades.iter().flat_map(|grade| grade.criteria.iter().map(move |criterion| (grade.level, criterion)));
        for (level, criterion) in all() {
            let Some(min) = criterion.min else { continue };
            let graver = all().find(|(other, known)| {
                rank(other) < rank(level) && known.metric == criterion.metric && known.unit == criterion.unit && known.of_grade.is_none() && known.min.is_some_and(|value| value < min)
            });
            if let Some((other, known)) = graver {
                let say = Say::new("check.grade_order").with("level", level).with("quote", &criterion.quote).with("other", other).with("known", &known.quote);
                found.push(Diagnostic::new(say, criterion.span).see(Say::new("check.grade_here").with("level", other), known.span).help(Say::new("check.grade_order_help")));
            }
        }
    }
}
