//! A warning that prepares another grade (预警与响应级别不对应).
//!
//! A clause on the measures of one warning level speaks of starting a response of another grade. It is probably a slip
//! of the numeral taken over from the level above.
//!
//! ```text fires
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.1 四级预警措施
//! 做好启动Ⅲ级（较大）响应的准备。
//! ```
//!
//! ```text silent
//! 某区人民政府办公室
//! 关于印发某区食品安全事件应急预案的通知
//! 某政办字〔2024〕5号
//! 各镇政府：
//! 现印发给你们，请遵照执行。
//! 某区人民政府办公室
//! 2024年3月1日
//! 某区食品安全事件应急预案
//! 1 总则
//! 1.1 四级预警措施
//! 做好启动Ⅳ级（一般）响应的准备。
//! ```
//!
//! **Mend.** Correct the numeral.
//!
//! **Ignore** it when a warning of one level is to prepare the next graver response.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::plan::levels;

pub(super) const CHECK: Check = Check { code: "response-numeral", severity: Severity::Warning, run };

const WARNINGS: &[(&str, &str)] = &[("一级预警", "Ⅰ"), ("二级预警", "Ⅱ"), ("三级预警", "Ⅲ"), ("四级预警", "Ⅳ")];

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in view.context.docs.iter().filter(|doc| doc.is_plan) {
        for (_, clause) in doc.prose() {
            let heading = |clause: &syntax::Clause| clause.heading.clone().unwrap_or_default();
            let above = doc.parent(clause).map(heading).unwrap_or_default();
            let level = WARNINGS.iter().find(|(word, _)| heading(clause).contains(word) || above.contains(word));
            let Some((word, level)) = level else { continue };
            let own = view.context.own(clause);
            for (at, start) in own.text.match_indices("启动") {
                let rest = own.after(at + start.len(), 5);
                let named = levels::numeral(rest).filter(|(_, at)| *at == 0);
                let ends = own.after(at, 20);
                let Some(((numeral, _), _)) = named.filter(|((numeral, _), _)| numeral != level && ends.contains("准备")) else { continue };
                let begin = at + start.len();
                let say = Say::new("check.response_numeral").with("word", word).with("numeral", numeral);
                found.push(Diagnostic::new(say, own.span(begin..begin + rest.find('级').map_or(0, |at| at + '级'.len_utf8()))).help(Say::new("check.response_numeral_help").with("level", level)));
            }
        }
    }
}
