//! The hour at which a day's reminders go out, and the hours in which nothing leaves the house unless it is urgent.
//! Pure.

use jiff::Timestamp;
use jiff::civil::Time;
use kernel::{CHINA, Say};
use std::fmt;
use std::str::FromStr;

/// Hours of a district's day, in China's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// When a day's reminders go out.
    pub morning: Time,
    /// When quiet begins.
    pub quiet_from: Time,
    /// When it ends; the same as `quiet_from` for no quiet at all.
    pub quiet_to: Time,
}

impl Default for Hours {
    fn default() -> Hours {
        let hour = |hour| Time::constant(hour, 0, 0, 0);
        Hours { morning: hour(9), quiet_from: hour(21), quiet_to: hour(7) }
    }
}

impl Hours {
    /// Whether only what is urgent may leave the house now. The first minute is quiet, the last is not.
    pub fn is_quiet(&self, now: Timestamp) -> bool {
        let time = CHINA.to_datetime(now).time();
        if self.quiet_from <= self.quiet_to {
            (self.quiet_from..self.quiet_to).contains(&time)
        } else {
            time >= self.quiet_from || time < self.quiet_to
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |time: Time| time.strftime("%H:%M").to_string();
        write!(f, "{} {}-{}", short(self.morning), short(self.quiet_from), short(self.quiet_to))
    }
}

impl FromStr for Hours {
    type Err = Say;

    fn from_str(text: &str) -> Result<Hours, Say> {
        let refused = || Say::new("notices.bad_hours").with("text", text);
        let (morning, quiet) = text.trim().split_once(' ').ok_or_else(refused)?;
        let (from, to) = quiet.split_once('-').ok_or_else(refused)?;
        let time = |text: &str| Time::strptime("%H:%M", text.trim()).map_err(|_| refused());
        Ok(Hours { morning: time(morning)?, quiet_from: time(from)?, quiet_to: time(to)? })
    }
}

#[cfg(test)]
mod tests;
