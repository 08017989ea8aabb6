//! From what a form found to a verdict: before the due day a straight path decides, after it yes or no.

use super::{Case, Finding, Reading, State, Verdict};
use crate::number::Decimal;
use crate::say::Say;
use crate::target::{Aim, Direction, judge};
use jiff::civil::Date;

pub(super) fn settle(case: &Case<'_>, aim: &Aim) -> Verdict {
    let finding = judge(aim, case);
    let (state, because) = match (finding.holds, case.open_until()) {
        (None, _) => (State::CannotBeJudged, finding.say),
        (Some(true), None) => (State::Met, finding.say),
        (Some(false), None) => (State::NotMet, finding.say),
        (Some(true), Some(_)) if finding.reached => (State::Met, finding.say),
        (Some(true), Some(due)) => (State::OnCourse, so_far(case, &finding, due, "verdict.holds_so_far")),
        (Some(false), Some(due)) => under_way(case, &finding, due),
    };
    Verdict { state, because, besides: None, distance: finding.distance, provisional: finding.provisional }
}

/// 或: the better of two parts decides; of the other one sentence remains.
pub(super) fn either(main: Verdict, alternative: Verdict) -> Verdict {
    let (decides, other) =
        if alternative.state > main.state { (alternative, main) } else { (main, alternative) };
    let distance = decides.distance.or(other.distance);
    let provisional = decides.provisional || other.provisional;
    let besides = (other.because != decides.because).then_some(other.because);
    Verdict { besides, distance, provisional, ..decides }
}

/// Not there yet: compares the figure with the straight line from the baseline to the target.
fn under_way(case: &Case<'_>, finding: &Finding, due: Date) -> (State, Say) {
    let (Some(reading), Some((direction, bound))) = (finding.reading, finding.path) else {
        return (State::Behind, so_far(case, finding, due, "verdict.fails_so_far"));
    };
    let Some((start, from)) = case.series.baseline else {
        return (State::CannotBeJudged, so_far(case, finding, due, "verdict.no_baseline"));
    };
    let until = reading.period.end().min(case.today());
    let Some(expected) = Path { start: start.end(), from, due, bound }.expected(until) else {
        return (State::Behind, so_far(case, finding, due, "verdict.fails_so_far"));
    };
    let ahead = match direction {
        Direction::Up => expected.reached_by(reading.value),
        Direction::Down => expected.undercut_by(reading.value),
    };
    let (state, key) =
        if ahead { (State::OnCourse, "verdict.on_course") } else { (State::Behind, "verdict.behind") };
    let say = so_far(case, finding, due, key)
        .with("bound", case.show(bound))
        .with("start", start)
        .with("from", case.show(from))
        .with("until", until)
        .with("expected", case.show_rounded(expected.shown(), reading.value));
    (state, say)
}

fn so_far(case: &Case<'_>, finding: &Finding, due: Date, key: &'static str) -> Say {
    let say = Say::new(key).with("target", &case.target.text).with("due", due);
    match finding.reading {
        Some(Reading { period, value, .. }) => say.with("period", period).with("value", case.show(value)),
        None => say.with("period", case.today()).with("value", "–"),
    }
}

/// A straight line from the baseline's last day to the due day.
struct Path {
    start: Date,
    from: Decimal,
    due: Date,
    bound: Decimal,
}

/// A point of the line as a fraction, so that nothing is rounded before it is compared.
struct Expected {
    top: Decimal,
    days: Decimal,
}

impl Path {
    /// Where the line stands at the end of that day; `None` when it has no length or the numbers do not fit.
    fn expected(&self, day: Date) -> Option<Expected> {
        let days = |to: Date| Decimal::from(to.duration_since(self.start).as_hours() / 24);
        let whole = days(self.due);
        let way = self.bound.checked_sub(self.from)?.checked_mul(days(day).max(Decimal::ZERO))?;
        let top = self.from.checked_mul(whole)?.checked_add(way)?;
        (whole > Decimal::ZERO).then_some(Expected { top, days: whole })
    }
}

impl Expected {
    fn reached_by(&self, value: Decimal) -> bool {
        value.checked_mul(self.days).is_some_and(|scaled| scaled >= self.top)
    }

    fn undercut_by(&self, value: Decimal) -> bool {
        value.checked_mul(self.days).is_some_and(|scaled| scaled <= self.top)
    }

    fn shown(&self) -> Decimal {
        self.top.checked_div(self.days, self.top.places() + 3).unwrap_or(self.top)
    }
}
