//! Deciding on a touched item: it stays, its basis is adjusted, or it is cancelled; the latter two through an
//! adjustment of the list in the same transaction.

use super::super::{NotMade, adjust, derived, history};
use super::{append, review};
use crate::law::{LawEvent, ReviewKey, Settled};
use crate::model::{Added, Adjustment, Change, Field, Item, Kinds, NewItem};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Say;
use page::Refusal;
use store::Tx;

/// What somebody decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decide {
    /// It stays as it is.
    Keep {
        /// Why the change does not matter.
        reason: String,
    },
    /// Its basis is adjusted.
    Adjust {
        /// The basis from then on.
        basis: String,
        /// The name from then on, when it changes with the law.
        name: Option<String>,
        /// Number of the document that decides; the change's own when missing (P-021).
        document: String,
        /// First day; the day of the change, or of the newest edition where that began later, when missing.
        from: Option<Date>,
    },
    /// It is cancelled.
    Cancel {
        /// As above.
        document: String,
        /// As above.
        from: Option<Date>,
    },
}

/// Records a decision; the ledger's number.
///
/// # Errors
/// It was decided already, no reason or basis is given, or the adjustment is refused.
pub fn settle(
    tx: &mut Tx<'_>,
    of: &ReviewKey,
    decide: Decide,
    by: &str,
    now: Timestamp,
) -> Result<u64, NotMade> {
    let before = review(tx, of)?;
    if !before.is_pending() {
        return Err(Refusal::Conflict(Say::new("powers_law.decided_already").with("code", &of.code)).into());
    }
    let settled = match decide {
        Decide::Keep { reason } if reason.trim().is_empty() => {
            return Err(Refusal::Invalid(Say::new("powers_law.no_reason")).into());
        }
        Decide::Keep { reason } => Settled::Keep { reason },
        Decide::Adjust { basis, .. } if basis.trim().is_empty() => {
            return Err(Refusal::Invalid(Say::new("powers_law.no_basis")).into());
        }
        Decide::Adjust { basis, name, document, from } => {
            let (item, begins) = newest(tx, of)?;
            let name = name.filter(|name| !name.trim().is_empty());
            let source = source(tx, of, &document)?;
            let change = restated(&item, &basis, name, by, &source);
            let made = make(tx, of, change, &document, from.unwrap_or(begins), by, now)?;
            if !review(tx, of)?.is_pending() {
                return Ok(made.seq);
            }
            Settled::Adjust { edition: made.edition.number, basis }
        }
        Decide::Cancel { document, from } => {
            let (_, begins) = newest(tx, of)?;
            let change = Change::Cancel { code: of.code.clone(), basis: Some(before.law) };
            return Ok(make(tx, of, change, &document, from.unwrap_or(begins), by, now)?.seq);
        }
    };
    Ok(append(tx, &of.stream(), &LawEvent::Reviewed { of: of.clone(), settled }, by, now)?)
}

/// The item as the newest edition has it, and the first day on which a new edition can hold for this change.
fn newest(tx: &mut Tx<'_>, of: &ReviewKey) -> Result<(Item, Date), Refusal> {
    let effective = review(tx, of)?.effective;
    let history = history(tx, &of.list, &of.code)?;
    let begins = effective.max(history.list.effective);
    let last = history.spans.into_iter().find(|span| span.is_in(history.list.edition));
    let ended = || Refusal::Conflict(Say::new("powers_law.not_in_force").with("code", &of.code));
    last.map(|span| (span.item, begins)).ok_or_else(ended)
}

/// The document that decides: the one that is given, or the one that made the change.
fn source(tx: &mut Tx<'_>, of: &ReviewKey, document: &str) -> Result<String, Refusal> {
    if !document.trim().is_empty() {
        return Ok(document.trim().to_owned());
    }
    let change = super::changes::find(tx, of.change)?;
    Ok(change.ok_or_else(|| derived(&"a review without its change"))?.source)
}

/// What adjusts the basis: the list states it anew; where somebody had added it, it is added anew.
fn restated(item: &Item, basis: &str, name: Option<String>, by: &str, source: &str) -> Change {
    if item.basis.is_none() && name.is_none() {
        let added = Added {
            field: Field::Basis,
            value: basis.to_owned(),
            author: by.to_owned(),
            source: source.to_owned(),
        };
        return Change::Complete { code: item.code.clone(), added };
    }
    let item = NewItem {
        code: item.code.clone(),
        name: name.unwrap_or_else(|| item.name.clone()),
        kind: item.kind.clone(),
        holder: item.holder.clone(),
        basis: Some(basis.to_owned()),
        level: item.level.clone(),
        counterpart: item.counterpart.clone(),
        fact: Some(item.fact.clone()),
        citation: item.citation.clone(),
    };
    Change::Restate { code: item.code.clone(), item }
}

fn make(
    tx: &mut Tx<'_>,
    of: &ReviewKey,
    change: Change,
    document: &str,
    effective: Date,
    by: &str,
    now: Timestamp,
) -> Result<super::super::Made, NotMade> {
    let adjustment = Adjustment {
        effective,
        basis: source(tx, of, document)?,
        reason: String::new(),
        expect: None,
        expect_kinds: Kinds::new(),
        changes: vec![change],
    };
    adjust(tx, &of.list, adjustment, None, by, now)
}
