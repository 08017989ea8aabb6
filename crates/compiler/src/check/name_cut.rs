//! A receiver whose name is cut (受报单位名称不全).
//!
//! In 「向A和B报告」 the second name does not end as the name of a body ends, while the first does: a word such as 部门 was
//! lost.
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
//! 1.1 报告
//! 区市场监管局应当在2小时内向本级政府和上级市场监管报告。
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
//! 1.1 报告
//! 区市场监管局应当在2小时内向本级政府和上级市场监管部门报告。
//! ```
//!
//! **Mend.** Complete the name.
//!
//! **Ignore** it when the name is one that everybody knows without its end.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::words::body::{ends_as_body, is_body};

pub(super) const CHECK: Check = Check { code: "name-cut", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().filter(|doc| doc.is_plan).flat_map(|doc| doc.prose()) {
        let own = view.context.passage(clause.own);
        for (at, _) in own.text.match_indices('向') {
            let near = own.after(at + '向'.len_utf8(), 30);
            let Some(end) = near.find("报告") else { continue };
            let list = near.get(..end).unwrap_or_default();
            let Some((first, last)) = list.split_once('和').filter(|_| !list.contains(['，', '。', '、', '（'])) else { continue };
            let han = last.chars().all(crate::words::is_han) && (4..=14).contains(&last.chars().count());
            if is_body(first) && han && !ends_as_body(last) {
                let start = at + '向'.len_utf8() + first.len() + '和'.len_utf8();
                let say = Say::new("check.name_cut").with("name", last);
                found.push(Diagnostic::new(say, own.span(start..start + last.len())).help(Say::new("check.name_cut_help")));
            }
        }
    }
}
