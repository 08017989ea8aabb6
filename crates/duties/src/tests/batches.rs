//! Work on many at once, on both engines.

use super::county::{County, DUE, MORNING, at};
use crate::model::{Act, DutyState, Report};
use crate::store::{Chosen, Filter, batches, find, look, many, undo};
use people::{Role, User};

fn office() -> User {
    User {
        account: "office".into(),
        name: "甲".into(),
        organ: "县政府".into(),
        role: Role::Supervisor,
        program: false,
    }
}

fn all() -> Chosen {
    Chosen::All(Box::default())
}

fn state(county: &County, id: &str) -> DutyState {
    county.read(|tx| Ok(find(tx, id)?)).unwrap().now.state
}

pub(super) fn many_are_accepted_at_once_and_taken_back_within_a_day(county: &County) {
    let [water, finance, east] = ["县水利局", "县财政局", "河东镇"].map(|organ| county.opens(organ, DUE));
    for id in [&water, &east] {
        county.reports(id, Report { text: "完成".into(), ..Report::default() }, MORNING);
    }
    let before = county.0.fingerprint().unwrap();
    let would = county.read(|tx| look(tx, &office(), &all(), &Act::Accept, at(MORNING)));
    assert_eq!((would.done, would.refused.len(), would.refused[0].1), (2, 1, 1));
    assert_eq!(county.0.fingerprint().unwrap(), before, "looking changes nothing");

    let accept = |seen| {
        move |tx: &mut store::Tx<'_>| {
            many(tx, &office(), (&all(), seen), ("accept", &Act::Accept), at(MORNING))
        }
    };
    let done = county.write(accept(would.seen));
    assert_eq!(
        (done.done, state(county, &water), state(county, &finance)),
        (2, DutyState::Accepted, DutyState::Open)
    );
    assert_eq!(
        county.refused(accept(would.seen)),
        "duties.batch_twice",
        "the same form from a second window"
    );
    assert_eq!(county.refused(accept(u64::MAX >> 1)), "duties.nothing_to_review", "it can be done to none");

    // Something happened to one of them since: it stays; the other stands as it stood.
    let close = crate::model::Actor { account: "office", office: true, ..Default::default() };
    county.write(|tx| crate::store::act(tx, &east, close, Act::Close(String::new()), at(MORNING)));
    let back = county.write(|tx| undo(tx, &done.id, "office", at("2024-06-04T00:59:00Z")));
    assert_eq!((back.undone, back.left), (1, vec![east.clone()]));
    assert_eq!((state(county, &water), state(county, &east)), (DutyState::Submitted, DutyState::Closed));
    assert_eq!(
        county.refused(|tx| undo(tx, &done.id, "office", at("2024-06-04T00:59:30Z"))),
        "duties.batch_undone"
    );
    assert!(county.read(|tx| Ok(batches(tx, 9)?))[0].undone);
    county.replays();
}

pub(super) fn a_batch_stays_once_its_day_is_over(county: &County) {
    let water = county.opens("县水利局", DUE);
    let until = at("2024-07-05T16:00:00Z");
    let extend = Act::Extend { until, reason: "汛期".into() };
    let ticked = Chosen::Ids(vec![water.clone()]);
    let done = county.write(|tx| many(tx, &office(), (&ticked, 0), ("extend", &extend), at(MORNING)));
    let duty = county.read(|tx| Ok(find(tx, &water)?)).unwrap();
    assert_eq!((duty.now.due, duty.was_extended()), (Some(until), true));
    assert_eq!(
        county.refused(|tx| undo(tx, &done.id, "office", at("2024-06-04T01:00:01Z"))),
        "duties.batch_too_late"
    );
    county.write(|tx| undo(tx, &done.id, "office", at("2024-06-04T01:00:00Z")));
    assert_eq!(
        county.read(|tx| Ok(find(tx, &water)?)).unwrap().now.due,
        Some(at(DUE)),
        "the first limit is back"
    );
}

pub(super) fn what_is_not_for_many_is_done_to_none(county: &County) {
    let water = county.opens("县水利局", DUE);
    let refused = |chosen: Chosen, word: &'static str, act: Act| {
        county.refused(|tx| many(tx, &office(), (&chosen, 0), (word, &act), at(MORNING)))
    };
    assert_eq!(refused(all(), "cancel", Act::Cancel("不办".into())), "duties.batch_which_act");
    let none = Chosen::All(Box::new(Filter { organ: "河西镇".into(), ..Filter::default() }));
    assert_eq!(refused(none, "chase", Act::Chase(String::new())), "duties.batch_of_none");
    let nobody = Act::Assign { to: "没有这个局".into(), reason: "三定".into() };
    assert_eq!(refused(all(), "assign", nobody), "duties.unknown_organ");
    assert_eq!(state(county, &water), DutyState::Open);
}
