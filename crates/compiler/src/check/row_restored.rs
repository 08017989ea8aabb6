//! A row lost its boundary (表格分行丢失).
//!
//! In a table whose rows are divided by blank lines two rows run together, usually where the page breaks. The row was
//! restored from the number of columns; what it lost at its left is blank.
//!
//! ```text fires
//! →序号
//! →任务
//! →责任单位
//!
//! →1
//! →清理收费项目
//! →区财政局
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! →规范中介服务
//! →区民政局
//!
//! →4
//! →整治违规收费
//! →区司法局
//! ```
//!
//! ```text silent
//! →序号
//! →任务
//! →责任单位
//!
//! →1
//! →清理收费项目
//! →区财政局
//!
//! →2
//! →公开收费清单
//! →区发展改革局
//! ```
//!
//! **Mend.** Compare the row with the original and put its serial back.
//!
//! **Ignore** it when the row reads as it should.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "row-restored", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(view.findings("syntax.row_restored").map(|finding| Diagnostic::new(finding.say.clone(), finding.span).help(Say::new("check.row_restored_help"))));
}
