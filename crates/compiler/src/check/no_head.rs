//! No document begins here (未见文件头).
//!
//! The text has neither a document number nor a title with addressees, so it is read as one document without number.
//! Facts cite documents by number; without one they cite the title.
//!
//! ```text fires
//! 一、总体要求
//! 坚持统一领导。
//! ```
//!
//! ```text silent
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Put number and title before the text.
//!
//! **Ignore** it for drafts and for plans that are kept without their notice.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "no-head", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(view.findings("syntax.no_head").map(|finding| Diagnostic::new(finding.say.clone(), finding.span).help(Say::new("check.no_head_help"))));
}
