//! A share above 100% (比率超过 100%).
//!
//! A rate or coverage is asked to be more than all. A point was probably lost.
//!
//! ```text fires
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →道路亮灯率
//! →≥985%
//! →区住房城乡建设局
//! ```
//!
//! ```text silent
//! →序号
//! →评价指标
//! →目标值
//! →责任部门
//!
//! →1
//! →道路亮灯率
//! →≥98.5%
//! →区住房城乡建设局
//! ```
//!
//! **Mend.** Correct the figure.
//!
//! **Ignore** it for rates that may be more than all, such as growth rates.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Goal;
use kernel::{Aim, Decimal};

pub(super) const CHECK: Check = Check { code: "share-above-hundred", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let most = Decimal::from(100);
    for row in &view.facts.indicators {
        let share = ["率", "比例", "覆盖面", "占比", "比重"].iter().any(|word| row.name.contains(word)) && !row.name.contains("增长");
        let Some(Goal::Read(target)) = row.target.as_ref().filter(|_| share) else { continue };
        let value = match &target.aim {
            Aim::Equal { value, .. } | Aim::Bound { value, .. } | Aim::About { value } => *value,
            _ => continue,
        };
        let percent = target.unit.as_deref().or(row.unit.as_deref()) == Some("%");
        if percent && value > most {
            let say = Say::new("check.share_above_hundred").with("name", &row.name).with("target", &target.text);
            found.push(Diagnostic::new(say, row.span).help(Say::new("check.share_above_hundred_help")));
        }
    }
}
