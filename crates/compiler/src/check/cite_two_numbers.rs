//! One title cited with two numbers (同一文件两个文号).
//!
//! The same title is cited with different numbers. One is wrong, or two editions are meant without saying so.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 二、依据
//! 根据《消防工作管理办法》（某政发〔2020〕1号）开展检查。
//! 三、要求
//! 依据《消防工作管理办法》（某政发〔2021〕1号）整改。
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
//! 二、依据
//! 根据《消防工作管理办法》（某政发〔2020〕1号）开展检查。
//! 三、要求
//! 依据《消防工作管理办法》整改。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Correct the number, or tell the editions apart.
//!
//! **Ignore** it when two editions are meant.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check { code: "cite-two-numbers", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, (String, syntax::Span)> = HashMap::new();
    for doc in &view.context.docs {
        for clause in &doc.tree.clauses {
            let own = view.context.passage(clause.own);
            for (at, _) in own.text.match_indices("》（") {
                let inside = own.after(at + "》（".len(), 30);
                let Some(end) = inside.find("号）") else { continue };
                let number: String = inside.get(..end).unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
                let before = own.before(at, 80);
                let Some(open) = before.rfind('《') else { continue };
                let title = before.get(open + '《'.len_utf8()..).unwrap_or_default().to_owned();
                // A list of titles before one number, or a nested title, says nothing of the single title.
                if !number.contains('〔') || number.contains('，') || title.chars().count() < 5 || title.contains('〉') {
                    continue;
                }
                let start = at + "》（".len();
                let span = own.span(start..start + end + '号'.len_utf8());
                match seen.get(&title) {
                    Some((first, place)) if *first != number => {
                        let say = Say::new("check.cite_two_numbers").with("title", &title).with("one", format!("{number}号")).with("other", format!("{first}号"));
                        found.push(Diagnostic::new(say, span).see(Say::new("check.cite_other"), *place).help(Say::new("check.cite_two_numbers_help")));
                    }
                    Some(_) => {}
                    None => _ = seen.insert(title, (number, span)),
                }
            }
        }
    }
}
