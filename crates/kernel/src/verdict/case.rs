//! What a form sees when it judges: the figures that count, and how a finding is put.

use super::{Ruling, Series};
use crate::calendar::{day_of, end_of_day};
use crate::number::{Decimal, round_gbt8170};
use crate::period::{Period, PeriodKind};
use crate::say::Say;
use crate::target::{Compare, Direction, Target};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Reverse;

/// One question: this target, these figures, these decisions, today.
pub(crate) struct Case<'a> {
    pub(crate) target: &'a Target,
    pub(crate) series: &'a Series,
    pub(crate) ruling: &'a Ruling,
    due: Option<Date>,
    now: Timestamp,
}

/// One figure with its period.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) period: Period,
    pub(crate) value: Decimal,
    pub(crate) provisional: bool,
}

/// What a form found.
#[derive(Debug)]
pub(crate) struct Finding {
    /// Whether the figures satisfy the aim; `None` when that cannot be said.
    pub(crate) holds: Option<bool>,
    pub(crate) say: Say,
    pub(crate) distance: Option<Decimal>,
    /// The figure judged, where it is one.
    pub(crate) reading: Option<Reading>,
    /// What the figure is on its way to, where it is one.
    pub(crate) path: Option<(Direction, Decimal)>,
    pub(crate) provisional: bool,
    /// Whether it is met for good once reached, as a count or a floor is.
    pub(crate) reached: bool,
}

impl Finding {
    /// Something is missing.
    pub(crate) fn unknown(say: Say) -> Finding {
        Finding {
            holds: None,
            say,
            distance: None,
            reading: None,
            path: None,
            provisional: false,
            reached: false,
        }
    }

    /// Yes or no, with the sentence for each.
    pub(crate) fn known(holds: bool, met: &'static str, not_met: &'static str) -> Finding {
        Finding { holds: Some(holds), ..Finding::unknown(Say::new(if holds { met } else { not_met })) }
    }

    /// Fills one place of the sentence.
    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Finding {
        self.say = self.say.with(name, value);
        self
    }

    /// The figure it rests on.
    pub(crate) fn on(self, case: &Case<'_>, reading: Reading) -> Finding {
        let told = self.with("period", reading.period).with("value", case.show(reading.value));
        Finding { reading: Some(reading), provisional: told.provisional || reading.provisional, ..told }
    }

    /// The limit, with the distance to it and the way there.
    pub(crate) fn toward(self, case: &Case<'_>, value: Decimal, compare: Compare, bound: Decimal) -> Finding {
        let spare = match compare.better() {
            Direction::Up => value.checked_sub(bound),
            Direction::Down => bound.checked_sub(value),
        };
        let told = self.with("bound", case.show(bound));
        Finding { distance: spare, path: Some((compare.better(), bound)), ..told }
    }
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        target: &'a Target,
        series: &'a Series,
        ruling: &'a Ruling,
        now: Timestamp,
    ) -> Case<'a> {
        Case { target, series, ruling, due: target.due_day(), now }
    }

    /// The same question, due the same day, about another target on another series.
    pub(crate) fn about(&self, target: &'a Target, series: &'a Series) -> Case<'a> {
        Case { target, series, ..*self }
    }

    pub(crate) fn today(&self) -> Date {
        day_of(self.now)
    }

    /// The due day while it is still to come or running.
    pub(crate) fn open_until(&self) -> Option<Date> {
        self.due.filter(|due| self.now < end_of_day(*due))
    }

    fn closed_on(&self) -> Option<Date> {
        self.due.filter(|due| self.now >= end_of_day(*due))
    }

    /// A sentence about the target: what is missing before it can be judged.
    pub(crate) fn missing(&self, key: &'static str) -> Say {
        Say::new(key).with("target", &self.target.text)
    }

    /// A figure with its unit, as it is told.
    pub(crate) fn show(&self, value: Decimal) -> String {
        let unit = self.target.unit.as_ref().or(self.series.unit.as_ref());
        format!("{value}{}", unit.map_or("", String::as_str))
    }

    /// A computed figure, rounded for showing to two places more than the figures it comes from (GB/T 8170).
    pub(crate) fn show_rounded(&self, value: Decimal, like: Decimal) -> String {
        self.show(round_gbt8170(value, like.places() + 2).trimmed())
    }

    /// The figure to judge: the latest of a period that has begun and, when the time is over, that reaches the due
    /// day.
    pub(crate) fn latest(&self) -> Result<Reading, Say> {
        let last = self.readings().max_by_key(|r| (r.period.end(), Reverse(r.period.start())));
        self.closing(last)
    }

    /// The figure of that period.
    pub(crate) fn reading(&self, period: Period) -> Option<Reading> {
        self.readings().find(|reading| reading.period == period)
    }

    /// The figures of whole years that are over, oldest first, without a gap up to the last.
    pub(crate) fn years(&self) -> Result<Vec<Reading>, Say> {
        let over =
            |r: &Reading| r.period.kind() == PeriodKind::Year && end_of_day(r.period.end()) <= self.now;
        let mut years: Vec<Reading> = Vec::new();
        for reading in self.readings().filter(over) {
            if years.last().is_some_and(|last| last.period.next() != reading.period) {
                years.clear();
            }
            years.push(reading);
        }
        if years.is_empty() && self.readings().next().is_some() {
            return Err(self.missing("verdict.no_year"));
        }
        self.closing(years.last().copied())?;
        Ok(years)
    }

    /// The figures of the year of the latest one, oldest first.
    pub(crate) fn readings_of_year(&self) -> Result<Vec<Reading>, Say> {
        let year = Period::of(PeriodKind::Year, self.latest()?.period.end());
        Ok(self
            .readings()
            .filter(|r| year.contains(r.period.start()) && year.contains(r.period.end()))
            .collect())
    }

    fn readings(&self) -> impl Iterator<Item = Reading> {
        let bound = self.due.unwrap_or(Date::MAX).min(self.today());
        let begun = self.series.values.iter().filter(move |(period, _)| period.start() <= bound);
        begun.map(|(period, value)| Reading {
            period: *period,
            value: value.value,
            provisional: value.standing == super::Standing::Provisional,
        })
    }

    fn closing(&self, last: Option<Reading>) -> Result<Reading, Say> {
        self.same_unit()?;
        let last = last.ok_or_else(|| self.missing("verdict.no_value"))?;
        match self.closed_on() {
            Some(due) if last.period.end() < due => Err(self
                .missing("verdict.no_closing_value")
                .with("period", last.period)
                .with("value", self.show(last.value))
                .with("due", due)),
            _ => Ok(last),
        }
    }

    /// Figures in another unit are converted by the caller, which has the table of units, or refused here.
    fn same_unit(&self) -> Result<(), Say> {
        match (&self.series.unit, &self.target.unit) {
            (Some(unit), Some(wanted)) if unit != wanted => {
                Err(self.missing("verdict.unit_differs").with("unit", unit).with("wanted", wanted))
            }
            _ => Ok(()),
        }
    }
}
