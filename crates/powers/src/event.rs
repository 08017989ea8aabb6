//! What is recorded of lists.

use crate::cases::{Assigned, CaseOpened, Closing, Drawn, Review};
use crate::earlier::EarlierList;
use crate::model::Adjustment;
use crate::records::Matter;
use crate::store::{HandoverSheet, Linked, Prepared};
use serde::{Deserialize, Serialize};

/// What happens to a list and under it. A list begins with an adopted pack, which is an event of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub(crate) enum PowersEvent {
    /// A list was adjusted: one event, whatever its size. On the stream `powers/{list}`.
    #[serde(rename = "powers.adjusted")]
    Adjusted {
        /// The list.
        list: String,
        /// The edition it makes.
        edition: u32,
        /// What was asked for and allowed.
        adjustment: Adjustment,
    },
    /// The list that the first edition replaced was loaded, as edition 0 (P-008). On the stream `powers/{list}`.
    #[serde(rename = "powers.earlier_listed")]
    EarlierListed {
        /// The list.
        list: String,
        /// What it was.
        earlier: EarlierList,
    },
    /// The giving body wrote and signed the sheet of an item.
    #[serde(rename = "powers.handed_over")]
    HandedOver {
        /// Which hand-over.
        of: HandoverKey,
        /// What it wrote.
        sheet: HandoverSheet,
    },
    /// The taking body signed.
    #[serde(rename = "powers.taken_over")]
    TakenOver {
        /// Which hand-over.
        of: HandoverKey,
    },
    /// A case was opened under an item.
    #[serde(rename = "case.opened")]
    CaseOpened(CaseOpened),
    /// A case was closed.
    #[serde(rename = "case.closed")]
    CaseClosed(Closing),
    /// A higher body or a court decided about a case.
    #[serde(rename = "case.reviewed")]
    CaseReviewed(Review),
    /// It was decided who finishes a case.
    #[serde(rename = "case.assigned")]
    CaseAssigned(Assigned),
    /// The pools of a random draw were fixed.
    #[serde(rename = "draw.prepared")]
    DrawPrepared(Prepared),
    /// The draw was made.
    #[serde(rename = "draw.made")]
    Drawn {
        /// Which draw.
        id: String,
        /// The digest of the entry that fixed the pools.
        seed: String,
        /// Who was drawn.
        drawn: Vec<Drawn>,
    },
    /// Something was recorded of a list beside its editions. On the stream `powers-records/{list}`.
    #[serde(rename = "powers.recorded")]
    Recorded {
        /// The list.
        list: String,
        /// Its number within the list.
        id: u32,
        /// What it says.
        matter: Matter,
    },
    /// A general and a special item were linked.
    #[serde(rename = "powers.linked")]
    Linked(Linked),
}

/// Which hand-over: an item that an edition moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HandoverKey {
    pub(crate) list: String,
    pub(crate) code: String,
    pub(crate) edition: u32,
}

impl HandoverKey {
    /// The stream its signatures are recorded on.
    pub(crate) fn stream(&self) -> String {
        format!("powers-handover/{}/{}/{}", self.list, self.code, self.edition)
    }
}
