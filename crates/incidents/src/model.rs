//! Incidents and what happens to them. Pure: `now` is an argument.

use crate::grade::{Counts, Decided, Graded};
use crate::room::{Acknowledged, Proposed, Settled, StepDone, Written};
use jiff::Timestamp;
use kernel::Say;
use serde::{Deserialize, Serialize};

/// What is known when an event is first learnt of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// Identity of the incident.
    pub id: String,
    /// The plan it runs through.
    pub plan: String,
    /// Short title.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The product concerned, with its batch when known.
    pub product: String,
    /// Where it happened.
    pub place: String,
    /// When the body that must report first learnt of it: its clock starts here.
    pub learnt: Timestamp,
    /// The first counts.
    pub counts: Counts,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// What happens to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum IncidentEvent {
    /// Somebody told of it.
    #[serde(rename = "incident.learnt")]
    Learnt(Learnt),
    /// The counts changed.
    #[serde(rename = "incident.counted")]
    Counted(Counts),
    /// The incident's cases were counted: the numbers it is graded by, of cases and tellings the greater.
    #[serde(rename = "incident.tallied")]
    Tallied {
        /// The numbers.
        counts: Counts,
        /// How many reports it has.
        reports: usize,
    },
    /// A person gave a grade.
    #[serde(rename = "incident.grade_decided")]
    GradeDecided(Decided),
    /// The plan's criteria were applied to the counts.
    #[serde(rename = "incident.graded")]
    Graded(Graded),
    /// A decision of the plan was proposed.
    #[serde(rename = "incident.proposed")]
    Proposed(Proposed),
    /// A proposal was decided on.
    #[serde(rename = "incident.settled")]
    Settled(Settled),
    /// A measure was carried out.
    #[serde(rename = "incident.step_done")]
    StepDone(StepDone),
    /// Somebody wrote something down.
    #[serde(rename = "incident.noted")]
    Noted {
        /// What.
        text: String,
    },
    /// A report was written and sent.
    #[serde(rename = "incident.written")]
    Written(Written),
    /// A report arrived.
    #[serde(rename = "incident.acknowledged")]
    Acknowledged(Acknowledged),
    /// The response began, by decision.
    #[serde(rename = "incident.response_started")]
    ResponseStarted {},
    /// The response ended, by decision.
    #[serde(rename = "incident.response_ended")]
    ResponseEnded {},
}

/// Where the response stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseState {
    /// First handling; no response has been decided on.
    FirstHandling,
    /// The response runs.
    Responding,
    /// The response has ended.
    Ended,
}

impl ResponseState {
    /// The word in tables and cards.
    pub fn word(self) -> &'static str {
        match self {
            ResponseState::FirstHandling => "first_handling",
            ResponseState::Responding => "responding",
            ResponseState::Ended => "ended",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<ResponseState> {
        let all = [ResponseState::FirstHandling, ResponseState::Responding, ResponseState::Ended];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// An incident as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// How it was learnt of; the counts are the first ones.
    pub learnt: Learnt,
    /// The counts now.
    pub counts: Counts,
    /// The grade now, with its reasons.
    pub graded: Graded,
    /// Where the response stands.
    pub state: ResponseState,
    /// Version of its stream in the ledger.
    pub version: u64,
}

/// Starting or ending the response, or why not.
///
/// # Errors
/// The response has already begun, has not begun, or has ended.
pub fn change(incident: &Incident, to: ResponseState) -> Result<IncidentEvent, Say> {
    match (incident.state, to) {
        (ResponseState::FirstHandling, ResponseState::Responding) => Ok(IncidentEvent::ResponseStarted {}),
        (ResponseState::Responding, ResponseState::Ended) => Ok(IncidentEvent::ResponseEnded {}),
        (from, _) => Err(Say::new("incidents.not_now").with("state", from.word())),
    }
}

#[cfg(test)]
mod tests;
