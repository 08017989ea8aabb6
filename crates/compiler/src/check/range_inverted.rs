//! A range whose ends are changed over (区间上下限颠倒).
//!
//! The upper end of a range is lower than its lower end, such as 5-2处.
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
//! 全年新建口袋公园5-2处。
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
//! 全年新建口袋公园2-5处。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Change the ends over.
//!
//! **Ignore** it never.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "range-inverted", severity: Severity::Error, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for commitment in &view.facts.commitments {
        let (Some(low), Some(high)) = (commitment.value, commitment.high) else { continue };
        if high < low {
            let say = Say::new("check.range_inverted").with("target", &commitment.target);
            found.push(Diagnostic::new(say, commitment.span).help(Say::new("check.range_inverted_help")));
        }
    }
}
