//! The tables as the ledger makes them.

use super::load::load;
use super::record::record;
use super::{adopt, cases, closing, derived, draws, earlier, handovers, law, links, records};
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
            "power_draws",
            "power_records",
            "power_laws",
            "power_law_names",
            "power_law_changes",
            "power_cites",
            "power_reviews",
        ]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => adopt::adopted(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack, entry),
            kind if kind.starts_with("law.") => law::happen(tx, entry),
            kind if OURS.iter().any(|ours| kind.starts_with(ours)) => happen(tx, entry),
            _ => Ok(()),
        }
    }
}

/// How the kinds of this job's events begin.
const OURS: [&str; 3] = ["powers.", "case.", "draw."];

fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    match entry.read::<PowersEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))? {
        PowersEvent::Adjusted { list, adjustment, .. } => {
            let unknown = || derived(&format!("entry {} adjusts an unknown list", entry.seq));
            let list = load(tx, &list, &adjustment)?.ok_or_else(unknown)?;
            record(tx, &list, &adjustment, &made(&list, &adjustment), Vec::new(), None, entry)
        }
        PowersEvent::EarlierListed { list, earlier } => earlier::listed(tx, &list, &earlier, entry),
        PowersEvent::HandedOver { of, sheet } => handovers::given(tx, &of, sheet, entry),
        PowersEvent::TakenOver { of } => handovers::taken(tx, &of, entry),
        PowersEvent::CaseOpened(opened) => cases::opened(tx, opened, entry),
        PowersEvent::CaseClosed(end) => closing::closed(tx, end, entry),
        PowersEvent::CaseReviewed(review) => closing::reviewed(tx, review),
        PowersEvent::CaseAssigned(assigned) => closing::assigned(tx, assigned),
        PowersEvent::DrawPrepared(prepared) => draws::prepared(tx, prepared, entry),
        PowersEvent::Drawn { id, drawn, .. } => draws::drawn(tx, &id, drawn, entry),
        PowersEvent::Recorded { list, id, matter } => records::recorded(tx, &list, id, matter, entry),
        PowersEvent::Linked(linked) => links::linked(tx, &linked, entry),
    }
}
