//! A document without a date (缺成文日期).
//!
//! The document has a number and no date of its own, so it cannot be said from when it holds, and dates such as 「6月底前」
//! have no year beyond that of the number.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 某区人民政府
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
//! **Mend.** Add the date under the signature (成文日期, GB/T 9704 7.3.5).
//!
//! **Ignore** it for excerpts.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "date-missing", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        if doc.tree.number.is_some() && doc.tree.issued.is_none() {
            let start = doc.tree.span.start;
            let head = view.context.passage(doc.tree.span);
            let line = head.text.lines().next().map_or(0, |line| line.chars().count());
            let say = Say::new("check.date_missing").with("document", &doc.name);
            found.push(Diagnostic::new(say, syntax::Span::new(start, start + line)).help(Say::new("check.date_missing_help")));
        }
    }
}
