//! `document.toml` and everything that stands beside it: one document of the pack.

mod named;
mod read;

use crate::clauses::Clause;
use crate::commitments::Commitment;
use crate::duties::Duty;
use crate::indicators::Indicator;
use crate::named::Named;
use crate::plan::Plan;
use crate::powers::Power;
use crate::schedules::Schedule;
use jiff::civil::Date;
use kernel::Citation;
use serde::{Deserialize, Serialize};

pub(crate) use read::{Seen, Sources, read};

/// One official document and its facts (公文).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Number as printed, such as `青政发〔2024〕1号`.
    pub number: String,
    /// Name in addresses and identifiers; unique in the pack.
    pub slug: String,
    /// How people call it, such as `11号`.
    pub short: String,
    /// Official title.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Our own short title.
    pub subject: String,
    /// The same in English.
    pub subject_en: String,
    /// Who issued it (发文机关).
    pub issuer: Named,
    /// Date of issue (成文日期).
    pub issued: Date,
    /// The signature under it (署名).
    pub signature: String,
    /// Who may read it.
    pub disclosure: Disclosure,
    /// To whom it is sent (主送机关).
    pub addressees: Vec<Named>,
    /// Whether it is in force.
    pub state: State,
    /// Who approved it, when the document says so.
    pub approved_by: Option<String>,
    /// The clause by which every lead makes an action plan for each of its tasks, with a timetable, a roadmap and a
    /// letter of responsibility (B-003); `None` when the document asks for none.
    #[serde(default)]
    pub action_plans: Option<Citation>,
    /// Who keeps the list of powers it makes, when the pack says so; several while it is open which of two names
    /// the acting organ has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keepers: Vec<Named>,
    /// Documents it cites.
    pub cites: Vec<Cite>,
    /// What is attached to it.
    pub attachments: Vec<Attachment>,
    /// How many facts the document itself says it has.
    pub counts: Vec<Count>,
    /// Time limits by the calendar or by events.
    pub schedules: Vec<Schedule>,
    /// Its clauses in order.
    pub clauses: Vec<Clause>,
    /// What organs must do.
    pub duties: Vec<Duty>,
    /// Series with targets.
    pub indicators: Vec<Indicator>,
    /// Numbers promised in prose.
    pub commitments: Vec<Commitment>,
    /// Items of an administrative list.
    pub powers: Vec<Power>,
    /// An emergency plan.
    pub plan: Option<Plan>,
}

/// Who may read a document (公开属性).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// 主动公开: everybody.
    Public,
    /// 依申请公开: whoever asks for it.
    #[serde(rename = "on request")]
    OnRequest,
    /// 不予公开: nobody outside.
    Withheld,
}

/// Whether a document is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// 有效.
    #[serde(rename = "in force")]
    InForce,
    /// 已修改.
    Amended,
    /// 已废止.
    Repealed,
}

/// What a cited document is to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// This one carries it out.
    Basis,
    /// It is applied here.
    Applied,
    /// It is still to be issued.
    ToBeIssued,
    /// This one repeals it.
    Repealed,
    /// It is mentioned.
    Referred,
}

/// A document cited by this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// Its title.
    pub title: String,
    /// Its number, when it is given.
    pub number: Option<String>,
    /// What it is to this document.
    pub role: Role,
    /// Where it is cited.
    pub citation: Citation,
}

/// What is attached to a document (附件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its number; `None` when it is the only one.
    pub no: Option<String>,
    /// Its title.
    pub title: String,
}

/// A number that the document itself declares; the pack has exactly as many rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// How many.
    pub number: usize,
}

/// What a declared count counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Rows of `duties.csv`.
    Duties,
    /// Rows of `indicators.csv`.
    Indicators,
    /// Rows of `commitments.csv`.
    Commitments,
    /// Rows of `powers.csv`.
    Powers,
    /// Rows of `powers.csv` of one kind, such as 行政处罚.
    PowersOfKind(String),
}

impl Document {
    /// The clause at that path.
    pub fn clause(&self, path: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.path.as_str() == path)
    }
}
