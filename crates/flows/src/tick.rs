//! What the clock causes: due duties open, ended ones are cancelled, verdicts follow, powers end with their law.

use crate::acts_to_notices::tell;
use crate::duties_to_notices::remind;
use crate::handovers_to_duties::{Lists, pressed, publications};
use crate::incident_to_duties::clocks;
use crate::law_to_duties::decisions;
use crate::orphans_to_duties::given_away;
use crate::pack_to_duties::{edition, has_ended, in_force, is_asked_again};
use crate::powers_to_duties::claims;
use crate::registers_to_duties::{CAUSE, rows_due};
use crate::registers_to_indicators::figures;
use crate::response_to_duties::calls;
use crate::schedule_to_duties::{OPEN_AHEAD_DAYS, claim_by, scheduled};
use duties::{Duty, Opened};
use indicators::Reported;
use jiff::{Span, Timestamp};
use kernel::{Calendar, Organs, day_of};
use pack::Pack;
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Store, Tx};

/// What one tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Duties it opened, again or for the first time.
    pub opened: usize,
    /// Duties it cancelled because no pack in force asks for them.
    pub ended: usize,
    /// Verdicts that changed.
    pub judged: usize,
    /// Powers that ended with their law.
    pub cancelled: usize,
    /// Notices it issued.
    pub told: usize,
}

/// The clock's own name in the ledger.
pub(crate) const CLOCK: &str = "clock";

/// What is to be done, as one snapshot shows it.
#[derive(Debug, Default)]
struct Due {
    missing: Vec<Opened>,
    again: Vec<(Duty, String)>,
    ended: Vec<(Duty, String)>,
    /// Duties of rows that are settled.
    settled: Vec<Duty>,
    judge: Vec<String>,
    /// What registers count for measures.
    counted: Vec<(String, Reported)>,
    /// Changes of laws by which powers end.
    laws: usize,
    /// Duties that the clocks of incidents open, opened or not: they are counted in minutes.
    urgent: BTreeSet<String>,
}

impl Due {
    fn is_nothing(&self) -> bool {
        self.missing.is_empty()
            && self.again.is_empty()
            && self.ended.is_empty()
            && self.settled.is_empty()
            && self.judge.is_empty()
            && self.counted.is_empty()
            && self.laws == 0
    }
}

/// Opens what is due by `now` and has not been opened, ends what is no longer asked, judges anew, and reminds. It
/// may run at any time and any number of times.
///
/// # Errors
/// The store's failure; what was not done is done by the next tick.
pub fn tick(store: &Store, calendar: &Calendar, now: Timestamp) -> Result<Ticked, Refusal> {
    let mut due = store.read(|tx| look(tx, calendar, now))?;
    let urgent = std::mem::take(&mut due.urgent);
    let ticked =
        if due.is_nothing() { Ticked::default() } else { store.write(|tx| carry_out(tx, due, now))? };
    let told = tell(store, now)? + remind(store, calendar, &urgent, now)?;
    Ok(Ticked { told, ..ticked })
}

fn look(tx: &mut Tx<'_>, calendar: &Calendar, now: Timestamp) -> Result<Due, Refusal> {
    let mut packs = Vec::new();
    for row in documents::packs(tx)? {
        packs.extend(documents::pack_in_force(tx, &row.id)?);
    }
    let judge = indicators::to_judge(tx, now)?;
    let laws = powers::law::laws_due(tx, now)?;
    let mut due = Due { judge, counted: figures(tx, now)?, laws, ..Due::default() };
    let wanted = wanted(tx, &packs, calendar, now, &mut due.urgent)?;
    let causes = duties::causes(tx)?;
    due.settled = settled(tx, &causes, &wanted)?;
    for duty in wanted {
        match duties::find(tx, &duty.id)? {
            None => due.missing.push(duty),
            Some(known) if is_asked_again(&known) => {
                due.again.push((known, edition(&duty.cause, &packs).to_owned()));
            }
            Some(_) => {}
        }
    }
    let in_force = in_force(&packs);
    for cause in causes.iter().filter(|cause| has_ended(cause, &in_force)) {
        let edition = edition(cause, &packs);
        due.ended.extend(duties::in_hand(tx, cause)?.into_iter().map(|duty| (duty, edition.to_owned())));
    }
    Ok(due)
}

/// Why a duty of a row ends.
const SETTLED: &str = "台账中的这一行已经办结、终止或改期";

/// Duties in hand that rows of registers opened and no longer ask for: it was paid, it ended, its day was changed. One
/// that was transferred goes on under another identity and is left to its new owner.
fn settled(tx: &mut Tx<'_>, causes: &[String], wanted: &[Opened]) -> Result<Vec<Duty>, Refusal> {
    let asked: BTreeSet<&str> = wanted.iter().map(|duty| duty.id.as_str()).collect();
    let mut found = Vec::new();
    for cause in causes.iter().filter(|cause| cause.starts_with(CAUSE)) {
        let in_hand = duties::in_hand(tx, cause)?.into_iter();
        found.extend(
            in_hand.filter(|duty| duty.opened.from.is_empty() && !asked.contains(duty.opened.id.as_str())),
        );
    }
    Ok(found)
}

fn carry_out(tx: &mut Tx<'_>, due: Due, now: Timestamp) -> Result<Ticked, Refusal> {
    let judged = due.judge.len() + due.counted.len();
    let (ended, opened) = (due.ended.len() + due.settled.len(), due.again.len());
    let mut ticked = Ticked { ended, judged, opened, cancelled: 0, told: 0 };
    for mut duty in due.missing {
        duty.claim_by = claim_by(&duty, now);
        ticked.opened += usize::from(duties::open(tx, duty, CLOCK, now)?);
    }
    for (duty, edition) in &due.again {
        duties::ask_again(tx, duty, edition, CLOCK, now)?;
    }
    for (duty, edition) in &due.ended {
        duties::end(tx, duty, edition, CLOCK, now)?;
    }
    for id in &due.judge {
        indicators::judge_again(tx, id, now)?;
    }
    for duty in &due.settled {
        duties::discharge(tx, duty, SETTLED, CLOCK, now)?;
    }
    for (id, reported) in due.counted {
        indicators::report(tx, &id, reported, CLOCK, now)?;
    }
    ticked.cancelled = powers::law::follow_laws(tx, CLOCK, now)?;
    Ok(ticked)
}

/// Every duty that schedules and clocks ask for by now; the clocks' own are named as urgent besides.
fn wanted(
    tx: &mut Tx<'_>,
    packs: &[Pack],
    calendar: &Calendar,
    now: Timestamp,
    urgent: &mut BTreeSet<String>,
) -> Result<Vec<Opened>, Refusal> {
    let register = documents::organs(tx)?;
    let decided = duties::named_owners(tx)?;
    let scheduled = |pack| scheduled(pack, &decided, calendar, now);
    let mut wanted: Vec<Opened> = packs.iter().flat_map(scheduled).collect();
    for incident in incidents::list(tx)? {
        let history = tx.stream(&format!("incident/{}", incident.learnt.id))?;
        if let Some(plan) = incidents::plan(tx, &incident.learnt.plan)? {
            let clocks = clocks(&plan, &register, &incident, &history, &decided, calendar, now);
            urgent.extend(clocks.iter().map(|duty| duty.id.clone()));
            wanted.extend(clocks);
            wanted.extend(calls(&plan, &incident, &history, calendar));
        }
    }
    let documents = packs.iter().flat_map(|pack| &pack.documents);
    let issuers = documents.map(|document| (document.slug.clone(), document.issuer.organ.clone())).collect();
    let handovers = powers::transfers(tx)?;
    wanted.extend(claims(&handovers, calendar));
    let days = days(tx, &handovers)?;
    let lists = Lists { days: &days, issuers: &issuers, register: &register };
    wanted.extend(pressed(&handovers, &lists, calendar, now));
    wanted.extend(given_away(&powers::orphans(tx)?, &lists));
    wanted.extend(publications(&powers::unpublished(tx)?, calendar));
    wanted.extend(decisions(&powers::law::review_duties(tx)?, calendar));
    let until = day_of(now).saturating_add(Span::new().days(OPEN_AHEAD_DAYS));
    let declared: Vec<pack::Register> = registers::books(tx)?.into_iter().map(|book| book.register).collect();
    wanted.extend(rows_due(&declared, &registers::due_rows(tx, until)?, calendar));
    once_each(&mut wanted, &register);
    Ok(wanted)
}

/// The decisions about days of hand-overs, by list.
fn days(
    tx: &mut Tx<'_>,
    handovers: &[powers::Handover],
) -> Result<BTreeMap<String, Vec<powers::Record>>, Refusal> {
    let lists: BTreeSet<&str> = handovers.iter().map(|handover| handover.list.as_str()).collect();
    lists.into_iter().map(|list| Ok((list.to_owned(), powers::records(tx, list, &["day"])?))).collect()
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
