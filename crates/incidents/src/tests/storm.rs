//! A second plan of another kind runs from its data alone.

use super::county::{County, NIGHT, at, storm};
use crate::store::{Telling, cases_of, find, propose, take};
use crate::{Proposed, ResponseState, Room, draft};
use std::collections::BTreeMap;

on_both_engines! {
    a_storm_gathers_grades_responds_and_is_reported_without_a_line_of_code_for_it
}

/// A report of one person on a river.
fn told(county: &County, river: &str, state: &str, dam: &str) -> String {
    let answers = [("river", river), ("state", state), ("dam", dam)];
    let answers: BTreeMap<String, String> =
        answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect();
    let telling = Telling { plan: "storm".into(), answers, ..Telling::default() };
    county.0.write(|tx| take(tx, telling, "officer", at(NIGHT))).unwrap().incident
}

fn a_storm_gathers_grades_responds_and_is_reported_without_a_line_of_code_for_it(county: &County) {
    county.adopt(&storm());
    let grade = |id: &str| county.read(|tx| Ok(find(tx, id)?)).unwrap().graded;
    assert_eq!(told(county, "东河", "被困", ""), "", "one report alone");
    let id = told(county, "东河", "被困", "否");
    assert_eq!((id.as_str(), grade(&id).grade), ("storm-2024-001", None));
    told(county, "西河", "被困", "");
    told(county, "东河", "被困", "");
    assert_eq!(grade(&id).grade, None, "more than three, not three");
    told(county, "东河", "已转移", "");
    assert_eq!(grade(&id).grade, None, "who was moved is not trapped");
    told(county, "东河", "被困", "");
    assert_eq!(grade(&id).grade.as_deref(), Some("黄"));
    told(county, "东河", "被困", "是");
    let red = grade(&id);
    let held: Vec<&str> = red.because.iter().map(|holds| holds.title.as_str()).collect();
    assert_eq!(
        (red.grade.as_deref(), held),
        (Some("红"), vec!["水库溃坝且下游有人被困", "被困超过3人不足30人"])
    );
    let plan = storm().documents[1].plan.clone().unwrap();
    let decision = plan.decisions[0].id.clone();
    let proposed = Proposed {
        no: 0,
        decision,
        text: "东河全线".into(),
        evidence: BTreeMap::new(),
        organ: "县水利局".into(),
    };
    county.write(|tx| propose(tx, &id, proposed, "officer", at(NIGHT)));
    county.agree(&id, 1).unwrap();
    let incident = county.read(|tx| Ok(find(tx, &id)?)).unwrap();
    assert_eq!(incident.state, ResponseState::Responding);
    let cases = county.read(|tx| Ok(cases_of(tx, &id)?));
    let report = draft(&plan, &plan.reports[0], &incident, &cases, &Room::default());
    let wanted = [("人数", "被困人数5，报溃坝人数1"), ("河段", "东河"), ("灾情", "东河险情")];
    let wanted: BTreeMap<String, String> =
        wanted.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    assert_eq!(report, wanted);
}
