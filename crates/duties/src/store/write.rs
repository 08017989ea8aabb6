//! The doors through which anything about duties is recorded.

use super::{derived, list};
use crate::model::{Act, Actor, Denied, Duty, DutyEvent, Opened, Report, decide};
use jiff::Timestamp;
use kernel::{Event, Happening, Say};
use page::Refusal;
use people::{Right, User};
use store::{StoreError, Tx};

/// Opens a duty unless it has been opened before: its identity is its stream, so it opens exactly once.
/// Says whether it did.
///
/// # Errors
/// The store's failure.
pub fn open(tx: &mut Tx<'_>, opened: Opened, actor: &str, now: Timestamp) -> Result<bool, StoreError> {
    let stream = format!("duty/{}", opened.id);
    if tx.version(&stream)? > 0 {
        return Ok(false);
    }
    tx.append(&stream, 0, &[event(&DutyEvent::Opened(Box::new(opened)))?], actor, now)?;
    Ok(true)
}

/// In whose name a user can act on a duty.
pub(crate) fn acting<'u>(user: &'u User, duty: &Duty) -> Actor<'u> {
    let lead = duty.opened.reviewer.as_str();
    Actor {
        account: &user.account,
        owner: user.acts_for(duty.organ()) && user.may(Right::ReportDuty),
        lead: !lead.is_empty() && user.acts_for(lead) && user.may(Right::ReportDuty),
        office: user.may(Right::ReviewDuty),
    }
}

/// Does something to a duty, if the rule allows it; gives the ledger's number, whose receipt proves it. A transfer
/// opens the other organ's duty in the same transaction.
///
/// # Errors
/// What [`decide`] refuses, an unknown duty, or the store's failure.
pub fn act(tx: &mut Tx<'_>, id: &str, by: Actor<'_>, act: Act, now: Timestamp) -> Result<u64, Refusal> {
    let duty = known(tx, id)?;
    let decided = decide(&duty, by, act, now).map_err(denied)?;
    let seq = record(tx, &duty, &decided, by.account, now)?;
    if let DutyEvent::Transferred { to, duty: goes_on, .. } = decided {
        let opened = Opened {
            id: goes_on,
            organ: to,
            due: duty.now.due,
            from: duty.opened.id.clone(),
            claim_by: None,
            // What had arrived for the one has arrived for the other.
            awaits: if duty.now.state.awaits_organ() { String::new() } else { duty.opened.awaits.clone() },
            ..duty.opened
        };
        open(tx, opened, by.account, now)?;
    }
    Ok(seq)
}

/// Ends a duty that an edition of its pack no longer asks for.
///
/// # Errors
/// The store's failure.
pub fn end(tx: &mut Tx<'_>, duty: &Duty, edition: &str, actor: &str, now: Timestamp) -> Result<(), Refusal> {
    let ended = DutyEvent::Cancelled { reason: String::new(), edition: edition.to_owned() };
    record(tx, duty, &ended, actor, now).map(|_| ())
}

/// Ends a duty whose cause is settled: a row of a register was paid, say, or its day has changed.
///
/// # Errors
/// The store's failure.
pub fn discharge(
    tx: &mut Tx<'_>,
    duty: &Duty,
    reason: &str,
    actor: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let ended = DutyEvent::Cancelled { reason: reason.to_owned(), edition: String::new() };
    record(tx, duty, &ended, actor, now).map(|_| ())
}

/// Opens a duty again that an edition had ended and a later one asks for.
///
/// # Errors
/// The store's failure.
pub fn ask_again(
    tx: &mut Tx<'_>,
    duty: &Duty,
    edition: &str,
    actor: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let again = DutyEvent::Reopened { reason: String::new(), edition: edition.to_owned() };
    record(tx, duty, &again, actor, now).map(|_| ())
}

/// Reports on a duty.
///
/// # Errors
/// As [`act`].
pub fn report(
    tx: &mut Tx<'_>,
    id: &str,
    by: Actor<'_>,
    report: Report,
    now: Timestamp,
) -> Result<u64, Refusal> {
    act(tx, id, by, Act::Report(report), now)
}

/// Accepts a report in the office's name.
///
/// # Errors
/// As [`act`].
pub fn accept(tx: &mut Tx<'_>, id: &str, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    act(tx, id, office(by), Act::Accept, now)
}

/// Returns a report with a reason in the office's name.
///
/// # Errors
/// As [`act`].
pub fn send_back(tx: &mut Tx<'_>, id: &str, by: &str, reason: &str, now: Timestamp) -> Result<u64, Refusal> {
    act(tx, id, office(by), Act::Return(reason.to_owned()), now)
}

fn office(account: &str) -> Actor<'_> {
    Actor { account, office: true, ..Actor::default() }
}

pub(crate) fn known(tx: &mut Tx<'_>, id: &str) -> Result<Duty, Refusal> {
    list::find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("duties.no_duty").with("id", id)))
}

pub(crate) fn denied(denied: Denied) -> Refusal {
    match denied {
        Denied::NotYours(say) => Refusal::NotAllowed(say),
        Denied::Invalid(say) => Refusal::Invalid(say),
        Denied::Conflict(say) => Refusal::Conflict(say),
    }
}

/// Appends what was decided to the duty's stream.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    duty: &Duty,
    decided: &DutyEvent,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let stream = format!("duty/{}", duty.opened.id);
    let numbers = tx.append(&stream, duty.version, &[event(decided)?], by, now)?;
    Ok(numbers.first().copied().unwrap_or_default())
}

pub(crate) fn event(event: &DutyEvent) -> Result<Event, StoreError> {
    event.event().map_err(|e| derived(&e))
}
