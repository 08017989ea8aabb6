//! What ends with its law: cancelled from the day of the change, without a further decision (P-020).

use super::super::{NotMade, adjust, list_of};
use super::changes::find;
use super::reviews::due;
use super::{LawReview, append};
use crate::law::{LawChange, LawEvent, Settled};
use crate::model::{Adjustment, Change, Kinds, Refused};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Say, day_of};
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx};

/// How many items end with their law by now and are still in force.
///
/// # Errors
/// The store's failure.
pub fn laws_due(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    Ok(due(tx, day_of(now))?.len())
}

/// Cancels what ends with its law by now; how many items. One edition for each day, change and list. What the list does not
/// allow is given to a person to decide.
///
/// # Errors
/// The store's failure.
pub fn follow_laws(tx: &mut Tx<'_>, by: &str, now: Timestamp) -> Result<usize, Refusal> {
    let mut groups: BTreeMap<(Date, u64, String), Vec<LawReview>> = BTreeMap::new();
    for review in due(tx, day_of(now))? {
        let day = review.cancels.unwrap_or(review.effective);
        groups.entry((day, review.of.change, review.of.list.clone())).or_default().push(review);
    }
    let mut cancelled = 0;
    for ((day, change, list), reviews) in groups {
        if let Some(change) = find(tx, change)? {
            cancelled += cancel(tx, &change, (&list, day), reviews, by, now)?;
        }
    }
    Ok(cancelled)
}

fn cancel(
    tx: &mut Tx<'_>,
    change: &LawChange,
    (list, day): (&str, Date),
    mut reviews: Vec<LawReview>,
    by: &str,
    now: Timestamp,
) -> Result<usize, Refusal> {
    while !reviews.is_empty() {
        let adjustment = adjustment(tx, change, (list, day), &reviews)?;
        match adjust(tx, list, adjustment, None, by, now) {
            Ok(_) => return Ok(reviews.len()),
            Err(NotMade::Other(refusal)) => return Err(refusal),
            Err(NotMade::Refused { faults, .. }) => {
                let (refused, left) = part(reviews, &faults);
                for (review, why) in refused {
                    let event = LawEvent::Reviewed { of: review.of.clone(), settled: Settled::Refer { why } };
                    append(tx, &review.of.stream(), &event, by, now)?;
                }
                reviews = left;
            }
        }
    }
    Ok(0)
}

/// From the day on which they fall, or from the newest edition where that began later: the days before it are settled.
fn adjustment(
    tx: &mut Tx<'_>,
    change: &LawChange,
    (list, day): (&str, Date),
    reviews: &[LawReview],
) -> Result<Adjustment, Refusal> {
    let cancels = |review: &LawReview| Change::Cancel {
        code: review.of.code.clone(),
        basis: Some(format!("《{}》", change.law.trim_matches(['《', '》']))),
    };
    Ok(Adjustment {
        effective: day.max(list_of(tx, list)?.effective),
        basis: change.source.clone(),
        reason: change.note.clone(),
        expect: None,
        expect_kinds: Kinds::new(),
        changes: reviews.iter().map(cancels).collect(),
    })
}

/// Those that were refused with the reason, and the others. A fault of the whole refuses all.
fn part(reviews: Vec<LawReview>, faults: &[Refused]) -> (Vec<(LawReview, Say)>, Vec<LawReview>) {
    let codes: BTreeSet<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    let known = reviews.iter().any(|review| codes.contains(review.of.code.as_str()));
    let (mut refused, mut left) = (Vec::new(), Vec::new());
    for review in reviews {
        let mine = faults.iter().find(|fault| fault.code == review.of.code);
        match mine.or(faults.first().filter(|_| !known)) {
            Some(fault) => refused.push((review, fault.say.clone())),
            None => left.push(review),
        }
    }
    (refused, left)
}
