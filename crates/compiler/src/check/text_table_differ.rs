//! Text and table disagree (正文与表格不一致).
//!
//! The prose of a document and its table give different figures for the same thing. Growth in the text is compared with
//! growth in the table.
//!
//! ```text fires
//! 某区人民政府
//! 关于印发2024年国民经济和社会发展计划的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现印发给你们。
//! 某区人民政府
//! 2024年3月1日
//! 2024年国民经济和社会发展计划
//! 一、预期目标
//! 固定资产投资增长8%以上。
//! 附件：指导计划
//! 指导计划
//! →指标名称
//! →单位
//! →2023年完成
//! →2023年完成增长%
//! →2024年预期
//! →2024年预期增长%
//!
//! →固定资产投资
//! →亿元
//! →152.7
//! →22.7
//! →165
//! →6
//!
//! →财政收入
//! →亿元
//! →22.67
//! →11.9
//! →23.8
//! →5
//! ```
//!
//! ```text silent
//! 某区人民政府
//! 关于印发2024年国民经济和社会发展计划的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现印发给你们。
//! 某区人民政府
//! 2024年3月1日
//! 2024年国民经济和社会发展计划
//! 一、预期目标
//! 固定资产投资增长8%以上。
//! 附件：指导计划
//! 指导计划
//! →指标名称
//! →单位
//! →2023年完成
//! →2023年完成增长%
//! →2024年预期
//! →2024年预期增长%
//!
//! →固定资产投资
//! →亿元
//! →152.7
//! →22.7
//! →165
//! →8
//!
//! →财政收入
//! →亿元
//! →22.67
//! →11.9
//! →23.8
//! →5
//! ```
//!
//! **Mend.** Correct whichever is wrong.
//!
//! **Ignore** it when the text rounds what the table gives exactly.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Goal;
use kernel::{Aim, Decimal};

pub(super) const CHECK: Check = Check { code: "text-table-differ", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for promise in view.facts.commitments.iter().filter(|promise| promise.target.contains("增长") && promise.unit.as_deref() == Some("%")) {
        let Some(value) = promise.value else { continue };
        let same = |name: &str| crate::words::body::without_remark(name) == promise.subject;
        for row in view.facts.indicators.iter().filter(|row| row.at == promise.at && same(&row.name)) {
            let Some(growth) = row.growth.as_ref().and_then(figure) else { continue };
            if growth != value {
                let say = Say::new("check.text_table_differ").with("name", &row.name).with("text", &promise.target).with("table", growth);
                found.push(Diagnostic::new(say, promise.span).see(Say::new("check.table_here"), row.span).help(Say::new("check.text_table_differ_help")));
            }
        }
    }
}

fn figure(goal: &Goal) -> Option<Decimal> {
    match goal {
        Goal::Read(target) => match &target.aim {
            Aim::Equal { value, .. } | Aim::Bound { value, .. } | Aim::About { value } => Some(*value),
            _ => None,
        },
        Goal::Words { .. } => None,
    }
}
