//! Half-width punctuation in Chinese text (误用半角标点).
//!
//! A half-width stop or comma stands between two Chinese characters, where full-width marks are written (GB/T 15834). A
//! sentence that ends with `.` is not seen as ended. Told once for each document.
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
//! 不得实施.严格划定边界。
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
//! 二、任务
//! 不得实施。严格划定边界。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Write 。 or ，.
//!
//! **Ignore** it in texts that mix languages.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use syntax::Span;
use crate::words::is_han;

pub(super) const CHECK: Check = Check { code: "punctuation", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let mut first: Option<(Span, &str)> = None;
        let mut count = 0;
        for clause in &doc.tree.clauses {
            let own = view.context.passage(clause.own);
            for (at, mark) in own.text.match_indices(['.', ',', ';']) {
                let before = own.before(at, 1).chars().next_back();
                let after = own.after(at + 1, 1).chars().next();
                if before.is_some_and(is_han) && after.is_some_and(is_han) && !is_label(own.before(at, 2)) {
                    count += 1;
                    first.get_or_insert_with(|| (own.span(at..at + 1), mark));
                }
            }
        }
        let Some((span, mark)) = first else { continue };
        let wanted = match mark {
            "." => "。",
            "," => "，",
            _ => "；",
        };
        let say = Say::new("check.punctuation").with("mark", mark).with("count", count);
        found.push(Diagnostic::new(say, span).help(Say::new("check.punctuation_help").with("wanted", wanted)));
    }
}

/// 一.总体要求 is a label.
fn is_label(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let numeral = chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c));
    numeral && chars.next().is_none_or(|c| c == '\n' || "一二三四五六七八九十".contains(c))
}
