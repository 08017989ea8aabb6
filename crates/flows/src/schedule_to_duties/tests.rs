use super::*;
use crate::sample::{calendar, pack};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// One line per duty: identity, due day, and whether that is a day of rest.
fn lines(duties: &[Opened]) -> Vec<String> {
    let line = |d: &Opened| {
        let day = d.due.map_or("不限".to_owned(), |due| due_day(due).to_string());
        let waits = if d.awaits.is_empty() { String::new() } else { format!(" 等待{}", d.awaits) };
        format!("{} {day}{}{waits}", d.id, if d.rest_day { " 休息日" } else { "" })
    };
    duties.iter().map(line).collect()
}

#[test]
fn x_019_each_lead_reports_once_a_quarter_and_each_town_once_a_month() {
    let duties = scheduled(&pack(), &[], &calendar(), at("2024-05-31T01:00:00Z"));
    assert_eq!(
        lines(&duties),
        [
            "xzf-2024-1.schedule.quarterly.2024-Q2.县水利局 2024-06-25",
            "xzf-2024-1.schedule.quarterly.2024-Q2.县财政局 2024-06-25",
            "xzf-2024-1.schedule.patrol.2024-03.河东镇 2024-03-31 休息日",
            "xzf-2024-1.schedule.patrol.2024-03.河西镇 2024-03-31 休息日",
            "xzf-2024-1.schedule.patrol.2024-04.河东镇 2024-04-30",
            "xzf-2024-1.schedule.patrol.2024-04.河西镇 2024-04-30",
            "xzf-2024-1.schedule.patrol.2024-05.河东镇 2024-05-31",
            "xzf-2024-1.schedule.patrol.2024-05.河西镇 2024-05-31",
            "xzf-2024-1.schedule.patrol.2024-06.河东镇 2024-06-30 休息日",
            "xzf-2024-1.schedule.patrol.2024-06.河西镇 2024-06-30 休息日",
            "xzf-2024-1.task.1.县水利局 2024-06-30 休息日",
            "xzf-2024-1.task.2.县水利局 不限 等待省级公开办法",
            "xzf-2024-1.task.2.县财政局 不限 等待省级公开办法",
        ]
    );
}

#[test]
fn nothing_is_due_before_a_document_is_issued() {
    assert_eq!(scheduled(&pack(), &[], &calendar(), at("2024-02-01T01:00:00Z")), []);
}

#[test]
fn a_later_clock_asks_for_everything_an_earlier_one_did_under_the_same_identities() {
    let (early, late) = (at("2024-05-31T01:00:00Z"), at("2024-12-31T01:00:00Z"));
    let later = scheduled(&pack(), &[], &calendar(), late);
    let earlier = scheduled(&pack(), &[], &calendar(), early);
    assert!(
        earlier.iter().all(|duty| later.contains(duty)),
        "a clock that jumps loses nothing and repeats nothing"
    );
    assert!(later.len() > earlier.len());
}

#[test]
fn x_014_an_open_set_of_bodies_is_not_made_to_report() {
    let duties = scheduled(&pack(), &[], &calendar(), at("2024-12-31T01:00:00Z"));
    assert!(duties.iter().all(|duty| duty.organ != "县政府有关部门"));
}

#[test]
fn x_008_a_repealed_document_opens_nothing() {
    let mut pack = pack();
    pack.documents[0].state = State::Repealed;
    assert_eq!(scheduled(&pack, &[], &calendar(), at("2024-12-31T01:00:00Z")), []);
}

/// A pack whose first task has a responsible body and whose fourth binds every town.
fn with_branch_and_towns() -> Pack {
    let mut pack = pack();
    let named = |organ: &str, open| pack::Named {
        written: organ.to_owned(),
        organ: organ.to_owned(),
        doubtful: false,
        open,
    };
    pack.documents[0].duties[0].responsible.push(named("县财政局", false));
    pack.documents[0].duties[3].responsible = vec![named("各镇", true)];
    pack
}

#[test]
fn b_008_a_responsible_body_reports_to_its_lead_with_a_clock_of_its_own() {
    let duties = scheduled(&with_branch_and_towns(), &[], &calendar(), at("2024-05-31T01:00:00Z"));
    let branch: Vec<&Opened> = duties.iter().filter(|duty| !duty.reviewer.is_empty()).collect();
    let [branch] = branch.as_slice() else { panic!("{branch:?}") };
    assert_eq!(branch.id, "xzf-2024-1.schedule.quarterly.2024-Q2.县财政局.to.县水利局");
    assert_eq!((branch.reviewer.as_str(), branch.part), ("县水利局", Part::Responsible));
    let lead =
        duties.iter().find(|duty| duty.id == "xzf-2024-1.schedule.quarterly.2024-Q2.县水利局").unwrap();
    assert_eq!((branch.due, lead.reviewer.as_str()), (lead.due, ""), "the document sets one day");
}

#[test]
fn s_003_a_clause_that_binds_all_towns_is_a_duty_of_each() {
    let duties = scheduled(&with_branch_and_towns(), &[], &calendar(), at("2024-03-01T01:00:00Z"));
    let of_task: Vec<&str> = duties
        .iter()
        .filter(|duty| duty.cause == "xzf-2024-1.task.4")
        .map(|duty| duty.organ.as_str())
        .collect();
    assert_eq!(of_task, ["河东镇", "河西镇"]);
}

#[test]
fn x_018_a_task_without_an_owner_opens_for_the_one_the_office_named() {
    let named = |about: &str, organ: &str, naming| OwnerNamed {
        about: about.into(),
        organ: organ.into(),
        naming,
        reason: "会议纪要".into(),
    };
    let decided = [
        named("xzf-2024-1.task.4", "县水利局", duties::Naming::Owner),
        named("xzf-2024-1.task.3", "县财政局", duties::Naming::Member),
        named("xzf-2024-1.task.2", "县财政局", duties::Naming::FirstLead),
    ];
    let now = at("2024-03-01T01:00:00Z");
    let (without, with) =
        (scheduled(&pack(), &[], &calendar(), now), scheduled(&pack(), &decided, &calendar(), now));
    let added: Vec<&str> =
        with.iter().filter(|duty| !without.iter().any(|o| o.id == duty.id)).map(|d| d.id.as_str()).collect();
    assert_eq!(added, ["xzf-2024-1.task.3.县财政局", "xzf-2024-1.task.4.县水利局"]);
    let first = with.iter().find(|duty| duty.id == "xzf-2024-1.task.2.县财政局").unwrap();
    assert_eq!(first.part, Part::FirstLead);
}

#[test]
fn note_is_taken_within_three_days_and_before_the_duty_is_due() {
    let duty = Opened { organ: "县水利局".into(), due: Some(at("2024-06-25T16:00:00Z")), ..sample() };
    let claim = |duty: &Opened, now| claim_by(duty, at(now)).map(|by| by.to_string());
    assert_eq!(claim(&duty, "2024-05-27T01:00:00Z").unwrap(), "2024-05-30T16:00:00Z");
    assert_eq!(claim(&duty, "2024-06-24T01:00:00Z").unwrap(), "2024-06-25T16:00:00Z");
    assert_eq!(claim(&Opened { awaits: "省级办法".into(), ..duty.clone() }, "2024-06-24T01:00:00Z"), None);
    assert_eq!(claim(&Opened { organ: String::new(), ..duty }, "2024-06-24T01:00:00Z"), None);
}

fn sample() -> Opened {
    scheduled(&pack(), &[], &calendar(), at("2024-05-31T01:00:00Z")).remove(0)
}
