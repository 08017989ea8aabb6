use super::*;
use std::fmt::Write as _;
use std::path::Path;

/// What is typed, what is kept, and the first instant it may mean.
const TYPED: &[&str] = &[
    "2023-06-20 14:30",
    "2023-06-20 14:30:59",
    "2023-06-20T14:30+08:00",
    "2023-06-20T14:30Z",
    "2023-06-20 23:30+14:00",
    "2023-06-20 02:30-05:00",
    "2023-06-20",
    "2023年6月20日",
    "2023年6月20日 8:05",
    "2023/6/20",
    "2023.6.20",
    "2023-06",
    "2023年6月",
    "2023",
    "20230620143000.0000+0800",
    "202306201430",
    "20230620",
    "202306",
    "2023-02-29",
    "2024-02-29",
    "2023-13-01",
    "2023-06-31",
    "2023-06-20 25:00",
    "2023-06-20 14:61",
    "2023-06-20 14:30+99:00",
    "20231340",
    "昨天",
    "-1",
    "99999",
    "2023-06-20 14:30 大概",
];

#[test]
fn moments_are_read_as_exactly_as_they_are_known() {
    let mut out = String::from("# 时间怎样写，怎样保存，最早是哪一刻。不存在的不接受。\n");
    for typed in TYPED {
        match moment(typed) {
            Some(moment) => writeln!(out, "{typed} → {} · {}", moment.text, moment.from).unwrap(),
            None => writeln!(out, "{typed} → 不存在").unwrap(),
        }
    }
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/moments.txt"), &out);
}

#[test]
fn blanks_width_hyphens_and_case_make_no_difference() {
    assert_eq!(alike("ＡＢ－12 3"), alike("ab123"));
    assert_ne!(alike("A12"), alike("A13"));
}
