//! Periods that figures and reports belong to: a year, half-year, quarter, month or day.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// January to June or July to December.
    HalfYear,
    /// Three months.
    Quarter,
    /// A calendar month.
    Month,
    /// A civil day.
    Day,
}

/// One period, written `2023`, `2023-H1`, `2023-Q2`, `2023-06` or `2023-06-25`. Earlier starts sort first, and of
/// two with the same start the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    start: Date,
    kind: PeriodKind,
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period; accepted: 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-25")]
pub struct BadPeriod(pub String);

impl PeriodKind {
    fn months(self) -> i8 {
        match self {
            PeriodKind::Year => 12,
            PeriodKind::HalfYear => 6,
            PeriodKind::Quarter => 3,
            PeriodKind::Month => 1,
            PeriodKind::Day => 0,
        }
    }

    fn span(self) -> Span {
        match self {
            PeriodKind::Day => Span::new().days(1),
            other => Span::new().months(other.months()),
        }
    }
}

impl Period {
    /// The period of that kind in which the day lies.
    pub fn of(kind: PeriodKind, day: Date) -> Period {
        if kind == PeriodKind::Day {
            return Period { start: day, kind };
        }
        let month = day.month() - (day.month() - 1) % kind.months();
        Period { start: Date::new(day.year(), month, 1).unwrap_or(day), kind }
    }

    /// The calendar year; a year outside the calendar (1 to 9999) becomes the nearest in it.
    pub fn year(year: i16) -> Period {
        let start = Date::new(year.clamp(1, 9999), 1, 1).unwrap_or(Date::MIN);
        Period { start, kind: PeriodKind::Year }
    }

    /// How long it is.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// Its last day.
    pub fn end(self) -> Date {
        let next = self.next().start;
        next.yesterday().ok().filter(|end| *end >= self.start).unwrap_or(next)
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end()
    }

    /// The period of the same length that follows.
    #[must_use]
    pub fn next(self) -> Period {
        Period { start: self.start.saturating_add(self.kind.span()), ..self }
    }

    /// The period of the same length before it.
    #[must_use]
    pub fn previous(self) -> Period {
        Period { start: self.start.saturating_sub(self.kind.span()), ..self }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.kind {
            PeriodKind::Year => write!(f, "{year:04}"),
            PeriodKind::HalfYear => write!(f, "{year:04}-H{}", (month + 5) / 6),
            PeriodKind::Quarter => write!(f, "{year:04}-Q{}", (month + 2) / 3),
            PeriodKind::Month => write!(f, "{year:04}-{month:02}"),
            PeriodKind::Day => write!(f, "{}", self.start),
        }
    }
}

impl FromStr for Period {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Period, BadPeriod> {
        read(text).ok_or_else(|| BadPeriod(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let year: i16 = digits(year, 4).filter(|year| *year > 0)?;
    let in_year = |kind, number: i8, count: i8| {
        let first = (number - 1) * (12 / count) + 1;
        let start = (1..=count).contains(&number).then(|| Date::new(year, first, 1).ok())??;
        Some(Period { start, kind })
    };
    match rest.split_at_checked(1) {
        None => (text.len() == 4)
            .then(|| Date::new(year, 1, 1).ok())?
            .map(|start| Period { start, kind: PeriodKind::Year }),
        Some(("H", half)) => in_year(PeriodKind::HalfYear, digits(half, 1)?, 2),
        Some(("Q", quarter)) => in_year(PeriodKind::Quarter, digits(quarter, 1)?, 4),
        Some(_) if rest.len() == 2 => in_year(PeriodKind::Month, digits(rest, 2)?, 12),
        Some(_) => {
            let start = (text.len() == 10).then(|| text.parse().ok())??;
            Some(Period { start, kind: PeriodKind::Day })
        }
    }
}

fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl TryFrom<String> for Period {
    type Error = BadPeriod;
    fn try_from(text: String) -> Result<Period, BadPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}
