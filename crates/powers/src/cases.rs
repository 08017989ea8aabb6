//! What is done under an item: how a case begins, what must stand before it ends, and what came of it. Pure.
//!
//! `gate` says what a decision needs, `steps` reads discretion benchmarks, `alike` compares with earlier cases, `draw`
//! picks at random so that anybody can pick the same again.

mod alike;
mod draw;
mod gate;
mod steps;

pub(crate) use alike::Alike;
pub(crate) use draw::draw;
pub use draw::{Drawn, Plan};
pub use gate::Gate;
pub(crate) use gate::{PENALTY, faults};
pub(crate) use steps::{Step, steps};

use jiff::civil::Date;
use kernel::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A penalty or inspection record is opened under an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// Its identity, as the body numbers it.
    pub id: String,
    /// The list.
    pub list: String,
    /// The item it rests on.
    pub code: String,
    /// Who acts.
    pub body: String,
    /// The day of the act.
    pub day: Date,
    /// Whom or what it concerns; no more than is needed to find it again.
    pub subject: String,
    /// The act it is about, the same under every item it might fall under: one act is not punished twice (P-006).
    #[serde(default)]
    pub act: String,
    /// The random draw that chose the subject; empty when none did (B-070).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub draw: String,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 作出决定: the penalty is imposed, the inspection carried out, the measure taken.
    Imposed,
    /// 不予处罚: the case is closed without one.
    None,
    /// 撤销立案.
    Withdrawn,
    /// 移送: another body or the police deals with it.
    Transferred,
    /// Nobody said; so the entries of earlier versions read.
    #[default]
    Unsaid,
}

impl Outcome {
    /// What a person can choose.
    pub const ALL: [Outcome; 4] = [Outcome::Imposed, Outcome::None, Outcome::Withdrawn, Outcome::Transferred];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Imposed => "imposed",
            Outcome::None => "none",
            Outcome::Withdrawn => "withdrawn",
            Outcome::Transferred => "transferred",
            Outcome::Unsaid => "",
        }
    }

    /// The outcome of a word.
    pub fn named(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A case is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Which case.
    pub id: String,
    /// What came of it, in words.
    pub result: String,
    /// How it ended.
    #[serde(default)]
    pub outcome: Outcome,
    /// The fine in yuan, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The step of the discretion benchmark that was applied (B-075).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// Why it departs from the step or from cases alike.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Whether legal review is due before the decision (行政处罚法第五十八条).
    #[serde(default)]
    pub major: bool,
    /// Whether the party asked for a hearing (行政处罚法第六十三条).
    #[serde(default)]
    pub hearing_asked: bool,
    /// The record that stands for each gate: a number, a date, a file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<Gate, String>,
}

/// What a higher body or a court made of a decision (P-017).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Which case.
    pub id: String,
    /// Where: reconsideration or litigation.
    pub forum: Forum,
    /// The day of its decision.
    pub day: Date,
    /// What it decided.
    pub verdict: Verdict,
    /// Number of its decision.
    pub document: String,
}

/// Where a decision is reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forum {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
}

/// What became of a decision under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 维持.
    Upheld,
    /// 变更.
    Changed,
    /// 撤销.
    Revoked,
}

impl Forum {
    /// Both.
    pub const ALL: [Forum; 2] = [Forum::Reconsideration, Forum::Litigation];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Forum::Reconsideration => "reconsideration",
            Forum::Litigation => "litigation",
        }
    }
}

impl Verdict {
    /// All three.
    pub const ALL: [Verdict; 3] = [Verdict::Upheld, Verdict::Changed, Verdict::Revoked];

    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Upheld => "upheld",
            Verdict::Changed => "changed",
            Verdict::Revoked => "revoked",
        }
    }
}

/// It is decided who finishes a case whose item went elsewhere or ended (P-012).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// Which case.
    pub id: String,
    /// Who finishes it.
    pub finisher: String,
    /// Number of the document that decides, or the reasoning.
    pub basis: String,
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// How it was opened.
    pub opened: CaseOpened,
    /// How it ended; `None` while it is open.
    pub closing: Option<Closing>,
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// Who finishes it, when that was decided.
    pub assigned: Option<Assigned>,
    /// What higher bodies or courts made of it, the first first.
    pub reviews: Vec<Review>,
    /// The ledger's entry that opened it.
    pub seq: u64,
}

impl Case {
    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// Who has to finish it: the body that opened it, unless it was decided otherwise.
    pub fn finisher(&self) -> &str {
        self.assigned.as_ref().map_or(&self.opened.body, |assigned| &assigned.finisher)
    }

    /// The last day for the decision, by the kind of its item: 行政处罚法第六十条 gives ninety days from the day the case
    /// is put on file, unless a law or rule says otherwise. `None` for kinds without such a limit.
    pub fn last_day(&self, kind: &str) -> Option<Date> {
        let days = gate::limit(kind)?;
        self.opened.day.checked_add(jiff::Span::new().days(days)).ok()
    }
}
