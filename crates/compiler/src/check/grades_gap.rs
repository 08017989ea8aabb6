//! No grade holds for a case between two (两级之间有空档).
//!
//! A grade ends below a number and the graver one begins above it, so an incident with exactly that number, or one in
//! between, is of neither.
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
//! 1.5.1 特别重大食品安全事件，是指死亡超过30人的事件。
//! 1.5.2 重大食品安全事件，是指死亡10人以上、少于30人的事件。
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
//! 1.5.1 特别重大食品安全事件，是指死亡30人以上的事件。
//! 1.5.2 重大食品安全事件，是指死亡10人以上、少于30人的事件。
//! ```
//!
//! **Mend.** Let the graver grade begin where the lighter one ends.
//!
//! **Ignore** it when another criterion covers the case.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::facts::Criterion;
use crate::plan::levels::rank;

pub(super) const CHECK: Check = Check { code: "grades-gap", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        let all = || plan.grades.iter().flat_map(|grade| grade.criteria.iter().map(move |criterion| (grade.level, criterion)));
        for (light, lower) in all().filter(|(_, lower)| lower.max.is_some() && lower.min.is_some()) {
            let same = |upper: &Criterion| upper.metric == lower.metric && upper.unit == lower.unit && upper.min.is_some();
            let graver = all().filter(|(level, upper)| rank(level) < rank(light) && same(upper)).max_by_key(|(level, _)| rank(level));
            let Some((grave, upper)) = graver.filter(|(_, upper)| gap(lower, upper)) else { continue };
            let number = lower.max.map(|value| value.to_string()).unwrap_or_default();
            let case = format!("{number}{}", lower.unit.unwrap_or_default());
            let say = Say::new("check.grades_gap").with("case", case).with("grave", grave).with("light", light);
            found.push(Diagnostic::new(say, lower.span).see(Say::new("check.grade_here").with("level", grave), upper.span).help(Say::new("check.grades_gap_help")));
        }
    }
}

fn gap(lower: &Criterion, upper: &Criterion) -> bool {
    match (lower.max, upper.min) {
        (Some(end), Some(begin)) if end == begin => lower.max_inclusive == Some(false) && upper.min_inclusive == Some(false),
        (Some(end), Some(begin)) => begin > end,
        _ => false,
    }
}
