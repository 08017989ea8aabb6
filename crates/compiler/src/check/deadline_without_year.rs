//! A deadline whose year is not known (时限没有年份).
//!
//! 「6月底前」 takes its year from the document; this document has neither a date nor a number, so the last day stays open.
//!
//! ```text fires
//! 一、总体要求
//! （一）清理收费。6月底前完成清理。（责任单位：区财政局）
//! ```
//!
//! ```text silent
//! 一、总体要求
//! （一）清理收费。2024年6月底前完成清理。（责任单位：区财政局）
//! ```
//!
//! **Mend.** Write the year.
//!
//! **Ignore** it for drafts.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;

pub(super) const CHECK: Check = Check { code: "deadline-without-year", severity: Severity::Note, run };

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for duty in &view.facts.duties {
        // Where the year is known a date without a day is impossible, which has a code of its own.
        if view.context.docs.get(duty.at).is_none_or(|doc| doc.year.is_some()) {
            continue;
        }
        for deadline in &duty.deadlines {
            let quote = &deadline.quote;
            let dated = quote.contains(['月', '年', '季', '末', '底']) && quote.chars().any(|c| c.is_ascii_digit());
            if deadline.date.is_none() && dated && quote.chars().count() <= 16 {
                let say = Say::new("check.deadline_without_year").with("quote", quote);
                found.push(
                    Diagnostic::new(say, deadline.span).help(Say::new("check.deadline_without_year_help")),
                );
            }
        }
    }
}
