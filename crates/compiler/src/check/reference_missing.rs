//! A reference to an annex that is not there (所引附件不存在).
//!
//! The text says 见附件3, and the document has no annex of that number.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 二、任务
//! 任务分工见附件3。
//! 附件：1．任务分工表
//! 某区人民政府
//! 2024年3月1日
//! 附件1
//! 任务分工表
//! 一、检查消防设施。
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
//! 二、任务
//! 任务分工见附件1。
//! 附件：1．任务分工表
//! 某区人民政府
//! 2024年3月1日
//! 附件1
//! 任务分工表
//! 一、检查消防设施。
//! ```
//!
//! **Mend.** Correct the number, or add the annex.
//!
//! **Ignore** it when the annex of another document is meant.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "reference-missing", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let known = |no: &str| {
            let label = format!("附件{no}");
            doc.tree.attachments.iter().any(|listed| listed.no == no) || doc.tree.clauses.iter().any(|clause| clause.label == label)
        };
        // A document without any annex may be an excerpt.
        if !doc.tree.clauses.iter().any(|clause| clause.label.starts_with("附件")) {
            continue;
        }
        for (_, clause) in doc.prose() {
            let own = view.context.own(clause);
            for (at, _) in own.text.match_indices("见附件") {
                let start = at + '见'.len_utf8();
                let digits = start + "附件".len();
                let rest = own.after(digits, 3);
                let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let no = rest.get(..length).unwrap_or_default();
                if !no.is_empty() && !known(no) {
                    let say = Say::new("check.reference_missing").with("no", no);
                    found.push(Diagnostic::new(say, own.span(start..digits + length)).help(Say::new("check.reference_missing_help")));
                }
            }
        }
    }
}
