//! A day that does not exist (日期不存在).
//!
//! The text names a day that no calendar has, such as 2月30日 or 6月31日.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2024〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
//! 二、时限
//! 各单位于6月31日前报送。
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
//! 二、时限
//! 各单位于6月30日前报送。
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Correct the day.
//!
//! **Ignore** it never.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "date-impossible", severity: Severity::Error, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, clause) in view.context.docs.iter().flat_map(|doc| doc.prose()) {
        let own = view.context.passage(clause.own);
        for (at, _) in own.text.match_indices('月') {
            let after = own.after(at + '月'.len_utf8(), 3);
            let Some((day, length)) = day(after) else { continue };
            let before = own.before(at, 3);
            let digits = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
            let Some(month) = before.get(digits..).and_then(|text| text.parse::<u8>().ok()) else { continue };
            let most = match month {
                1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
                4 | 6 | 9 | 11 => 30,
                2 => 29,
                _ => 0,
            };
            if day == 0 || day > most {
                let start = at - (before.len() - digits);
                let end = at + '月'.len_utf8() + length;
                let date = own.text.get(start..end).unwrap_or_default();
                let say = Say::new("check.date_impossible").with("date", date);
                found.push(Diagnostic::new(say, own.span(start..end)).help(Say::new("check.date_impossible_help")));
            }
        }
    }
}

fn day(text: &str) -> Option<(u8, usize)> {
    let end = text.find('日')?;
    Some((text.get(..end)?.parse().ok()?, end + '日'.len_utf8()))
}
