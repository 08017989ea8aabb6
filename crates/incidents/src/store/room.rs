//! Recording what is done in the room of an incident.

use super::{event, known, plan_of};
use crate::model::{Incident, IncidentEvent, ResponseState};
use crate::room::{self, Acknowledged, Acting, Proposed, Room, Settled, StepDone, Written};
use jiff::Timestamp;
use kernel::Say;
use pack::Plan;
use page::Refusal;
use store::Tx;

/// What every act begins with.
fn begin(tx: &mut Tx<'_>, id: &str) -> Result<(Incident, Plan, Room), Refusal> {
    let incident = known(tx, id)?;
    let plan = plan_of(tx, &incident.learnt.plan)?;
    let room = Room::of(&tx.stream(&format!("incident/{id}"))?);
    Ok((incident, plan, room))
}

fn record(
    tx: &mut Tx<'_>,
    incident: &Incident,
    happened: &[IncidentEvent],
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let events = happened.iter().map(event).collect::<Result<Vec<_>, _>>()?;
    let stream = format!("incident/{}", incident.learnt.id);
    let seqs = tx.append(&stream, incident.version, &events, by, now)?;
    Ok(seqs.first().copied().unwrap_or_default())
}

/// Proposes a decision of the plan.
///
/// # Errors
/// What [`room::propose`] refuses, an unknown incident, or the store's failure.
pub fn propose(
    tx: &mut Tx<'_>,
    id: &str,
    proposed: Proposed,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let (incident, plan, room) = begin(tx, id)?;
    let proposed = room::propose(&plan, &incident, &room, proposed).map_err(Refusal::Conflict)?;
    record(tx, &incident, &[proposed], by, now)
}

/// Decides on a proposal, as another person.
///
/// # Errors
/// What [`room::settle`] refuses, an unknown incident, or the store's failure.
pub fn decide(
    tx: &mut Tx<'_>,
    id: &str,
    settled: Settled,
    by: &Acting<'_>,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let (incident, plan, room) = begin(tx, id)?;
    let events = room::settle(&plan, &incident, &room, settled, by).map_err(Refusal::Conflict)?;
    record(tx, &incident, &events, by.account, now)
}

/// Records that a measure of the plan was carried out; said again, the latest word stands in the list.
///
/// # Errors
/// No such measure, an unknown incident, or the store's failure.
pub fn step(tx: &mut Tx<'_>, id: &str, done: StepDone, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let (incident, plan, _) = begin(tx, id)?;
    if !plan.measures.iter().any(|measure| measure.id == done.measure) {
        return Err(Refusal::Invalid(Say::new("incidents.no_measure").with("found", done.measure)));
    }
    record(tx, &incident, &[IncidentEvent::StepDone(done)], by, now)
}

/// Writes something down in the timeline.
///
/// # Errors
/// Nothing written, an unknown incident, or the store's failure.
pub fn note(tx: &mut Tx<'_>, id: &str, text: &str, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let incident = known(tx, id)?;
    if text.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("incidents.say_what")));
    }
    record(tx, &incident, &[IncidentEvent::Noted { text: text.trim().to_owned() }], by, now)
}

/// Records a report as written and sent; gaps never keep it. A final report follows the end of the response.
///
/// # Errors
/// The plan has no such report, it is sent to nobody, a final one before the end, an unknown incident, or the store's
/// failure.
pub fn write_report(
    tx: &mut Tx<'_>,
    id: &str,
    mut written: Written,
    by: &str,
    now: Timestamp,
) -> Result<u32, Refusal> {
    let (incident, plan, room) = begin(tx, id)?;
    let Some(report) = plan.reports.iter().find(|report| report.kind == written.kind) else {
        return Err(Refusal::Invalid(Say::new("incidents.no_report")));
    };
    if written.to.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("incidents.to_whom")));
    }
    if written.kind == pack::ReportKind::Final && incident.state != ResponseState::Ended {
        return Err(Refusal::Conflict(Say::new("incidents.final_later")));
    }
    written.fields.retain(|field, text| report.fields.contains(field) && !text.trim().is_empty());
    if written.secret {
        written.fields.clear();
    }
    written.no = Room::next(room.reports.len());
    let no = written.no;
    record(tx, &incident, &[IncidentEvent::Written(written)], by, now)?;
    Ok(no)
}

/// Records that a report arrived.
///
/// # Errors
/// No such report, one acknowledged before, nobody named, an unknown incident, or the store's failure.
pub fn acknowledge(
    tx: &mut Tx<'_>,
    id: &str,
    acknowledged: Acknowledged,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let (incident, _, room) = begin(tx, id)?;
    let found = room.reports.iter().find(|sent| sent.written.what.no == acknowledged.no);
    let sent = found
        .ok_or_else(|| Refusal::NotFound(Say::new("incidents.no_written").with("no", acknowledged.no)))?;
    if sent.acknowledged.is_some() {
        return Err(Refusal::Conflict(Say::new("incidents.acknowledged_already")));
    }
    if acknowledged.by.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("incidents.to_whom")));
    }
    record(tx, &incident, &[IncidentEvent::Acknowledged(acknowledged)], by, now)
}
