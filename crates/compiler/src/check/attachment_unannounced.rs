//! An attachment that no list announces (附件未列入附件说明).
//!
//! An attachment follows the signature, and the list of attachments before it names others only. Readers of the body do
//! not learn that it exists, and it may belong to another document.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 附件：1．消防工作任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件1
//! 消防工作任务表
//! 一、检查消防设施。
//! 附件2
//! 消防工作领导小组名单
//! 一、组长由区长担任。
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
//! 附件：1．消防工作任务表
//!       2．消防工作领导小组名单
//! 某区人民政府
//! 2024年3月1日
//! 附件1
//! 消防工作任务表
//! 一、检查消防设施。
//! 附件2
//! 消防工作领导小组名单
//! 一、组长由区长担任。
//! ```
//!
//! **Mend.** Add it to the list of attachments (附件说明, GB/T 9704 7.3.4).
//!
//! **Ignore** it when the attachment was taken in from another text on purpose.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "attachment-unannounced", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in view.context.docs.iter().filter(|doc| !doc.tree.attachments.is_empty()) {
        let top = doc.tree.clauses.iter().filter(|clause| clause.parent.is_none());
        for clause in top {
            let Some(no) = clause.label.strip_prefix("附件").filter(|no| !no.is_empty() && !no.contains('·')) else { continue };
            let listed = doc.tree.attachments.iter().any(|listed| listed.no == no);
            let single = doc.tree.attachments.len() == 1 && doc.tree.attachments.iter().all(|listed| listed.no.is_empty());
            if !listed && !single {
                let title = clause.heading.as_deref().unwrap_or_default();
                let say = Say::new("check.attachment_unannounced").with("no", no).with("title", title);
                found.push(Diagnostic::new(say, clause.own).help(Say::new("check.attachment_unannounced_help")));
            }
        }
    }
}
