//! Several bodies lead (多个牵头单位).
//!
//! More than three bodies lead one task. Each of them gets the duty; who answers for the whole is open.
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区财政局、区司法局、区民政局、区水利局
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
//! →区财政局、区司法局
//! →区政府有关部门
//! ```
//!
//! **Mend.** Put the body that answers for the whole first and call the others 责任单位.
//!
//! **Ignore** it when each leads in its own field.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Duty;

pub(super) const CHECK: Check = Check { code: "several-leads", severity: Severity::Note, run };

/// Two or three leads are common and work.
const MANY: usize = 3;

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let many = |duty: &&Duty| duty.from != "sentence" && duty.lead.len() > MANY;
    for duty in view.facts.duties.iter().filter(many) {
        let say = Say::new("check.several_leads").with("seq", duty.seq).with("count", duty.lead.len());
        found.push(Diagnostic::new(say, place(view, duty)).help(Say::new("check.several_leads_help")));
    }
}

/// Where the first lead is named.
fn place(view: &View<'_>, duty: &Duty) -> syntax::Span {
    let row = view.context.passage(duty.span);
    let first = duty.lead.first().map_or("", String::as_str);
    let last = duty.lead.last().map_or("", String::as_str);
    let start = row.text.find(first).unwrap_or(0);
    let end = row.text.get(start..).and_then(|rest| rest.find(last)).map_or(row.text.len(), |at| start + at + last.len());
    row.span(start..end)
}
