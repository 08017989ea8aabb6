//! A fixed day is a weekend or a fixed holiday (时限遇休息日).
//!
//! The day that a task names falls on a Saturday, a Sunday or a holiday that is the same each year. The due day is not
//! moved, for no document allows that; whoever must report is reminded earlier. Ends of months are not told.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 附件：任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 任务表
//! →序号
//! →具体任务
//! →责任单位
//! →完成时限
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →2024年6月15日前
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
//! 附件：任务表
//! 某区人民政府
//! 2024年3月1日
//! 附件
//! 任务表
//! →序号
//! →具体任务
//! →责任单位
//! →完成时限
//!
//! →1
//! →清理收费项目
//! →区财政局
//! →2024年6月17日前
//! ```
//!
//! **Mend.** Name the last workday before it.
//!
//! **Ignore** it when the day was meant.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use jiff::civil::{Date, Weekday};

pub(super) const CHECK: Check = Check { code: "deadline-rest-day", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for deadline in view.facts.duties.iter().flat_map(|duty| &duty.deadlines) {
        let fixed = deadline.quote.contains('日') && deadline.quote.contains('月');
        let Some(date) = deadline.date.filter(|date| fixed && rests(*date)) else { continue };
        let say = Say::new("check.deadline_rest_day").with("quote", &deadline.quote).with("date", date);
        found.push(Diagnostic::new(say, deadline.span).help(Say::new("check.deadline_rest_day_help")));
    }
}

/// Weekends, and New Year's Day, Labour Day and the first days of the National Day. Make-up workdays are set year by
/// year; `packs/standards/calendar.csv` has them, and pages show them.
fn rests(date: Date) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    weekend || matches!((date.month(), date.day()), (1, 1) | (5, 1) | (10, 1..=3))
}
