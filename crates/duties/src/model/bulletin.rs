//! What a bulletin says of a document and period: who reported, on time or late, who did not (通报, B-011, B-013).
//!
//! A bulletin is a picture of an instant. Once issued it is kept whole, so that it reads the same for ever.

use super::duty::Duty;
use super::event::DutyEvent;
use super::score::{Rule, Score};
use super::state::DutyState;
use jiff::{SignedDuration, Timestamp};
use kernel::Entry;
use serde::{Deserialize, Serialize};

/// How it stands with one duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 未报: past its last instant without any report.
    Missing,
    /// 逾期报送: first reported after the last instant.
    Late,
    /// 退回待补: reported, returned, and not reported again.
    Returned,
    /// 按时报送.
    OnTime,
    /// 未到期: not reported, and still time.
    NotYet,
}

impl Outcome {
    /// Every outcome, the gravest first.
    pub const fn all() -> [Outcome; 5] {
        [Outcome::Missing, Outcome::Late, Outcome::Returned, Outcome::OnTime, Outcome::NotYet]
    }

    /// The word in interfaces.
    pub const fn word(self) -> &'static str {
        match self {
            Outcome::Missing => "missing",
            Outcome::Late => "late",
            Outcome::Returned => "returned",
            Outcome::OnTime => "on_time",
            Outcome::NotYet => "not_yet",
        }
    }
}

/// One duty in a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who owed it.
    pub organ: String,
    /// The duty.
    pub duty: String,
    /// What was asked.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The last instant in force; none where the document says at once and gives no length.
    pub due: Option<Timestamp>,
    /// More time was given than the document gives.
    pub extended: bool,
    /// How it stands.
    pub outcome: Outcome,
    /// When it was first reported.
    pub first: Option<Timestamp>,
    /// How often it was returned.
    pub returns: u32,
    /// Whether a second person has accepted it.
    pub accepted: bool,
    /// What was reported last.
    pub result: String,
    /// The progress it gave, in per cent.
    pub progress: Option<u8>,
    /// Problems that others have to help with.
    pub problems: String,
    /// How much evidence there is.
    pub evidence: u32,
    /// The ledger's entries that show it: the opening, the first report, each return.
    pub opened_seq: u64,
    /// The entry of the first report.
    pub first_seq: Option<u64>,
    /// The entry of the last report.
    pub last_seq: Option<u64>,
    /// The entries of the returns.
    pub return_seqs: Vec<u64>,
    /// Made up for a demonstration.
    pub made_up: bool,
}

/// A bulletin of a document and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Number of the document it is about.
    pub document: String,
    /// Its title.
    pub title: String,
    /// What it is about, in our own words.
    pub subject: String,
    /// The period, such as `2023-Q2`.
    pub period: String,
    /// As it stood at this instant.
    pub at: Timestamp,
    /// Every duty of the document and period, units in their fixed order.
    pub lines: Vec<Line>,
    /// The rule by which departments are scored.
    pub rule: Rule,
    /// The scores, units in their fixed order: never in the order of their points.
    pub scores: Vec<Score>,
}

impl Bulletin {
    /// The lines with an outcome, in their order.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.outcome == outcome)
    }

    /// How many lines have an outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.of(outcome).count()
    }

    /// How many units owe anything in it.
    pub fn units(&self) -> usize {
        self.lines.iter().map(|line| &line.organ).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// Whether anything in it was made up.
    pub fn is_made_up(&self) -> bool {
        self.lines.iter().any(|line| line.made_up)
    }
}

/// How long after its last instant a duty was first reported, or is not reported; nothing when it was in time.
pub(crate) fn late_by(due: Option<Timestamp>, first: Option<Timestamp>, at: Timestamp) -> SignedDuration {
    let late = due.map(|due| first.unwrap_or(at).duration_since(due));
    late.filter(SignedDuration::is_positive).unwrap_or_default()
}

/// The line of a duty with its history; `None` when it does not count: it waits, was cancelled or was transferred.
pub(crate) fn line(duty: &Duty, history: &[Entry], at: Timestamp) -> Option<Line> {
    let o = &duty.opened;
    if matches!(duty.now.state, DutyState::Waiting | DutyState::Cancelled | DutyState::Transferred) {
        return None;
    }
    let mut line = Line {
        organ: duty.now.organ.clone(),
        duty: o.id.clone(),
        title: o.title.clone(),
        title_en: o.title_en.clone(),
        due: duty.now.due.filter(|_| !o.at_once),
        extended: duty.was_extended(),
        outcome: Outcome::NotYet,
        first: duty.now.first,
        returns: duty.now.returns,
        accepted: matches!(duty.now.state, DutyState::Accepted | DutyState::Closed),
        result: String::new(),
        progress: duty.now.progress,
        problems: String::new(),
        evidence: duty.now.evidence,
        opened_seq: 0,
        first_seq: None,
        last_seq: None,
        return_seqs: Vec::new(),
        made_up: o.made_up,
    };
    history.iter().for_each(|entry| line.take(entry));
    line.outcome = outcome(duty, at);
    Some(line)
}

impl Line {
    fn take(&mut self, entry: &Entry) {
        match entry.read::<DutyEvent>() {
            Some(DutyEvent::Opened(_)) => self.opened_seq = entry.seq,
            Some(DutyEvent::Reported(report)) => {
                self.first_seq.get_or_insert(entry.seq);
                self.last_seq = Some(entry.seq);
                (self.result, self.problems) = (report.text, report.problems);
            }
            Some(DutyEvent::Returned { .. }) => self.return_seqs.push(entry.seq),
            _ => {}
        }
    }
}

/// How it stands with a duty. Timeliness is that of the first report: what is returned was reported.
pub(crate) fn outcome(duty: &Duty, at: Timestamp) -> Outcome {
    let late = !duty.opened.at_once && late_by(duty.now.due, duty.now.first, at).is_positive();
    match (duty.now.first, duty.now.state) {
        (None, _) if late => Outcome::Missing,
        (None, _) => Outcome::NotYet,
        (Some(_), DutyState::Returned) => Outcome::Returned,
        (Some(_), _) if late => Outcome::Late,
        (Some(_), _) => Outcome::OnTime,
    }
}

/// A bulletin that was issued, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// What it says.
    pub bulletin: Bulletin,
    /// Its own number, as the office gave it; may be empty.
    pub number: String,
    /// In whose name it is issued.
    pub issuer: String,
    /// What the office asks for; may be empty.
    pub remarks: String,
    /// Whether the scores are a part of it. Without them it names exceptions only.
    pub with_scores: bool,
    /// 1 for the first, 2 for its first correction.
    pub edition: u32,
    /// The signed head of the ledger it was made from: how many entries, and their root.
    pub head_size: u64,
    /// The root, in hexadecimal.
    pub head_root: String,
}

impl Issued {
    /// The kind of its entry.
    pub const KIND: &'static str = "bulletin.issued";
}
