//! Cases, reviews and draws of the invented county, on SQLite and on PostgreSQL.

use super::county::{County, LIST, NOON, at, code, day, pack};
use super::engines::{case, transfer};
use crate::cases::{Assigned, CaseOpened, Closing, Forum, Gate, Outcome, Plan, Review, Verdict};
use crate::model::Change;
use crate::store::{self, CaseFilter, HandoverSheet, Linked, OpenCase, Prepared};
use page::Refusal;

on_both_engines! {
    a_case_opens_only_under_an_item_in_force_for_that_body_that_day
    one_act_is_not_punished_under_two_linked_items
    a_year_shows_how_every_item_was_used
    a_penalty_passes_its_gates_and_keeps_to_its_benchmark
    a_review_comes_after_the_decision
    an_open_case_whose_item_moved_waits_for_somebody
    who_signs_the_hand_over_says_who_finishes
    a_draw_is_made_once_and_repeats
    a_replay_gives_the_same_cases
}

/// A decision with the two records every penalty needs.
fn penalty(id: &str, amount: i64) -> Closing {
    let records = [(Gate::Facts, "笔录1号"), (Gate::Notice, "告知1号")];
    Closing {
        id: id.into(),
        result: "罚款".into(),
        outcome: Outcome::Imposed,
        amount: Some(amount.into()),
        gates: records.into_iter().map(|(gate, record)| (gate, record.to_owned())).collect(),
        ..Closing::default()
    }
}

fn open(county: &County, id: &str, seq: u32, on: &str) {
    county.write(|tx| store::open_case(tx, case(id, seq, "县水利局", on), "water", at(NOON)));
}

fn close(county: &County, closing: &Closing) {
    county.write(|tx| store::close_case(tx, closing.clone(), "water", at(NOON)));
}

fn not_closed(county: &County, closing: &Closing) -> String {
    county.refused(|tx| store::close_case(tx, closing.clone(), "water", at(NOON)))
}

fn count(county: &County, filter: CaseFilter) -> u64 {
    county.read(|tx| Ok(store::cases(tx, &CaseFilter { list: LIST.into(), ..filter }, 1, 10)?)).0
}

fn a_case_opens_only_under_an_item_in_force_for_that_body_that_day(county: &County) {
    county.adopt(&pack());
    let cancel = Change::Cancel { code: code(5), basis: None };
    county.adjust("2024-04-01", None, vec![transfer(3, "县水利局", "河东镇"), cancel]).unwrap();
    let mut next = 0;
    let mut opens = |seq, body: &str, on: &str| {
        next += 1;
        let one = case(&format!("案{next}"), seq, body, on);
        match county.0.write(|tx| store::open_case(tx, one, "someone", at(NOON))) {
            Ok(_) => "opened".to_owned(),
            Err(Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say)) => {
                say.key.into_owned()
            }
            Err(other) => panic!("{other}"),
        }
    };
    assert_eq!(opens(3, "县水利局", "2024-03-31"), "opened");
    assert_eq!(opens(3, "县水利局", "2024-04-01"), "powers.case_other_body");
    assert_eq!(opens(3, "河东镇", "2024-04-01"), "opened");
    assert_eq!(opens(5, "县水利局", "2024-04-01"), "powers.case_not_in_force");
    assert_eq!(opens(99, "县水利局", "2024-04-01"), "powers.no_item");
    assert_eq!(opens(1, "县水利局", "2024-06-01"), "powers.case_ahead");
    let slash = CaseOpened { id: "水罚/1".into(), ..case("", 1, "县水利局", "2024-04-01") };
    assert_eq!(county.refused(|tx| store::open_case(tx, slash, "someone", at(NOON))), "powers.case_number");
    let again = case("案1", 1, "县水利局", "2024-04-01");
    assert_eq!(county.refused(|tx| store::open_case(tx, again, "someone", at(NOON))), "powers.case_exists");
}

fn one_act_is_not_punished_under_two_linked_items(county: &County) {
    county.adopt(&pack());
    let link = |general, special| Linked {
        list: LIST.into(),
        general: code(general),
        special: code(special),
        basis: "两项均涉同一行为".into(),
    };
    county.write(|tx| store::link_items(tx, link(1, 2), "registrar", at(NOON)));
    let refused = |linked| county.refused(|tx| store::link_items(tx, linked, "registrar", at(NOON)));
    assert_eq!(refused(link(2, 1)), "powers.linked_already");
    assert_eq!(refused(link(1, 1)), "powers.link_itself");
    let act = |id: &str, seq| CaseOpened {
        act: "某日某处占用".into(),
        ..case(id, seq, "县水利局", "2024-05-01")
    };
    county.write(|tx| store::open_case(tx, act("案1", 2), "water", at(NOON)));
    let twice = county.refused(|tx| store::open_case(tx, act("案2", 1), "water", at(NOON)));
    assert_eq!(twice, "powers.act_twice");
    county.write(|tx| store::open_case(tx, act("案3", 4), "water", at(NOON)));
}

fn a_year_shows_how_every_item_was_used(county: &County) {
    county.adopt(&pack());
    for (id, seq, on) in [("案1", 3, "2024-04-01"), ("案2", 3, "2024-04-02"), ("案3", 4, "2024-04-03")] {
        open(county, id, seq, on);
    }
    close(county, &penalty("案1", 2000));
    let none = Closing { outcome: Outcome::None, amount: None, ..penalty("案3", 0) };
    close(county, &none);
    assert_eq!(not_closed(county, &none), "powers.case_closed");
    let open_ones = CaseFilter { open: true, ..CaseFilter::default() };
    assert_eq!((count(county, CaseFilter::default()), count(county, open_ones)), (3, 1));
    let words = |words: &str| CaseFilter { words: words.into(), ..CaseFilter::default() };
    assert_eq!((count(county, words("公司 案2")), count(county, words("%"))), (1, 0));
    let year = |year| CaseFilter { year: Some(year), ..CaseFilter::default() };
    assert_eq!((count(county, year(2024)), count(county, year(2023))), (3, 0));
    let used = county.read(|tx| Ok(store::use_of(tx, LIST, 2024)?));
    assert_eq!((used.len(), used.iter().filter(|item| item.cases == 0).count()), (12, 10));
    let of = |seq| used.iter().find(|item| item.code == code(seq)).unwrap();
    let third = of(3);
    assert_eq!((third.cases, third.closed, third.imposed, third.none), (2, 1, 1, 0));
    assert_eq!((of(4).none, of(4).reviewed, of(4).holder.as_str()), (1, 0, "县水利局"));
    assert!(county.read(|tx| Ok(store::use_of(tx, LIST, 2023)?)).is_empty(), "no list, no use");
}

fn a_penalty_passes_its_gates_and_keeps_to_its_benchmark(county: &County) {
    county.adopt(&pack());
    let benchmark = crate::model::Added {
        field: crate::model::Field::Discretion,
        value: "轻微：不满1000元；一般：1000元以上5000元以下".into(),
        author: "县水利局".into(),
        source: "水政字〔2024〕2号".into(),
    };
    let changes = vec![Change::Complete { code: code(3), added: benchmark }];
    county.adjust("2024-03-15", None, changes).unwrap();
    for id in ["案1", "案2", "案3", "案4"] {
        open(county, id, 3, "2024-04-01");
    }
    let bare = Closing { gates: Default::default(), ..penalty("案1", 2000) };
    assert_eq!(not_closed(county, &bare), "powers.gate_facts");
    assert_eq!(not_closed(county, &penalty("案1", 2000)), "powers.step_unknown");
    let stepped = |id: &str, amount| Closing { step: "一般".into(), ..penalty(id, amount) };
    assert_eq!(not_closed(county, &stepped("案1", 5001)), "powers.step_exceeded");
    for (id, amount) in [("案1", 1000), ("案2", 1500), ("案3", 2000)] {
        close(county, &stepped(id, amount));
    }
    assert_eq!(not_closed(county, &stepped("案4", 4000)), "powers.unlike_others");
    close(county, &Closing { reason: "一年内第二次".into(), ..stepped("案4", 4000) });
}

fn review(id: &str, on: &str) -> Review {
    Review {
        id: id.into(),
        forum: Forum::Reconsideration,
        day: day(on),
        verdict: Verdict::Revoked,
        document: "县政复决〔2024〕1号".into(),
    }
}

fn a_review_comes_after_the_decision(county: &County) {
    county.adopt(&pack());
    open(county, "案1", 3, "2024-04-01");
    let later = "2024-08-01T04:00:00Z";
    let refused = |review| county.refused(|tx| store::review_case(tx, review, "water", at(later)));
    assert_eq!(refused(review("案1", "2024-07-01")), "powers.review_open");
    close(county, &penalty("案1", 2000));
    assert_eq!(refused(review("案1", "2024-05-19")), "powers.review_day", "before the decision");
    assert_eq!(refused(review("案1", "2024-08-02")), "powers.review_day", "not yet");
    assert_eq!(
        refused(Review { document: " ".into(), ..review("案1", "2024-07-01") }),
        "powers.review_no_document"
    );
    county.write(|tx| store::review_case(tx, review("案1", "2024-07-01"), "water", at(later)));
    assert_eq!(county.read(|tx| store::case(tx, "案1")).reviews, [review("案1", "2024-07-01")]);
    let used = county.read(|tx| Ok(store::use_of(tx, LIST, 2024)?));
    assert_eq!(used.iter().map(|item| item.reviewed).sum::<u64>(), 1);
}

fn stranded() -> CaseFilter {
    CaseFilter { stranded: Some(day("2024-06-02")), ..CaseFilter::default() }
}

fn an_open_case_whose_item_moved_waits_for_somebody(county: &County) {
    county.adopt(&pack());
    for (id, seq) in [("案1", 3), ("案2", 5), ("案3", 6)] {
        open(county, id, seq, "2024-05-01");
    }
    let cancel = Change::Cancel { code: code(5), basis: None };
    county.adjust("2024-06-01", None, vec![transfer(3, "县水利局", "河东镇"), cancel]).unwrap();
    let before = CaseFilter { stranded: Some(day("2024-05-31")), ..CaseFilter::default() };
    assert_eq!((count(county, before), count(county, stranded())), (0, 2), "one moved, one ended");
    let assign =
        |body: &str, basis: &str| Assigned { id: "案2".into(), finisher: body.into(), basis: basis.into() };
    let refused = |assigned| county.refused(|tx| store::assign_case(tx, assigned, "registrar", at(NOON)));
    assert_eq!(refused(assign("县水利局", "")), "powers.assign_no_basis");
    assert_eq!(refused(assign("无此局", "县政字〔2024〕9号")), "powers.assign_unknown");
    county.write(|tx| store::assign_case(tx, assign("县水务局", "县政字〔2024〕9号"), "registrar", at(NOON)));
    assert_eq!(
        county.read(|tx| store::case(tx, "案2")).finisher(),
        "县水利局",
        "an alias names the body itself"
    );
    assert_eq!(count(county, stranded()), 1);
    close(county, &penalty("案2", 100));
    assert_eq!(refused(assign("县水利局", "县政字〔2024〕9号")), "powers.case_closed");
}

fn who_signs_the_hand_over_says_who_finishes(county: &County) {
    county.adopt(&pack());
    open(county, "案1", 3, "2024-05-01");
    let made = county.adjust("2024-06-01", None, vec![transfer(3, "县水利局", "河东镇")]).unwrap();
    let code3 = code(3);
    let key = (LIST, code3.as_str(), made.edition.number);
    let open_cases = vec![OpenCase { case: "案1".into(), finishes: "河东镇".into() }];
    let sheet = HandoverSheet { open_cases, files: vec!["卷宗1册".into()], ..HandoverSheet::default() };
    county.write(|tx| store::hand_over(tx, key, sheet, "water", at(NOON)));
    assert_eq!(count(county, stranded()), 1, "a sheet that one side signed decides nothing");
    county.write(|tx| store::sign_handover(tx, key, "east", at(NOON)));
    assert_eq!(count(county, stranded()), 0);
    assert_eq!(county.read(|tx| store::case(tx, "案1")).finisher(), "河东镇");
}

fn prepared(seqs: &[u32]) -> Prepared {
    let names = |word: &str, count| (1..=count).map(|n| format!("{word}{n}")).collect();
    Prepared {
        id: String::new(),
        list: LIST.into(),
        body: "县水利局".into(),
        codes: seqs.iter().map(|seq| code(*seq)).collect(),
        title: "取水单位抽查".into(),
        plan: Plan { objects: names("单位", 8), inspectors: names("检查员", 4), count: 3, team: 2 },
    }
}

fn a_draw_is_made_once_and_repeats(county: &County) {
    county.adopt(&pack());
    let refused = |prepared| county.refused(|tx| store::prepare_draw(tx, prepared, "water", at(NOON)));
    assert_eq!(refused(prepared(&[])), "powers.draw_empty");
    assert_eq!(refused(Prepared { body: "河东镇".into(), ..prepared(&[11]) }), "powers.case_other_body");
    let plan = prepared(&[11]).plan;
    let with = |plan| Prepared { plan, ..prepared(&[11]) };
    assert_eq!(refused(with(Plan { count: 9, ..plan.clone() })), "powers.draw_objects");
    assert_eq!(refused(with(Plan { team: 1, ..plan.clone() })), "powers.draw_team");
    let twice = [plan.objects.clone(), vec!["单位1".into()]].concat();
    assert_eq!(refused(with(Plan { objects: twice, ..plan })), "powers.draw_twice");
    let (id, _) = county.write(|tx| store::prepare_draw(tx, prepared(&[11]), "water", at(NOON)));
    assert_eq!(id, "2024-1");
    let from_draw = |subject: &str| CaseOpened {
        subject: subject.into(),
        draw: id.clone(),
        ..case("检1", 11, "县水利局", "2024-05-10")
    };
    let early = county.refused(|tx| store::open_case(tx, from_draw("单位1"), "water", at(NOON)));
    assert_eq!(early, "powers.draw_did_not_choose", "nothing is drawn yet");
    county.write(|tx| store::draw_now(tx, &id, "water", at(NOON)));
    assert_eq!(county.refused(|tx| store::draw_now(tx, &id, "water", at(NOON))), "powers.drawn_already");
    let found = county.read(|tx| store::draw_of(tx, &id));
    assert!(found.repeats() && found.drawn.len() == 3 && found.drawn_seq.is_some());
    let chosen = found.drawn[0].object.clone();
    let other =
        found.prepared.plan.objects.iter().find(|name| found.drawn.iter().all(|one| one.object != **name));
    let not_drawn = from_draw(other.unwrap());
    let refused = county.refused(|tx| store::open_case(tx, not_drawn, "water", at(NOON)));
    assert_eq!(refused, "powers.draw_did_not_choose");
    county.write(|tx| store::open_case(tx, from_draw(&chosen), "water", at(NOON)));
    assert_eq!(count(county, CaseFilter { draw: id.clone(), ..CaseFilter::default() }), 1);
    let (second, _) = county.write(|tx| store::prepare_draw(tx, prepared(&[12]), "water", at(NOON)));
    assert_eq!(second, "2024-2");
    let covered = county.read(|tx| Ok(store::coverage(tx, LIST, "行政检查", day("2024-12-31"))?));
    let draws: Vec<u64> = covered[0].items.iter().map(|(_, _, draws)| *draws).collect();
    assert_eq!(draws, [1, 0], "a draw that was only prepared covers nothing");
}

fn a_replay_gives_the_same_cases(county: &County) {
    a_review_comes_after_the_decision(county);
    open(county, "案9", 4, "2024-05-01");
    let assigned =
        Assigned {
            id: "案9".into(), finisher: "县水利局".into(), basis: "县政字〔2024〕9号".into()
        };
    county.write(|tx| store::assign_case(tx, assigned, "registrar", at(NOON)));
    let (id, _) = county.write(|tx| store::prepare_draw(tx, prepared(&[11]), "water", at(NOON)));
    county.write(|tx| store::draw_now(tx, &id, "water", at(NOON)));
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
}
