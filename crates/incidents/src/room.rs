//! What was done about an incident: proposals and decisions, steps, notes, written reports. Pure: read from its
//! entries, so that the room of any past day is those up to that day.

mod acts;
mod draft;

use crate::model::IncidentEvent;
use jiff::Timestamp;
use kernel::Entry;
use pack::ReportKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use acts::Acting;
pub(crate) use acts::{propose, settle};
pub use draft::{MISSING, draft};

/// A proposal (D-073, D-080, D-081).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// Its number in the incident, from 1.
    pub no: u32,
    /// Identity of the plan's decision.
    pub decision: String,
    /// What is proposed, with area and range.
    pub text: String,
    /// The evidence for each thing the plan asks for.
    pub evidence: BTreeMap<String, String>,
    /// In whose name.
    pub organ: String,
}

/// A decision on a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Number of the proposal.
    pub no: u32,
    /// Whether it was agreed to.
    pub agreed: bool,
    /// The document it stands in, or why not.
    pub reason: String,
    /// In whose name.
    pub organ: String,
}

/// A measure that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Identity of the plan's measure.
    pub measure: String,
    /// By whom, how, with what result.
    pub note: String,
}

/// A written report (初报、续报、终报).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its number in the incident, from 1.
    pub no: u32,
    /// Which report.
    pub kind: ReportKind,
    /// The plan's fields with what was written; one that is absent is missing.
    pub fields: BTreeMap<String, String>,
    /// Who receives it.
    pub to: String,
    /// Over which channel.
    pub channel: String,
    /// Content that is a state secret was reported through its own channel and stands nowhere here (D-051).
    #[serde(default)]
    pub secret: bool,
}

/// A report that arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Number of the report.
    pub no: u32,
    /// Who confirmed that it arrived.
    pub by: String,
}

/// Something with who recorded it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What.
    pub what: T,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Number of its entry.
    pub seq: u64,
}

/// A proposal with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The proposal.
    pub proposed: Done<Proposed>,
    /// The decision on it; `None`: it waits.
    pub settled: Option<Done<Settled>>,
}

/// A report with its acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The report.
    pub written: Done<Written>,
    /// `None`: nobody has confirmed that it arrived.
    pub acknowledged: Option<Done<Acknowledged>>,
}

/// What was done about an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// Proposals, in order.
    pub proposals: Vec<Proposal>,
    /// Measures carried out, by identity; the latest word on each.
    pub steps: BTreeMap<String, Done<StepDone>>,
    /// Reports, in order.
    pub reports: Vec<Sent>,
}

impl Room {
    /// Reads it from the incident's entries.
    pub fn of(history: &[Entry]) -> Room {
        let mut room = Room::default();
        history.iter().for_each(|entry| room.apply(entry));
        room
    }

    fn apply(&mut self, entry: &Entry) {
        match entry.read::<IncidentEvent>() {
            Some(IncidentEvent::Proposed(what)) => {
                self.proposals.push(Proposal { proposed: done(entry, what), settled: None });
            }
            Some(IncidentEvent::Settled(what)) => {
                if let Some(one) = self.proposals.iter_mut().find(|one| one.proposed.what.no == what.no) {
                    one.settled = Some(done(entry, what));
                }
            }
            Some(IncidentEvent::StepDone(what)) => {
                self.steps.insert(what.measure.clone(), done(entry, what));
            }
            Some(IncidentEvent::Written(what)) => {
                self.reports.push(Sent { written: done(entry, what), acknowledged: None });
            }
            Some(IncidentEvent::Acknowledged(what)) => {
                if let Some(one) = self.reports.iter_mut().find(|one| one.written.what.no == what.no) {
                    one.acknowledged = Some(done(entry, what));
                }
            }
            _ => {}
        }
    }

    /// The number of the next proposal or report.
    pub fn next(count: usize) -> u32 {
        u32::try_from(count + 1).unwrap_or(u32::MAX)
    }
}

fn done<T>(entry: &Entry, what: T) -> Done<T> {
    Done { what, by: entry.actor.clone(), at: entry.at, seq: entry.seq }
}
