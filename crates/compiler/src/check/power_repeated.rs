//! An item stands twice in a list (事项重复).
//!
//! Two rows of a list have the same name. The counted number is then too high, and two codes lead to one power.
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
//! →对未按规定备案的处罚
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
//! **Mend.** Take one of them out, or tell them apart in their names.
//!
//! **Ignore** it for lists of several bodies in one table.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check { code: "power-repeated", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<_, (syntax::Span, Option<&str>)> = HashMap::new();
    for power in &view.facts.powers {
        let key = (power.at, power.name.as_str(), power.holder.as_deref(), power.kind.as_deref());
        // The same code is told by `code-repeated`.
        if let Some((first, code)) = seen.get(&key) {
            if code.is_some() && *code == power.code.as_deref() {
                continue;
            }
            let say = Say::new("check.power_repeated").with("name", &power.name);
            found.push(Diagnostic::new(say, power.span).see(Say::new("check.first_here"), *first).help(Say::new("check.power_repeated_help")));
        } else {
            seen.insert(key, (power.span, power.code.as_deref()));
        }
    }
}
