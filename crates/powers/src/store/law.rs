//! Watching the law, in rows: cites, the register, changes, and reviews.

mod changes;
mod cites;
mod decide;
mod follow;
mod import;
mod register;
mod reviews;
mod seen;

pub use changes::{Changed, look_again, record_change};
pub(super) use cites::put;
pub use decide::{Decide, settle};
pub use follow::{follow_laws, laws_due};
pub use import::{Imported, import};
pub use register::register;
pub use reviews::{LawReview, ReviewDuty, ReviewFilter, SettledBy, review, review_duties, reviews};
pub use seen::{
    CitedLaw, Citing, ItemCite, LawRow, Recorded, changes_of, cites_of, citing, law_of, laws, recorded,
    unnamed, unregistered,
};

use super::{append, derived};
use crate::law::LawEvent;
use kernel::Entry;
use store::{StoreError, Tx, Value};

/// Applies an event of the watch.
pub(super) fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    match entry.read::<LawEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))? {
        LawEvent::Registered { laws } => register::registered(tx, &laws, entry),
        LawEvent::Changed(change) => changes::changed(tx, &change, entry),
        LawEvent::LookedAgain { change } => changes::looked_again(tx, change),
        LawEvent::Reviewed { of, settled } => reviews::settled(tx, &of, settled, entry),
    }
}

/// The stream of the register.
const LAWS: &str = "powers-laws";

/// Every name of the law that goes by this one, the register's own name for it first; the name alone when the register
/// does not know it.
fn names_of(tx: &mut Tx<'_>, name: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT o.name, o.law FROM power_law_names n JOIN power_law_names o \
        ON o.district = n.district AND o.law = n.law WHERE n.district = ?1 AND n.name = ?2 ORDER BY o.name";
    let mut names = Vec::new();
    for row in tx.query(sql, &[tx.district().into(), name.into()])? {
        let (name, law) = (row.text(0)?, row.text(1)?);
        let at = if name == law { 0 } else { names.len() };
        names.insert(at, name);
    }
    if names.is_empty() {
        names.push(name.to_owned());
    }
    Ok(names)
}

/// `district` and more texts, as parameters.
fn with_district<'a>(tx: &Tx<'_>, more: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    std::iter::once(Value::from(tx.district())).chain(more.into_iter().map(Value::from)).collect()
}
