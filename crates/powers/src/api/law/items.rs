//! What programs are told of laws.

use crate::law::{Cite, Settled, What};
use crate::store::law::{Changed, CitedLaw, Citing, Imported, ItemCite, LawReview, LawRow, Recorded};
use jiff::civil::Date;
use page::Ask;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LawList {
    pub(super) total: u64,
    pub(super) items: Vec<LawItem>,
}

/// A law.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LawItem {
    /// The name that stands for it in every edition.
    id: String,
    /// in_force, repealed, or unregistered.
    state: &'static str,
    title: String,
    class: String,
    issuer: String,
    number: String,
    effective: Option<String>,
    aliases: Vec<String>,
    source: String,
    /// How many items cite it.
    cited: u64,
    changes: Vec<ChangeItem>,
}

impl LawItem {
    pub(super) fn of(row: LawRow, on: Date) -> LawItem {
        let state = match row.repealed() {
            Some(gone) if gone.change.effective <= on => "repealed",
            _ if row.law.is_none() => "unregistered",
            _ => "in_force",
        };
        let law = row.law.unwrap_or_default();
        LawItem {
            id: row.id,
            state,
            title: law.title,
            class: law.class,
            issuer: law.issuer,
            number: law.number,
            effective: law.effective.map(|day| day.to_string()),
            aliases: law.aliases,
            source: law.source,
            cited: row.items,
            changes: row.changes.into_iter().map(Into::into).collect(),
        }
    }
}

/// Changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeList {
    pub(super) total: usize,
    pub(super) items: Vec<ChangeItem>,
}

/// A change of a law, or a decision over powers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeItem {
    /// Its entry in the ledger, which is its identity.
    change: u64,
    receipt: String,
    law: String,
    /// amended, renumbered, repealed or decided.
    what: &'static str,
    effective: String,
    source: String,
    decide_by: String,
    successor: Option<String>,
    /// Articles before the change.
    articles: Vec<String>,
    note: String,
}

impl From<Recorded> for ChangeItem {
    fn from(recorded: Recorded) -> ChangeItem {
        let change = recorded.change;
        let what = change.what.word();
        let (successor, articles) = match change.what {
            What::Repealed { successor } => (successor, Vec::new()),
            What::Amended { lines } => (None, lines.iter().map(|line| line.at.to_string()).collect()),
            What::Decided { .. } => (None, Vec::new()),
        };
        ChangeItem {
            change: recorded.seq,
            receipt: format!("/api/v1/ledger/entries/{}/receipt", recorded.seq),
            law: recorded.law,
            what,
            effective: change.effective.to_string(),
            source: change.source,
            decide_by: change.decide_by.to_string(),
            successor,
            articles,
            note: change.note,
        }
    }
}

/// A law with one page of the items that cite it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneLaw {
    pub(super) law: LawItem,
    pub(super) total: u64,
    pub(super) items: Vec<CitingItem>,
}

/// An item that cites a law.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CitingItem {
    list: String,
    code: String,
    name: String,
    holder: String,
    /// basis, name, quoted; own for 本规定 that names no rule, unread for a basis in which no law was recognised.
    way: String,
    edition: Option<String>,
    articles: Vec<String>,
}

impl From<Citing> for CitingItem {
    fn from(citing: Citing) -> CitingItem {
        let (edition, articles) = parts(citing.cite);
        CitingItem {
            list: citing.list,
            code: citing.code,
            name: citing.name,
            holder: citing.holder,
            way: citing.way,
            edition,
            articles,
        }
    }
}

/// Edition and articles of a cite.
fn parts(cite: Option<Cite>) -> (Option<String>, Vec<String>) {
    cite.map_or((None, Vec::new()), |cite| {
        (cite.edition, cite.places.iter().map(ToString::to_string).collect())
    })
}

/// Items whose words name no law.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnnamedList {
    pub(super) total: u64,
    pub(super) items: Vec<CitingItem>,
}

/// Laws that the register lacks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LackingList {
    pub(super) total: u64,
    pub(super) items: Vec<LackingItem>,
}

/// A law that items cite and the register lacks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LackingItem {
    name: String,
    cited: u64,
}

impl From<CitedLaw> for LackingItem {
    fn from(law: CitedLaw) -> LackingItem {
        LackingItem { name: law.name, cited: law.items }
    }
}

/// What an item cites.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CiteList {
    pub(super) list: String,
    pub(super) code: String,
    pub(super) items: Vec<CiteItem>,
}

/// A law that an item cites.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CiteItem {
    /// The name in the register; null when it is not registered.
    law: Option<String>,
    /// As the item writes it.
    written: String,
    /// As in the items of a law.
    way: String,
    edition: Option<String>,
    articles: Vec<String>,
    /// The day since which it is or will be repealed.
    repealed: Option<String>,
}

impl From<ItemCite> for CiteItem {
    fn from(cite: ItemCite) -> CiteItem {
        let repealed = cite.repealed().map(|gone| gone.change.effective.to_string());
        let written = cite.cite.as_ref().map_or(cite.word, |cite| cite.title.clone());
        let (edition, articles) = parts(cite.cite);
        CiteItem { law: cite.law, written, way: cite.way, edition, articles, repealed }
    }
}

/// What was registered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisteredItem {
    pub(super) registered: usize,
    /// Those the register knew like this.
    pub(super) known: usize,
}

/// What a change does.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangedItem {
    change: u64,
    receipt: String,
    touched: u64,
    /// Cancelled with their law at once.
    cancelled: u64,
    /// To be cancelled on the day of the change.
    waiting: u64,
}

impl From<Changed> for ChangedItem {
    fn from(changed: Changed) -> ChangedItem {
        ChangedItem {
            change: changed.seq,
            receipt: format!("/api/v1/ledger/entries/{}/receipt", changed.seq),
            touched: changed.touched,
            cancelled: changed.cancelled,
            waiting: changed.waiting,
        }
    }
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportedItem {
    laws: usize,
    changes: Vec<ChangedItem>,
    /// Lines recorded already.
    known: usize,
}

impl From<Imported> for ImportedItem {
    fn from(done: Imported) -> ImportedItem {
        let changes = done.changes.into_iter().map(Into::into).collect();
        ImportedItem { laws: done.laws, changes, known: done.known }
    }
}

/// A page of reviews.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReviewList {
    pub(super) total: u64,
    pub(super) items: Vec<ReviewItem>,
}

/// An item that a change touches.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReviewItem {
    change: u64,
    list: String,
    code: String,
    name: String,
    /// The body that decides.
    organ: String,
    law: String,
    effective: String,
    decide_by: String,
    /// open, waits, kept, adjusted or cancelled.
    state: &'static str,
    why: Vec<String>,
    /// The day on which it ends with its law.
    ends: Option<String>,
    /// The basis as it would read after the change.
    proposal: Option<String>,
    /// The name as it would read after the change.
    rename: Option<String>,
    /// The edition that adjusted or cancelled it.
    edition: Option<u32>,
    /// Why it was kept.
    reason: Option<String>,
    decided_by: Option<String>,
    receipt: Option<String>,
}

impl ReviewItem {
    pub(super) fn of(ask: &Ask<'_>, review: LawReview) -> ReviewItem {
        let state = review.state();
        let settled = review.settled.as_ref();
        let (edition, reason) = match settled.map(|by| &by.settled) {
            Some(Settled::Adjust { edition, .. } | Settled::Cancel { edition }) => (Some(*edition), None),
            Some(Settled::Keep { reason }) => (None, Some(reason.clone())),
            Some(Settled::Refer { why }) => (None, Some(ask.say(why))),
            None => (None, None),
        };
        ReviewItem {
            decided_by: settled.map(|by| by.by.clone()),
            receipt: settled.map(|by| format!("/api/v1/ledger/entries/{}/receipt", by.seq)),
            change: review.of.change,
            list: review.of.list,
            code: review.of.code,
            name: review.name,
            organ: review.organ,
            law: review.law,
            effective: review.effective.to_string(),
            decide_by: review.decide_by.to_string(),
            state,
            why: review.why.iter().map(|why| ask.say(why)).collect(),
            ends: review.cancels.map(|day| day.to_string()),
            proposal: review.proposal,
            rename: review.rename,
            edition,
            reason,
        }
    }
}
