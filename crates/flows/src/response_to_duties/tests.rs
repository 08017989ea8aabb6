use super::*;
use crate::sample::{calendar, pack};
use incidents::{Counts, Graded, Learnt, ResponseState};
use kernel::Happening;
use std::collections::BTreeSet;

fn incident() -> Incident {
    let learnt = Learnt {
        id: "i1".into(),
        plan: "drug-safety".into(),
        title: "事件".into(),
        title_en: "event".into(),
        product: String::new(),
        place: String::new(),
        learnt: "2024-06-01T13:40:00Z".parse().unwrap(),
        counts: Counts::default(),
        made_up: false,
    };
    Incident {
        counts: learnt.counts.clone(),
        learnt,
        graded: Graded::default(),
        state: ResponseState::Responding,
        version: 1,
    }
}

#[test]
fn d_021_a_response_calls_every_body_of_every_group_and_every_department_once() {
    let plan = pack().documents[1].plan.clone().unwrap();
    assert_eq!(calls(&plan, &incident(), &[], &calendar()), [], "nobody is called before it has begun");
    let event = IncidentEvent::ResponseStarted {}.event().unwrap();
    let at: Timestamp = "2024-06-02T02:00:00Z".parse().unwrap();
    let started = Entry {
        district: "990101".into(),
        seq: 1,
        stream: "incident/i1".into(),
        version: 1,
        kind: event.kind,
        body: event.body.to_string(),
        actor: "a".into(),
        at,
    };
    let called = calls(&plan, &incident(), &[started], &calendar());
    let organs: Vec<&str> = called.iter().map(|duty| duty.organ.as_str()).collect();
    assert_eq!(organs, ["县水利局", "县财政局", "县财政局"], "lead, member, department");
    let ids: BTreeSet<&str> = called.iter().map(|duty| duty.id.as_str()).collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(called.iter().all(|duty| duty.due == Some(at) && duty.at_once));
}
