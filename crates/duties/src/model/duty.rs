//! A duty as it stands, and what an event makes of it.

use super::event::{DutyEvent, Opened, Part, Wish};
use super::state::DutyState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What changes in a duty's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub state: DutyState,
    /// Who owes it.
    pub organ: String,
    /// The last instant in force: the document's, or a later one that was granted.
    pub due: Option<Timestamp>,
    /// When the organ took note of it, and which account did.
    pub claimed: Option<(Timestamp, String)>,
    /// When the first report came in.
    pub first: Option<Timestamp>,
    /// When the last report came in.
    pub reported: Option<Timestamp>,
    /// Who reported last; empty before.
    pub reporter: String,
    /// The progress the last report gave.
    pub progress: Option<u8>,
    /// The last report names problems that others have to help with.
    pub problems: bool,
    /// How much evidence the last report has.
    pub evidence: u32,
    /// How often it was returned.
    pub returns: u32,
    /// What the organ asks for and nobody has decided, and which account asked.
    pub wish: Option<(Wish, String)>,
    /// The edition of the pack that cancelled it; empty when none did.
    pub edition: String,
}

/// A duty as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// How it was opened.
    pub opened: Opened,
    /// What has become of it.
    pub now: Standing,
    /// Version of its stream in the ledger, for optimistic writing.
    pub version: u64,
}

impl Standing {
    /// How a duty stands when it has just been opened.
    pub fn at_opening(opened: &Opened) -> Standing {
        Standing {
            state: if opened.awaits.is_empty() { DutyState::Open } else { DutyState::Waiting },
            organ: opened.organ.clone(),
            due: opened.due,
            claimed: None,
            first: None,
            reported: None,
            reporter: String::new(),
            progress: None,
            problems: false,
            evidence: 0,
            returns: 0,
            wish: None,
            edition: String::new(),
        }
    }
}

impl Duty {
    /// A duty that has just been opened.
    pub fn new(opened: Opened) -> Duty {
        Duty { now: Standing::at_opening(&opened), opened, version: 1 }
    }

    /// Who owes it now.
    pub fn organ(&self) -> &str {
        &self.now.organ
    }

    /// Whether the last instant has passed without a report (computed, never stored).
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.now.state.awaits_organ() && self.now.due.is_some_and(|due| due < now)
    }

    /// Whether the last report came in after the last instant.
    pub fn was_late(&self) -> bool {
        !self.opened.at_once
            && matches!((self.now.due, self.now.reported), (Some(due), Some(reported)) if reported > due)
    }

    /// Whether the organ should have taken note of it by now and has not (computed, never stored).
    pub fn is_unclaimed(&self, now: Timestamp) -> bool {
        self.now.state.in_hand()
            && self.now.claimed.is_none()
            && self.opened.claim_by.is_some_and(|by| by < now)
    }

    /// Whether more time was given than the document gives.
    pub fn was_extended(&self) -> bool {
        self.now.due != self.opened.due && self.opened.awaits.is_empty()
    }

    /// What an event makes of it: the same for the projection, for undoing and for a past day.
    pub fn apply(&mut self, event: DutyEvent, actor: &str, at: Timestamp) {
        let now = &mut self.now;
        match event {
            DutyEvent::Opened(_) | DutyEvent::Chased { .. } => {}
            DutyEvent::Arrived { due, .. } => {
                (now.state, now.due) = (DutyState::Open, due.or(now.due));
            }
            DutyEvent::Assigned { to, .. } => now.organ = to,
            DutyEvent::Claimed {} => now.claimed = Some((at, actor.to_owned())),
            DutyEvent::Reported(report) => {
                self.opened.made_up |= report.made_up;
                now.state = DutyState::Submitted;
                now.claimed.get_or_insert_with(|| (at, actor.to_owned()));
                now.first.get_or_insert(at);
                (now.reported, now.reporter, now.wish) = (Some(at), actor.to_owned(), None);
                (now.progress, now.problems) = (report.progress, !report.problems.trim().is_empty());
                now.evidence = u32::try_from(report.evidence.len()).unwrap_or(u32::MAX);
            }
            DutyEvent::Accepted {} => now.state = DutyState::Accepted,
            DutyEvent::Returned { .. } => {
                (now.state, now.returns) = (DutyState::Returned, now.returns.saturating_add(1));
            }
            DutyEvent::Wished(wish) => now.wish = Some((wish, actor.to_owned())),
            DutyEvent::WishRefused { .. } => now.wish = None,
            DutyEvent::Extended { until, .. } => (now.due, now.wish) = (Some(until), None),
            DutyEvent::Transferred { .. } => (now.state, now.wish) = (DutyState::Transferred, None),
            DutyEvent::Closed { .. } => now.state = DutyState::Closed,
            DutyEvent::Cancelled { edition, .. } => {
                (now.state, now.wish, now.edition) = (DutyState::Cancelled, None, edition);
            }
            DutyEvent::Reopened { .. } => {
                (now.state, now.edition) = (Standing::at_opening(&self.opened).state, String::new());
            }
            DutyEvent::Undone { was, .. } => self.now = *was,
        }
    }

    /// The organ's part in it.
    pub fn part(&self) -> Part {
        self.opened.part
    }
}
