use super::*;
use crate::sample::{calendar, pack};
use incidents::{Counts, Graded, Learnt, ResponseState};
use kernel::Happening;

const LEARNT: &str = "2024-06-01T13:40:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn incident(grade: Option<&str>) -> Incident {
    let learnt = Learnt {
        id: "i1".into(),
        plan: "drug-safety".into(),
        title: "事件".into(),
        title_en: "event".into(),
        product: String::new(),
        place: String::new(),
        learnt: at(LEARNT),
        counts: Counts::default().with("deaths", 1),
        made_up: false,
    };
    let graded = Graded { grade: grade.map(str::to_owned), ..Graded::default() };
    Incident {
        counts: learnt.counts.clone(),
        learnt,
        graded,
        state: ResponseState::FirstHandling,
        version: 1,
    }
}

fn entry(event: &IncidentEvent, at: Timestamp) -> Entry {
    let event = event.event().unwrap();
    Entry {
        district: "990101".into(),
        seq: 1,
        stream: "incident/i1".into(),
        version: 1,
        kind: event.kind,
        body: event.body.to_string(),
        actor: "a".into(),
        at,
    }
}

/// A plan whose clocks are these rules, all owed by one body.
fn plan(rules: &[&str]) -> (Plan, Organs) {
    let pack = pack();
    let mut plan = pack.documents[1].plan.clone().unwrap();
    let clock = plan.clocks[0].clone();
    plan.clocks = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| Clock {
            id: format!("K{}", at + 1),
            rule: rule.parse().unwrap(),
            applies: Vec::new(),
            ..clock.clone()
        })
        .collect();
    (plan, pack.organs)
}

fn due(rules: &[&str], history: &[Entry], now: &str) -> Vec<(String, String)> {
    let (plan, register) = plan(rules);
    let duties = clocks(&plan, &register, &incident(Some("Ⅳ")), history, &[], &calendar(), at(now));
    duties.into_iter().map(|duty| (duty.id, duty.due.unwrap().to_string())).collect()
}

#[test]
fn d_036_two_hours_run_from_the_instant_of_learning_and_no_rest_day_moves_them() {
    let got = due(&["within 2 hours after incident-learnt"], &[], LEARNT);
    assert_eq!(got, [("i1.K1.县水利局".to_owned(), "2024-06-01T15:40:00Z".to_owned())]);
}

#[test]
fn d_049_the_final_report_is_due_two_weeks_after_the_end_at_the_end_of_the_day() {
    let ended = entry(&IncidentEvent::ResponseEnded {}, at("2024-06-10T02:00:00Z"));
    let got = due(&["within 2 weeks after response-ended"], &[ended], "2024-06-11T00:00:00Z");
    assert_eq!(got, [("i1.K1.县水利局".to_owned(), "2024-06-24T16:00:00Z".to_owned())]);
    assert_eq!(
        due(&["within 2 weeks after response-ended"], &[], "2024-06-11T00:00:00Z"),
        [],
        "not before it has ended"
    );
}

#[test]
fn d_048_a_report_is_due_every_day_of_the_response_and_none_after_it() {
    let started = entry(&IncidentEvent::ResponseStarted {}, at("2024-06-02T02:00:00Z"));
    let ended = entry(&IncidentEvent::ResponseEnded {}, at("2024-06-04T02:00:00Z"));
    let rule = ["daily from response-started until response-ended"];
    let days = |history: &[Entry], now: &str| {
        due(&rule, history, now).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    let running = days(std::slice::from_ref(&started), "2024-06-03T02:00:00Z");
    assert_eq!(running, ["i1.K1.2024-06-02.县水利局", "i1.K1.2024-06-03.县水利局"]);
    let over = days(&[started, ended], "2024-06-20T02:00:00Z");
    assert_eq!(over.len(), 3, "the days of the response, both ends included: {over:?}");
}

#[test]
fn d_038_the_clock_of_grave_events_starts_when_a_grave_grade_is_given() {
    let rule = ["within 2 hours after provisional-grade-1-to-3"];
    let graded = |grade: &str| {
        entry(
            &IncidentEvent::Graded(Graded { grade: Some(grade.into()), ..Graded::default() }),
            at("2024-06-02T02:00:00Z"),
        )
    };
    assert_eq!(due(&rule, &[graded("Ⅳ")], "2024-06-03T02:00:00Z"), []);
    let got = due(&rule, &[graded("Ⅲ")], "2024-06-03T02:00:00Z");
    assert_eq!(got, [("i1.K1.县水利局".to_owned(), "2024-06-02T04:00:00Z".to_owned())]);
}

#[test]
fn x_018_a_clock_runs_also_where_the_text_names_nobody_to_act() {
    let (mut plan, register) = plan(&["within 2 hours after incident-learnt"]);
    plan.clocks[0].who.clear();
    let duties = clocks(&plan, &register, &incident(None), &[], &[], &calendar(), at(LEARNT));
    assert_eq!(duties.iter().map(|duty| duty.organ.as_str()).collect::<Vec<_>>(), [""]);
    let named = OwnerNamed {
        about: "K1".into(),
        organ: "县水利局".into(),
        naming: Naming::Owner,
        reason: "会议纪要".into(),
    };
    let after = clocks(&plan, &register, &incident(None), &[], &[named], &calendar(), at(LEARNT));
    assert_eq!(
        (after[0].organ.as_str(), &after[0].id),
        ("县水利局", &duties[0].id),
        "named, and not opened twice"
    );
}

#[test]
fn a_clock_for_one_grade_does_not_run_for_another() {
    let (mut plan, register) = plan(&["within 2 hours after incident-learnt"]);
    plan.clocks[0].applies = vec!["Ⅰ".into()];
    assert_eq!(clocks(&plan, &register, &incident(Some("Ⅳ")), &[], &[], &calendar(), at(LEARNT)), []);
}

#[test]
fn at_once_is_due_at_the_event_itself_and_marked_so() {
    let (plan, register) = plan(&["at once after report-received"]);
    let duties = clocks(&plan, &register, &incident(None), &[], &[], &calendar(), at(LEARNT));
    assert_eq!((duties[0].due, duties[0].at_once), (Some(at(LEARNT)), true));
}
