//! Text that belongs to no document (文字不属于任何文件).
//!
//! These lines stand before the first head or between two documents and could not be placed. Nothing in them became a
//! fact.
//!
//! ```text fires
//! 这是编者按的第一段文字。
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
//! **Mend.** Check that no line of a head was lost, such as the number; otherwise take the lines out.
//!
//! **Ignore** it for editorial remarks of a gazette.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "text-outside", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(view.findings("syntax.not_understood").map(|finding| Diagnostic::new(finding.say.clone(), finding.span).help(Say::new("check.text_outside_help"))));
}
