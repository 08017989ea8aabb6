//! Schedules: the rules that say when something falls due (时限规则; ).
//!
//! A calendar rule gives a due instant for each period; an event rule gives one after each event. Due days are
//! never moved off weekends or holidays.

use crate::calendar::{day_of, end_of_day};
use crate::period::{Period, PeriodKind};
use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// When something falls due, written in the grammar of packs; [`BadRule`] lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Rule {
    /// On that day of each quarter's last month, 24:00 (季度末月25日).
    QuarterlyOn {
        /// Day of March, June, September and December, 1 to 30.
        day: i8,
    },
    /// On that day of each year, 24:00.
    YearlyOn {
        /// Month, 1 to 12.
        month: i8,
        /// Day of the month.
        day: i8,
    },
    /// On the last day of each month, 24:00 (N月底前 is the month's last day).
    Monthly,
    /// On the last day of each quarter, 24:00.
    Quarterly,
    /// On 31 December of each year, 24:00 (N年底前).
    Yearly,
    /// Every so many years from the first due day that the document names.
    EveryYears(u8),
    /// Once, on that day, 24:00.
    On(Date),
    /// Immediately (立即). No length is given, so the due instant is the event's own: the time that passes is shown
    /// from there.
    AtOnce {
        /// The event.
        after: String,
    },
    /// At the first possible moment (第一时间); due as [`Rule::AtOnce`].
    FirstMoment {
        /// The event.
        after: String,
    },
    /// Within so many hours, counted from the event's instant.
    WithinHours {
        /// How many.
        hours: u16,
        /// The event.
        after: String,
    },
    /// Within so many weeks. The event's day is not counted (民法典 §201); due at 24:00 of the last day.
    WithinWeeks {
        /// How many.
        weeks: u16,
        /// The event.
        after: String,
    },
    /// Once each civil day from the day of one event to the day of another, 24:00.
    Daily {
        /// The event that starts it.
        from: String,
        /// The event that ends it.
        until: String,
    },
}

/// One thing that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// What it is for: the quarter reported on, or the day of the event.
    pub period: Period,
    /// The last instant that is still in time.
    pub at: Timestamp,
}

/// A text that is no schedule rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a schedule rule; accepted: `quarterly on day 25 of last month`, `yearly on 12-25`, `monthly`, \
     `quarterly`, `yearly`, `every 3 years`, `on 2023-06-30`, `at once after EVENT`, `within 2 hours after EVENT`, \
     `within 2 weeks after EVENT`, `daily from EVENT until EVENT`, `first moment after EVENT`, where EVENT is a name \
     such as `report-received`"
)]
pub struct BadRule(pub String);

impl Rule {
    /// What falls due on days from `from` to `to`, both included, soonest first.
    ///
    /// `first` is the first due day that the document names: nothing falls due before it, and `every N years` counts
    /// from it (without it such a rule gives nothing, because its start is not known). An event rule gives nothing;
    /// see [`Rule::due_after`].
    pub fn due_between(&self, from: Date, to: Date, first: Option<Date>) -> Vec<Due> {
        let from = first.map_or(from, |first| first.max(from));
        let mut due = Vec::new();
        if let Rule::On(day) = self {
            let period = Period::of(PeriodKind::Day, *day);
            due.extend((from..=to).contains(day).then(|| Due { period, at: end_of_day(*day) }));
        }
        let Some(mut period) = self.period_of(from) else { return due };
        while period.start() <= to {
            if let Some(day) = self.day_in(period, first).filter(|day| (from..=to).contains(day)) {
                due.push(Due { period, at: end_of_day(day) });
            }
            if period.next() <= period {
                break;
            }
            period = period.next();
        }
        due
    }

    /// What falls due after an event. A daily rule gives every day up to that of `until`: the instant of the event
    /// that ends it or, while that has not happened, now. The other event rules give one due instant. A calendar
    /// rule gives nothing.
    pub fn due_after(&self, event: Timestamp, until: Timestamp) -> Vec<Due> {
        let day = day_of(event);
        let once = |at| vec![Due { period: Period::of(PeriodKind::Day, day), at }];
        match self {
            Rule::AtOnce { .. } | Rule::FirstMoment { .. } => once(event),
            Rule::WithinHours { hours, .. } => once(
                event.saturating_add(SignedDuration::from_hours(i64::from(*hours))).unwrap_or(Timestamp::MAX),
            ),
            Rule::WithinWeeks { weeks, .. } => {
                once(end_of_day(day.saturating_add(Span::new().weeks(i64::from(*weeks)))))
            }
            Rule::Daily { .. } => days(day, day_of(until)),
            _ => Vec::new(),
        }
    }

    /// The event that starts the clock, for event rules.
    pub fn event(&self) -> Option<&str> {
        match self {
            Rule::AtOnce { after }
            | Rule::FirstMoment { after }
            | Rule::WithinHours { after, .. }
            | Rule::WithinWeeks { after, .. } => Some(after),
            Rule::Daily { from, .. } => Some(from),
            _ => None,
        }
    }

    fn period_of(&self, day: Date) -> Option<Period> {
        let kind = match self {
            Rule::QuarterlyOn { .. } | Rule::Quarterly => PeriodKind::Quarter,
            Rule::YearlyOn { .. } | Rule::Yearly | Rule::EveryYears(_) => PeriodKind::Year,
            Rule::Monthly => PeriodKind::Month,
            _ => return None,
        };
        Some(Period::of(kind, day))
    }

    fn day_in(&self, period: Period, first: Option<Date>) -> Option<Date> {
        let end = period.end();
        match self {
            Rule::QuarterlyOn { day } => Date::new(end.year(), end.month(), *day).ok(),
            Rule::YearlyOn { month, day } => Date::new(end.year(), *month, *day).ok(),
            Rule::Monthly | Rule::Quarterly | Rule::Yearly => Some(end),
            Rule::EveryYears(step) => {
                let passed = end.year().checked_sub(first?.year())?;
                let falls = passed.checked_rem(i16::from(*step))? == 0;
                falls.then(|| first?.checked_add(Span::new().years(passed)).ok())?
            }
            _ => None,
        }
    }
}

fn days(first: Date, last: Date) -> Vec<Due> {
    let mut due = Vec::new();
    let mut day = first;
    while day <= last {
        due.push(Due { period: Period::of(PeriodKind::Day, day), at: end_of_day(day) });
        match day.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    due
}

impl FromStr for Rule {
    type Err = BadRule;
    fn from_str(text: &str) -> Result<Rule, BadRule> {
        read(text).filter(|rule| rule.to_string() == text).ok_or_else(|| BadRule(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Rule> {
    let words: Vec<&str> = text.split(' ').collect();
    Some(match *words.as_slice() {
        ["quarterly", "on", "day", day, "of", "last", "month"] => {
            Rule::QuarterlyOn { day: day.parse().ok().filter(|day| (1..=30).contains(day))? }
        }
        ["yearly", "on", month_day] => yearly_on(month_day)?,
        ["monthly"] => Rule::Monthly,
        ["quarterly"] => Rule::Quarterly,
        ["yearly"] => Rule::Yearly,
        ["every", years, "years"] => Rule::EveryYears(years.parse().ok().filter(|years| *years > 0)?),
        ["on", day] => Rule::On(day.parse().ok()?),
        ["at", "once", "after", event] => Rule::AtOnce { after: name(event)? },
        ["first", "moment", "after", event] => Rule::FirstMoment { after: name(event)? },
        ["within", hours, "hours", "after", event] => {
            Rule::WithinHours { hours: hours.parse().ok()?, after: name(event)? }
        }
        ["within", weeks, "weeks", "after", event] => {
            Rule::WithinWeeks { weeks: weeks.parse().ok()?, after: name(event)? }
        }
        ["daily", "from", from, "until", until] => Rule::Daily { from: name(from)?, until: name(until)? },
        _ => return None,
    })
}

fn yearly_on(month_day: &str) -> Option<Rule> {
    let (month, day) = month_day.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2023 has no 29 February: a day that some years lack cannot be a yearly due day.
    Date::new(2023, month, day).ok().map(|_| Rule::YearlyOn { month, day })
}

fn name(event: &str) -> Option<String> {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    event.split('-').all(part).then(|| event.to_owned())
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::QuarterlyOn { day } => write!(f, "quarterly on day {day} of last month"),
            Rule::YearlyOn { month, day } => write!(f, "yearly on {month:02}-{day:02}"),
            Rule::Monthly => f.write_str("monthly"),
            Rule::Quarterly => f.write_str("quarterly"),
            Rule::Yearly => f.write_str("yearly"),
            Rule::EveryYears(years) => write!(f, "every {years} years"),
            Rule::On(day) => write!(f, "on {day}"),
            Rule::AtOnce { after } => write!(f, "at once after {after}"),
            Rule::FirstMoment { after } => write!(f, "first moment after {after}"),
            Rule::WithinHours { hours, after } => write!(f, "within {hours} hours after {after}"),
            Rule::WithinWeeks { weeks, after } => write!(f, "within {weeks} weeks after {after}"),
            Rule::Daily { from, until } => write!(f, "daily from {from} until {until}"),
        }
    }
}

impl TryFrom<String> for Rule {
    type Error = BadRule;
    fn try_from(text: String) -> Result<Rule, BadRule> {
        text.parse()
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> String {
        rule.to_string()
    }
}
