//! Cases of quiet hours.

use super::Hours;
use jiff::civil::DateTime;
use kernel::CHINA;

fn is_quiet(hours: &str, time: &str) -> bool {
    let now: DateTime = format!("2023-06-20T{time}").parse().unwrap();
    hours.parse::<Hours>().unwrap().is_quiet(CHINA.to_timestamp(now).unwrap())
}

#[test]
fn quiet_hours_may_cross_midnight() {
    let cases = [
        ("09:00 21:00-07:00", "20:59", false),
        ("09:00 21:00-07:00", "21:00", true),
        ("09:00 21:00-07:00", "00:00", true),
        ("09:00 21:00-07:00", "06:59", true),
        ("09:00 21:00-07:00", "07:00", false),
        ("09:00 12:00-14:00", "13:00", true),
        ("09:00 12:00-14:00", "14:00", false),
        ("09:00 12:00-14:00", "03:00", false),
        ("09:00 00:00-00:00", "00:00", false),
    ];
    for (hours, time, quiet) in cases {
        assert_eq!(is_quiet(hours, time), quiet, "{hours} at {time}");
    }
}

#[test]
fn hours_read_back_as_written_and_others_are_refused() {
    let usual = Hours::default();
    assert_eq!(usual.to_string().parse(), Ok(usual));
    for bad in ["", "9", "09:00", "09:00 21:00", "25:00 21:00-07:00", "09:00 21:00-xx"] {
        assert_eq!(bad.parse::<Hours>().unwrap_err().key, "notices.bad_hours");
    }
}
