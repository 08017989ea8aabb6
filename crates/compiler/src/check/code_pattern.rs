//! A code breaks the pattern of its list (编码不合本清单的规律).
//!
//! All other codes of the list have one length and one kind of characters; this one differs. It is probably cut, or a
//! digit was lost.
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
//! →对未按规定备案的处罚
//! →3700000225001
//! →行政处罚
//!
//! →2
//! →对未按规定报告的处罚
//! →3700000225002
//! →行政处罚
//!
//! →3
//! →对未按规定检查的处罚
//! →3700000225003
//! →行政处罚
//!
//! →4
//! →对未按规定公示的处罚
//! →370000022504
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
//! →对未按规定备案的处罚
//! →3700000225001
//! →行政处罚
//!
//! →2
//! →对未按规定报告的处罚
//! →3700000225002
//! →行政处罚
//!
//! →3
//! →对未按规定检查的处罚
//! →3700000225003
//! →行政处罚
//! ```
//!
//! **Mend.** Compare the code with the list it was taken from.
//!
//! **Ignore** it for items of a level that has codes of its own.

use crate::facts::of_document;
use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check { code: "code-pattern", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let coded: Vec<_> = of_document(&view.facts.powers, doc.at, |power| power.at).iter().filter_map(|power| Some((power, power.code.as_deref()?))).collect();
        let mut shapes: HashMap<String, usize> = HashMap::new();
        coded.iter().for_each(|(_, code)| *shapes.entry(shape(code)).or_default() += 1);
        let Some((usual, many)) = shapes.iter().max_by_key(|(shape, many)| (**many, std::cmp::Reverse(*shape))) else { continue };
        // Without a clear majority there is no pattern to break.
        if coded.len() < 4 || many * 4 < coded.len() * 3 {
            continue;
        }
        for (power, code) in coded.iter().filter(|(_, code)| shape(code) != *usual) {
            let say = Say::new("check.code_pattern").with("code", code).with("length", code.chars().count()).with("usual", usual.chars().count());
            found.push(Diagnostic::new(say, power.span).help(Say::new("check.code_pattern_help")));
        }
    }
}

fn shape(code: &str) -> String {
    code.chars().map(|c| if c.is_ascii_digit() { '9' } else if c.is_alphabetic() { 'A' } else { c }).collect()
}
