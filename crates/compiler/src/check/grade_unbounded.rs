//! A criterion without upper bound beside one that has one (分级条件缺上限).
//!
//! In one grade a criterion has an upper bound and another one has none, although a graver grade counts the same thing.
//! Numbers of the graver grade then meet the lighter one as well; the graver one is taken.
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
//! 1.5.1 特别重大食品安全事件，是指造成30人以上死亡，或者100人以上重伤的事件。
//! 1.5.2 重大食品安全事件，是指造成10人以上30人以下死亡，或者50人以上重伤的事件。
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
//! 1.5.1 特别重大食品安全事件，是指造成30人以上死亡，或者100人以上重伤的事件。
//! 1.5.2 重大食品安全事件，是指造成10人以上30人以下死亡，或者50人以上100人以下重伤的事件。
//! ```
//!
//! **Mend.** Add the upper bound, or say that the gravest grade that holds counts.
//!
//! **Ignore** it when the plan says that the gravest grade counts.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::levels::rank;

pub(super) const CHECK: Check = Check { code: "grade-unbounded", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        for grade in &plan.grades {
            let bounded = grade.criteria.iter().any(|criterion| criterion.max.is_some() && criterion.min.is_some());
            let open = grade.criteria.iter().filter(|criterion| bounded && criterion.min.is_some() && criterion.max.is_none() && criterion.metric != "units");
            for criterion in open {
                let graver = plan.grades.iter().filter(|other| rank(other.level) < rank(grade.level));
                let mut above = graver.flat_map(|other| other.criteria.iter().map(move |known| (other.level, known)));
                let Some((level, known)) = above.rfind(|(_, known)| known.metric == criterion.metric && known.min > criterion.min) else { continue };
                let say = Say::new("check.grade_unbounded").with("level", grade.level).with("quote", &criterion.quote).with("other", level);
                found.push(Diagnostic::new(say, criterion.span).see(Say::new("check.grade_here").with("level", level), known.span).help(Say::new("check.grade_unbounded_help")));
            }
        }
    }
}
