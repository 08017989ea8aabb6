//! A target below what was reached (目标低于上年实绩).
//!
//! The target of a figure that ought to grow is lower than the figure of the year before. It may be meant; whoever
//! reads the table will ask.
//!
//! ```text fires
//! →指标名称
//! →单位
//! →2023年完成
//! →2024年预期
//!
//! →城镇新增就业人数
//! →万人
//! →0.43
//! →0.4
//!
//! →粮食产量
//! →万吨
//! →5.5
//! →5.6
//! ```
//!
//! ```text silent
//! →指标名称
//! →单位
//! →2023年完成
//! →2024年预期
//!
//! →城镇登记失业率
//! →%
//! →3.5
//! →3.2
//!
//! →粮食产量
//! →万吨
//! →5.5
//! →5.6
//! ```
//!
//! **Mend.** Check the target, or say why it is lower.
//!
//! **Ignore** it for figures that are better when lower and for targets set by a higher level.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Goal;
use kernel::{Aim, Compare, Decimal};

pub(super) const CHECK: Check = Check { code: "target-below-actual", severity: Severity::Note, run };

/// Words of names whose figures are better when lower.
const LOWER: &[&str] = &["能耗", "排放", "削减", "死亡", "事故", "失业", "吸烟", "发病", "投诉", "污染", "浓度", "费用", "支出", "降低", "下降", "时间", "时限", "近视", "肥胖", "贫困", "违法", "案件", "负债", "债务", "比重", "PM", "噪声"];

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for row in &view.facts.indicators {
        if LOWER.iter().any(|word| row.name.contains(word)) || row.inferred.contains(&"target") {
            continue;
        }
        let Some(base) = row.baseline.as_deref().and_then(|base| base.trim().parse::<Decimal>().ok()) else { continue };
        let Some(Goal::Read(target)) = &row.target else { continue };
        let value = match &target.aim {
            Aim::Equal { value, .. } => *value,
            Aim::Bound { compare: Compare::AtLeast | Compare::Greater, value } => *value,
            _ => continue,
        };
        if value < base {
            let say = Say::new("check.target_below_actual").with("name", &row.name).with("target", value).with("base", base);
            found.push(Diagnostic::new(say, row.span).help(Say::new("check.target_below_actual_help")));
        }
    }
}
