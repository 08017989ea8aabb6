//! Adjusting a list: checked against the list as it stands in the same transaction.

use super::cases::open_under;
use super::load::load;
use super::spans::by_codes;
use super::{derived, edition, list_of};
use crate::adjust::{List, Outcome, apply, meanwhile};
use crate::cases::Case;
use crate::event::PowersEvent;
use crate::model::{Adjustment, Edition, Item, Refused};
use jiff::Timestamp;
use kernel::{Happening, Say, day_of};
use page::Refusal;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// An adjustment that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The edition it made.
    pub edition: Edition,
    /// The ledger's entry, whose receipt proves it.
    pub seq: u64,
    /// Editions others made since the caller looked; the adjustment was checked again after them.
    pub since: Vec<u32>,
    /// Items that went from one body to another; each has a hand-over sheet to be signed.
    pub moved: Vec<String>,
    /// Cases that are open under items that ended or moved: who finishes them is to be decided (P-012, P-020).
    pub open_cases: Vec<Case>,
}

/// Why an adjustment was not made.
#[derive(Debug)]
pub enum NotMade {
    /// It would break the list.
    Refused {
        /// Every fault, the adjustment's own first.
        faults: Vec<Refused>,
        /// Editions others made since the caller looked.
        since: Vec<u32>,
    },
    /// Something else.
    Other(Refusal),
}

impl<E: Into<Refusal>> From<E> for NotMade {
    fn from(error: E) -> NotMade {
        NotMade::Other(error.into())
    }
}

/// Adjusts a list. `seen` is the edition the caller looked at, when it says so: an adjustment made meanwhile by
/// somebody else does not matter unless the two do not fit together, or both change the same of an item.
///
/// # Errors
/// [`NotMade`].
pub fn adjust(
    tx: &mut Tx<'_>,
    list: &str,
    adjustment: Adjustment,
    seen: Option<u32>,
    by: &str,
    now: Timestamp,
) -> Result<Made, NotMade> {
    let row = list_of(tx, list)?;
    let loaded = load(tx, &row.id, &adjustment)?;
    let loaded = loaded.ok_or_else(|| Refusal::NotFound(Say::new("powers.no_list").with("list", list)))?;
    let since = match seen {
        Some(seen) => (seen + 1..=loaded.edition).collect(),
        None => Vec::new(),
    };
    let outcome = match (apply(&loaded, &adjustment, day_of(now)), seen) {
        (Err(faults), _) => return Err(NotMade::Refused { faults, since }),
        (Ok(outcome), None) => outcome,
        (Ok(outcome), Some(seen)) => match meanwhile(&loaded, &as_seen(tx, &loaded, seen)?, &adjustment) {
            faults if faults.is_empty() => outcome,
            faults => return Err(NotMade::Refused { faults, since }),
        },
    };
    let event = PowersEvent::Adjusted { list: row.id.clone(), edition: outcome.edition, adjustment };
    let event = event.event().map_err(|e| derived(&e))?;
    let stream = format!("powers/{}", row.id);
    let seq = tx.add(&stream, event, by, now)?;
    account(tx, &row.id, &outcome, seq, since)
}

/// The items that changed since an edition, as that edition has them.
fn as_seen(tx: &mut Tx<'_>, list: &List, seen: u32) -> Result<BTreeMap<String, Item>, StoreError> {
    let changed = list.open.values().filter(|span| span.edition > seen);
    let codes: Vec<&str> = changed.map(|span| span.item.code.as_str()).collect();
    let spans = by_codes(tx, &list.id, &codes, "")?;
    let seen = spans.into_iter().filter(|span| span.is_in(seen));
    Ok(seen.map(|span| (span.item.code.clone(), span.item)).collect())
}

/// What the adjustment did, for whoever made it.
fn account(
    tx: &mut Tx<'_>,
    list: &str,
    outcome: &Outcome,
    seq: u64,
    since: Vec<u32>,
) -> Result<Made, NotMade> {
    let edition = edition(tx, list, outcome.edition)?;
    let edition = edition.ok_or_else(|| derived(&"an edition without a row"))?;
    let moved: Vec<String> = outcome.moved.iter().map(|moved| moved.code.clone()).collect();
    let begun: std::collections::BTreeSet<&str> =
        outcome.begins.iter().map(|item| item.code.as_str()).collect();
    let ended = outcome.ends.iter().filter(|code| !begun.contains(code.as_str()));
    let touched: Vec<&str> = ended.chain(&moved).map(String::as_str).collect();
    let open_cases = open_under(tx, list, &touched)?;
    Ok(Made { edition, seq, since, moved, open_cases })
}
