//! Rows without a serial (序号缺失).
//!
//! Rows of a numbered table have no serial, often because it was lost where the page breaks. They are counted by their
//! position, and the serial is marked as inferred.
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
//!
//! →公开收费清单
//! →区发展改革局
//! →区政府有关部门
//!
//! →3
//! →整治违规收费
//! →区司法局
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
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! →区政府有关部门
//! ```
//!
//! **Mend.** Put the serials back.
//!
//! **Ignore** it when the table leaves them out on purpose for rows that belong to the one above.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::{Duty, of_document};

pub(super) const CHECK: Check = Check { code: "serial-missing", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let lost = |duty: &&Duty| duty.from == "table" && duty.inferred.contains(&"seq");
    for doc in &view.context.docs {
        let rows: Vec<&Duty> = of_document(&view.facts.duties, doc.at, |duty| duty.at).iter().filter(lost).collect();
        let Some(first) = rows.first() else { continue };
        let serials = rows.iter().map(|duty| duty.seq.to_string()).collect::<Vec<_>>().join("、");
        let say = Say::new("check.serial_missing").with("rows", rows.len()).with("serials", serials);
        let mut diagnostic = Diagnostic::new(say, first.span).help(Say::new("check.serial_missing_help"));
        for row in rows.iter().skip(1) {
            diagnostic = diagnostic.see(Say::new("check.serial_missing_here").with("serial", row.seq), row.span);
        }
        found.push(diagnostic);
    }
}
