//! Two reports fall on one day (同日两报).
//!
//! Two schedules of one document fall on the same day of a year: a quarterly report on the 25th of the last month and a
//! yearly one on 25 December. Whoever owes both may take one for the other.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 二、报送
//! 各单位于每季度末月25日前报送进展，12月25日前报送全年工作情况。
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
//! 二、报送
//! 各单位于每季度末月25日前报送进展。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Say whether one report covers both.
//!
//! **Ignore** it when both are wanted.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "reports-same-day", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let rules = || view.facts.schedules.iter();
    for yearly in rules() {
        let Some(day) = yearly.rule.as_deref().and_then(|rule| rule.strip_prefix("yearly on ")) else { continue };
        let Some((month, day)) = day.split_once('-') else { continue };
        let quarter = matches!(month, "03" | "06" | "09" | "12");
        let same = format!("quarterly on day {} of last month", day.trim_start_matches('0'));
        let other = rules().find(|other| quarter && other.document == yearly.document && other.rule.as_deref() == Some(&same));
        if let Some(other) = other {
            let say = Say::new("check.reports_same_day").with("one", &yearly.quote).with("other", &other.quote).with("month", month.trim_start_matches('0')).with("day", day);
            found.push(Diagnostic::new(say, yearly.span).see(Say::new("check.report_other"), other.span).help(Say::new("check.reports_same_day_help")));
        }
    }
}
