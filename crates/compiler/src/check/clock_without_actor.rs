//! A clock and nobody to act (时限没有责任主体).
//!
//! An emergency plan sets a time within which something must be done and names nobody who does it. The clock runs;
//! nobody is reminded until a person is named.
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
//! 总结报告应在应急响应终止后2周内报送。
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
//! 区市场监管局应在应急响应终止后2周内报送总结报告。
//! ```
//!
//! **Mend.** Name who must act.
//!
//! **Ignore** it when the clause before names them and no other reading is possible.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "clock-without-actor", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for clock in view.facts.plans.iter().flat_map(|plan| &plan.clocks).filter(|clock| clock.who.is_empty()) {
        let say = Say::new("check.clock_without_actor").with("quote", &clock.quote);
        found.push(Diagnostic::new(say, clock.span).help(Say::new("check.clock_without_actor_help")));
    }
}
