//! Proposing and deciding: separate acts by separate people, as the plan says.

use super::{Proposed, Room, Settled};
use crate::model::{Incident, IncidentEvent, ResponseState, change};
use kernel::Say;
use pack::{Decision, Effect, Plan};

/// Who acts.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    /// The account.
    pub account: &'a str,
    /// Organs whose decisions it may record: those the plan names for it.
    pub decides_for: &'a dyn Fn(&str) -> bool,
}

impl std::fmt::Debug for Acting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Acting").field("account", &self.account).finish_non_exhaustive()
    }
}

/// Proposes a decision of the plan.
///
/// # Errors
/// No such decision, not for an event of this grade, no text, evidence missing, one of the kind waits already, or it
/// would do what the response does not allow now.
pub(crate) fn propose(
    plan: &Plan,
    incident: &Incident,
    room: &Room,
    mut proposed: Proposed,
) -> Result<IncidentEvent, Say> {
    let decision = known(plan, &proposed.decision)?;
    for_grade(decision, incident)?;
    if proposed.text.trim().is_empty() {
        return Err(Say::new("incidents.say_what"));
    }
    proposed.evidence.retain(|need, evidence| decision.needs.contains(need) && !evidence.trim().is_empty());
    let missing: Vec<&str> = decision
        .needs
        .iter()
        .filter(|need| !proposed.evidence.contains_key(*need))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        return Err(Say::new("incidents.evidence_missing").with("missing", missing.join("、")));
    }
    let waits = |one: &super::Proposal| one.settled.is_none() && one.proposed.what.decision == decision.id;
    if room.proposals.iter().any(waits) {
        return Err(Say::new("incidents.waits_already"));
    }
    effect(decision, incident)?;
    proposed.no = Room::next(room.proposals.len());
    Ok(IncidentEvent::Proposed(proposed))
}

/// Decides on a proposal: what follows from agreeing happens with it.
///
/// # Errors
/// No such proposal, settled already, the same person proposed it, an organ the plan does not name, no reason, or the
/// response does not allow it any more.
pub(crate) fn settle(
    plan: &Plan,
    incident: &Incident,
    room: &Room,
    settled: Settled,
    by: &Acting<'_>,
) -> Result<Vec<IncidentEvent>, Say> {
    let found = room.proposals.iter().find(|one| one.proposed.what.no == settled.no);
    let proposal = found.ok_or_else(|| Say::new("incidents.no_proposal").with("no", settled.no))?;
    if proposal.settled.is_some() {
        return Err(Say::new("incidents.settled_already"));
    }
    if proposal.proposed.by == by.account {
        return Err(Say::new("incidents.second_person"));
    }
    let decision = known(plan, &proposal.proposed.what.decision)?;
    if !decision.decides.is_empty() && !decision.decides.iter().any(|named| (by.decides_for)(&named.organ)) {
        let who = decision.decides.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join("、");
        return Err(Say::new("incidents.decides").with("who", who));
    }
    if settled.reason.trim().is_empty() {
        return Err(Say::new("cases.why"));
    }
    let mut events = Vec::new();
    if settled.agreed {
        for_grade(decision, incident)?;
        events.extend(effect(decision, incident)?);
    }
    events.insert(0, IncidentEvent::Settled(settled));
    Ok(events)
}

fn known<'p>(plan: &'p Plan, id: &str) -> Result<&'p Decision, Say> {
    let found = plan.decisions.iter().find(|decision| decision.id == id);
    found.ok_or_else(|| Say::new("incidents.no_decision").with("found", id))
}

/// A right that the plan gives for events of some grades does not exist for others (D-084).
fn for_grade(decision: &Decision, incident: &Incident) -> Result<(), Say> {
    let grade = incident.graded.grade.as_deref().unwrap_or("—");
    if decision.grades.is_empty() || decision.grades.iter().any(|one| one == grade) {
        return Ok(());
    }
    Err(Say::new("incidents.not_this_grade").with("grade", grade).with("grades", decision.grades.join("、")))
}

fn effect(decision: &Decision, incident: &Incident) -> Result<Option<IncidentEvent>, Say> {
    let to = match decision.effect {
        None => return Ok(None),
        Some(Effect::StartsResponse) => ResponseState::Responding,
        Some(Effect::EndsResponse) => ResponseState::Ended,
    };
    change(incident, to).map(Some)
}
