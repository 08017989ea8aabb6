use super::golden;
use crate::target::{Aim, Target};

const SUITE: &str = include_str!("../../suite/targets.txt");

/// One line of the suite with the reading behind `=>` as it is now.
fn read_again(line: &str) -> String {
    if line.is_empty() || line.starts_with('#') {
        return line.to_owned();
    }
    let text = line.split_once(" => ").map_or(line, |(text, _)| text);
    match Target::parse(text) {
        Ok(target) => format!("{text} => {target}"),
        Err(_) => format!("{text} => unreadable"),
    }
}

#[test]
fn every_target_of_the_gazette_is_read_as_the_suite_says() {
    let actual: String = SUITE.lines().map(|line| read_again(line) + "\n").collect();
    golden::check("targets.txt", SUITE, &actual);
}

#[test]
fn every_example_of_a_form_is_read_as_it_says() {
    for (text, expected) in crate::target::all_examples() {
        let target = Target::parse(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(target.to_string(), expected, "{text}");
    }
}

#[test]
fn a_target_survives_json() {
    for line in SUITE.lines().filter(|line| !line.starts_with('#')) {
        let text = line.split(" => ").next().unwrap_or_default();
        let Ok(target) = Target::parse(text) else { continue };
        let json = serde_json::to_string(&target).unwrap();
        assert_eq!(serde_json::from_str::<Target>(&json).unwrap(), target, "{json}");
    }
}

#[test]
fn json_has_the_fields_of_the_contract() {
    let json = |text: &str| serde_json::to_value(Target::parse(text).unwrap()).unwrap();
    assert_eq!(
        json("≥23%或持续提升"),
        serde_json::json!({
            "text": "≥23%或持续提升", "kind": "at_least", "value": 23, "unit": "%", "as_of": null, "strength": null,
            "alternative": {"text": "持续提升", "kind": "trend_up", "value": null, "how": "persistent"},
        })
    );
    let of_2025 = json("7.74（2025年）");
    assert_eq!(
        (&of_2025["kind"], &of_2025["value"], &of_2025["as_of"]),
        (&"equal".into(), &7.74.into(), &2025.into())
    );
    assert_eq!(json("逐年下降")["kind"], "trend_down");
    assert_eq!(json("力争50亿元以上")["strength"], "strive");
}

#[test]
fn json_that_says_too_little_is_refused_with_what_is_missing() {
    let refused = |json: &str| serde_json::from_str::<Target>(json).unwrap_err().to_string();
    assert!(refused(r#"{"text":"?","kind":"at_least"}"#).contains("needs `value`"));
    assert!(refused(r#"{"text":"?","kind":"bigger"}"#).contains("accepted: at_least, at_most"));
}

#[test]
fn text_in_no_form_is_refused_with_the_forms_that_exist() {
    for text in [
        "",
        "  ",
        "—",
        "尽快",
        "90%的社区",
        "≥",
        "≥九十",
        "或持续提升",
        "3-2处",
        "≥90%或",
        "1.2.3",
        "不高于近0年平均水平",
    ] {
        let error = Target::parse(text).expect_err(text).to_string();
        assert!(error.starts_with(&format!("`{text}` is not a target")), "{error}");
        assert!(error.contains("≥90%") && error.contains("逐年下降") && error.contains("双下降"), "{error}");
    }
}

#[test]
fn half_and_full_width_signs_are_read_alike() {
    for (one, other) in
        [("＞90％", ">90%"), ("≥ 90 %", "≥90%"), ("7.74(2025年)", "7.74（2025年）"), ("２-３处", "2-3处")]
    {
        assert_eq!(Target::parse(one).unwrap().aim, Target::parse(other).unwrap().aim, "{one}");
    }
}

#[test]
fn improving_goes_the_way_of_the_figure_before_it() {
    let alternative = |text| Target::parse(text).unwrap().alternative.unwrap();
    assert_eq!(alternative("≥320天或持续改善").kind(), "trend_up");
    assert_eq!(alternative("≤25%或持续改善").kind(), "trend_down");
}

#[test]
fn the_due_day_is_the_day_given_or_the_end_of_the_year() {
    let mut target = Target::parse("4（2025年）").unwrap();
    assert_eq!(target.due_day(), Some(jiff::civil::date(2025, 12, 31)), "X-019");
    target.by = Some(jiff::civil::date(2025, 6, 30));
    assert_eq!(target.due_day(), target.by);
    assert_eq!(Target::parse("≥90%").unwrap().due_day(), None);
    assert!(matches!(target.aim, Aim::Equal { .. }));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "[≥≤0-9.%一-龥（）或持续-]{0,12}|.{0,20}") {
        _ = Target::parse(&text);
    }
}
