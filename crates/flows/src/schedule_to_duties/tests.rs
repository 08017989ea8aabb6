use super::*;
use crate::sample::{calendar, pack};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// One line per duty: identity, due day, and whether that is a day of rest.
fn lines(duties: &[Opened]) -> Vec<String> {
    let line = |d: &Opened| {
        format!("{} {}{}", d.id, due_day(d.due.unwrap()), if d.rest_day { " 休息日" } else { "" })
    };
    duties.iter().map(line).collect()
}

#[test]
fn x_019_each_lead_reports_once_a_quarter_and_each_town_once_a_month() {
    let duties = scheduled(&pack(), &calendar(), at("2024-05-31T01:00:00Z"));
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
        ]
    );
}

#[test]
fn nothing_is_due_before_a_document_is_issued() {
    assert_eq!(scheduled(&pack(), &calendar(), at("2024-02-01T01:00:00Z")), []);
}

#[test]
fn a_later_clock_asks_for_everything_an_earlier_one_did_under_the_same_identities() {
    let (early, late) = (at("2024-05-31T01:00:00Z"), at("2024-12-31T01:00:00Z"));
    let later = scheduled(&pack(), &calendar(), late);
    let earlier = scheduled(&pack(), &calendar(), early);
    assert!(
        earlier.iter().all(|duty| later.contains(duty)),
        "a clock that jumps loses nothing and repeats nothing"
    );
    assert!(later.len() > earlier.len());
}

#[test]
fn x_014_an_open_set_of_bodies_is_not_made_to_report() {
    let duties = scheduled(&pack(), &calendar(), at("2024-12-31T01:00:00Z"));
    assert!(duties.iter().all(|duty| duty.organ != "县政府有关部门"));
}

#[test]
fn x_008_a_repealed_document_opens_nothing() {
    let mut pack = pack();
    pack.documents[0].state = State::Repealed;
    assert_eq!(scheduled(&pack, &calendar(), at("2024-12-31T01:00:00Z")), []);
}
