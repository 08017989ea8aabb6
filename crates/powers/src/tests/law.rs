//! The watch over the law, on both engines.

use super::county::{County, LIST, NOON, at, code, day, pack};
use crate::law::{Decided, Law, LawChange, Line, ReviewKey, What, lines, read};
use crate::model::{Added, Change, Field};
use crate::store::law::{
    Decide, LawReview, ReviewFilter, cites_of, citing, follow_laws, import, law_of, laws, laws_due,
    look_again, record_change, register, review, review_duties, reviews, settle, unnamed, unregistered,
};
use crate::store::{NotMade, edition, who_could};
use pack::Pack;
use page::Refusal;

on_both_engines! {
    cites_follow_the_words_of_items
    a_change_by_article_opens_reviews_for_the_items_it_touches_only
    an_item_falls_with_its_law_on_the_day_and_not_before
    a_decision_keeps_adjusts_or_cancels
    a_decision_of_a_higher_government_cancels_by_code_and_delegates_by_name
    a_register_is_imported_whole_or_not_at_all
    what_came_to_cite_the_law_later_is_found
    the_watch_is_the_same_after_a_replay
}

fn basis(seq: u32, basis: &str) -> Change {
    Change::Complete {
        code: code(seq),
        added: Added {
            field: Field::Basis,
            value: basis.into(),
            author: "registrar".into(),
            source: "县政办字〔2024〕2号".into(),
        },
    }
}

fn law(title: &str) -> Law {
    Law { title: title.into(), class: "行政法规".into(), ..Law::default() }
}

fn change(law: &str, what: What, effective: &str) -> LawChange {
    LawChange {
        law: law.into(),
        what,
        effective: day(effective),
        source: "国务院令第9号".into(),
        decide_by: day("2024-09-30"),
        note: String::new(),
    }
}

fn amended(text: &str) -> What {
    let lines: Vec<Line> = lines(text).unwrap();
    What::Amended { lines }
}

const GONE: What = What::Repealed { successor: None };

/// The county's pack; its list states no basis.
fn bare() -> Pack {
    let mut pack = pack();
    let listed = pack.documents.iter_mut().flat_map(|document| &mut document.powers);
    listed.for_each(|power| power.basis = None);
    pack
}

/// The county whose items 1 to 5 have a basis, with two registered laws.
fn county(county: &County) {
    county.adopt(&bare());
    county
        .adjust(
            "2024-04-01",
            None,
            vec![
                basis(1, "《河道管理条例》（2018年修正）第二十五条、第四十四条第一款"),
                basis(2, "河道管理条例第四十五条"),
                basis(3, "《中华人民共和国河道管理条例》；《水法》第六十五条"),
                basis(4, "《水法》第六十六条"),
                basis(5, "按上级要求办理"),
            ],
        )
        .unwrap();
    county.write(|tx| {
        register(tx, vec![law("中华人民共和国河道管理条例"), law("水法")], "registrar", at(NOON))
    });
}

fn cited(county: &County, name: &str, on: &str) -> Vec<String> {
    let found = county.read(|tx| Ok(citing(tx, name, day(on), 1, 50)?)).1;
    found.into_iter().map(|citing| citing.code).collect()
}

fn all(county: &County) -> Vec<LawReview> {
    county.read(|tx| Ok(reviews(tx, &ReviewFilter::default(), 1, 500)?)).1
}

/// Serial number of the item and state of every review.
fn states(county: &County) -> Vec<(u32, &'static str)> {
    let serial = |code: &str| code.get(10..).unwrap().parse().unwrap();
    all(county).iter().map(|review| (serial(&review.of.code), review.state())).collect()
}

fn held(county: &County, seq: u32, on: &str) -> bool {
    county.read(|tx| who_could(tx, LIST, &code(seq), day(on))).is_some()
}

fn cites_follow_the_words_of_items(here: &County) {
    county(here);
    let of = |seqs: &[u32]| seqs.iter().map(|seq| code(*seq)).collect::<Vec<_>>();
    assert_eq!(cited(here, "河道管理条例", "2024-05-01"), of(&[1, 2, 3]));
    assert_eq!(cited(here, "河道管理条例", "2024-03-31"), of(&[]), "before they had a basis");
    here.adjust(
        "2024-06-01",
        None,
        vec![basis(2, "《水法》第六十七条"), Change::Cancel { code: code(3), basis: None }],
    )
    .unwrap();
    assert_eq!(cited(here, "河道管理条例", "2024-05-31"), of(&[1, 2, 3]), "the past stays");
    assert_eq!(cited(here, "河道管理条例", "2024-06-01"), of(&[1]));
    assert_eq!(cited(here, "水法", "2024-06-01"), of(&[2, 4]));
    let found = here.read(|tx| Ok(cites_of(tx, LIST, &code(1))?));
    assert_eq!((found.len(), found[0].law.as_deref()), (1, Some("河道管理条例")));
    assert_eq!(found[0].cite.as_ref().unwrap().edition.as_deref(), Some("2018年修正"));
    let (total, open) = here.read(|tx| Ok(unnamed(tx, day("2024-06-01"), 1, 50)?));
    assert_eq!((total, open[0].code.as_str(), open[0].way.as_str()), (1, code(5).as_str(), "unread"));
    here.adjust("2024-06-01", None, vec![basis(5, "《防洪法》第五十五条")]).unwrap();
    let missing = here.read(|tx| Ok(unregistered(tx, day("2024-06-01"), 1, 50)?));
    assert_eq!((missing.0, missing.1[0].name.as_str(), missing.1[0].items), (1, "防洪法", 1));
}

fn a_change_by_article_opens_reviews_for_the_items_it_touches_only(here: &County) {
    county(here);
    let what = amended("第四十四条修改；第四十五条改为第四十六条");
    let changed = here.write(|tx| {
        record_change(tx, change("河道管理条例", what.clone(), "2024-06-01"), "registrar", at(NOON))
    });
    assert_eq!((changed.touched, changed.cancelled, changed.waiting), (3, 0, 0));
    assert_eq!(states(here), [(1, "open"), (2, "open"), (3, "open")]);
    let of = |seq: u32| all(here).into_iter().find(|review| review.of.code == code(seq)).unwrap();
    assert_eq!(of(1).why[0].key, "powers_law.why_altered");
    assert_eq!(of(2).proposal.as_deref(), Some("河道管理条例第四十六条"));
    assert_eq!(of(3).why[0].key, "powers_law.why_no_article");
    assert_eq!((of(1).organ.as_str(), of(1).decide_by), ("县水利局", day("2024-09-30")));
    let again = |law: &str, what: What| {
        here.refused(|tx| record_change(tx, change(law, what, "2024-06-01"), "registrar", at(NOON)))
    };
    assert_eq!(again("河道管理条例", what), "powers_law.change_twice");
    assert_eq!(again("防洪法", GONE), "powers_law.no_law");
    assert_eq!(again("水法", amended("第一条修改；第一条删去")), "powers_law.article_twice");
    here.adjust(
        "2024-07-01",
        None,
        vec![Change::Transfer { code: code(2), from: "县水利局".into(), to: "河东镇".into() }],
    )
    .unwrap();
    assert_eq!(of(2).organ, "河东镇", "who exercises the item decides");
    let owed = here.read(|tx| Ok(review_duties(tx)?));
    let owed: Vec<(&str, u64)> = owed.iter().map(|duty| (duty.organ.as_str(), duty.count)).collect();
    assert_eq!(owed, [("县水利局", 2), ("河东镇", 1)]);
    here.adjust("2024-07-01", None, vec![basis(3, "《水法》第六十五条")]).unwrap();
    assert_eq!(of(3).state(), "adjusted", "what no longer cites the law needs no review");
}

fn an_item_falls_with_its_law_on_the_day_and_not_before(here: &County) {
    county(here);
    let changed =
        here.write(|tx| record_change(tx, change("河道管理条例", GONE, "2024-06-10"), "registrar", at(NOON)));
    assert_eq!((changed.touched, changed.cancelled, changed.waiting), (3, 0, 2));
    assert_eq!(states(here), [(1, "waits"), (2, "waits"), (3, "open")], "the third rests on another law too");
    assert!(held(here, 1, "2024-12-31"), "nothing has ended yet");
    assert_eq!(here.read(|tx| Ok(laws_due(tx, at("2024-06-09T04:00:00Z"))?)), 0);
    let day_of = at("2024-06-10T04:00:00Z");
    assert_eq!(here.read(|tx| Ok(laws_due(tx, day_of)?)), 2);
    assert_eq!(here.write(|tx| follow_laws(tx, "clock", day_of)), 2);
    assert_eq!(here.write(|tx| follow_laws(tx, "clock", day_of)), 0, "once");
    assert_eq!(states(here), [(1, "cancelled"), (2, "cancelled"), (3, "open")]);
    assert!(held(here, 1, "2024-06-09") && !held(here, 1, "2024-06-10"));
    let made = here.read(|tx| Ok(edition(tx, LIST, 3)?)).unwrap();
    assert_eq!((made.cancelled, made.basis.as_str(), made.actor.as_str()), (2, "国务院令第9号", "clock"));
    let gone = here.refused(|tx| {
        record_change(tx, change("河道管理条例", amended("第一条修改"), "2024-07-01"), "registrar", at(NOON))
    });
    assert_eq!(gone, "powers_law.gone_already");
    let late = here.write(|tx| record_change(tx, change("水法", GONE, "2024-05-01"), "registrar", day_of));
    assert_eq!((late.cancelled, late.waiting), (2, 0), "3 rested on both, and both are gone");
    assert!(held(here, 4, "2024-06-09") && !held(here, 4, "2024-06-10"), "from the newest edition on");
}

fn a_decision_keeps_adjusts_or_cancels(here: &County) {
    county(here);
    let what = amended("第四十四条至第四十五条改为第四十五条至第四十六条");
    let seq = here
        .write(|tx| record_change(tx, change("河道管理条例", what, "2024-06-01"), "registrar", at(NOON)))
        .seq;
    let of = |seq_of: u32| ReviewKey { change: seq, list: LIST.into(), code: code(seq_of) };
    let decide = |key: &ReviewKey, decide: Decide| {
        struct Failed(NotMade);
        impl From<store::StoreError> for Failed {
            fn from(error: store::StoreError) -> Failed {
                Failed(NotMade::Other(error.into()))
            }
        }
        match here.0.write(|tx| settle(tx, key, decide, "registrar", at(NOON)).map_err(Failed)) {
            Ok(_) => String::new(),
            Err(Failed(NotMade::Other(
                Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say),
            ))) => say.key.into_owned(),
            Err(Failed(other)) => panic!("{other:?}"),
        }
    };
    let keep = |reason: &str| Decide::Keep { reason: reason.into() };
    assert_eq!(decide(&of(1), keep(" ")), "powers_law.no_reason");
    assert_eq!(decide(&of(4), keep("无关")), "powers_law.no_review");
    assert_eq!(decide(&of(1), keep("罚则未变")), "");
    assert_eq!(decide(&of(1), keep("罚则未变")), "powers_law.decided_already");
    let proposal = here.read(|tx| review(tx, &of(2))).proposal.unwrap();
    assert_eq!(proposal, "河道管理条例第四十六条");
    let adjust = Decide::Adjust { basis: proposal.clone(), name: None, document: String::new(), from: None };
    assert_eq!(decide(&of(2), adjust), "");
    assert_eq!(here.read(|tx| review(tx, &of(2))).state(), "adjusted");
    let span = here.read(|tx| who_could(tx, LIST, &code(2), day("2024-06-01"))).unwrap().span;
    let added = span.item.added(Field::Basis).unwrap().clone();
    assert_eq!((added.value, added.source.as_str()), (proposal, "国务院令第9号"));
    let cancel =
        Decide::Cancel { document: "县政字〔2024〕12号".into(), from: Some(day("2024-07-01")) };
    assert_eq!(decide(&of(3), cancel), "");
    assert_eq!(states(here), [(1, "kept"), (2, "adjusted"), (3, "cancelled")]);
    assert!(held(here, 3, "2024-06-30") && !held(here, 3, "2024-07-01"));
    assert!(here.read(|tx| Ok(review_duties(tx)?)).is_empty());
}

fn a_decision_of_a_higher_government_cancels_by_code_and_delegates_by_name(here: &County) {
    county(here);
    let items = vec![
        Decided { item: code(6), to: None },
        Decided { item: "对第7类行为的处罚".into(), to: Some("河东镇".into()) },
        Decided { item: "没有这一项".into(), to: None },
    ];
    let decides = change("关于取消和下放一批事项的决定", What::Decided { items }, "2024-05-01");
    let changed = here.write(|tx| record_change(tx, decides, "registrar", at(NOON)));
    assert_eq!((changed.touched, changed.cancelled), (2, 1), "the day has come: at once");
    assert_eq!(states(here), [(6, "cancelled"), (7, "open")]);
    assert!(held(here, 6, "2024-04-30") && !held(here, 6, "2024-05-01"));
    here.adjust(
        "2024-06-01",
        None,
        vec![Change::Transfer { code: code(7), from: "县水利局".into(), to: "河东镇".into() }],
    )
    .unwrap();
    assert_eq!(
        states(here),
        [(6, "cancelled"), (7, "adjusted")],
        "handed down, so nothing is left to decide"
    );
}

fn a_register_is_imported_whole_or_not_at_all(here: &County) {
    county(here);
    let today = day("2024-05-20");
    let lines = "法规\t防洪法\t法律\t\t\t\t防洪办法\n修改\t水法\t2024-07-01\t主席令第9号\t第六十六条修改\n法规\t水法\t法律";
    let done = here.write(|tx| import(tx, &read(lines, today), "registrar", at(NOON)));
    assert_eq!((done.laws, done.changes.len(), done.changes[0].touched, done.known), (2, 1, 1, 0));
    let again = here.write(|tx| import(tx, &read(lines, today), "registrar", at(NOON)));
    assert_eq!((again.laws, again.changes.len(), again.known), (0, 0, 3), "the same lines again do nothing");
    let (total, rows) = here.read(|tx| Ok(laws(tx, "法", today, 1, 50)?));
    assert_eq!((total, rows.len()), (2, 2));
    assert_eq!(here.read(|tx| Ok(law_of(tx, "防洪办法", today)?)).id, "防洪法", "an alias is a name of it");
    let taken = here.refused(|tx| {
        register(tx, vec![Law { aliases: vec!["水法".into()], ..law("防洪条例") }], "registrar", at(NOON))
    });
    assert_eq!(taken, "powers_law.name_taken");
    let bad = "法规\t甲法\n废止\t乙法\t2024-07-01\t主席令第1号\n注销\t丙法";
    let mut faults = Vec::new();
    let undone = here.0.write(|tx| {
        faults = import(tx, &read(bad, today), "registrar", at(NOON))?.faults;
        Err::<(), Refusal>(Refusal::Broken(String::new()))
    });
    assert!(undone.is_err());
    assert_eq!(
        faults.iter().map(|(line, say)| (*line, &*say.key)).collect::<Vec<_>>(),
        [(3, "powers_law.bad_kind")]
    );
    assert_eq!(here.read(|tx| Ok(laws(tx, "", today, 1, 50)?)).0, 3);
}

fn what_came_to_cite_the_law_later_is_found(here: &County) {
    county(here);
    let seq =
        here.write(|tx| record_change(tx, change("水法", GONE, "2024-05-10"), "registrar", at(NOON))).seq;
    assert_eq!(states(here), [(3, "open"), (4, "cancelled")]);
    here.adjust("2024-06-01", None, vec![basis(8, "《水法》第七十条")]).unwrap();
    assert_eq!(
        states(here),
        [(3, "open"), (4, "cancelled"), (8, "open")],
        "what is new does not rest on what is gone, and does not end by itself either"
    );
    let found = here.read(|tx| Ok(cites_of(tx, LIST, &code(8))?));
    assert!(found[0].repealed().is_some(), "its page warns");
    let what = amended("第七十一条修改");
    here.write(|tx| record_change(tx, change("河道管理条例", what, "2024-07-01"), "registrar", at(NOON)));
    let reviewed = |of: u32| states(here).iter().filter(|(seq, _)| *seq == of).count();
    here.adjust("2024-06-01", None, vec![basis(9, "《河道管理条例》第七十一条")]).unwrap();
    assert_eq!(reviewed(9), 1, "a change that is ahead");
    here.adjust("2024-07-01", None, vec![basis(10, "《河道管理条例》第七十一条")]).unwrap();
    assert_eq!(reviewed(10), 0, "written after the change");
    let before = states(here);
    here.write(|tx| look_again(tx, seq, "registrar", at(NOON)));
    assert_eq!(states(here), before, "each item once");
}

fn the_watch_is_the_same_after_a_replay(here: &County) {
    a_decision_keeps_adjusts_or_cancels(here);
    here.write(|tx| {
        record_change(tx, change("水法", GONE, "2024-07-10"), "registrar", at("2024-07-11T04:00:00Z"))
    });
    here.adopt(&{
        let mut next = bare();
        next.documents.iter_mut().find(|d| d.slug == LIST).unwrap().powers[8].basis = Some("水法".into());
        next.edition = "2".into();
        next
    });
    let before = here.0.fingerprint().unwrap();
    here.0.replay().unwrap();
    assert_eq!(before, here.0.fingerprint().unwrap());
}
