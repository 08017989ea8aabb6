//! A bracket without its other half (括号不成对).
//!
//! In one clause a bracket or a quotation mark is opened and not closed, or closed and not opened. What it was meant to
//! hold cannot be told, and a remark on responsibility in it is not found.
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
//! 开展检查（每月一次，及时整改。
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
//! 开展检查（每月一次），及时整改。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Add the missing half.
//!
//! **Ignore** it never in text; in tables cells may be cut.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "bracket-open", severity: Severity::Warning, run };

const PAIRS: &[(char, char)] = &[('（', '）'), ('《', '》'), ('〔', '〕'), ('【', '】')];

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().flat_map(|doc| doc.prose()) {
        let own = view.context.passage(clause.own);
        if let Some((at, c)) = lone(own.text) {
            let say = Say::new("check.bracket_open").with("bracket", c);
            found.push(Diagnostic::new(say, own.span(at..at + c.len_utf8())).help(Say::new("check.bracket_open_help")));
        }
    }
}

/// The first bracket without its other half. Half-width brackets pair with full-width ones.
fn lone(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = vec![];
    let wide = |c| match c {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    let mut before = '\n';
    for (at, raw) in text.char_indices() {
        let c = wide(raw);
        // 1） is a label.
        let label = c == '）' && before.is_ascii_digit() && open.is_empty();
        before = raw;
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            match open.last() {
                Some((_, last)) if last == opening => _ = open.pop(),
                _ if label => {}
                _ => return Some((at, raw)),
            }
        }
    }
    open.first().copied()
}
