use crate::{Period, PeriodKind};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn period(text: &str) -> Period {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_period_has_its_first_and_last_day() {
    let cases = [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-06-25", date(2023, 6, 25), date(2023, 6, 25)),
    ];
    for (text, start, end) in cases {
        assert_eq!((period(text).start(), period(text).end()), (start, end), "{text}");
        assert_eq!(period(text).to_string(), text);
    }
}

#[test]
fn a_text_that_names_no_period_is_refused_with_the_forms() {
    for text in [
        "",
        "23",
        "2023-",
        "2023-Q5",
        "2023-Q0",
        "2023-H3",
        "2023-13",
        "2023-6",
        "2023-02-30",
        "2023Q2",
        "2023-Q22",
        "0000",
        "2023-06-25T10",
    ] {
        let error = text.parse::<Period>().expect_err(text).to_string();
        assert_eq!(
            error,
            format!("`{text}` is not a period; accepted: 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-25")
        );
    }
}

#[test]
fn earlier_sorts_first_and_longer_before_shorter() {
    let mut periods = ["2023-02", "2023-01", "2023-Q1", "2023", "2022-Q4"].map(period);
    periods.sort();
    assert_eq!(
        periods.map(|period| period.to_string()),
        ["2022-Q4", "2023", "2023-Q1", "2023-01", "2023-02"]
    );
}

#[test]
fn a_period_is_text_in_json() {
    assert_eq!(serde_json::to_string(&period("2023-Q2")).unwrap(), r#""2023-Q2""#);
    assert!(serde_json::from_str::<Period>(r#""2023-Q9""#).is_err());
}

fn kinds() -> impl Strategy<Value = PeriodKind> {
    prop::sample::select(vec![
        PeriodKind::Year,
        PeriodKind::HalfYear,
        PeriodKind::Quarter,
        PeriodKind::Month,
        PeriodKind::Day,
    ])
}

fn any_day() -> impl Strategy<Value = Date> {
    (-200_000_i64..800_000).prop_map(|offset| date(1970, 1, 1).saturating_add(jiff::Span::new().days(offset)))
}

proptest! {
    #[test]
    fn a_day_lies_in_its_period_and_in_no_neighbour(kind in kinds(), day in any_day()) {
        let period = Period::of(kind, day);
        prop_assert!(period.contains(day));
        prop_assert!(!period.next().contains(day) && !period.previous().contains(day));
        prop_assert_eq!(period.next().start(), period.end().tomorrow().unwrap());
        prop_assert_eq!(period.next().previous(), period);
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
    }
}

#[test]
fn the_last_periods_of_the_calendar_do_not_fail() {
    for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month, PeriodKind::Day] {
        let last = Period::of(kind, Date::MAX);
        assert!(last.end() >= last.start() && last.next() >= last);
    }
    assert_eq!(Period::year(0), Period::year(1));
}
