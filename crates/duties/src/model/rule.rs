//! Who may do what to a duty, and when: one function, one arm for each thing that can be done.

use super::duty::Duty;
use super::event::{DutyEvent, Wish, Wished};
use super::report::Report;
use super::state::DutyState;
use jiff::Timestamp;
use kernel::Say;

/// Who acts: an account, and in whose name it can act on this duty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Actor<'a> {
    /// The account.
    pub account: &'a str,
    /// It acts for the organ that owes the duty.
    pub owner: bool,
    /// It acts for the lead that confirms reports in its branch.
    pub lead: bool,
    /// It acts for the office that supervises.
    pub office: bool,
}

/// Something that somebody does to a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Take note of it (签收).
    Claim,
    /// Report on it.
    Report(Report),
    /// Confirm the report.
    Accept,
    /// Return the report with a reason.
    Return(String),
    /// Ask for more time or for another organ.
    Wish(Wish),
    /// Refuse what was asked for.
    RefuseWish(String),
    /// Give more time, whether it was asked for or not.
    Extend {
        /// The last instant from now on.
        until: Timestamp,
        /// Why.
        reason: String,
    },
    /// Give it to another organ, whether that was asked for or not.
    Transfer {
        /// To whom.
        to: String,
        /// Why.
        reason: String,
    },
    /// Name the owner of a duty that has none.
    Assign {
        /// Who.
        to: String,
        /// On what ground.
        reason: String,
    },
    /// Record that what it waits for has appeared.
    Arrive {
        /// What, with number or place.
        what: String,
        /// The last instant from now on, when one was set.
        due: Option<Timestamp>,
    },
    /// Ask how it stands (催办).
    Chase(String),
    /// Put a confirmed duty away.
    Close(String),
    /// No longer ask for it.
    Cancel(String),
    /// Ask again for what was cancelled.
    Reopen(String),
}

/// Why something is not done to a duty, each kind with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// It is not this account's to do.
    NotYours(Say),
    /// What was sent cannot be taken.
    Invalid(Say),
    /// The duty stands where this cannot be done.
    Conflict(Say),
}

type Decided = Result<DutyEvent, Denied>;

/// What becomes of an act, or why nothing does. The one who may not is told so first, then where the duty stands,
/// then what is missing in what was sent.
///
/// # Errors
/// The sentence names what would be accepted: who may do it, when, with which words.
pub fn decide(duty: &Duty, by: Actor<'_>, act: Act, now: Timestamp) -> Decided {
    match act {
        Act::Claim => claim(duty, by),
        Act::Report(report) => submit(duty, by, report),
        Act::Accept => review(duty, by).map(|()| DutyEvent::Accepted {}),
        Act::Return(reason) => {
            review(duty, by)?;
            Ok(DutyEvent::Returned { reason: words(reason, "duties.reason_missing")? })
        }
        Act::Wish(wish) => self::wish(duty, by, wish, now),
        Act::RefuseWish(reason) => {
            may_decide_wish(duty, by)?;
            Ok(DutyEvent::WishRefused { reason: words(reason, "duties.reason_missing")? })
        }
        Act::Extend { until, reason } => extend(duty, by, until, reason, now),
        Act::Transfer { to, reason } => transfer(duty, by, to, reason),
        Act::Assign { to, reason } => assign(duty, by, to, reason),
        Act::Arrive { what, due } => arrive(duty, by, what, due, now),
        Act::Chase(text) => {
            office(by)?;
            standing(duty, DutyState::awaits_organ, "duties.nothing_to_chase")?;
            Ok(DutyEvent::Chased { words: text.trim().to_owned() })
        }
        Act::Close(reason) => {
            office(by)?;
            standing(duty, |state| state == DutyState::Accepted, "duties.nothing_to_close")?;
            Ok(DutyEvent::Closed { reason: reason.trim().to_owned() })
        }
        Act::Cancel(reason) => {
            office(by)?;
            standing(duty, |s| s.in_hand() || s == DutyState::Submitted, "duties.nothing_to_cancel")?;
            let reason = words(reason, "duties.reason_missing")?;
            Ok(DutyEvent::Cancelled { reason, edition: String::new() })
        }
        Act::Reopen(reason) => {
            office(by)?;
            standing(duty, |state| state == DutyState::Cancelled, "duties.nothing_to_reopen")?;
            let reason = words(reason, "duties.reason_missing")?;
            Ok(DutyEvent::Reopened { reason, edition: String::new() })
        }
    }
}

fn claim(duty: &Duty, by: Actor<'_>) -> Decided {
    owner(duty, by)?;
    standing(duty, DutyState::in_hand, "duties.nothing_to_claim")?;
    match &duty.now.claimed {
        Some(_) => Err(conflict("duties.already_claimed")),
        None => Ok(DutyEvent::Claimed {}),
    }
}

fn submit(duty: &Duty, by: Actor<'_>, report: Report) -> Decided {
    owner(duty, by)?;
    match duty.now.state {
        DutyState::Open | DutyState::Returned => {}
        DutyState::Waiting => {
            let say = Say::new("duties.still_waiting").with("what", &duty.opened.awaits);
            return Err(Denied::Conflict(say));
        }
        DutyState::Submitted | DutyState::Accepted => return Err(conflict("duties.already_reported")),
        DutyState::Closed => return Err(conflict("duties.is_closed")),
        DutyState::Cancelled => return Err(conflict("duties.is_cancelled")),
        DutyState::Transferred => return Err(conflict("duties.is_transferred")),
    }
    if report.text.trim().is_empty() {
        return Err(invalid("duties.empty_report"));
    }
    if report.progress.is_some_and(|percent| percent > 100) {
        return Err(invalid("duties.progress_range"));
    }
    Ok(DutyEvent::Reported(report))
}

/// The lead of the branch or the office decides on a report; the one who reported may not.
fn review(duty: &Duty, by: Actor<'_>) -> Result<(), Denied> {
    if !by.office && !by.lead {
        return Err(Denied::NotYours(reviewers(duty)));
    }
    standing(duty, |state| state == DutyState::Submitted, "duties.nothing_to_review")?;
    if duty.now.reporter == by.account { Err(conflict("duties.second_person")) } else { Ok(()) }
}

fn wish(duty: &Duty, by: Actor<'_>, wish: Wish, now: Timestamp) -> Decided {
    owner(duty, by)?;
    standing(duty, DutyState::in_hand, "duties.nothing_to_wish")?;
    if duty.now.wish.is_some() {
        return Err(conflict("duties.wish_pending"));
    }
    let reason = words(wish.reason, "duties.wish_reason_missing")?;
    let wished = match wish.wished {
        Wished::Extension { until } => {
            later(duty, until, now)?;
            Wished::Extension { until }
        }
        Wished::Transfer { to } => Wished::Transfer { to: another(duty, to)? },
    };
    Ok(DutyEvent::Wished(Wish { wished, reason }))
}

/// Whoever confirms reports decides on wishes as well, but not on their own.
fn may_decide_wish(duty: &Duty, by: Actor<'_>) -> Result<(), Denied> {
    if !by.office && !by.lead {
        return Err(Denied::NotYours(reviewers(duty)));
    }
    match &duty.now.wish {
        None => Err(conflict("duties.no_wish")),
        Some((_, account)) if account == by.account => Err(conflict("duties.wish_second_person")),
        Some(_) => Ok(()),
    }
}

/// More time: granted by whoever decides on the wish for it, or given by the office without one.
fn extend(duty: &Duty, by: Actor<'_>, until: Timestamp, reason: String, now: Timestamp) -> Decided {
    let asked = matches!(&duty.now.wish, Some((Wish { wished: Wished::Extension { .. }, .. }, _)));
    if asked {
        may_decide_wish(duty, by)?;
    } else {
        office(by)?;
    }
    standing(duty, DutyState::in_hand, "duties.nothing_to_extend")?;
    later(duty, until, now)?;
    let reason = if asked { reason.trim().to_owned() } else { words(reason, "duties.reason_missing")? };
    Ok(DutyEvent::Extended { until, reason })
}

/// Another organ: granted by whoever decides on the wish for it, or ordered by the office without one.
fn transfer(duty: &Duty, by: Actor<'_>, to: String, reason: String) -> Decided {
    let asked = matches!(&duty.now.wish, Some((Wish { wished: Wished::Transfer { .. }, .. }, _)));
    if asked {
        may_decide_wish(duty, by)?;
    } else {
        office(by)?;
    }
    standing(duty, DutyState::in_hand, "duties.nothing_to_transfer")?;
    let to = another(duty, to)?;
    let reason = if asked { reason.trim().to_owned() } else { words(reason, "duties.reason_missing")? };
    Ok(DutyEvent::Transferred { duty: format!("{}→{to}", duty.opened.id), to, reason })
}

/// Only what has no owner is assigned; what has one is transferred, so that the history says from whom.
fn assign(duty: &Duty, by: Actor<'_>, to: String, reason: String) -> Decided {
    office(by)?;
    standing(duty, DutyState::in_hand, "duties.nothing_to_assign")?;
    if !duty.now.organ.is_empty() {
        return Err(Denied::Conflict(Say::new("duties.has_owner").with("organ", &duty.now.organ)));
    }
    let to = words(to, "duties.organ_missing")?;
    Ok(DutyEvent::Assigned { to, reason: words(reason, "duties.ground_missing")? })
}

fn arrive(duty: &Duty, by: Actor<'_>, what: String, due: Option<Timestamp>, now: Timestamp) -> Decided {
    office(by)?;
    standing(duty, |state| state == DutyState::Waiting, "duties.waits_for_nothing")?;
    let what = words(what, "duties.what_missing")?;
    if due.is_some_and(|due| due <= now) {
        return Err(invalid("duties.due_passed"));
    }
    Ok(DutyEvent::Arrived { what, due })
}

fn owner(duty: &Duty, by: Actor<'_>) -> Result<(), Denied> {
    if by.owner {
        return Ok(());
    }
    Err(Denied::NotYours(match duty.organ() {
        "" => Say::new("duties.nobodys_duty"),
        organ => Say::new("duties.not_your_duty").with("organ", organ),
    }))
}

fn office(by: Actor<'_>) -> Result<(), Denied> {
    if by.office { Ok(()) } else { Err(Denied::NotYours(Say::new("duties.only_office"))) }
}

/// Who decides on reports and wishes of this duty.
fn reviewers(duty: &Duty) -> Say {
    match duty.opened.reviewer.as_str() {
        "" => Say::new("duties.only_office"),
        lead => Say::new("duties.only_lead").with("lead", lead),
    }
}

fn standing(duty: &Duty, fits: impl Fn(DutyState) -> bool, key: &'static str) -> Result<(), Denied> {
    if fits(duty.now.state) { Ok(()) } else { Err(conflict(key)) }
}

/// More time ends later than now and later than the time there is.
fn later(duty: &Duty, until: Timestamp, now: Timestamp) -> Result<(), Denied> {
    if until <= now || duty.now.due.is_some_and(|due| until <= due) {
        return Err(invalid("duties.until_too_early"));
    }
    Ok(())
}

fn another(duty: &Duty, to: String) -> Result<String, Denied> {
    let to = words(to, "duties.organ_missing")?;
    if to == duty.now.organ { Err(invalid("duties.same_organ")) } else { Ok(to) }
}

fn words(text: String, missing: &'static str) -> Result<String, Denied> {
    match text.trim() {
        "" => Err(invalid(missing)),
        trimmed => Ok(trimmed.to_owned()),
    }
}

fn conflict(key: &'static str) -> Denied {
    Denied::Conflict(Say::new(key))
}

fn invalid(key: &'static str) -> Denied {
    Denied::Invalid(Say::new(key))
}
