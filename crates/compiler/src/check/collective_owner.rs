//! Only a collective is held to it (责任主体只有集合名称).
//!
//! The task is given to 区政府有关部门 or 各有关单位 and to no body by name. Nobody gets it on a list until the members are named.
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区政府有关部门
//! →区政府有关部门
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
//! ```
//!
//! **Mend.** Name at least the body that leads.
//!
//! **Ignore** it for tasks that truly hold for everybody.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Duty;
use crate::words::body::is_collective;

pub(super) const CHECK: Check = Check { code: "collective-owner", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let only = |duty: &Duty| {
        let mut owners = duty.lead.iter().chain(&duty.responsible).peekable();
        owners.peek().is_some() && owners.all(|name| is_collective(name) && !name.contains(['镇', '街', '乡']))
    };
    let rows = view.facts.duties.iter().filter(|duty| duty.from == "table" && only(duty));
    for duty in rows {
        let name = duty.lead.first().or(duty.responsible.first()).map_or("", String::as_str);
        let row = view.context.passage(duty.span);
        let at = row.text.rfind(name).unwrap_or(0);
        let say = Say::new("check.collective_owner").with("seq", duty.seq).with("name", name);
        found.push(Diagnostic::new(say, row.span(at..at + name.len())).help(Say::new("check.collective_owner_help")));
    }
}
