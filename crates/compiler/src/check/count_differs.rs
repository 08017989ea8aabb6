//! Declared and counted numbers differ (申报数与实际行数不符).
//!
//! The text says how many items a list has, in all or of one kind, and the list has another number. One of them is
//! wrong, and nobody can tell from the document which.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 调整后，保留行政权力事项共3项，其中，行政处罚3项。
//! 附件：权责清单
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 权责清单
//! →序号
//! →事项名称
//! →事项编码
//! →事项类型
//!
//! →1
//! →对未按规定备案的处罚
//! →3700000225001
//! →行政处罚
//!
//! →2
//! →对未按规定报告的处罚
//! →3700000225002
//! →行政处罚
//! ```
//!
//! ```text silent
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 调整后，保留行政权力事项共2项，其中，行政处罚2项。
//! 附件：权责清单
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 权责清单
//! →序号
//! →事项名称
//! →事项编码
//! →事项类型
//!
//! →1
//! →对未按规定备案的处罚
//! →3700000225001
//! →行政处罚
//!
//! →2
//! →对未按规定报告的处罚
//! →3700000225002
//! →行政处罚
//! ```
//!
//! **Mend.** Compare with the source of the list and correct the number or the list.
//!
//! **Ignore** it never: both cannot be right.

use crate::facts::of_document;
use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "count-differs", severity: Severity::Error, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let rows: Vec<_> = of_document(&view.facts.powers, doc.at, |power| power.at).iter().collect();
        if rows.is_empty() {
            continue;
        }
        for (_, clause) in doc.prose() {
            let own = view.context.own(clause);
            for (at, _) in own.text.match_indices('项') {
                let digits = own.before(at, 6);
                let start = digits.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + digits.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
                let Some(declared) = digits.get(start..).and_then(|digits| digits.parse::<usize>().ok()) else { continue };
                let begin = at - (digits.len() - start);
                let before = own.before(begin, 14);
                let total = before.ends_with("事项共") || before.ends_with("权力共") || before.ends_with("共计") && before.contains("事项");
                let kind = rows.iter().filter_map(|row| row.kind.as_deref()).find(|kind| before.ends_with(kind));
                let counted = match kind {
                    Some(kind) => rows.iter().filter(|row| row.kind.as_deref() == Some(kind)).count(),
                    None if total => rows.len(),
                    None => continue,
                };
                if counted != declared {
                    let what = kind.unwrap_or("行政权力事项");
                    let say = Say::new("check.count_differs").with("what", what).with("declared", declared).with("counted", counted);
                    let list = rows.first().map_or(clause.own, |row| row.span);
                    let span = own.span(begin..at + '项'.len_utf8());
                    found.push(Diagnostic::new(say, span).see(Say::new("check.count_list"), list).help(Say::new("check.count_differs_help")));
                }
            }
        }
    }
}
