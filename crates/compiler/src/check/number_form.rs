//! The number is not written as GB/T 9704 asks (发文字号格式).
//!
//! The year stands in six-cornered brackets 〔〕, and there is neither 第 nor a leading zero before the running number
//! (GB/T 9704 7.2.5). Other forms are read and taken as if they were right.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发[2024]第03号
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
//! **Mend.** Write 某政发〔2024〕3号.
//!
//! **Ignore** it for scans, where brackets are often read as others.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "number-form", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in view.context.docs.iter().filter(|doc| doc.tree.number.is_some()) {
        let passage = view.context.passage(doc.tree.span);
        let mut start = 0;
        for line in passage.text.split_inclusive('\n').take(12) {
            let bytes = start..start + line.trim_end().len();
            start += line.len();
            let text = line.trim();
            let bracket = text.contains(['[', '［', '【']) && text.contains([']', '］', '】']);
            let after = text.rsplit(['〕', ']', '］', '】']).next().unwrap_or_default();
            let counted = after.starts_with('第') || after.starts_with('0');
            let short = text.chars().count() <= 24 && text.ends_with('号') && text.contains(['〕', ']', '］', '】']);
            if short && (bracket || counted) {
                let wanted = doc.tree.number.clone().unwrap_or_default();
                let say = Say::new("check.number_form").with("number", text);
                found.push(Diagnostic::new(say, passage.span(bytes)).help(Say::new("check.number_form_help").with("wanted", wanted)));
                break;
            }
        }
    }
}
