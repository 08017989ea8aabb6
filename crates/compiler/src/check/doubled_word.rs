//! A word or mark stands twice (字或标点重复).
//!
//! A character that is never doubled in correct text stands twice, such as 的的 or ，，.
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
//! 加强对企业的的检查。
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
//! 加强对企业的检查。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Take one out.
//!
//! **Ignore** it in quotations of a text that is itself wrong.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "doubled-word", severity: Severity::Warning, run };

/// Characters whose doubling is a slip. 好好, 常常 and the like are words.
const NEVER: &str = "的了和与及在是为对由将把被从于其或，。；：、";

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for clause in view.context.docs.iter().flat_map(|doc| &doc.tree.clauses) {
        if clause.table().is_some() {
            continue;
        }
        let own = view.context.passage(clause.own);
        let mut before = ' ';
        for (at, c) in own.text.char_indices() {
            // 目的的确, 为为 and the like: the second may begin a word.
            let word = c == '的' && (own.before(at, 2).ends_with("目的") || own.after(at, 2).starts_with("的确"))
                || c == '和' && own.after(at, 2).starts_with("和谐")
                || c == '对' && own.after(at, 2).starts_with("对接")
                || c == '及' && own.after(at, 2).starts_with("及时")
                || c == '与' && own.before(at, 2).ends_with("参与")
                || c == '是' && own.before(at, 2).starts_with("一是")
                || c == '由' && own.before(at, 2).ends_with("理由")
                || c == '为' && (own.before(at, 2).ends_with("行为") || own.before(at, 2).ends_with("作为") || own.after(at, 2).starts_with("为主"))
                || c == '在' && own.before(at, 2).ends_with("存在")
                || c == '将' && own.after(at, 2).starts_with("将来")
                || c == '于' && own.before(at, 2).ends_with("关于")
                || c == '对' && own.before(at, 2).ends_with("应对")
                || c == '及' && own.before(at, 2).ends_with("涉及")
                || c == '和' && own.before(at, 2).ends_with("饱和");
            if c == before && NEVER.contains(c) && !word {
                let start = at - c.len_utf8();
                let say = Say::new("check.doubled_word").with("word", c);
                found.push(Diagnostic::new(say, own.span(start..at + c.len_utf8())).help(Say::new("check.doubled_word_help")));
            }
            before = c;
        }
    }
}
