//! Adjusting a list: what an adjustment makes of it, or why it is refused. Pure.
//!
//! The invariant, for every list and every day: each item in force has exactly one exercising body, and the spans
//! of a code neither overlap nor leave a gap between an addition and a cancellation (P-010). Each kind of change
//! has a file that says when it is refused ([`check`](rename)) and what it does; [`apply`] adds what concerns the
//! adjustment as a whole and, last, looks at the invariant itself.

mod add;
mod cancel;
mod change_level;
mod complete;
mod difference;
mod draft;
mod fault;
mod invariant;
mod list;
mod meanwhile;
mod merge;
mod outcome;
mod pattern;
mod rename;
mod restate;
mod split;
mod transfer;
mod whole;

pub use difference::difference;
pub use list::List;
pub(crate) use meanwhile::meanwhile;
pub use outcome::{Moved, Outcome};
pub use pattern::Pattern;

use crate::model::{Adjustment, Change, Refused};
use draft::Draft;
use jiff::civil::Date;

/// What the adjustment makes of the list.
///
/// # Errors
/// Every reason it is refused for, with the items, the days and what would mend it; the list stays as it is.
pub fn apply(list: &List, adjustment: &Adjustment, today: Date) -> Result<Outcome, Vec<Refused>> {
    let mut faults = whole::before(list, adjustment, today);
    let mut draft = Draft::new(list, adjustment);
    for change in &adjustment.changes {
        match check(&draft, change) {
            Ok(()) => make(&mut draft, change),
            Err(fault) => faults.push(*fault),
        }
    }
    let outcome = draft.outcome();
    if faults.is_empty() {
        faults.extend(whole::after(list, adjustment, &outcome));
        faults.extend(invariant::broken(list, &outcome));
    }
    if faults.is_empty() { Ok(outcome) } else { Err(faults) }
}

/// What a recorded adjustment made of the list: it was checked when it was recorded, and rules that came later do
/// not change the past.
pub(crate) fn made(list: &List, adjustment: &Adjustment) -> Outcome {
    let mut draft = Draft::new(list, adjustment);
    adjustment.changes.iter().for_each(|change| make(&mut draft, change));
    draft.outcome()
}

/// What an adopted pack's next edition makes of the list: the changes that the list as it stands allows, and those
/// that it does not. A pack holds reviewed facts, so that counts and decisions are not asked for again.
pub(crate) fn merged(list: &List, mut adjustment: Adjustment) -> (Adjustment, Vec<Refused>) {
    let mut draft = Draft::new(list, &adjustment);
    let mut passed_over = Vec::new();
    let mut kept = Vec::new();
    for change in std::mem::take(&mut adjustment.changes) {
        match check(&draft, &change) {
            Ok(()) => {
                make(&mut draft, &change);
                kept.push(change);
            }
            Err(fault) => passed_over.push(*fault),
        }
    }
    (Adjustment { changes: kept, ..adjustment }, passed_over)
}

/// Whether a change fits the list as the changes before it leave it.
fn check(draft: &Draft<'_>, change: &Change) -> Result<(), Box<Refused>> {
    draft.once(change)?;
    match change {
        Change::Add { item, decision } => add::check(draft, item, decision.as_ref()),
        Change::Cancel { code, .. } => cancel::check(draft, code),
        Change::Transfer { code, from, to } => transfer::check(draft, code, from, to),
        Change::Rename { code, name } => rename::check(draft, code, name),
        Change::Split { code, into } => split::check(draft, code, into),
        Change::Merge { codes, into } => merge::check(draft, codes, into),
        Change::ChangeLevel { code, level } => change_level::check(draft, code, level),
        Change::Complete { code, added } => complete::check(draft, code, added),
        Change::Restate { code, item } => restate::check(draft, code, item),
    }
}

/// Makes a change. Whatever it names and the list does not have is passed over.
fn make(draft: &mut Draft<'_>, change: &Change) {
    draft.touch(change);
    match change {
        Change::Add { item, .. } => draft.begin(item),
        Change::Cancel { code, .. } => draft.end(code),
        Change::Transfer { code, to, .. } => transfer::make(draft, code, to),
        Change::Rename { code, name } => draft.change(code, |item| item.name.clone_from(name)),
        Change::Split { code, into } => split::make(draft, code, into),
        Change::Merge { codes, into } => merge::make(draft, codes, into),
        Change::ChangeLevel { code, level } => draft.change(code, |item| item.level = Some(level.clone())),
        Change::Complete { code, added } => draft.change(code, |item| item.additions.push(added.clone())),
        Change::Restate { code, item } => restate::make(draft, code, item),
    }
}
