//! What the clock causes: due duties open, verdicts follow.

use crate::incident_to_duties::clocks;
use crate::powers_to_duties::claims;
use crate::schedule_to_duties::scheduled;
use duties::Opened;
use jiff::Timestamp;
use kernel::{Calendar, Organs};
use page::Refusal;
use std::collections::BTreeSet;
use store::{Store, Tx};

/// What one tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticked {
    /// Duties it opened.
    pub opened: usize,
    /// Verdicts that changed.
    pub judged: usize,
}

/// The clock's own name in the ledger.
const CLOCK: &str = "clock";

/// Opens what is due by `now` and has not been opened, and judges anew. It may run at any time and any number of
/// times.
///
/// # Errors
/// The store's failure; what was not done is done by the next tick.
pub fn tick(store: &Store, calendar: &Calendar, now: Timestamp) -> Result<Ticked, Refusal> {
    let (missing, changed) =
        store.read(|tx| Ok::<_, Refusal>((missing(tx, calendar, now)?, indicators::to_judge(tx, now)?)))?;
    if missing.is_empty() && changed.is_empty() {
        return Ok(Ticked { opened: 0, judged: 0 });
    }
    store.write(|tx| {
        let mut opened = 0;
        for duty in missing {
            opened += usize::from(duties::open(tx, duty, CLOCK, now)?);
        }
        for id in &changed {
            indicators::judge_again(tx, id, now)?;
        }
        Ok(Ticked { opened, judged: changed.len() })
    })
}

/// Every duty that schedules and clocks ask for by now and that does not exist yet.
fn missing(tx: &mut Tx<'_>, calendar: &Calendar, now: Timestamp) -> Result<Vec<Opened>, Refusal> {
    let register = documents::organs(tx)?;
    let mut wanted = Vec::new();
    for row in documents::packs(tx)? {
        if let Some(pack) = documents::pack_in_force(tx, &row.id)? {
            wanted.extend(scheduled(&pack, calendar, now));
        }
    }
    for incident in incidents::list(tx)? {
        let history = tx.stream(&format!("incident/{}", incident.learnt.id))?;
        if let Some(plan) = incidents::plan(tx, &incident.learnt.plan)? {
            wanted.extend(clocks(&plan, &register, &incident, &history, calendar, now));
        }
    }
    wanted.extend(claims(&powers::transfers(tx)?, calendar));
    once_each(&mut wanted, &register);
    let mut missing = Vec::new();
    for duty in wanted {
        if duties::find(tx, &duty.id)?.is_none() {
            missing.push(duty);
        }
    }
    Ok(missing)
}

/// Gives each duty to the organ that its name was settled to be. A body that a document names twice owes once.
fn once_each(wanted: &mut Vec<Opened>, register: &Organs) {
    let mut seen = BTreeSet::new();
    for duty in wanted.iter_mut() {
        if let Some(organ) = register.find(&duty.organ) {
            duty.organ.clone_from(&organ.name);
        }
    }
    wanted.retain(|duty| {
        seen.insert((duty.cause.clone(), duty.period.clone(), duty.title.clone(), duty.organ.clone()))
    });
}
