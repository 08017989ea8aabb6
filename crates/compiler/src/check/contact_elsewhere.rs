//! The contact belongs to another body (联系人不属于牵头单位).
//!
//! The column of contacts names a body that does not lead the task. Either the contact or the lead was not changed
//! along with the other.
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//! →牵头部门联系人
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//! →区审计局（张三）
//! ```
//!
//! ```text silent
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//! →牵头部门联系人
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →区政府有关部门
//! →区财政局（张三）
//! ```
//!
//! **Mend.** Compare lead and contact.
//!
//! **Ignore** it when a lead is represented by a centre of its own.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "contact-elsewhere", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for duty in view.facts.duties.iter().filter(|duty| duty.from == "table" && !duty.lead.is_empty()) {
        let organs = duty.contacts.iter().filter_map(|contact| contact.organ.as_deref());
        let known = |name: &str| duty.lead.iter().chain(&duty.responsible).any(|own| own.contains(name) || name.contains(own.as_str()));
        // Where the lead is a collective anybody may be the contact.
        let open = duty.lead.iter().any(|name| crate::words::body::is_collective(name));
        let Some(stranger) = organs.filter(|name| crate::words::body::is_body(name)).find(|name| !open && !known(name)) else { continue };
        let row = view.context.passage(duty.span);
        let Some(at) = row.text.rfind(stranger) else { continue };
        let say = Say::new("check.contact_elsewhere").with("seq", duty.seq).with("name", stranger).with("lead", duty.lead.join("、"));
        found.push(Diagnostic::new(say, row.span(at..at + stranger.len())).help(Say::new("check.contact_elsewhere_help")));
    }
}
