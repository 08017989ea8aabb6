//! Made-up figures near their targets: most meet them, some do not.

use super::{Act, Plan, draw, reports::add};
use indicators::{Measure, Reported, SeriesKind};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use kernel::{Aim, Compare, Decimal, Direction, Period, Target, round_gbt8170, start_of_day};
use page::Refusal;
use store::Store;

/// Of ten measures this many get figures; the others show what has not been reported.
const TOLD_OF_TEN: u64 = 6;
/// Where made-up figures come from.
const SOURCE: &str = "演示数据";

/// Plans the figures of two or more years for most measures.
pub(super) fn plan(store: &Store, plan: &mut Plan) -> Result<(), Refusal> {
    let (_, standings) = store.read(|tx| Ok::<_, Refusal>(indicators::list(tx, "", "", 1, 500)?))?;
    for measure in standings.into_iter().map(|standing| standing.measure) {
        if draw(&measure.id, 10) < TOLD_OF_TEN {
            of_measure(&measure, plan);
        }
    }
    Ok(())
}

fn of_measure(measure: &Measure, plan: &mut Plan) {
    let series = [(SeriesKind::Value, &measure.target), (SeriesKind::Growth, &measure.growth)];
    for (kind, target) in series.into_iter().filter_map(|(kind, target)| Some((kind, target.as_ref()?))) {
        for (year, value) in values(&measure.id, target) {
            figure(measure, kind, year, value, plan);
        }
    }
}

/// One figure: reported in the spring for the years before, in January for 2023; most are confirmed.
fn figure(measure: &Measure, series: SeriesKind, year: i16, value: Decimal, plan: &mut Plan) {
    let day = if year < 2023 { date(2023, 5, 8) } else { date(2024, 1, 12) };
    let hours = i64::try_from(draw(&measure.id, 200)).unwrap_or_default();
    let at =
        start_of_day(day).saturating_add(SignedDuration::from_hours(9 + hours)).unwrap_or(Timestamp::MAX);
    let period = Period::year(year);
    let reported = Reported { series, period, value, source: SOURCE.to_owned(), made_up: true };
    add(plan, at, Act::Figure(measure.id.clone(), reported));
    if draw(&format!("{}{year}", measure.id), 10) < 8 {
        let later = at.saturating_add(SignedDuration::from_hours(30)).unwrap_or(at);
        add(plan, later, Act::Confirm(measure.id.clone(), series, period));
    }
}

/// The figures of a measure by year, drawn from its identity and its target.
fn values(id: &str, target: &Target) -> Vec<(i16, Decimal)> {
    match &target.aim {
        Aim::Bound { value, compare } => {
            around(id, target, *value, matches!(compare, Compare::AtLeast | Compare::Greater))
        }
        Aim::Equal { value, .. } | Aim::About { value } => around(id, target, *value, true),
        Aim::Range { low, .. } => vec![(2023, *low)],
        Aim::Trend { direction, .. } => going(id, *direction),
        Aim::NoHigherThanMean { .. } => falling(),
        _ => Vec::new(),
    }
}

/// 2022 just short of a bound, 2023 at or a little beyond it; one in five stays short.
fn around(id: &str, target: &Target, bound: Decimal, more_is_better: bool) -> Vec<(i16, Decimal)> {
    let exact =
        |percent: i128| Decimal::new(percent, 2).and_then(|share| bound.checked_mul(share)).unwrap_or(bound);
    // Things that are counted stay whole numbers; shares and rates keep their decimals.
    let rate = |unit: &str| unit.contains(['%', '％', '‰', '/']);
    let counted = bound.places() == 0 && !target.unit.as_deref().is_none_or(rate);
    let percent = |share| if counted { round_gbt8170(exact(share), 0) } else { exact(share).trimmed() };
    let short = draw(&format!("{id}~"), 5) == 0;
    // A share cannot exceed the whole: 100 per cent stays 100.
    let whole = bound.to_string() == "100";
    let (before, after) = match (more_is_better, short, whole) {
        (true, true, _) => (95, 97),
        (true, false, true) => (98, 100),
        (true, false, false) => (97, 102),
        (false, true, _) => (108, 105),
        (false, false, _) => (103, 96),
    };
    vec![(2022, percent(before)), (2023, percent(after))]
}

fn going(id: &str, direction: Direction) -> Vec<(i16, Decimal)> {
    let start = 120 + i128::from(draw(id, 60));
    let step = if direction == Direction::Up { 3 } else { -3 };
    (0..4).filter_map(|year| Some((2020 + year, Decimal::new(start + i128::from(year) * step, 1)?))).collect()
}

fn falling() -> Vec<(i16, Decimal)> {
    (0..6).filter_map(|year| Some((2018 + year, Decimal::new(1800 - i128::from(year) * 45, 1)?))).collect()
}
