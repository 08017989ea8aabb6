use crate::calendar::{Calendar, NotCovered, Rest, day_of, due_day, end_of_day, start_of_day};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TABLE: &str = include_str!("../../../../packs/standards/calendar.csv");

fn calendar() -> Calendar {
    Calendar::read(TABLE).expect("the table of the standards pack can be read")
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let next = move |day: &Date| day.tomorrow().ok().filter(|day| day.year() == year);
    std::iter::successors(Some(date(year, 1, 1)), next)
}

#[test]
fn each_year_has_its_number_of_workdays() {
    for (year, workdays) in [(2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
        let count = days_of(year).filter(|day| calendar().is_workday(*day) == Some(true)).count();
        assert_eq!(count, workdays, "{year}");
    }
}

#[test]
fn workdays_are_added_without_the_day_of_the_start() {
    let cases = [
        (date(2026, 2, 13), 15, date(2026, 3, 12)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2024, 9, 27), 10, date(2024, 10, 16)),
        (date(2023, 6, 21), 1, date(2023, 6, 25)),
        (date(2023, 6, 21), 0, date(2023, 6, 21)),
    ];
    for (start, n, expected) in cases {
        assert_eq!(calendar().add_workdays(start, n), Ok(expected), "民法典 §201: {start} + {n}");
    }
}

#[test]
fn a_year_without_a_notice_is_unknown_and_not_a_rule_of_weekends() {
    assert_eq!(calendar().is_workday(date(2027, 3, 1)), None);
    assert_eq!(calendar().is_workday(date(2027, 3, 6)), None, "a Saturday may be a make-up workday");
    assert_eq!(calendar().add_workdays(date(2026, 12, 31), 1), Err(NotCovered { year: 2027 }));
    assert_eq!(calendar().last_workday_before(date(2022, 6, 1)), Err(NotCovered { year: 2022 }));
    assert_eq!(calendar().is_workday(date(2022, 12, 31)), Some(false), "the notice for 2023 names this day");
    assert!(calendar().covers(2026) && !calendar().covers(2027));
}

#[test]
fn a_due_day_on_a_day_of_rest_is_shown_with_its_reason() {
    assert_eq!(calendar().rest_day(date(2023, 6, 25)), None, "X-021: a Sunday, but a make-up workday");
    assert_eq!(calendar().rest_day(date(2023, 9, 25)), None);
    assert_eq!(calendar().rest_day(date(2023, 10, 1)), Some(Rest::Holiday("中秋节、国庆节".to_owned())));
    assert_eq!(calendar().rest_day(date(2023, 12, 31)), Some(Rest::Weekend));
    assert_eq!(calendar().rest_day(date(2023, 6, 30)), None);
}

#[test]
fn the_warning_goes_out_on_the_last_workday_before() {
    assert_eq!(calendar().last_workday_before(date(2023, 12, 31)), Ok(date(2023, 12, 29)));
    assert_eq!(calendar().last_workday_before(date(2023, 10, 1)), Ok(date(2023, 9, 28)));
    assert_eq!(calendar().last_workday_before(date(2023, 6, 26)), Ok(date(2023, 6, 25)));
}

#[test]
fn a_faulty_table_is_refused_with_its_line() {
    let refused = |line: &str| {
        let table = format!("date,name,kind,arrangement_year\n2023-01-02,元旦,OFF,2023\n{line}\n");
        Calendar::read(&table).unwrap_err().to_string()
    };
    assert_eq!(refused("2023-13-01,元旦,OFF,2023"), "line 3: `2023-13-01` is not a date such as 2023-06-25");
    assert_eq!(refused("2023-01-01,元旦,FREE,2023"), "line 3: kind `FREE`; accepted: OFF, WORK");
    assert_eq!(refused("2023-01-01,元旦,OFF,year"), "line 3: `year` is not a year such as 2023");
    assert_eq!(refused("2023-01-02,元旦,WORK,2023"), "line 3: 2023-01-02 is given twice");
    assert_eq!(refused("2023-01-01,元旦,OFF"), "line 3: 3 cells; expected 4 separated by commas");
}

#[test]
fn a_day_ends_at_24_00_china_standard_time() {
    assert_eq!(end_of_day(date(2023, 6, 25)).to_string(), "2023-06-25T16:00:00Z", "X-019");
    assert_eq!(due_day(end_of_day(date(2023, 6, 25))), date(2023, 6, 25));
    assert_eq!(day_of(end_of_day(date(2023, 6, 25))), date(2023, 6, 26));
    assert_eq!(start_of_day(date(2023, 6, 26)), end_of_day(date(2023, 6, 25)));
    assert_eq!(end_of_day(Date::MAX), jiff::Timestamp::MAX);
}

proptest! {
    #[test]
    fn counting_the_workdays_that_were_added_gives_their_number(offset in 0_i64..1000, n in 0_u32..250) {
        let start = date(2023, 1, 1).saturating_add(jiff::Span::new().days(offset));
        if let Ok(end) = calendar().add_workdays(start, n) {
            prop_assert_eq!(calendar().workdays_between(start, end), Ok(n));
            prop_assert!(n == 0 || calendar().is_workday(end) == Some(true));
        } else {
            prop_assert!(calendar().workdays_between(start, date(2026, 12, 31)).unwrap() < n);
        }
    }

    #[test]
    fn the_last_workday_before_the_next_workday_is_not_after_the_day(offset in 40_i64..1400) {
        let day = date(2023, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let next = calendar().add_workdays(day, 1).unwrap();
        let before = calendar().last_workday_before(next).unwrap();
        prop_assert!(before <= day);
        prop_assert_eq!(before == day, calendar().is_workday(day) == Some(true));
    }

    #[test]
    fn every_instant_lies_in_its_day(second in 1_600_000_000_i64..1_900_000_000) {
        let instant = jiff::Timestamp::from_second(second).unwrap();
        let day = day_of(instant);
        prop_assert!(start_of_day(day) <= instant && instant < end_of_day(day));
    }
}
