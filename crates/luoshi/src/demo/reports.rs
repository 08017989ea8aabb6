//! Made-up reports: most on time, some late, some never; most accepted, some returned first.

use super::{ACTOR, Act, Plan, draw};
use duties::{Actor, Duty, Filter, Report};
use jiff::{SignedDuration, Timestamp};
use page::Refusal;
use store::{Store, Tx};

/// What departments write. Generic on purpose: the made-up year is for any pack.
const TEXTS: [&str; 4] = [
    "本期各项工作按计划推进，主要任务已完成，相关材料已归档。",
    "已完成阶段性任务，个别事项需上级部门协调，下期继续推进。",
    "按时限要求开展工作，形成台账并完成自查，未发现突出问题。",
    "工作进展正常，已组织专题调度，问题清单逐项销号。",
];
/// Why a report is returned.
const REASON: &str = "缺少佐证材料，请补充本期数据和来源。";

/// Plans what becomes of every duty that was opened since `known` duties were; gives how many there are now.
pub(super) fn plan(store: &Store, known: u64, now: Timestamp, plan: &mut Plan) -> Result<u64, Refusal> {
    let total = store.read(|tx| Ok::<_, Refusal>(duties::list(tx, &Filter::default(), 1, 1)?.0))?;
    if total == known {
        return Ok(known);
    }
    let fresh = store.read(|tx| {
        Ok::<_, Refusal>(duties::list(tx, &Filter { awaits: true, ..Filter::default() }, 1, 10_000)?.1)
    })?;
    for duty in fresh {
        let opened_today =
            plan.values().flatten().all(|act| !matches!(act, Act::Report(id, _) if *id == duty.opened.id));
        if opened_today
            && duty.now.reported.is_none()
            && duty.opened.due.is_some_and(|due| duty.opened.at_once || due > now)
        {
            of_duty(&duty, now, plan);
        }
    }
    Ok(total)
}

/// One duty's fate, drawn from its identity.
fn of_duty(duty: &Duty, now: Timestamp, plan: &mut Plan) {
    let (id, Some(due)) = (&duty.opened.id, duty.opened.due) else { return };
    let hours = i64::try_from(draw(id, 120)).unwrap_or_default();
    if duty.opened.at_once {
        let soon = now.saturating_add(SignedDuration::from_mins(10 + hours / 2)).unwrap_or(due);
        add(plan, soon, Act::Report(id.clone(), text(id)));
        return review(id, soon, plan);
    }
    let at = match draw(&format!("{id}?"), 100) {
        0..78 => due.saturating_sub(SignedDuration::from_hours(14 + hours)),
        78..90 => due.saturating_add(SignedDuration::from_hours(10 + hours)),
        _ => return,
    };
    let at = at.unwrap_or(due).max(now.saturating_add(SignedDuration::from_mins(30)).unwrap_or(due));
    add(plan, at, Act::Report(id.clone(), text(id)));
    review(id, at, plan);
}

fn text(id: &str) -> String {
    let at = usize::try_from(draw(id, TEXTS.len() as u64)).unwrap_or_default();
    TEXTS.get(at).copied().unwrap_or_default().to_owned()
}

/// Most reports are accepted two days later, some are returned and reported again, some still wait.
fn review(id: &str, at: Timestamp, plan: &mut Plan) {
    let later = |hours| at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(at);
    match draw(&format!("{id}!"), 100) {
        0..80 => add(plan, later(49), Act::Accept(id.to_owned())),
        80..88 => {
            add(plan, later(26), Act::Return(id.to_owned(), REASON.to_owned()));
            add(plan, later(75), Act::Report(id.to_owned(), text(id)));
            add(plan, later(99), Act::Accept(id.to_owned()));
        }
        88..92 => add(plan, later(26), Act::Return(id.to_owned(), REASON.to_owned())),
        _ => {}
    }
}

pub(super) fn add(plan: &mut Plan, at: Timestamp, act: Act) {
    plan.entry(at).or_default().push(act);
}

/// Reports in the name of the department.
pub(super) fn report(tx: &mut Tx<'_>, id: &str, text: String, at: Timestamp) -> Result<(), Refusal> {
    let report = Report { text, progress: Some(100), made_up: true, ..Report::default() };
    duties::report(tx, id, Actor { account: ACTOR, owner: true, ..Actor::default() }, report, at).map(|_| ())
}
