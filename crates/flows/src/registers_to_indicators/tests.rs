use super::*;
use crate::sample::pack;

/// Stone dykes of the invented county, counted for a commitment in 处.
fn said(at: usize, value: &str, unit: &str, known: &[Figure]) -> Option<String> {
    let pack = pack();
    let register = pack.register("dykes").unwrap();
    let tally = register.sums[at].clone();
    let document = pack.document("xzf-2024-1").unwrap();
    let measure = Measure { unit: unit.into(), ..Measure::of_indicator(document, &document.indicators[0]) };
    let counted = Counted { tally, value: value.parse().unwrap(), rows: if value == "0" { 0 } else { 3 } };
    let reported = figure(register, &counted, &measure, known, Period::year(2024))?;
    Some(format!("{} {} {}", reported.period, reported.value, reported.source))
}

fn known(value: &str, reporter: &str) -> Vec<Figure> {
    let reported = Reported {
        series: SeriesKind::Value,
        period: Period::year(2024),
        value: value.parse().unwrap(),
        source: String::new(),
        made_up: false,
    };
    vec![Figure { reported, reporter: reporter.into(), confirmer: String::new() }]
}

#[test]
fn a_count_is_reported_once_and_never_over_a_person() {
    assert_eq!(said(0, "3", "处", &[]).as_deref(), Some("2024 3 堤防台账：石堤（3）"));
    assert_eq!(said(0, "3", "处", &known("3", CLOCK)), None, "it is there already");
    assert!(said(0, "4", "处", &known("3", CLOCK)).is_some(), "another row was counted");
    assert_eq!(said(0, "4", "处", &known("3", "water")), None, "a person's figure stands");
    assert_eq!(said(0, "0", "处", &[]), None, "an empty register says nothing");
}

#[test]
fn money_is_given_in_the_unit_of_the_measure_or_not_at_all() {
    let told =
        |unit: &str| said(1, "123000000", unit, &[]).map(|told| told.split(' ').nth(1).unwrap().to_owned());
    assert_eq!(
        ["元", "万元", "亿元", "个"].map(told),
        [Some("123000000".into()), Some("12300".into()), Some("1.23".into()), None]
    );
}
