//! Numbering skips (序号不连续).
//!
//! A clause does not follow the one before it: 三、 after 一、. Either a clause was lost or the numbers were not changed
//! when one was taken out. Citations such as 「第二条」 then lead nowhere.
//!
//! ```text fires
//! 一、总体要求
//! 坚持统一领导。
//! 三、保障措施
//! 加强组织领导。
//! ```
//!
//! ```text silent
//! 一、总体要求
//! 坚持统一领导。
//! 二、保障措施
//! 加强组织领导。
//! ```
//!
//! **Mend.** Number the clauses anew, or restore the one that is missing.
//!
//! **Ignore** it when the number was left free on purpose, as in an excerpt.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "label-gap", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(view.findings("syntax.label_gap").map(|finding| Diagnostic::new(finding.say.clone(), finding.span).help(Say::new("check.label_gap_help"))));
}
