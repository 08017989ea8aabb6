//! A made-up incident that runs through the pack's emergency plan, when it has one.

use super::{Act, Plan, reports::add};
use incidents::{Counts, Learnt, Proposed, Settled};
use jiff::{SignedDuration, Timestamp};
use pack::{Decision, Effect};
use page::Refusal;
use store::Store;

/// When it is learnt of: an evening, as such things are.
const LEARNT: Timestamp = Timestamp::constant(1_694_526_000, 0); // 2023-09-12 21:40 +08:00

/// Plans the incident: learnt of, counted again, responded to, ended.
pub(super) fn plan(store: &Store, plan: &mut Plan) -> Result<(), Refusal> {
    let plans = store.read(|tx| Ok::<_, Refusal>(incidents::plan_ids(tx)?))?;
    let Some(of) = plans.into_iter().next() else { return Ok(()) };
    let after = |hours: i64| LEARNT.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(LEARNT);
    let id = "demo-2023-01".to_owned();
    add(plan, LEARNT, Act::Learn(Box::new(learnt(&id, of.clone()))));
    let more = counts(14, 2);
    add(plan, after(3), Act::Recount(id.clone(), more));
    let decisions = store.read(|tx| Ok::<_, Refusal>(incidents::plan(tx, &of)?))?;
    let decisions = decisions.map(|of| of.decisions).unwrap_or_default();
    for (effect, hours) in [(Effect::StartsResponse, 4), (Effect::EndsResponse, 4 + 24 * 6)] {
        let Some(decision) = decisions.iter().find(|decision| decision.effect == Some(effect)) else {
            continue;
        };
        let no = if effect == Effect::StartsResponse { 1 } else { 2 };
        add(plan, after(hours), Act::Propose(id.clone(), Box::new(proposed(decision))));
        add(plan, after(hours + 1), Act::Settle(id.clone(), Box::new(agreed(no, decision))));
    }
    Ok(())
}

/// So many persons, so many of them extremely severe, in the words of plans of this kind; another plan counts
/// none of it.
fn counts(adverse: u32, severe: u32) -> Counts {
    let persons = Counts::default().with("adverse", adverse).with("severe", severe);
    persons.holding("similar_cases", true).holding("same_batch", true)
}

fn learnt(id: &str, plan: String) -> Learnt {
    Learnt {
        id: id.to_owned(),
        plan,
        title: "演示事件".to_owned(),
        title_en: "Made-up incident".to_owned(),
        product: "演示产品（批号 DEMO-001）".to_owned(),
        place: "演示地点".to_owned(),
        learnt: LEARNT,
        counts: counts(11, 1),
        made_up: true,
    }
}

/// Made-up evidence for everything the plan asks for.
fn proposed(decision: &Decision) -> Proposed {
    Proposed {
        no: 0,
        decision: decision.id.clone(),
        text: "演示：按预案提出。".to_owned(),
        evidence: decision.needs.iter().map(|need| (need.clone(), "演示依据".to_owned())).collect(),
        organ: decision.proposes.first().map(|named| named.organ.clone()).unwrap_or_default(),
    }
}

fn agreed(no: u32, decision: &Decision) -> Settled {
    let organ = decision.decides.first().map(|named| named.organ.clone()).unwrap_or_default();
    Settled { no, agreed: true, reason: "演示：同意。".to_owned(), organ }
}
