//! Building the reasons for which an adjustment is refused.

use crate::model::{Days, Refused};
use jiff::civil::Date;
use kernel::Say;

/// A fault of one item from a day on.
pub(super) fn fault(code: &str, from: Date, say: Say, mend: Say) -> Refused {
    Refused { code: code.to_owned(), days: Days { from, to: None }, say, mend }
}

/// A fault of the adjustment as a whole.
pub(super) fn whole(from: Date, to: Option<Date>, say: Say, mend: Say) -> Refused {
    Refused { code: String::new(), days: Days { from, to }, say, mend }
}
