//! A repeal that names nothing (废止对象不明).
//!
//! The text says that something is repealed at the same time and names no document in 《》, so it cannot be said what
//! ceases to hold.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 二、附则
//! 本办法自发布之日起施行，原有规定同时废止。
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
//! 二、附则
//! 本办法自发布之日起施行，《消防工作管理办法》同时废止。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Name the document with title and number.
//!
//! **Ignore** it when the rule says that whatever contradicts it ends.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "repeal-unnamed", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().flat_map(|doc| doc.prose()) {
        let own = view.context.own(clause);
        for (at, word) in own.text.match_indices("同时废止") {
            let before = own.before(at, 300);
            let sentence = before.rsplit('。').next().unwrap_or_default();
            if !sentence.contains('》') && !sentence.contains('号') {
                let say = Say::new("check.repeal_unnamed");
                found.push(Diagnostic::new(say, own.span(at..at + word.len())).help(Say::new("check.repeal_unnamed_help")));
            }
        }
    }
}
