//! A task without owner (任务没有责任单位).
//!
//! The row of a task table names nobody who leads or is responsible, so no duty can be opened for it until a person
//! assigns one (待明确).
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//!
//! →2
//! →公开收费清单
//! →—
//! →—
//! ```
//!
//! ```text silent
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! →—
//! ```
//!
//! **Mend.** Name a lead or a responsible body.
//!
//! **Ignore** it when another clause assigns all tasks.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Duty;

pub(super) const CHECK: Check = Check { code: "duty-without-owner", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let nobody = |duty: &&Duty| duty.from == "table" && duty.lead.is_empty() && duty.responsible.is_empty() && duty.participating.is_empty();
    for duty in view.facts.duties.iter().filter(nobody) {
        let say = Say::new("check.duty_without_owner").with("seq", duty.seq);
        found.push(Diagnostic::new(say, duty.span).help(Say::new("check.duty_without_owner_help")));
    }
}
