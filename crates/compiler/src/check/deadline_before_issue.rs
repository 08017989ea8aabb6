//! A deadline before the document (时限早于成文日期).
//!
//! The last day for a task lies before the day on which the document was issued: nobody can meet it. Often the year was
//! taken over from an older document.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 附件：任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 任务表
//! →序号
//! →具体任务
//! →责任单位
//! →完成时限
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →2023年6月底前
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
//! 附件：任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 任务表
//! →序号
//! →具体任务
//! →责任单位
//! →完成时限
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →2024年6月底前
//! ```
//!
//! **Mend.** Correct the date.
//!
//! **Ignore** it for tasks that were done before the document was issued.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "deadline-before-issue", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for duty in &view.facts.duties {
        let Some(doc) = view.context.docs.get(duty.at) else { continue };
        let Some(issued) = doc.tree.issued.as_deref() else { continue };
        let early = |day: &crate::facts::Deadline| day.date.is_some_and(|date| date.to_string().as_str() < issued);
        for deadline in duty.deadlines.iter().filter(|day| early(day)) {
            let date = deadline.date.map(|date| date.to_string()).unwrap_or_default();
            let say = Say::new("check.deadline_before_issue").with("quote", &deadline.quote).with("date", date).with("issued", issued);
            found.push(Diagnostic::new(say, deadline.span).help(Say::new("check.deadline_before_issue_help")));
        }
    }
}
