//! Working days and civil days.
//!
//! Days off and make-up working days come from the yearly notice on public holidays, as a table. A year without a
//! notice is unknown: a rule of weekends alone would be wrong for about thirty days of it.

use crate::table::{TableError, rows};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::Offset;
use std::collections::{BTreeMap, BTreeSet};

/// China Standard Time. The country has one time and no summer time, so an offset is enough.
pub const CHINA: Offset = Offset::constant(8);

const HEADER: [&str; 4] = ["date", "name", "kind", "arrangement_year"];

/// The instant a civil day begins, 0:00 (+08:00).
pub fn start_of_day(day: Date) -> Timestamp {
    CHINA.to_timestamp(DateTime::from_parts(day, Time::midnight())).unwrap_or(Timestamp::MAX)
}

/// The instant a civil day ends, 24:00 (+08:00): the end of a time limit given in days, months or years.
pub fn end_of_day(day: Date) -> Timestamp {
    day.tomorrow().map_or(Timestamp::MAX, start_of_day)
}

/// The civil day (+08:00) in which the instant lies. 24:00 belongs to the next day; see [`due_day`].
pub fn day_of(instant: Timestamp) -> Date {
    CHINA.to_datetime(instant).date()
}

/// The civil day a due instant closes: 24:00 of the 25th is the 25th, 14:30 of the 25th is the 25th.
pub fn due_day(due: Timestamp) -> Date {
    day_of(due.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap_or(due))
}

/// Why nobody works on a day. It is shown beside a due day and never moves it: no document allows that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday or a day off exchanged for one, with its name as in the notice, such as 国庆节.
    Holiday(String),
}

/// Workdays cannot be counted through a year whose holiday notice is not in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the holidays of {year} are not known; add that year's public holiday notice to the calendar table")]
pub struct NotCovered {
    /// The year that is missing.
    pub year: i16,
}

/// Days off and make-up working days of the years that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, Special>,
    years: BTreeSet<i16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Special {
    name: String,
    off: bool,
}

impl Calendar {
    /// Reads the table: columns `date,name,kind,arrangement_year`, kind `OFF` or `WORK`.
    ///
    /// # Errors
    /// Names the line that cannot be read and what would be accepted.
    pub fn read(csv: &str) -> Result<Calendar, TableError> {
        let mut calendar = Calendar::default();
        for row in rows(csv, &HEADER)? {
            let date: Date = row
                .cell(0)
                .parse()
                .map_err(|_| row.refuse(format!("`{}` is not a date such as 2023-06-25", row.cell(0))))?;
            let off = match row.cell(2) {
                "OFF" => true,
                "WORK" => false,
                other => return Err(row.refuse(format!("kind `{other}`; accepted: OFF, WORK"))),
            };
            let year = row.cell(3);
            calendar.years.insert(
                year.parse().map_err(|_| row.refuse(format!("`{year}` is not a year such as 2023")))?,
            );
            let special = Special { name: row.cell(1).to_owned(), off };
            if calendar.days.insert(date, special).is_some() {
                return Err(row.refuse(format!("{date} is given twice")));
            }
        }
        Ok(calendar)
    }

    /// Whether the year's holiday notice is in the table.
    pub fn covers(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// Whether people work on that day; `None` when its year is not covered and the day not listed.
    pub fn is_workday(&self, day: Date) -> Option<bool> {
        match self.days.get(&day) {
            Some(special) => Some(!special.off),
            None => self.covers(day.year()).then(|| !is_weekend(day)),
        }
    }

    /// Why nobody works on that day, if so. In a year that is not covered only weekends are known.
    pub fn rest_day(&self, day: Date) -> Option<Rest> {
        match self.days.get(&day) {
            Some(special) if special.off => Some(Rest::Holiday(special.name.clone())),
            Some(_) => None,
            None => is_weekend(day).then_some(Rest::Weekend),
        }
    }

    /// The n-th workday after `start`; the day of the start is not counted (民法典 §201).
    ///
    /// # Errors
    /// The count reaches a year that is not covered.
    pub fn add_workdays(&self, start: Date, n: u32) -> Result<Date, NotCovered> {
        (0..n).try_fold(start, |day, _| self.workday_from(day, Date::tomorrow))
    }

    /// The last workday before that day: when to warn earlier about a due day that is a day of rest.
    ///
    /// # Errors
    /// The search reaches a year that is not covered.
    pub fn last_workday_before(&self, day: Date) -> Result<Date, NotCovered> {
        self.workday_from(day, Date::yesterday)
    }

    /// How many workdays lie after `start` up to and including `end`: what [`Calendar::add_workdays`] counted.
    ///
    /// # Errors
    /// A day between lies in a year that is not covered.
    pub fn workdays_between(&self, start: Date, end: Date) -> Result<u32, NotCovered> {
        let mut count = 0;
        let mut day = start;
        while day < end {
            day = day.tomorrow().map_err(|_| NotCovered { year: day.year() })?;
            count += u32::from(self.is_workday(day).ok_or(NotCovered { year: day.year() })?);
        }
        Ok(count)
    }

    fn workday_from(
        &self,
        start: Date,
        step: fn(Date) -> Result<Date, jiff::Error>,
    ) -> Result<Date, NotCovered> {
        let mut day = start;
        loop {
            day = step(day).map_err(|_| NotCovered { year: day.year() })?;
            if self.is_workday(day).ok_or(NotCovered { year: day.year() })? {
                return Ok(day);
            }
        }
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
