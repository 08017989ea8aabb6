//! Reports: kept with gaps, gathered, counted once a person, sealed.

use super::county::{County, NIGHT, at};
use crate::cases::{Case, CaseState};
use crate::store::{
    NotTaken, Telling, cases_of, correct, decide_grade, find, find_case, judge, move_case, read_person,
    recount, say_person, take,
};
use crate::{Counts, Decided, Incident};
use std::collections::BTreeMap;

on_both_engines! {
    a_report_with_gaps_is_kept_and_what_cannot_be_is_named
    three_persons_with_one_product_make_a_candidate_and_a_fourth_joins_it
    one_death_makes_a_candidate_at_once_and_grades_it
    one_person_told_of_twice_counts_once_and_a_person_may_say_otherwise
    an_excluded_case_counts_no_more_and_the_grade_follows
    a_correction_completes_a_report_and_gathers_it
    reports_outside_the_days_or_after_the_end_do_not_join
    personal_data_is_sealed_and_every_reading_is_recorded
    what_was_told_by_telephone_is_not_lost_when_cases_come
    a_person_decides_a_graver_grade_and_never_a_milder_one
    an_exercise_never_meets_what_is_real
    a_replay_gives_the_same_cases
}

fn case(county: &County, id: &str) -> Case {
    county.read(|tx| Ok(find_case(tx, id)?)).unwrap()
}

fn incident(county: &County, id: &str) -> Incident {
    county.read(|tx| Ok(find(tx, id)?)).unwrap()
}

fn number(county: &County, id: &str, metric: &str) -> u32 {
    incident(county, id).counts.number(metric)
}

fn a_report_with_gaps_is_kept_and_what_cannot_be_is_named(county: &County) {
    let taken = county.tell(&[("product", " 甲药 ")], NIGHT);
    assert_eq!((taken.incident.as_str(), case(county, &taken.case).answer("product")), ("", "甲药"));
    let Err(NotTaken::Faults(faults)) = county.try_tell(&[("outcome", "好"), ("batch", "1")], NIGHT) else {
        panic!("it was taken");
    };
    let named: Vec<(&str, &str)> =
        faults.iter().map(|fault| (fault.field.as_str(), fault.say.key.as_ref())).collect();
    assert_eq!(named, [("batch", "cases.unknown_field"), ("outcome", "cases.not_an_option")]);
    assert!(
        matches!(county.try_tell(&[("product", " ")], NIGHT), Err(NotTaken::Refused(_))),
        "nothing was told"
    );
    assert_eq!(county.tell(&[("name", "张")], NIGHT).case, "case-2", "a refused report takes no number");
}

fn three_persons_with_one_product_make_a_candidate_and_a_fourth_joins_it(county: &County) {
    let first = county.tell(&[("product", "甲药"), ("name", "张")], NIGHT);
    let second = county.tell(&[("product", "甲 药"), ("name", "李")], NIGHT);
    county.tell(&[("product", "乙药"), ("name", "王")], NIGHT);
    assert_eq!((first.incident.as_str(), second.incident.as_str()), ("", ""));
    let third = county.tell(&[("product", "甲药")], "2024-06-02T18:00:00Z");
    assert_eq!(third.incident, "drug-safety-2024-001");
    assert_eq!(case(county, &first.case).incident, third.incident, "the earlier ones come along");
    let found = incident(county, &third.incident);
    assert_eq!((found.learnt.product.as_str(), found.learnt.learnt), ("甲药", at("2024-06-02T18:00:00Z")));
    assert_eq!(number(county, &third.incident, "adverse"), 3);
    let fourth = county.tell(&[("product", "甲药")], "2024-06-05T18:00:00Z");
    assert_eq!((fourth.incident, number(county, &third.incident, "adverse")), (third.incident, 4));
}

fn one_death_makes_a_candidate_at_once_and_grades_it(county: &County) {
    let taken = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let first = incident(county, &taken.incident);
    assert_eq!(first.graded.grade, None);
    assert_eq!(
        first.graded.undecided.unwrap().key,
        "incidents.need_lacking",
        "no other similar case is known"
    );
    county.tell(&[("product", "甲药"), ("outcome", "痊愈")], NIGHT);
    let graded = incident(county, &taken.incident).graded;
    assert_eq!((graded.grade.as_deref(), graded.undecided), (Some("Ⅳ"), None));
}

fn one_person_told_of_twice_counts_once_and_a_person_may_say_otherwise(county: &County) {
    let hospital = county.tell(&[("product", "甲药"), ("outcome", "痊愈"), ("name", "张")], NIGHT);
    let firm = county.tell(&[("product", "甲药"), ("outcome", "死亡"), ("name", "张")], NIGHT);
    assert_eq!(firm.perhaps.as_slice(), std::slice::from_ref(&hospital.case), "a name alone decides nothing");
    assert_eq!(number(county, &firm.incident, "adverse"), 2);
    county.write(|tx| say_person(tx, &firm.case, &hospital.case, "同院同床", "officer", at(NIGHT)));
    let counted = |metric| number(county, &firm.incident, metric);
    assert_eq!((counted("adverse"), counted("deaths")), (1, 1), "the later death is not lost");
    county.write(|tx| say_person(tx, &firm.case, "", "重名", "officer", at(NIGHT)));
    assert_eq!(counted("adverse"), 2);
    assert_eq!(county.refused(|tx| say_person(tx, &firm.case, "", " ", "officer", at(NIGHT))), "cases.why");
}

fn an_excluded_case_counts_no_more_and_the_grade_follows(county: &County) {
    let death = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let other = county.tell(&[("product", "甲药")], NIGHT);
    let grade = || incident(county, &death.incident).graded.grade;
    assert_eq!(grade().as_deref(), Some("Ⅳ"));
    county.write(|tx| judge(tx, &other.case, CaseState::Excluded, "与药品无关", "officer", at(NIGHT)));
    assert_eq!(grade(), None);
    county.write(|tx| judge(tx, &other.case, CaseState::Confirmed, "复核", "officer", at(NIGHT)));
    assert_eq!(grade().as_deref(), Some("Ⅳ"));
    county.write(|tx| move_case(tx, &other.case, "", "不同病区", "officer", at(NIGHT)));
    assert_eq!((grade(), case(county, &other.case).incident), (None, String::new()));
    let kinds: Vec<String> = county
        .read(|tx| Ok(tx.stream(&format!("incident/{}", death.incident))?))
        .into_iter()
        .map(|entry| entry.kind)
        .collect();
    let graded = kinds.iter().filter(|kind| *kind == "incident.graded").count();
    assert_eq!(graded, 6, "every change of the grade stays: {kinds:?}");
}

fn a_correction_completes_a_report_and_gathers_it(county: &County) {
    let death = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let gap = county.tell(&[("outcome", "痊愈"), ("name", "张")], NIGHT);
    assert_eq!(gap.incident, "");
    let given = BTreeMap::from([("product".to_owned(), "甲药".to_owned())]);
    let corrected = county.0.write(|tx| correct(tx, &gap.case, &given, "officer", at(NIGHT))).unwrap();
    assert_eq!(corrected, death.incident);
    let now = case(county, &gap.case);
    assert_eq!((now.answer("outcome"), now.reported.sealed.is_empty()), ("", false), "sealed answers stay");
    let person = county.write(|tx| read_person(tx, &gap.case, "联系救治", "officer", at(NIGHT)));
    assert_eq!(person["name"], "张");
}

fn reports_outside_the_days_or_after_the_end_do_not_join(county: &County) {
    let first = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    assert_eq!(county.tell(&[("product", "甲药")], "2024-07-02T18:00:00Z").incident, "", "31 days later");
    assert_eq!(
        county.tell(&[("product", "甲药")], "2024-07-01T18:00:00Z").incident,
        first.incident,
        "30 days"
    );
    county.run_through(&first.incident);
    let next = county.tell(&[("product", "甲药"), ("outcome", "死亡")], "2024-07-01T19:00:00Z");
    assert_eq!(next.incident, "drug-safety-2024-002", "an ended incident takes no new report");
}

fn personal_data_is_sealed_and_every_reading_is_recorded(county: &County) {
    let taken = county.tell(&[("product", "甲药"), ("name", "赵钱孙李")], NIGHT);
    let stream = format!("case/{}", taken.case);
    let entries = county.read(|tx| Ok(tx.stream(&stream)?));
    assert!(entries.iter().all(|entry| !entry.body.contains("赵钱孙李")), "{entries:?}");
    let mut rows = Vec::new();
    county.read(|tx| {
        for table in ["cases", "case_marks", "cards"] {
            rows.extend(
                tx.query(&format!("SELECT * FROM {table}"), &[])?.iter().map(|row| format!("{row:?}")),
            );
        }
        Ok(())
    });
    assert!(!rows.is_empty() && rows.iter().all(|row| !row.contains("赵钱孙李")), "{rows:?}");
    assert_eq!(county.refused(|tx| read_person(tx, &taken.case, "", "officer", at(NIGHT))), "cases.why");
    let person = county.write(|tx| read_person(tx, &taken.case, "联系救治", "officer", at(NIGHT)));
    assert_eq!(person, BTreeMap::from([("name".to_owned(), "赵钱孙李".to_owned())]));
    let read = county.read(|tx| Ok(tx.stream(&stream)?)).pop().unwrap();
    assert_eq!((read.kind.as_str(), read.actor.as_str()), ("incident_case.person_read", "officer"));
    assert!(read.body.contains("联系救治"));
}

fn what_was_told_by_telephone_is_not_lost_when_cases_come(county: &County) {
    let death = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let told = Counts::default().with("adverse", 12);
    county.write(|tx| recount(tx, &death.incident, told, "officer", at(NIGHT)));
    assert_eq!(
        (number(county, &death.incident, "adverse"), number(county, &death.incident, "deaths")),
        (12, 1)
    );
    county.tell(&[("product", "甲药")], NIGHT);
    assert_eq!(number(county, &death.incident, "adverse"), 12, "the greater of both");
    county.write(|tx| recount(tx, &death.incident, Counts::default(), "officer", at(NIGHT)));
    assert_eq!(number(county, &death.incident, "adverse"), 2, "a telling that was wrong is told anew");
}

fn a_person_decides_a_graver_grade_and_never_a_milder_one(county: &County) {
    let death = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let decide = |grade: &str, grounds: &str| Decided {
        grade: grade.into(),
        grounds: grounds.into(),
        criterion: String::new(),
        by: "officer".into(),
        at: at(NIGHT),
    };
    let refused =
        |d: Decided| county.refused(|tx| decide_grade(tx, &death.incident, d, "officer", at(NIGHT)));
    assert_eq!(refused(decide("Ⅴ", "x")), "incidents.unknown_grade");
    assert_eq!(refused(decide("Ⅳ", " ")), "cases.why");
    county.write(|tx| decide_grade(tx, &death.incident, decide("Ⅲ", "危害较大"), "officer", at(NIGHT)));
    let graded = incident(county, &death.incident).graded;
    assert_eq!((graded.grade.as_deref(), graded.undecided), (Some("Ⅲ"), None));
    county.tell(&[("product", "甲药")], NIGHT);
    let graded = incident(county, &death.incident).graded;
    assert_eq!(graded.grade.as_deref(), Some("Ⅲ"), "the decision stands while the numbers say Ⅳ");
    assert_eq!(graded.because[0].grade, "Ⅳ");
}

fn an_exercise_never_meets_what_is_real(county: &County) {
    let real = county.tell(&[("product", "甲药"), ("outcome", "死亡")], NIGHT);
    let told = |outcome: &str| {
        let answers = [("product", "甲药"), ("outcome", outcome)];
        let answers =
            answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect();
        let telling = Telling { plan: "drug-safety".into(), answers, made_up: true, ..Telling::default() };
        county.0.write(|tx| take(tx, telling, "officer", at(NIGHT))).unwrap()
    };
    let alone = told("痊愈");
    assert_eq!(alone.incident, "", "it does not join the real event");
    let exercise = told("死亡");
    assert_ne!(exercise.incident, real.incident);
    assert!(incident(county, &exercise.incident).learnt.made_up);
    assert_eq!(
        incident(county, &exercise.incident).graded.grade.as_deref(),
        Some("Ⅳ"),
        "the whole chain runs"
    );
    assert_eq!(number(county, &real.incident, "adverse"), 1, "the real event counts real persons");
    let moved = county.refused(|tx| move_case(tx, &alone.case, &real.incident, "误", "officer", at(NIGHT)));
    let same = county.refused(|tx| say_person(tx, &alone.case, &real.case, "误", "officer", at(NIGHT)));
    assert_eq!((moved.as_str(), same.as_str()), ("cases.made_up_apart", "cases.made_up_apart"));
}

fn a_replay_gives_the_same_cases(county: &County) {
    county.tell(&[("product", "甲药"), ("outcome", "死亡"), ("name", "张")], NIGHT);
    county.tell(&[("product", "甲药"), ("name", "张")], NIGHT);
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
    let id = case(county, "case-1").incident;
    assert_eq!(county.read(|tx| Ok(cases_of(tx, &id)?)).len(), 2);
}
