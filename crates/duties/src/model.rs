//! Duties, what happens to them, and who may make it happen. Pure: `now` is an argument.

use jiff::Timestamp;
use kernel::{Citation, Say};
use serde::{Deserialize, Serialize};

/// Opening a duty: everything that is known of it from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Identity, such as `zzbz-2023-11.quarterly.2023-Q2.区财政局`.
    pub id: String,
    /// What is asked, in Chinese.
    pub title: String,
    /// What is asked, in English.
    pub title_en: String,
    /// Who owes it.
    pub organ: String,
    /// Who receives what is reported; empty when the document names nobody.
    pub to: String,
    /// The clause that demands it.
    pub citation: Citation,
    /// Identity of the schedule, task or clock that opened it.
    pub cause: String,
    /// The period it reports on, such as `2023-Q2`; empty for a duty that comes once.
    pub period: String,
    /// The last instant; the event's own where the document says at once; `None` when it sets no limit.
    pub due: Option<Timestamp>,
    /// The document says at once (立即) and gives no length: the time that passes is shown, and no report is late.
    #[serde(default)]
    pub at_once: bool,
    /// The due day is a rest day: shown, never moved.
    pub rest_day: bool,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// What an organ reports on a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What was done.
    pub text: String,
    /// How far it is, from 0 to 100 per cent, when the organ says so.
    pub progress: Option<u8>,
    /// Digests of attachments, or links.
    pub evidence: Vec<String>,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// What happens to a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DutyEvent {
    /// It became due to somebody.
    #[serde(rename = "duty.opened")]
    Opened(Box<Opened>),
    /// The organ reported.
    #[serde(rename = "duty.reported")]
    Reported(Report),
    /// A second person accepted the report.
    #[serde(rename = "duty.accepted")]
    Accepted {},
    /// A second person returned it with a reason.
    #[serde(rename = "duty.returned")]
    Returned {
        /// What is missing or wrong.
        reason: String,
    },
}

/// Where a duty stands. Late is not a state: it is the clock's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// Nobody has reported.
    Open,
    /// Reported, not yet confirmed by a second person.
    Submitted,
    /// Confirmed.
    Accepted,
    /// Sent back with a reason; it is due again at once.
    Returned,
}

impl DutyState {
    /// The word in tables, cards and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            DutyState::Open => "open",
            DutyState::Submitted => "submitted",
            DutyState::Accepted => "accepted",
            DutyState::Returned => "returned",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<DutyState> {
        let all = [DutyState::Open, DutyState::Submitted, DutyState::Accepted, DutyState::Returned];
        all.into_iter().find(|state| state.word() == word)
    }

    /// Whether the organ still has to do something.
    pub fn awaits_organ(self) -> bool {
        matches!(self, DutyState::Open | DutyState::Returned)
    }
}

/// A duty as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// How it was opened.
    pub opened: Opened,
    /// Where it stands.
    pub state: DutyState,
    /// When the last report came in.
    pub reported: Option<Timestamp>,
    /// Who reported last.
    pub reporter: String,
    /// Version of its stream in the ledger, for optimistic writing.
    pub version: u64,
}

impl Duty {
    /// Whether the last instant has passed without a report (computed, never stored).
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.awaits_organ() && self.opened.due.is_some_and(|due| due < now)
    }

    /// Whether the report came in, but after the last instant.
    pub fn was_late(&self) -> bool {
        !self.opened.at_once
            && matches!((self.opened.due, self.reported), (Some(due), Some(reported)) if reported > due)
    }
}

/// Why something is not done to a duty, each kind with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// It belongs to another organ.
    NotYours(Say),
    /// What was sent cannot be taken.
    Invalid(Say),
    /// The duty stands where this cannot be done.
    Conflict(Say),
}

/// Who answers for an organ: an account, and whether it may act for the organ that owes the duty.
#[derive(Debug, Clone, Copy)]
pub struct Answerer<'a> {
    /// The account.
    pub account: &'a str,
    /// Whether it acts for the organ that owes.
    pub acts_for_organ: bool,
}

/// A report on a duty, or why it is not taken.
///
/// # Errors
/// The sentence names what would be accepted: the right department, an open duty, a text.
pub fn submit(duty: &Duty, by: Answerer<'_>, report: Report) -> Result<DutyEvent, Denied> {
    if !by.acts_for_organ {
        return Err(Denied::NotYours(Say::new("duties.not_your_duty").with("organ", &duty.opened.organ)));
    }
    if !duty.state.awaits_organ() {
        return Err(Denied::Conflict(Say::new("duties.already_reported")));
    }
    if report.text.trim().is_empty() {
        return Err(Denied::Invalid(Say::new("duties.empty_report")));
    }
    if report.progress.is_some_and(|percent| percent > 100) {
        return Err(Denied::Invalid(Say::new("duties.progress_range")));
    }
    Ok(DutyEvent::Reported(report))
}

/// Accepting a report, or returning it with a reason. The one who reported may not.
///
/// # Errors
/// The sentence says why not: nothing to review, the same person, no reason given.
pub fn review(duty: &Duty, by: &str, accept: bool, reason: &str) -> Result<DutyEvent, Denied> {
    if duty.state != DutyState::Submitted {
        return Err(Denied::Conflict(Say::new("duties.nothing_to_review")));
    }
    if duty.reporter == by {
        return Err(Denied::Conflict(Say::new("duties.second_person")));
    }
    match (accept, reason.trim()) {
        (true, _) => Ok(DutyEvent::Accepted {}),
        (false, "") => Err(Denied::Invalid(Say::new("duties.reason_missing"))),
        (false, reason) => Ok(DutyEvent::Returned { reason: reason.to_owned() }),
    }
}

#[cfg(test)]
mod tests;
