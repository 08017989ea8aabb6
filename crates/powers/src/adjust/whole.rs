//! What concerns an adjustment as a whole: its date, its basis, and how many items it leaves (P-001).

use super::fault::whole;
use super::list::List;
use super::outcome::Outcome;
use crate::model::{Adjustment, Refused};
use jiff::Span;
use jiff::civil::Date;
use kernel::Say;

/// A date further ahead than this is taken for a slip of the pen. Ours, not the document's.
const YEARS_AHEAD: i64 = 5;

/// Faults that do not need the changes to be made.
pub(super) fn before(list: &List, adjustment: &Adjustment, today: Date) -> Vec<Refused> {
    let day = adjustment.effective;
    let mut faults = Vec::new();
    if adjustment.changes.is_empty() {
        faults.push(whole(day, None, Say::new("powers.empty"), Say::new("powers.mend_empty")));
    }
    if adjustment.basis.trim().is_empty() {
        faults.push(whole(day, None, Say::new("powers.no_basis"), Say::new("powers.mend_no_basis")));
    }
    if let Some(last) = list.effective.filter(|last| day < *last) {
        let say = Say::new("powers.before_last").with("effective", day).with("last", last);
        let mend = Say::new("powers.mend_before_last").with("last", last);
        faults.push(whole(day, Some(last), say.with("edition", list.edition), mend));
    }
    if day > today.saturating_add(Span::new().years(YEARS_AHEAD)) {
        let say = Say::new("powers.too_far").with("effective", day);
        faults.push(whole(day, None, say, Say::new("powers.mend_too_far").with("years", YEARS_AHEAD)));
    }
    faults
}

/// Faults of the list that would come out: the counts the document states, in all and of each kind.
pub(super) fn after(list: &List, adjustment: &Adjustment, outcome: &Outcome) -> Vec<Refused> {
    let day = adjustment.effective;
    let mut faults = Vec::new();
    let total: u64 = outcome.kinds.values().sum();
    let mend = || Say::new("powers.mend_count").with("before", list.total()).with("after", total);
    if let Some(stated) = adjustment.expect.filter(|stated| *stated != total) {
        let say = Say::new("powers.count").with("stated", stated).with("after", total);
        faults.push(whole(day, None, say, mend()));
    }
    for (kind, stated) in &adjustment.expect_kinds {
        let after = outcome.kinds.get(kind).copied().unwrap_or_default();
        if after != *stated {
            let say = Say::new("powers.kind_count").with("kind", kind).with("stated", stated);
            faults.push(whole(day, None, say.with("after", after), mend()));
        }
    }
    faults
}
