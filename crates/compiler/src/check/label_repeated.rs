//! A number stands twice (序号重复).
//!
//! Two clauses of one place carry the same number, so a citation of it names two clauses. The second one gets a path
//! with `·2`.
//!
//! ```text fires
//! 一、总体要求
//! 坚持统一领导。
//! 一、保障措施
//! 加强组织领导。
//! ```
//!
//! ```text silent
//! 一、总体要求
//! （一）坚持统一领导。
//! 二、保障措施
//! （一）加强组织领导。
//! ```
//!
//! **Mend.** Number the second clause and those after it anew.
//!
//! **Ignore** it never: a person who cites the number cannot know which clause is meant.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "label-repeated", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(view.findings("syntax.label_repeated").map(|finding| Diagnostic::new(finding.say.clone(), finding.span).help(Say::new("check.label_repeated_help"))));
}
