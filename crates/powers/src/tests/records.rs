//! Records beside a list, on both engines.

use super::county::{County, LIST, NOON, at, code, day, pack};
use crate::model::Change;
use crate::records::{
    Authority, Delegation, HandoverDay, Matter, Proposal, ProposalKind, Simpler, Stage, Step, Stepped,
    standings,
};
use crate::store::{items_with, record, records, transfers, unpublished};
use page::Refusal;

on_both_engines! {
    a_day_is_set_for_what_waits_and_for_nothing_else
    a_proposal_goes_its_way_and_waits_for_publication
    a_batch_is_recorded_whole_or_not_at_all
    marks_of_patterns_are_letters_like_others
    a_replay_gives_the_same_records
}

fn enter(county: &County, by: &str, matter: Matter) -> Result<(u32, u64), String> {
    county.0.write(|tx| record(tx, LIST, vec![matter], by, at(NOON))).map_err(|refusal| match refusal {
        Refusal::Invalid(say) | Refusal::Conflict(say) | Refusal::NotFound(say) => say.key.into_owned(),
        other => panic!("{other}"),
    })
}

fn moved(county: &County) {
    county.adopt(&pack());
    let moved = Change::Transfer { code: code(3), from: "县水利局".into(), to: "河东镇".into() };
    county.adjust("2024-06-01", None, vec![moved]).unwrap();
}

fn set(edition: u32, on: &str, document: &str, decided: &str) -> Matter {
    Matter::Day(HandoverDay {
        edition,
        giving: "县水利局".into(),
        taking: "河东镇".into(),
        day: day(on),
        document: document.into(),
        decided: day(decided),
        reason: String::new(),
    })
}

fn a_day_is_set_for_what_waits_and_for_nothing_else(county: &County) {
    moved(county);
    let enter = |matter| enter(county, "registrar", matter).map(|(id, _)| id);
    let refused = |key: &str| Err(format!("powers_records.{key}"));
    assert_eq!(enter(set(1, "2024-06-20", "甲1号", "2024-05-10")), refused("nothing_waits"));
    assert_eq!(enter(set(2, "2024-06-20", "", "2024-05-10")), refused("need_document"));
    assert_eq!(enter(set(2, "2024-06-20", "甲1号", "2024-05-21")), refused("ahead"));
    assert_eq!(enter(set(2, "2024-05-09", "甲1号", "2024-05-10")), refused("day_before_decision"));
    assert_eq!(enter(set(2, "2024-06-20", "甲1号", "2024-05-10")), Ok(1));
    assert_eq!(enter(set(2, "2024-06-20", "甲1号", "2024-05-10")), refused("same_day"));
    assert_eq!(enter(set(2, "2024-06-20", "甲0号", "2024-05-09")), refused("older_decision"));
    assert_eq!(enter(set(2, "2024-07-20", "甲2号", "2024-05-11")), Ok(2));
    let handover = county.read(|tx| Ok(transfers(tx)?)).remove(0);
    let days = county.read(|tx| Ok(records(tx, LIST, &["day"])?));
    assert_eq!(crate::deadline(&handover, &days).day(), Some(day("2024-07-20")), "the last decision counts");
}

fn proposal() -> Matter {
    Matter::Proposed(Proposal {
        kind: ProposalKind::Change,
        title: "更名".into(),
        asked_by: "县水务局".into(),
        day: day("2024-05-01"),
        codes: vec![code(1)],
        reason: "法律已改".into(),
        document: String::new(),
    })
}

fn step(step: Step) -> Matter {
    Matter::Stepped(Stepped { proposal: 1, step })
}

fn review() -> Step {
    Step::Reviewed {
        by: "司法局".into(),
        passed: true,
        opinion: "合法".into(),
        document: String::new(),
        day: day("2024-05-03"),
    }
}

fn decision() -> Step {
    Step::Decided {
        by: "县政府".into(),
        granted: true,
        document: "县政字〔2024〕11号".into(),
        day: day("2024-05-06"),
    }
}

fn a_proposal_goes_its_way_and_waits_for_publication(county: &County) {
    county.adopt(&pack());
    assert_eq!(enter(county, "clerk", step(review())), Err("powers_records.no_proposal".into()));
    assert_eq!(enter(county, "clerk", proposal()).unwrap().0, 1);
    assert_eq!(enter(county, "clerk", step(review())), Err("powers_records.second_person".into()));
    enter(county, "lawyer", step(review())).unwrap();
    assert_eq!(county.read(|tx| Ok(unpublished(tx)?)), []);
    enter(county, "clerk", step(decision())).unwrap();
    let waiting = county.read(|tx| Ok(unpublished(tx)?));
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].keeper.as_str(), waiting[0].document.as_str()),
        ("县水利局", "县政字〔2024〕11号")
    );
    enter(county, "clerk", step(Step::Published { place: "公报".into(), day: day("2024-05-07") })).unwrap();
    assert_eq!(county.read(|tx| Ok(unpublished(tx)?)), []);
    let all = standings(&county.read(|tx| Ok(records(tx, LIST, &["proposed", "stepped"])?)));
    assert_eq!(
        (all[0].stage(), all[0].proposal.asked_by.as_str()),
        (Stage::Published, "县水利局"),
        "its own name"
    );
}

fn simpler(code: String, steps: u32) -> Matter {
    let (steps_before, days_before, days_after) = (5, 20, 10);
    let (day, source) = (day("2024-05-01"), "流程图".to_owned());
    Matter::Simpler(Simpler { code, steps_before, steps_after: steps, days_before, days_after, day, source })
}

fn a_batch_is_recorded_whole_or_not_at_all(county: &County) {
    county.adopt(&pack());
    let batch = |last: &str| {
        let all = vec![simpler(code(1), 3), simpler(code(2), 4), simpler(last.to_owned(), 2)];
        county.0.write(|tx| record(tx, LIST, all, "registrar", at(NOON)))
    };
    assert!(matches!(batch("nobody"), Err(Refusal::Invalid(_))));
    assert_eq!(county.read(|tx| Ok(records(tx, LIST, &["simpler"])?.len())), 0);
    assert_eq!(batch(&code(3)).unwrap().0, 1);
    let ids: Vec<u32> = county.read(|tx| Ok(records(tx, LIST, &["simpler"])?)).iter().map(|r| r.id).collect();
    assert_eq!(ids, [1, 2, 3]);
    let none = county.0.write(|tx| record(tx, LIST, vec![], "registrar", at(NOON)));
    assert!(matches!(none, Err(Refusal::Invalid(_))));
}

fn marks_of_patterns_are_letters_like_others(county: &County) {
    county.adopt(&pack());
    let found = |word: &str| county.read(|tx| Ok(items_with(tx, LIST, &[word])?.len()));
    assert_eq!(["检查", "第1类", "%", "_", "\\", ""].map(found), [2, 1, 0, 0, 0, 0]);
    let named = |name: &str| {
        let (body, document) = ("县财政局".into(), "方案".into());
        enter(
            county,
            "registrar",
            Matter::Authority(Authority { name: name.into(), body, from: day("2019-01-01"), document }),
        )
    };
    assert_eq!(named("%%%"), Err("powers_records.not_named".into()));
    assert_eq!(named("第1"), Err("powers_records.not_named".into()), "too short to be a name");
    assert!(named("第1类行为").is_ok());
}

fn a_replay_gives_the_same_records(county: &County) {
    moved(county);
    enter(county, "registrar", set(2, "2024-06-20", "甲1号", "2024-05-10")).unwrap();
    enter(county, "registrar", simpler(code(1), 3)).unwrap();
    let letter = Delegation {
        codes: vec![code(1), code(2)],
        body: "县水利局".into(),
        delegate: "河东镇".into(),
        from: day("2024-05-01"),
        until: day("2025-05-01"),
        document: "委托书1号".into(),
    };
    enter(county, "registrar", Matter::Delegated(letter.clone())).unwrap();
    assert_eq!(
        enter(county, "registrar", Matter::Delegated(letter)),
        Err("powers_records.delegated_already".into())
    );
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
}
