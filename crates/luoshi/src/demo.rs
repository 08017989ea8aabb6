//! A made-up year over any adopted pack: reports on time and late, figures, an incident, cases under its powers. Nothing here knows a
//! district: who reports what follows from the pack, and everything made up is marked so.

mod cases;
mod figures;
mod incident;
mod reports;

use documents::FactKind;
use flows::tick;
use incidents::{Acting, Counts, Learnt, Proposed, Settled};
use indicators::{Reported, SeriesKind};
use jiff::{SignedDuration, Timestamp};
use kernel::{Calendar, Period};
use page::Refusal;
use people::{NewAccount, Role};
use std::collections::BTreeMap;
use store::{Store, Tx};

/// When the made-up year begins: the pack is adopted.
pub(crate) const START: Timestamp = Timestamp::constant(1_682_470_800, 0); // 2023-04-26 09:00 +08:00
/// When it ends, and where the demo's clock goes on.
pub(crate) const END: Timestamp = Timestamp::constant(1_710_723_600, 0); // 2024-03-18 09:00 +08:00

/// The sample accounts: name, role. Their organs follow from the pack.
pub(crate) const ACCOUNTS: [(&str, Role); 5] = [
    ("admin", Role::Admin),
    ("office", Role::Supervisor),
    ("contact", Role::Contact),
    ("duty", Role::DutyOfficer),
    ("leader", Role::Leader),
];

/// Who acts for the departments in the made-up year.
pub(crate) const ACTOR: &str = "demo";
/// The second person.
const REVIEWER: &str = "office";

/// Something somebody does in the made-up year.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Report on a duty with a text.
    Report(String, String),
    /// Accept a report.
    Accept(String),
    /// Return a report with a reason.
    Return(String, String),
    /// Report a figure.
    Figure(String, Reported),
    /// Confirm a figure.
    Confirm(String, SeriesKind, Period),
    /// Learn of an incident.
    Learn(Box<Learnt>),
    /// Change an incident's counts.
    Recount(String, Counts),
    /// Something about a case or a draw.
    Case(Box<cases::Deed>),
    /// Propose a decision on an incident.
    Propose(String, Box<Proposed>),
    /// Decide on a proposal, as somebody else.
    Settle(String, Box<Settled>),
}

/// What is still to happen, by instant.
pub(crate) type Plan = BTreeMap<Timestamp, Vec<Act>>;

/// Lives through the made-up year: each day the clock ticks, and whatever people do that day is done.
///
/// # Errors
/// The store's failure, or a refusal that a made-up act should never meet.
pub fn simulate(store: &Store, calendar: &Calendar) -> Result<(), Refusal> {
    store.write(|tx| {
        open_accounts(tx, START)?;
        settle_names(tx, START)
    })?;
    let mut plan = Plan::new();
    figures::plan(store, &mut plan)?;
    incident::plan(store, &mut plan)?;
    cases::plan(store, &mut plan)?;
    let mut known = 0;
    let mut now = START;
    while now < END {
        tick(store, calendar, now)?;
        known = reports::plan(store, known, now, &mut plan)?;
        let tomorrow = now.saturating_add(SignedDuration::from_hours(24)).unwrap_or(END).min(END);
        live(store, calendar, &mut plan, tomorrow)?;
        now = tomorrow;
    }
    tick(store, calendar, END)?;
    Ok(())
}

/// Does what is planned before an instant, in order.
fn live(store: &Store, calendar: &Calendar, plan: &mut Plan, until: Timestamp) -> Result<(), Refusal> {
    while let Some(first) = plan.first_entry().filter(|first| *first.key() < until) {
        let (at, acts) = first.remove_entry();
        let incident = acts.iter().any(|act| matches!(act, Act::Learn(_) | Act::Settle(..)));
        store.write(|tx| acts.into_iter().try_for_each(|act| carry_out(tx, act, at)))?;
        if incident {
            tick(store, calendar, at)?;
            reports::plan(store, 0, at, plan)?;
        }
    }
    Ok(())
}

fn carry_out(tx: &mut Tx<'_>, act: Act, at: Timestamp) -> Result<(), Refusal> {
    match act {
        Act::Report(id, text) => reports::report(tx, &id, text, at),
        Act::Accept(id) => duties::accept(tx, &id, REVIEWER, at).map(|_| ()),
        Act::Return(id, reason) => duties::send_back(tx, &id, REVIEWER, &reason, at).map(|_| ()),
        Act::Figure(id, reported) => indicators::report(tx, &id, reported, ACTOR, at).map(|_| ()),
        Act::Confirm(id, series, period) => {
            indicators::confirm(tx, &id, series, period, REVIEWER, at).map(|_| ())
        }
        Act::Learn(learnt) => incidents::learn(tx, *learnt, ACTOR, at),
        Act::Recount(id, counts) => incidents::recount(tx, &id, counts, ACTOR, at),
        Act::Case(deed) => cases::carry_out(tx, *deed, at),
        Act::Propose(id, proposed) => incidents::propose(tx, &id, *proposed, ACTOR, at).map(|_| ()),
        Act::Settle(id, settled) => {
            let by = Acting { account: REVIEWER, decides_for: &|_| true };
            incidents::decide(tx, &id, *settled, &by, at).map(|_| ())
        }
    }
}

/// Opens the sample accounts; an account that exists stays as it is.
fn open_accounts(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), Refusal> {
    let organs = documents::busiest_organs(tx, FactKind::Task, 1)?;
    let handlers = documents::busiest_organs(tx, FactKind::Group, 1)?;
    let office = documents::receivers(tx)?.into_iter().next();
    for (account, role) in ACCOUNTS {
        let organ = match role {
            Role::Contact => organs.first().cloned(),
            Role::DutyOfficer => handlers.first().cloned(),
            Role::Admin => None,
            _ => office.clone(),
        };
        let new = NewAccount {
            account: account.to_owned(),
            name: format!("演示·{account}"),
            organ: organ.unwrap_or_default(),
            role,
        };
        people::open_account(tx, "system", &new, now)?;
    }
    Ok(())
}

/// The office says who the bodies are that an emergency plan's clocks name in general words.
fn settle_names(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), Refusal> {
    let register = documents::organs(tx)?;
    let named = documents::busiest_organs(tx, FactKind::Clock, 100)?;
    for name in named.iter().filter(|name| register.find(name).is_some_and(|organ| organ.perhaps.is_some())) {
        documents::settle(tx, name, "演示：按本级机构职责确认", REVIEWER, now)?;
    }
    Ok(())
}

/// A number below `below` that is always the same for the same words: the made-up year never changes.
pub(crate) fn draw(words: &str, below: u64) -> u64 {
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 17) % below.max(1)
}
