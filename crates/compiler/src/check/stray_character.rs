//! A character too many inside a known word (常用词中多字).
//!
//! One character stands inside a word of everyday official language, such as 指次导 for 指导, where no word is written so.
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
//! 负责协调指次导处置工作。
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
//! 负责协调指导处置工作。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Take the character out.
//!
//! **Ignore** it when it is a proper name.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::words::is_han;

pub(super) const CHECK: Check = Check { code: "stray-character", severity: Severity::Warning, run };

/// Words that nothing may stand in, with what may all the same.
const WORDS: &[(char, char, &str)] = &[('指', '导', "挥引"), ('协', '调', ""), ('督', '促', "导查"), ('贯', '彻', ""), ('履', '行', ""), ('部', '署', "")];

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().flat_map(|doc| doc.prose()) {
        let own = view.context.passage(clause.own);
        for (at, start) in own.text.match_indices(['指', '协', '督', '贯', '履', '部']) {
            let mut next = own.after(at + start.len(), 2).chars();
            let (Some(inside), Some(last)) = (next.next(), next.next()) else { continue };
            let known = WORDS.iter().find(|(first, end, _)| start.starts_with(*first) && last == *end);
            let Some((first, end, may)) = known else { continue };
            if !is_han(inside) || inside == *end || may.contains(inside) || "的了和与、".contains(inside) {
                continue;
            }
            let from = at + start.len();
            let say = Say::new("check.stray_character").with("found", format!("{first}{inside}{end}"));
            let help = Say::new("check.stray_character_help").with("word", format!("{first}{end}"));
            found.push(Diagnostic::new(say, own.span(from..from + inside.len_utf8())).help(help));
        }
    }
}
