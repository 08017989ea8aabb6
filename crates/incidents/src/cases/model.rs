//! A case and what happens to it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report as it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Identity, such as `case-12`.
    pub id: String,
    /// Its number in the district, from 1.
    pub number: u64,
    /// The plan whose form was filled in.
    pub plan: String,
    /// The answers that are not sealed, by field; what was not answered is absent.
    pub answers: BTreeMap<String, String>,
    /// The personal answers, sealed; empty when there are none.
    pub sealed: String,
    /// Marks of the person, by which another report about the same one is found.
    pub marks: Vec<String>,
    /// What reports must have in common with this one to belong to it; empty when that was not answered.
    pub gathers: String,
    /// When the report arrived: clocks count from here.
    pub received: Timestamp,
    /// The first report about the same person; its own identity when it is the first.
    pub person: String,
    /// The sender's own number of the report; empty when there is none.
    pub sent_number: String,
    /// Made up for a demonstration or an exercise.
    #[serde(default)]
    pub made_up: bool,
}

/// What happens to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum CaseEvent {
    /// It was reported.
    #[serde(rename = "incident_case.reported")]
    Reported(Box<Reported>),
    /// Its answers were corrected or completed; the earlier ones stay in the ledger.
    #[serde(rename = "incident_case.corrected")]
    Corrected {
        /// All answers that are not sealed.
        answers: BTreeMap<String, String>,
        /// The personal answers, sealed.
        sealed: String,
        /// Marks of the person.
        marks: Vec<String>,
        /// See [`Reported::gathers`].
        gathers: String,
        /// See [`Reported::sent_number`].
        sent_number: String,
    },
    /// Somebody judged whether it is a case.
    #[serde(rename = "incident_case.judged")]
    Judged {
        /// What it is now.
        state: CaseState,
        /// Why.
        reason: String,
    },
    /// It was put to an incident, or taken out of one.
    #[serde(rename = "incident_case.gathered")]
    Gathered {
        /// The incident; empty: none.
        incident: String,
        /// Why; empty when the plan's rule did it.
        reason: String,
    },
    /// Whether it is about the same person as an earlier one.
    #[serde(rename = "incident_case.same_person")]
    SamePerson {
        /// The first report about that person; its own identity: about nobody else's.
        person: String,
        /// Why.
        reason: String,
    },
    /// Somebody read the sealed answers.
    #[serde(rename = "incident_case.person_read")]
    PersonRead {
        /// What for.
        reason: String,
    },
}

/// Whether it is a case (D-014).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseState {
    /// Reported, not judged; it counts.
    Suspected,
    /// Judged to be one.
    Confirmed,
    /// Judged to be none; it does not count.
    Excluded,
}

impl CaseState {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            CaseState::Suspected => "suspected",
            CaseState::Confirmed => "confirmed",
            CaseState::Excluded => "excluded",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<CaseState> {
        let all = [CaseState::Suspected, CaseState::Confirmed, CaseState::Excluded];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The report with its answers as corrected.
    pub reported: Reported,
    /// Whether it is a case.
    pub state: CaseState,
    /// The incident it belongs to; empty: none.
    pub incident: String,
    /// Version of its stream in the ledger.
    pub version: u64,
}

impl Case {
    /// An answer; empty when it was not given.
    pub fn answer(&self, field: &str) -> &str {
        self.reported.answers.get(field).map_or("", String::as_str)
    }
}
