//! Watching the law: what the items of a list cite, and what happens when a law changes (P-018, P-024). Pure.
//!
//! The items' own words are read for the laws they cite ([`cites`]); a change of a law is asked what it does to each
//! item ([`touch`]). Cites meet laws by name, so that a law may be registered before or after the items that cite it.

mod cite;
mod cursor;
mod event;
mod found;
mod import;
mod lines;
mod model;
mod numeral;
mod own;
mod place;
mod title;
mod touch;

pub use crate::store::law::{
    Changed, CitedLaw, Citing, Decide, Imported, ItemCite, LawReview, LawRow, Recorded, ReviewDuty,
    ReviewFilter, SettledBy, changes_of, cites_of, citing, follow_laws, import, law_of, laws, laws_due,
    look_again, record_change, recorded, register, review, review_duties, reviews, settle, unnamed,
    unregistered,
};
pub use cite::{Cite, Cites, Way, cites};
pub(crate) use event::LawEvent;
pub use event::ReviewKey;
pub(crate) use import::meant;
pub use import::{ImportLine, Meant, decide_by, decided, read};
pub use lines::lines;
pub use model::{Becomes, Decided, Law, LawChange, Line, Settled, Touched, What};
pub(crate) use own::words_for;
pub use place::{BadPlace, Place, Places};
pub use title::canonical;
pub use touch::{Watched, touch};

#[cfg(test)]
mod tests;
