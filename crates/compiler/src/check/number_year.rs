//! The year of the number is not that of the date (文号年份与成文日期不一致).
//!
//! Numbers are counted by the year in which a document is issued. Here the year in 〔〕 and the date differ, so one of
//! them is a slip.
//!
//! ```text fires
//! 某区人民政府
//! 关于加强消防工作的通知
//! 某政发〔2023〕3号
//! 各镇政府：
//! 现将有关事项通知如下。
//! 一、总体要求
//! 坚持统一领导。
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
//! 某区人民政府
//! 2024年3月1日
//! ```
//!
//! **Mend.** Correct whichever is wrong.
//!
//! **Ignore** it for a document that was numbered at the end of one year and dated at the beginning of the next.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "number-year", severity: Severity::Warning, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for doc in &view.context.docs {
        let (Some(number), Some(issued)) = (&doc.tree.number, &doc.tree.issued) else { continue };
        let year = number.split_once('〔').and_then(|(_, rest)| rest.split('〕').next()).unwrap_or_default();
        if year.len() != 4 || issued.starts_with(year) {
            continue;
        }
        let passage = view.context.passage(doc.tree.span);
        let at = passage.text.find(year).unwrap_or(0);
        let say = Say::new("check.number_year").with("number", number).with("issued", issued);
        found.push(Diagnostic::new(say, passage.span(at..at + year.len())).help(Say::new("check.number_year_help")));
    }
}
