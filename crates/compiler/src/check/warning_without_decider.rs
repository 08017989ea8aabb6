//! A warning level that nobody decides (预警级别没有决定机关).
//!
//! The plan defines the level and says of others who decides on them, but not of this one.
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
//! 一级预警由国家层面确定发布。
//! 一级：可能发生Ⅰ级事件。
//! 四级：可能发生Ⅳ级事件。
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
//! 一级预警由国家层面确定发布，四级预警由区政府确定发布。
//! 一级：可能发生Ⅰ级事件。
//! 四级：可能发生Ⅳ级事件。
//! ```
//!
//! **Mend.** Say who decides.
//!
//! **Ignore** it when another rule settles it.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "warning-without-decider", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for plan in &view.facts.plans {
        let some = plan.warnings.iter().any(|warning| warning.decides.is_some());
        for warning in plan.warnings.iter().filter(|warning| some && warning.decides.is_none()) {
            let say = Say::new("check.warning_without_decider").with("level", &warning.level);
            found.push(Diagnostic::new(say, warning.span).help(Say::new("check.warning_without_decider_help")));
        }
    }
}
