use super::golden;
use crate::say::Say;
use crate::verdict::{Limit, Ruling, Series, Standing, State, Tolerance, TrendRule, Value, Verdict, verdict};
use crate::{Compare, Decimal, Period, Target, Units, start_of_day};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

const SUITE: &str = include_str!("../../suite/verdicts.txt");
const ZH: &str = include_str!("../../../../texts/zh/verdict.toml");
const EN: &str = include_str!("../../../../texts/en/verdict.toml");

struct Texts(toml::Table);

impl Texts {
    fn read(text: &str) -> Texts {
        Texts(text.parse().expect("the wording is TOML"))
    }

    fn tell(&self, say: &Say) -> String {
        let name = say.key.strip_prefix("verdict.").expect("a key of verdict.toml");
        let wording =
            self.0.get(name).and_then(|w| w.as_str()).unwrap_or_else(|| panic!("no wording `{name}`"));
        let told = say.fill(wording);
        assert!(!told.contains('{'), "a place is not filled: {told}");
        told
    }
}

fn series(text: &str) -> Series {
    let mut series = Series::default();
    for part in text.split("; ").filter(|part| *part != "–") {
        let words: Vec<&str> = part.split(' ').collect();
        match *words.as_slice() {
            ["unit", unit] => series.unit = Some(unit.to_owned()),
            ["name", name] => name.clone_into(&mut series.name),
            ["base", period, value] => {
                series.baseline = Some((period.parse().unwrap(), value.parse().unwrap()));
            }
            ["+", name, ..] => {
                let values = part.split_once(": ").unwrap().1.replace(", ", "; ");
                let name = name.trim_end_matches(':').to_owned();
                series.parts.push(Series { name, ..self::series(&values) });
            }
            [period, value] => {
                let standing = if value.ends_with('*') { Standing::Provisional } else { Standing::Final };
                let value = value.trim_end_matches('*').parse().unwrap();
                series.values.insert(period.parse().unwrap(), Value { value, standing });
            }
            _ => panic!("figures `{part}`"),
        }
    }
    series
}

fn decide(text: &str, target: &mut Target) -> Ruling {
    let mut ruling = Ruling::default();
    let word = |text: &str| serde_json::from_value::<serde_json::Value>(text.into()).unwrap();
    for part in text.split("; ").filter(|part| *part != "–") {
        let words: Vec<&str> = part.split(' ').collect();
        match *words.as_slice() {
            ["by", day] => target.by = Some(day.parse().unwrap()),
            ["tolerance", amount, ref rest @ ..] => {
                let percent = amount.ends_with('%');
                let amount = amount.trim_end_matches('%').parse().unwrap();
                ruling.tolerance = Some(Tolerance { amount, percent, shortfall_only: rest == ["shortfall"] });
            }
            ["trend", method, years] => {
                let method = serde_json::from_value(word(method)).unwrap();
                ruling.trend = Some(TrendRule { method, years: years.parse().unwrap() });
            }
            ["window", window] => ruling.window = serde_json::from_value(word(window)).unwrap(),
            ["reading", reading] => ruling.reading = serde_json::from_value(word(reading)).unwrap(),
            ["assigned", number] => ruling.assigned = Some(Target::parse(number).unwrap()),
            ["limit", part, limit] => {
                ruling.standard.push(Limit { part: part.to_owned(), target: Target::parse(limit).unwrap() });
            }
            ["steady", share] => ruling.steady_share = Some(share.parse().unwrap()),
            _ => panic!("decision `{part}`"),
        }
    }
    ruling
}

/// Nine in the morning.
fn morning(day: Date) -> Timestamp {
    start_of_day(day) + SignedDuration::from_hours(9)
}

fn judge(case: &str) -> Verdict {
    let [_, target, figures, decisions, today] = case.split(" | ").collect::<Vec<_>>()[..] else {
        panic!("a case has five parts: {case}")
    };
    let mut target = Target::parse(target).unwrap();
    let ruling = decide(decisions, &mut target);
    verdict(&target, &series(figures), &ruling, morning(today.parse().unwrap()))
}

fn is_case(line: &str) -> bool {
    line.contains(" | ") && !line.starts_with('#')
}

fn cases() -> impl Iterator<Item = &'static str> {
    SUITE.lines().filter(|line| is_case(line))
}

fn answer(case: &str, zh: &Texts, en: &Texts) -> String {
    let verdict = judge(case);
    let distance = verdict.distance.map(|distance| format!(", distance {distance}")).unwrap_or_default();
    let provisional = if verdict.provisional { ", not yet confirmed" } else { "" };
    let mut lines = format!("{case}\n  = {}{distance}{provisional}\n", verdict.state.name());
    for say in std::iter::once(&verdict.because).chain(&verdict.besides) {
        lines += &format!("  = {}\n  = {}\n", zh.tell(say), en.tell(say));
    }
    lines
}

#[test]
fn every_case_of_the_suite_is_judged_as_it_says() {
    let (zh, en) = (Texts::read(ZH), Texts::read(EN));
    let keep = |line: &str| if is_case(line) { answer(line, &zh, &en) } else { format!("{line}\n") };
    let actual: String = SUITE.lines().filter(|line| !line.starts_with("  =")).map(keep).collect();
    golden::check("verdicts.txt", SUITE, &actual);
}

#[test]
fn both_languages_have_the_same_sentences_and_the_suite_shows_each() {
    let keys = |text: &str| Texts::read(text).0.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(ZH), keys(EN));
    let told = |verdict: Verdict| {
        let says = std::iter::once(verdict.because).chain(verdict.besides);
        says.map(|say| say.key.trim_start_matches("verdict.").to_owned()).collect::<Vec<_>>()
    };
    let shown: BTreeSet<String> = cases().flat_map(|case| told(judge(case))).collect();
    assert_eq!(keys(ZH).difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new(), "no case shows these");
}

#[test]
fn of_the_parts_of_a_compound_row_the_worst_decides() {
    let part = |state| Verdict {
        state,
        because: Say::new("verdict.no_value"),
        besides: None,
        distance: None,
        provisional: false,
    };
    let all =
        |states: &[State]| Verdict::all(states.iter().map(|state| part(*state))).map(|verdict| verdict.state);
    assert_eq!(all(&[State::Met, State::Met]), Some(State::Met));
    assert_eq!(
        all(&[State::Met, State::CannotBeJudged, State::OnCourse]),
        Some(State::CannotBeJudged),
        "S-034"
    );
    assert_eq!(
        all(&[State::CannotBeJudged, State::NotMet]),
        Some(State::NotMet),
        "S-033: one failure fails the row"
    );
    assert_eq!(all(&[]), None);
}

#[test]
fn figures_in_another_unit_are_judged_once_they_are_converted() {
    let units = Units::read(include_str!("../../../../packs/standards/units.csv")).unwrap();
    let target = Target::parse("≥50亿元").unwrap();
    let figures = series("2023 500000; unit 万元; base 2022 480000");
    let converted = figures.clone().converted(&units, "亿元").unwrap();
    assert_eq!(
        verdict(&target, &converted, &Ruling::default(), morning(date(2024, 2, 1))).state,
        State::Met,
        "X-029"
    );
    assert_eq!(converted.baseline.map(|(_, value)| value), Some(Decimal::from(48)));
    assert!(figures.converted(&units, "人").is_err());
}

#[test]
fn a_verdict_and_a_ruling_survive_json() {
    for case in cases() {
        let verdict = judge(case);
        let json = serde_json::to_string(&verdict).unwrap();
        assert_eq!(serde_json::from_str::<Verdict>(&json).unwrap(), verdict);
        let [_, target, figures, decisions, _] = case.split(" | ").collect::<Vec<_>>()[..] else { panic!() };
        let ruling = decide(decisions, &mut Target::parse(target).unwrap());
        let json = serde_json::to_string(&(&ruling, series(figures))).unwrap();
        assert_eq!(serde_json::from_str::<(Ruling, Series)>(&json).unwrap(), (ruling, series(figures)));
    }
}

fn at(value: i64, period: Period, baseline: i64) -> Series {
    let value = Value { value: Decimal::new(i128::from(value), 1).unwrap(), standing: Standing::Final };
    let baseline = Some((Period::year(2022), Decimal::new(i128::from(baseline), 1).unwrap()));
    Series { values: [(period, value)].into(), baseline, ..Series::default() }
}

fn bound_of(text: &str) -> Compare {
    let text = Target::parse(text).unwrap();
    match text.aim {
        crate::Aim::Bound { compare, .. } => compare,
        _ => Compare::AtLeast,
    }
}

proptest! {
    #[test]
    fn a_better_value_never_worsens_the_verdict_on_a_floor_ceiling_or_figure(
        text in prop::sample::select(vec!["≥50%", "≤50%", "超过50%", "＜50%", "50", "达到50%", "全部"]),
        (one, other, baseline) in (0_i64..1200, 0_i64..1200, 0_i64..1200),
        month in 1_i8..=12,
        dated in any::<bool>(),
    ) {
        let mut target = Target::parse(text).unwrap();
        target.by = dated.then_some(date(2023, 12, 31));
        let period = Period::of(crate::PeriodKind::Month, date(2023, month, 1));
        let now = morning(period.end());
        let state = |value| verdict(&target, &at(value, period, baseline), &Ruling::default(), now).state;
        let up = bound_of(text).better() == crate::Direction::Up;
        let (worse, better) = if up { (one.min(other), one.max(other)) } else { (one.max(other), one.min(other)) };
        prop_assert!(state(worse) <= state(better), "{text}: {worse} {:?}, {better} {:?}", state(worse), state(better));
    }

    #[test]
    fn a_value_nearer_to_about_never_worsens_the_verdict(near in 0_i64..100, far in 0_i64..100, above in any::<bool>()) {
        let target = Target::parse("50左右").unwrap();
        let ruling = Ruling {
            tolerance: Some(Tolerance { amount: Decimal::from(3), percent: false, shortfall_only: false }),
            ..Ruling::default()
        };
        let side = if above { 1 } else { -1 };
        let state = |gap: i64| verdict(&target, &at(500 + side * gap, Period::year(2023), 0), &ruling, morning(date(2024, 2, 1))).state;
        prop_assert!(state(near.max(far)) <= state(near.min(far)));
    }

    #[test]
    fn an_alternative_never_worsens_the_verdict(values in prop::collection::vec(0_i64..1000, 1..6)) {
        let figures = values.iter().enumerate().map(|(at, value)| {
            let value = Value { value: Decimal::from(*value), standing: Standing::Final };
            (Period::year(2018 + i16::try_from(at).unwrap()), value)
        });
        let series = Series { values: figures.collect(), ..Series::default() };
        let judge = |text| verdict(&Target::parse(text).unwrap(), &series, &Ruling::default(), morning(date(2024, 2, 1))).state;
        prop_assert!(judge("≥500或逐年提高") >= judge("≥500"));
        prop_assert!(judge("≥500或逐年提高") >= judge("逐年提高"));
    }
}
