use crate::calendar::{due_day, start_of_day};
use crate::{Period, Rule};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const RULES: [&str; 13] = [
    "quarterly on day 25 of last month",
    "yearly on 12-25",
    "monthly",
    "quarterly",
    "yearly",
    "every 3 years",
    "on 2023-06-30",
    "at once after report-received",
    "within 2 hours after provisional-grade-1-to-3",
    "within 2 weeks after response-ended",
    "daily from response-started until response-ended",
    "first moment after incident-learnt",
    "at once after injury",
];

fn rule(text: &str) -> Rule {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn due(text: &str, from: Date, to: Date) -> Vec<(String, Date)> {
    let due = rule(text).due_between(from, to, None);
    due.iter().map(|due| (due.period.to_string(), due_day(due.at))).collect()
}

/// An instant of 21 April 2023, the day the plan came into force.
fn at(hour: i64, minute: i64) -> Timestamp {
    start_of_day(date(2023, 4, 21)) + SignedDuration::from_mins(hour * 60 + minute)
}

#[test]
fn every_rule_of_the_grammar_is_printed_as_it_was_read() {
    for text in RULES {
        assert_eq!(rule(text).to_string(), text);
        let json = serde_json::to_string(&rule(text)).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule(text));
    }
}

#[test]
fn what_is_no_rule_is_refused_with_the_grammar() {
    let faulty = [
        "",
        "weekly",
        "Monthly",
        "monthly ",
        "quarterly on day 0 of last month",
        "quarterly on day 31 of last month",
        "quarterly on day 25",
        "yearly on 02-29",
        "yearly on 13-01",
        "yearly on 1-5",
        "every 0 years",
        "on 2023-02-30",
        "at once",
        "at once after Report",
        "at once after report--received",
        "within two hours after x",
        "within -2 hours after x",
        "daily from x",
    ];
    for text in faulty {
        let error = text.parse::<Rule>().expect_err(text).to_string();
        assert!(
            error.contains(&format!("`{text}`")) && error.contains("`within 2 hours after EVENT`"),
            "{error}"
        );
    }
}

#[test]
fn the_quarterly_report_is_due_at_24_00_of_the_25th() {
    let due = due("quarterly on day 25 of last month", date(2023, 1, 1), date(2023, 12, 31));
    let expected = [
        ("2023-Q1", date(2023, 3, 25)),
        ("2023-Q2", date(2023, 6, 25)),
        ("2023-Q3", date(2023, 9, 25)),
        ("2023-Q4", date(2023, 12, 25)),
    ];
    assert_eq!(due, expected.map(|(period, day)| (period.to_owned(), day)), "K13, X-019");
    let second =
        rule("quarterly on day 25 of last month").due_between(date(2023, 6, 25), date(2023, 6, 25), None);
    assert_eq!(second[0].at.to_string(), "2023-06-25T16:00:00Z");
}

#[test]
fn nothing_falls_due_before_the_first_day_the_document_names() {
    let first = Some(date(2023, 6, 25));
    let due =
        rule("quarterly on day 25 of last month").due_between(date(2023, 1, 1), date(2023, 9, 30), first);
    assert_eq!(
        due.iter().map(|due| due_day(due.at)).collect::<Vec<_>>(),
        [date(2023, 6, 25), date(2023, 9, 25)]
    );
}

#[test]
fn without_a_day_the_last_day_of_the_period_counts() {
    assert_eq!(
        due("monthly", date(2024, 1, 15), date(2024, 3, 1)),
        [("2024-01".to_owned(), date(2024, 1, 31)), ("2024-02".to_owned(), date(2024, 2, 29))],
        "K19"
    );
    assert_eq!(
        due("quarterly", date(2023, 6, 1), date(2023, 6, 30)),
        [("2023-Q2".to_owned(), date(2023, 6, 30))],
        "K20"
    );
    assert_eq!(
        due("yearly", date(2023, 1, 1), date(2023, 12, 31)),
        [("2023".to_owned(), date(2023, 12, 31))]
    );
    assert_eq!(
        due("yearly on 12-25", date(2023, 1, 1), date(2024, 12, 24)),
        [("2023".to_owned(), date(2023, 12, 25))],
        "K14"
    );
}

#[test]
fn a_single_day_falls_due_once() {
    assert_eq!(
        due("on 2023-06-30", date(2023, 1, 1), date(2025, 1, 1)),
        [("2023-06-30".to_owned(), date(2023, 6, 30))],
        "K15"
    );
    assert_eq!(due("on 2023-06-30", date(2023, 7, 1), date(2025, 1, 1)), []);
}

#[test]
fn every_third_year_counts_from_the_first_day_and_is_unknown_without_it() {
    let review = rule("every 3 years");
    assert_eq!(
        review.due_between(date(2020, 1, 1), date(2040, 1, 1), None),
        [],
        "K21: the document names no date"
    );
    let due = review.due_between(date(2023, 1, 1), date(2030, 1, 1), Some(date(2021, 9, 1)));
    assert_eq!(
        due.iter().map(|due| due_day(due.at)).collect::<Vec<_>>(),
        [date(2024, 9, 1), date(2027, 9, 1)]
    );
}

#[test]
fn two_hours_are_counted_from_the_event() {
    let due = rule("within 2 hours after incident-learnt").due_after(at(23, 10), at(23, 10));
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].at, at(25, 10), "K04: into the next day");
    assert_eq!(due[0].period, "2023-04-21".parse::<Period>().unwrap());
}

#[test]
fn immediate_is_due_with_the_event_itself() {
    for text in ["at once after report-received", "first moment after incident-learnt"] {
        assert_eq!(rule(text).due_after(at(9, 0), at(9, 0))[0].at, at(9, 0), "K01, K10");
    }
}

#[test]
fn two_weeks_end_at_24_00_of_the_fourteenth_day_after() {
    let due = rule("within 2 weeks after response-ended").due_after(at(9, 0), at(9, 0));
    assert_eq!(due_day(due[0].at), date(2023, 5, 5), "K09, 民法典 §201");
    assert_eq!(due[0].at, start_of_day(date(2023, 5, 6)));
}

#[test]
fn a_daily_report_is_due_each_day_until_the_end() {
    let daily = rule("daily from response-started until response-ended");
    let due = daily.due_after(at(22, 0), at(22 + 48, 0));
    let days: Vec<_> = due.iter().map(|due| due_day(due.at)).collect();
    assert_eq!(days, [date(2023, 4, 21), date(2023, 4, 22), date(2023, 4, 23)], "K07, K08");
    assert_eq!(daily.event(), Some("response-started"));
}

#[test]
fn calendar_rules_do_not_answer_to_events_nor_event_rules_to_the_calendar() {
    assert_eq!(rule("monthly").due_after(at(9, 0), at(10, 0)), []);
    assert_eq!(rule("at once after injury").due_between(date(2023, 1, 1), date(2023, 12, 31), None), []);
}

proptest! {
    #[test]
    fn quarter_reports_fall_on_the_25th_of_the_last_month(offset in 0_i64..7000, length in 0_i64..800) {
        let from = date(2015, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let to = from.saturating_add(jiff::Span::new().days(length));
        let due = rule("quarterly on day 25 of last month").due_between(from, to, None);
        for due in &due {
            let day = due_day(due.at);
            prop_assert!(day.day() == 25 && day.month() % 3 == 0 && due.period.contains(day) && from <= day && day <= to);
        }
        prop_assert!(due.windows(2).all(|two| two[0].period.next() == two[1].period));
    }

    #[test]
    fn a_window_cut_in_two_gives_the_same_due_days(text in prop::sample::select(RULES.to_vec()), (one, two) in (0_i64..2000, 0_i64..2000)) {
        let day = |offset: i64| date(2020, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let first = Some(date(2021, 3, 4));
        let due = |from, to| rule(text).due_between(from, to, first);
        let mut halves = due(day(0), day(one));
        halves.extend(due(day(one + 1), day(one + 1 + two)));
        prop_assert_eq!(halves, due(day(0), day(one + 1 + two)));
    }
}
