//! An attachment is announced and absent (附件未见).
//!
//! The list of attachments names it, and no text with its title or number follows. Duties that stand in it are not
//! found.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 附件：消防工作任务表
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
//! 附件：消防工作任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 消防工作任务表
//! 一、检查消防设施。
//! ```
//!
//! **Mend.** Add the attachment to the file, or take it off the list.
//!
//! **Ignore** it when it is kept in another file; compile both together.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;


pub(super) const CHECK: Check = Check { code: "attachment-missing", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_list: Vec<(syntax::Span, Vec<&str>)> = vec![];
    for finding in view.findings("syntax.attachment_missing") {
        let title = finding.say.with.iter().find(|(name, _)| name == "title").map_or("", |(_, title)| title.as_str());
        match by_list.last_mut().filter(|(span, _)| *span == finding.span) {
            Some((_, titles)) => titles.push(title),
            None => by_list.push((finding.span, vec![title])),
        }
    }
    // One list of attachments is told once: a page of the web rarely has any of them.
    for (span, titles) in by_list {
        let say = Say::new("syntax.attachment_missing").with("title", titles.join("、"));
        found.push(Diagnostic::new(say, span).help(Say::new("check.attachment_missing_help")));
    }
}
