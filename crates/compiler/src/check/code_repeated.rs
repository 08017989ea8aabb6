//! Two items have one code (编码重复).
//!
//! A code names one item of a list. Two rows with the same code cannot both be right, and adjustments by code would
//! reach both.
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
//! **Mend.** Find the right code in the source of the list.
//!
//! **Ignore** it never.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check { code: "code-repeated", severity: Severity::Error, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for power in &view.facts.powers {
        let Some(code) = power.code.as_deref() else { continue };
        if let Some(first) = seen.get(&(power.at, code)) {
            let say = Say::new("check.code_repeated").with("code", code);
            found.push(Diagnostic::new(say, power.span).see(Say::new("check.first_here"), *first).help(Say::new("check.code_repeated_help")));
        } else {
            seen.insert((power.at, code), power.span);
        }
    }
}
