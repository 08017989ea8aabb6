use super::*;

fn measure(target: Option<&str>, growth: Option<&str>) -> Measure {
    Measure {
        id: "d.indicator.1".into(),
        kind: MeasureKind::Indicator,
        seq: 1,
        citation: Citation {
            document: "甲〔2023〕1号".into(),
            clause: "附件/表1/行1".try_into().unwrap(),
            digest: "0".repeat(64).try_into().unwrap(),
        },
        name: "满意率".into(),
        name_en: "satisfaction".into(),
        unit: "%".into(),
        target: target.map(|text| Target::parse(text).unwrap()),
        growth: growth.map(|text| Target::parse(text).unwrap()),
        baseline: None,
        organs: Vec::new(),
    }
}

fn figure(series: SeriesKind, period: &str, value: &str) -> Figure {
    Figure {
        reported: Reported {
            series,
            period: period.parse().unwrap(),
            value: value.parse().unwrap(),
            source: "统计".into(),
            made_up: false,
        },
        reporter: "contact".into(),
        confirmer: String::new(),
    }
}

fn now() -> Timestamp {
    "2024-01-15T00:00:00Z".parse().unwrap()
}

#[test]
fn x_026_a_strict_bound_fails_at_equality_and_a_loose_one_passes() {
    let figures = [figure(SeriesKind::Value, "2023", "90.0")];
    assert_eq!(judge(&measure(Some("超过90%"), None), &figures, now()).state, State::NotMet);
    assert_eq!(judge(&measure(Some("≥90%"), None), &figures, now()).state, State::Met);
}

#[test]
fn without_a_figure_or_a_target_nothing_is_guessed() {
    assert_eq!(judge(&measure(Some("≥90%"), None), &[], now()).state, State::CannotBeJudged);
    let nothing = judge(&measure(None, None), &[], now());
    assert_eq!(
        (nothing.state, nothing.because.key.as_ref()),
        (State::CannotBeJudged, "indicators.no_target")
    );
}

#[test]
fn of_a_value_and_its_growth_both_must_pass() {
    let measure = measure(Some("≥139"), Some("≥5%"));
    let both = [figure(SeriesKind::Value, "2023", "140"), figure(SeriesKind::Growth, "2023", "5.1")];
    assert_eq!(judge(&measure, &both, now()).state, State::Met);
    let one = [figure(SeriesKind::Value, "2023", "140"), figure(SeriesKind::Growth, "2023", "4.9")];
    assert_eq!(judge(&measure, &one, now()).state, State::NotMet);
}

#[test]
fn x_030_a_figure_is_confirmed_by_a_second_person_only() {
    let figure = figure(SeriesKind::Value, "2023", "90");
    assert_eq!(confirm(Some(&figure), "contact").unwrap_err().key, "indicators.second_person");
    assert_eq!(confirm(None, "office").unwrap_err().key, "indicators.no_figure");
    assert!(confirm(Some(&figure), "office").is_ok());
}
