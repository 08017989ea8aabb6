//! An item cites 本法 or 本规定 outside that rule (脱离原文的“本规定”).
//!
//! The name of an item was taken from a rule together with its words 本法, 本条例, 本规定. In a list those words point to the
//! list itself, so nobody can tell which rule is meant.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
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
//! →对未按照本规定备案的处罚
//! →3700000225001
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
//! 坚持统一领导。
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
//! →对未按照《消防法》备案的处罚
//! →3700000225001
//! →行政处罚
//! ```
//!
//! **Mend.** Write the title of the rule in 《》.
//!
//! **Ignore** it never: the reader of the list does not have the rule in hand.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "self-citation", severity: Severity::Warning, run };

const SELF: &[&str] = &["本法", "本规定", "本条例", "本办法", "本细则"];

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for power in &view.facts.powers {
        let word = SELF.iter().find(|word| power.name.contains(**word) && !power.name.contains(&format!("基{word}")));
        let Some(word) = word else { continue };
        let row = view.context.passage(power.span);
        let Some(at) = row.text.find(word) else { continue };
        let say = Say::new("check.self_citation").with("word", word);
        found.push(Diagnostic::new(say, row.span(at..at + word.len())).help(Say::new("check.self_citation_help")));
    }
}
