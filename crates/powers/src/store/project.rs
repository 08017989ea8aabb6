//! The tables as the ledger makes them.

use super::load::load;
use super::record::record;
use super::{adopt, cases, derived, handovers, links};
use crate::adjust::made;
use crate::event::PowersEvent;
use kernel::Entry;
use pack::Adopted;
use store::{Projection, StoreError, Tx};

/// Keeps the tables of lists, their cards, hand-overs and cases in step with the ledger.
pub static PROJECTION: &dyn Projection = &Powers;

#[derive(Debug)]
struct Powers;

impl Projection for Powers {
    fn name(&self) -> &'static str {
        "powers"
    }

    fn tables(&self) -> &'static [&'static str] {
        &[
            "power_lists",
            "power_editions",
            "power_spans",
            "power_bodies",
            "power_handovers",
            "power_cases",
            "power_links",
        ]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => adopt::adopted(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack, entry),
            kind if kind.starts_with("powers.") || kind.starts_with("case.") => happen(tx, entry),
            _ => Ok(()),
        }
    }
}

fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    match entry.read::<PowersEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))? {
        PowersEvent::Adjusted { list, adjustment, .. } => {
            let unknown = || derived(&format!("entry {} adjusts an unknown list", entry.seq));
            let list = load(tx, &list, &adjustment)?.ok_or_else(unknown)?;
            record(tx, &list, &adjustment, &made(&list, &adjustment), Vec::new(), None, entry)
        }
        PowersEvent::HandedOver { of, sheet } => handovers::given(tx, &of, sheet, entry),
        PowersEvent::TakenOver { of } => handovers::taken(tx, &of, entry),
        PowersEvent::CaseOpened(opened) => cases::opened(tx, opened, entry),
        PowersEvent::CaseClosed { id, result } => cases::closed(tx, &id, result),
        PowersEvent::Linked(linked) => links::linked(tx, &linked, entry),
    }
}
