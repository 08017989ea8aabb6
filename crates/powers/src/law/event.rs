//! What is recorded of laws.

use super::model::{Law, LawChange, Settled};
use serde::{Deserialize, Serialize};

/// What happens to the register of laws and to the items that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub(crate) enum LawEvent {
    /// Laws were put into the register, or what it says of them was put right. On the stream `powers-laws`.
    #[serde(rename = "law.registered")]
    Registered {
        /// The laws as they stand from now on.
        laws: Vec<Law>,
    },
    /// A law changed, or a decision over powers was made; the entry's number is its identity. On the stream
    /// `powers-laws`.
    #[serde(rename = "law.changed")]
    Changed(LawChange),
    /// The items were asked once more what a change does to them. On the stream `powers-laws`.
    #[serde(rename = "law.looked_again")]
    LookedAgain {
        /// The change.
        change: u64,
    },
    /// A touched item was decided on.
    #[serde(rename = "law.reviewed")]
    Reviewed {
        /// Which item, for which change.
        of: ReviewKey,
        /// What was decided.
        settled: Settled,
    },
}

/// An item that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReviewKey {
    /// The change: its entry in the ledger.
    pub change: u64,
    /// The list.
    pub list: String,
    /// The item.
    pub code: String,
}

impl ReviewKey {
    /// The stream its decision is recorded on.
    pub(crate) fn stream(&self) -> String {
        format!("powers-review/{}/{}/{}", self.change, self.list, self.code)
    }
}
