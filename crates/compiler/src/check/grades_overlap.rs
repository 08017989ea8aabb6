//! Two grades hold for one case (两级同时成立).
//!
//! The upper bound of a grade and the lower bound of the graver one share a number, so an incident with exactly that
//! number is of both grades. The counterexample is told in the words of the plan.
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
//! 1.5.2 重大食品安全事件，是指造成10人以上30人以下死亡的事件。
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
//! 1.5.3 本预案所称“以上”含本数，“以下”不含本数。
//! ```
//!
//! **Mend.** Say whether 以上 and 以下 include the number, as most plans do: 「“以上”含本数，“以下”不含本数」.
//!
//! **Ignore** it when a higher plan settles it.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::levels::rank;

pub(super) const CHECK: Check = Check { code: "grades-overlap", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        let all = || plan.grades.iter().flat_map(|grade| grade.criteria.iter().map(move |criterion| (grade.level, criterion)));
        for (light, lower) in all().filter(|(_, lower)| lower.max_inclusive == Some(true)) {
            let met = |(_, upper): &(&str, &crate::plan::facts::Criterion)| {
                upper.metric == lower.metric && upper.unit == lower.unit && upper.min == lower.max && upper.min_inclusive == Some(true)
            };
            let graver = all().filter(|(level, _)| rank(level) < rank(light)).filter(met).max_by_key(|(level, _)| rank(level));
            let Some((grave, upper)) = graver else { continue };
            let needs = if lower.needs.contains(&"similar_cases") { "且有类似病例" } else { "" };
            let number = lower.max.map(|value| value.to_string()).unwrap_or_default();
            let case = format!("{number}{}{}{needs}", lower.unit.unwrap_or_default(), noun(lower.metric));
            let say = Say::new("check.grades_overlap").with("case", case).with("grave", grave).with("light", light);
            found.push(Diagnostic::new(say, lower.span).see(Say::new("check.grade_here").with("level", grave), upper.span).help(Say::new("check.grades_overlap_help")));
        }
    }
}

/// What a metric counts, in the words of plans.
fn noun(metric: &str) -> &'static str {
    match metric {
        "deaths" => "死亡",
        "injured" => "受伤",
        "poisoned" => "中毒",
        "missing" => "失踪",
        "trapped" => "被困",
        "evacuated" => "转移",
        "cases" => "发病",
        "loss" => "损失",
        "severe" => "严重不良事件",
        "adverse" => "不良事件",
        _ => "",
    }
}
