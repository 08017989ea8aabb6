//! A decider who is named nowhere else (决定机关只出现一次).
//!
//! The body that decides on a warning or publishes information is named at this place only. Readers cannot tell which
//! body it is, for nothing says who forms it or where it sits.
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
//! 1.1 预警
//! 四级预警由事发地应急协调机构确定发布。
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
//! 1.1 预警
//! 四级预警由区市场监管局确定发布。区市场监管局负责预警信息汇总。
//! ```
//!
//! **Mend.** Use the name under which the plan sets the body up.
//!
//! **Ignore** it when it is a body that everybody knows.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "decider-unknown", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        let Some(doc) = view.context.docs.get(plan.at) else { continue };
        let whole = view.context.passage(doc.tree.span);
        let deciders = plan.warnings.iter().filter_map(|warning| warning.decides.as_deref());
        let publishers = plan.release.iter().map(|release| release.by.as_str());
        let mut names: Vec<&str> = deciders.chain(publishers).filter(|name| crate::words::body::is_body(name)).collect();
        names.dedup();
        for name in names {
            // Bodies of higher levels are known; a long name that stands once is not.
            let general = ["县级", "各", "本级"].iter().any(|word| name.starts_with(word));
            let higher = general || name.starts_with(['省', '国', '市']) && !doc.place.as_ref().is_some_and(|place| name.starts_with(place.level));
            let mut places = whole.text.match_indices(name);
            let Some((at, _)) = places.next().filter(|_| !higher && name.chars().count() > 4) else { continue };
            if places.next().is_none() {
                let say = Say::new("check.decider_unknown").with("name", name);
                found.push(Diagnostic::new(say, whole.span(at..at + name.len())).help(Say::new("check.decider_unknown_help")));
            }
        }
    }
}
