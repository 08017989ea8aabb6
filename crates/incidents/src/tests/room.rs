//! The room: nothing starts without a decision of another person, reports go out with gaps.

use super::county::{County, NIGHT, at, pack};
use crate::model::{IncidentEvent, ResponseState};
use crate::room::{Acknowledged, MISSING, Room, StepDone, Written, draft};
use crate::store::{acknowledge, cases_of, decide, find, note, propose, step, write_report};
use crate::{Acting, Settled};
use pack::ReportKind;
use page::Refusal;

on_both_engines! {
    a_response_starts_by_the_decision_of_another_person_whom_the_plan_names
    the_end_needs_evidence_for_every_condition
    a_right_that_exists_for_one_grade_does_not_exist_for_others
    a_report_goes_out_with_gaps_and_waits_for_its_acknowledgement
    measures_and_notes_stand_in_the_timeline
}

/// An event of grade Ⅳ.
fn event(county: &County) -> String {
    county.tell(&[("product", "甲药"), ("outcome", "死亡"), ("name", "赵钱孙李")], NIGHT);
    county.tell(&[("product", "甲药")], NIGHT).incident
}

fn state(county: &County, id: &str) -> ResponseState {
    county.read(|tx| Ok(find(tx, id)?)).unwrap().state
}

fn room(county: &County, id: &str) -> Room {
    Room::of(&county.read(|tx| Ok(tx.stream(&format!("incident/{id}"))?)))
}

fn key(refusal: Refusal) -> String {
    match refusal {
        Refusal::Conflict(say) | Refusal::Invalid(say) => say.key.into_owned(),
        other => panic!("{other}"),
    }
}

fn a_response_starts_by_the_decision_of_another_person_whom_the_plan_names(county: &County) {
    let id = event(county);
    county.write(|tx| propose(tx, &id, County::proposed(1), "officer", at(NIGHT)));
    let again = county.refused(|tx| propose(tx, &id, County::proposed(1), "officer", at(NIGHT)));
    assert_eq!(
        (again.as_str(), state(county, &id)),
        ("incidents.waits_already", ResponseState::FirstHandling)
    );
    let settle = |account: &str, reason: &str, agreed| {
        let settled = Settled { no: 1, agreed, reason: reason.into(), organ: "县政府".into() };
        let by = Acting { account, decides_for: &|_| false };
        county.0.write(|tx| decide(tx, &id, settled, &by, at(NIGHT)))
    };
    assert_eq!(key(settle("officer", "同意", true).unwrap_err()), "incidents.second_person");
    assert_eq!(key(settle("leader", " ", true).unwrap_err()), "cases.why");
    settle("leader", "县政令1号", true).unwrap();
    assert_eq!(state(county, &id), ResponseState::Responding);
    assert_eq!(key(settle("leader", "县政令1号", true).unwrap_err()), "incidents.settled_already");
    let once_more = county.refused(|tx| propose(tx, &id, County::proposed(1), "officer", at(NIGHT)));
    assert_eq!(once_more, "incidents.not_now", "it has begun");
}

fn the_end_needs_evidence_for_every_condition(county: &County) {
    let id = event(county);
    county.write(|tx| propose(tx, &id, County::proposed(1), "officer", at(NIGHT)));
    county.agree(&id, 1).unwrap();
    let mut bare = County::proposed(2);
    bare.evidence.insert("事件得到控制".into(), " ".into());
    assert_eq!(
        county.refused(|tx| propose(tx, &id, bare, "officer", at(NIGHT))),
        "incidents.evidence_missing"
    );
    county.write(|tx| propose(tx, &id, County::proposed(2), "officer", at(NIGHT)));
    let settled = Settled { no: 2, agreed: true, reason: "同意".into(), organ: "县财政局".into() };
    let by = Acting { account: "other", decides_for: &|organ| organ == "县财政局" };
    let refused = county.0.write(|tx| decide(tx, &id, settled, &by, at(NIGHT)));
    assert_eq!(key(refused.unwrap_err()), "incidents.decides", "the plan names another body");
    county.agree(&id, 2).unwrap();
    assert_eq!(state(county, &id), ResponseState::Ended);
    let kinds: Vec<String> = county
        .read(|tx| Ok(tx.stream(&format!("incident/{id}"))?))
        .into_iter()
        .map(|entry| entry.kind)
        .filter(|kind| !kind.contains("grade") && !kind.contains("tallied"))
        .collect();
    assert_eq!(
        kinds,
        [
            "incident.learnt",
            "incident.proposed",
            "incident.settled",
            "incident.response_started",
            "incident.proposed",
            "incident.settled",
            "incident.response_ended"
        ]
    );
}

fn a_right_that_exists_for_one_grade_does_not_exist_for_others(county: &County) {
    let alone = county.tell(&[("product", "乙药"), ("outcome", "死亡")], NIGHT).incident;
    let refused = |id: &str| county.refused(|tx| propose(tx, id, County::proposed(3), "officer", at(NIGHT)));
    assert_eq!(refused(&alone), "incidents.not_this_grade");
    let id = event(county);
    county.write(|tx| propose(tx, &id, County::proposed(3), "officer", at(NIGHT)));
    assert_eq!(room(county, &id).proposals.len(), 1);
}

fn a_report_goes_out_with_gaps_and_waits_for_its_acknowledgement(county: &County) {
    let id = event(county);
    let plan = pack().documents[1].plan.clone().unwrap();
    let incident = county.read(|tx| Ok(find(tx, &id)?)).unwrap();
    let cases = county.read(|tx| Ok(cases_of(tx, &id)?));
    let drafted = draft(&plan, &plan.reports[0], &incident, &cases, &room(county, &id));
    let text = format!("{drafted:?}");
    assert_eq!((drafted["产品"].as_str(), drafted["结果"].as_str()), ("甲药", "人数2，死亡1"));
    assert!(
        !drafted.contains_key("发生时间") && !text.contains("赵钱孙李") && !text.contains(MISSING),
        "{text}"
    );
    let written = |kind, to: &str| Written {
        no: 0,
        kind,
        fields: drafted.clone(),
        to: to.into(),
        channel: "电话".into(),
        secret: false,
    };
    let send =
        |kind, to: &str| county.0.write(|tx| write_report(tx, &id, written(kind, to), "officer", at(NIGHT)));
    assert_eq!(key(send(ReportKind::Initial, " ").unwrap_err()), "incidents.to_whom");
    assert_eq!(key(send(ReportKind::Progress, "县政府").unwrap_err()), "incidents.no_report");
    assert_eq!(send(ReportKind::Initial, "县政府").unwrap(), 1);
    assert_eq!(room(county, &id).reports[0].acknowledged, None);
    let arrived = |by: &str| Acknowledged { no: 1, by: by.into() };
    county.write(|tx| acknowledge(tx, &id, arrived("值班室"), "officer", at(NIGHT)));
    let twice = county.refused(|tx| acknowledge(tx, &id, arrived("值班室"), "officer", at(NIGHT)));
    assert_eq!(twice, "incidents.acknowledged_already");
    let secret = Written { secret: true, ..written(ReportKind::Initial, "县政府") };
    county.write(|tx| write_report(tx, &id, secret, "officer", at(NIGHT)));
    assert!(room(county, &id).reports[1].written.what.fields.is_empty(), "nothing of a secret is kept");
}

fn measures_and_notes_stand_in_the_timeline(county: &County) {
    let id = event(county);
    let measure = pack().documents[1].plan.as_ref().unwrap().measures[0].id.clone();
    let done = |measure: &str| StepDone { measure: measure.into(), note: "已统计".into() };
    county.write(|tx| step(tx, &id, done(&measure), "officer", at(NIGHT)));
    assert_eq!(county.refused(|tx| step(tx, &id, done("x"), "officer", at(NIGHT))), "incidents.no_measure");
    county.write(|tx| note(tx, &id, " 到场 ", "officer", at(NIGHT)));
    assert_eq!(room(county, &id).steps[&measure].what.note, "已统计");
    let last = county.read(|tx| Ok(tx.stream(&format!("incident/{id}"))?)).pop().unwrap();
    assert_eq!(last.read::<IncidentEvent>(), Some(IncidentEvent::Noted { text: "到场".into() }));
}
