//! A report in time to nobody (报告没有受报单位).
//!
//! An emergency plan says that somebody must report within hours or minutes and does not say to whom.
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
//! 1.1 报告
//! 区市场监管局应当在2小时内报告事件情况。
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
//! 1.1 报告
//! 区市场监管局应当在2小时内向区政府报告。
//! ```
//!
//! **Mend.** Name who receives the report.
//!
//! **Ignore** it when the plan names one receiver for all reports.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "clock-without-receiver", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let clocks = view.facts.plans.iter().flat_map(|plan| &plan.clocks);
    let hours = clocks.filter(|clock| clock.rule.contains(" hours ") || clock.rule.contains(" minutes "));
    for clock in hours.filter(|clock| clock.to.is_empty() && clock.text.contains('报') && !clock.who.is_empty()) {
        let say = Say::new("check.clock_without_receiver").with("quote", &clock.quote);
        found.push(Diagnostic::new(say, clock.span).help(Say::new("check.clock_without_receiver_help")));
    }
}
