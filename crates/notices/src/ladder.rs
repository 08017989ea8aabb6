//! The reminder ladder: who is told of something due, and when. Pure: what was told and `now` are arguments.
//!
//! Three rules hold whatever the ladder: a rung is climbed once; after a stop only the last rung that was passed is
//! made good; nobody is told of one thing twice on one day.

use crate::rung::{Post, Rung, When};
use jiff::civil::{DateTime, Time};
use jiff::{Span, Timestamp};
use kernel::{CHINA, Calendar, Say, day_of, due_day};
use std::fmt;
use std::str::FromStr;

/// The rungs in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder(Vec<Rung>);

/// Used where nobody has set another: weeks of notice, then up to the office within ten days. Ours, not the
/// documents'.
const USUAL: &str =
    "-7d contact; -1d contact; 0d contact; +1d contact; +3d leader-in-charge; +7d head; +10d office";

/// Used for the clocks of a running incident, which are counted in minutes.
const URGENT: &str = "opened contact; +0m leader-in-charge; +30m head; +60m office";

/// More rungs than this are a mistake in typing.
const RUNGS_MAX: usize = 20;

impl Ladder {
    /// The ladder of what has days of time.
    pub fn usual() -> Ladder {
        USUAL.parse().unwrap_or(Ladder(Vec::new()))
    }

    /// The ladder of what has minutes or hours.
    pub fn urgent() -> Ladder {
        URGENT.parse().unwrap_or(Ladder(Vec::new()))
    }

    /// Its rungs.
    pub fn rungs(&self) -> &[Rung] {
        &self.0
    }

    /// How many days before the due day the first rung may be climbed, rest days included.
    pub fn days_ahead(&self) -> i64 {
        self.0.iter().map(|rung| -rung.when.days()).max().unwrap_or_default().max(0) + LONGEST_REST
    }

    /// How many days after the due day the last rung is climbed.
    pub fn days_after(&self) -> i64 {
        self.0.iter().map(|rung| rung.when.days()).max().unwrap_or_default().max(0) + 1
    }
}

/// Days of rest in a row, at most: a holiday with a weekend on each side.
const LONGEST_REST: i64 = 12;

impl FromStr for Ladder {
    type Err = Say;

    /// Rungs one a line, or between semicolons; empty lines are passed over. Each is written in Chinese
    /// (`提前7天 联系人`) or short (`-7d contact`).
    fn from_str(text: &str) -> Result<Ladder, Say> {
        let written = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
        let rungs = written.map(str::parse).collect::<Result<Vec<Rung>, Say>>()?;
        match rungs.len() {
            0 => Err(Say::new("notices.ladder_empty")),
            RUNGS_MAX.. => Err(Say::new("notices.ladder_long").with("most", RUNGS_MAX)),
            _ => Ok(Ladder(rungs)),
        }
    }
}

impl fmt::Display for Ladder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rungs: Vec<String> = self.0.iter().map(Rung::to_string).collect();
        f.write_str(&rungs.join("; "))
    }
}

/// What is due, as far as the ladder cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thing {
    /// Its last instant.
    pub due: Timestamp,
    /// When it was opened; `None` when that is long past.
    pub opened: Option<Timestamp>,
}

/// That somebody was told of the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub account: String,
    /// The last instant the thing had then; `None` for what had none.
    pub due: Option<Timestamp>,
    /// When.
    pub at: Timestamp,
}

/// When messages of days go out, and which days are days of rest.
#[derive(Debug, Clone, Copy)]
pub struct Days<'a> {
    /// The time of day for rungs that are counted in days.
    pub morning: Time,
    /// The calendar that knows days of rest.
    pub calendar: &'a Calendar,
}

/// A message that is due now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// To whom.
    pub account: String,
    /// By which rung.
    pub rung: Rung,
    /// Nobody holds the rung's post, so that it went to the office.
    pub vacant: bool,
}

/// The messages due at `now` about one thing that is still to be done. `holders` gives the accounts of a post; a
/// post without any falls to the office.
pub fn messages(
    ladder: &Ladder,
    thing: Thing,
    told: &[Told],
    holders: impl Fn(Post) -> Vec<String>,
    days: Days<'_>,
    now: Timestamp,
) -> Vec<Message> {
    let mut due: Vec<Message> = Vec::new();
    for (rung, at) in climbed(ladder, thing, days, now) {
        let (accounts, vacant) = match holders(rung.post) {
            accounts if accounts.is_empty() => (holders(Post::Office), true),
            accounts => (accounts, false),
        };
        for account in accounts {
            if is_spent(told, thing.due, &account, at) || was_told_today(told, &account, now) {
                continue;
            }
            // Somebody with two posts hears of the higher one.
            due.retain(|message| message.account != account);
            due.push(Message { account, rung, vacant });
        }
    }
    due
}

/// For each post the last rung whose instant has come, with that instant, the first post first.
fn climbed(ladder: &Ladder, thing: Thing, days: Days<'_>, now: Timestamp) -> Vec<(Rung, Timestamp)> {
    let mut last: Vec<(Rung, Timestamp)> = Vec::new();
    for rung in &ladder.0 {
        let at = instant(rung.when, thing, days);
        // What was missed is made good in the morning too, and not at midnight.
        let too_early = matches!(rung.when, When::Days(_)) && CHINA.to_datetime(now).time() < days.morning;
        if at > now || too_early {
            continue;
        }
        match last.iter_mut().find(|(other, _)| other.post == rung.post) {
            Some(other) if other.1 <= at => *other = (*rung, at),
            Some(_) => {}
            None => last.push((*rung, at)),
        }
    }
    last.sort_by_key(|(rung, _)| rung.post);
    last
}

/// Whoever was told at or after a rung's instant has heard what the rung has to say. So neither a clock that is set
/// back nor a ladder that is edited says it again; a due day that was moved begins anew.
fn is_spent(told: &[Told], due: Timestamp, account: &str, rung: Timestamp) -> bool {
    told.iter().any(|told| told.account == account && told.due == Some(due) && told.at >= rung)
}

fn was_told_today(told: &[Told], account: &str, now: Timestamp) -> bool {
    told.iter().any(|told| told.account == account && day_of(told.at) == day_of(now))
}

/// When a rung is climbed. What is counted in days goes out in the morning; before the due day never on a day of
/// rest but on the last working day before it, and never after the last instant itself.
pub(crate) fn instant(when: When, thing: Thing, days: Days<'_>) -> Timestamp {
    match when {
        When::Opened => thing.opened.unwrap_or(Timestamp::MIN),
        When::Minutes(count) => {
            thing.due.saturating_add(Span::new().minutes(count)).unwrap_or(Timestamp::MAX)
        }
        When::Days(count) => {
            let day = due_day(thing.due).saturating_add(Span::new().days(count));
            if count > 0 { morning(day, days) } else { earlier(day, thing.due, days) }
        }
    }
}

fn morning(day: jiff::civil::Date, days: Days<'_>) -> Timestamp {
    CHINA.to_timestamp(DateTime::from_parts(day, days.morning)).unwrap_or(Timestamp::MAX)
}

/// The morning of a working day that lies before the last instant.
fn earlier(day: jiff::civil::Date, due: Timestamp, days: Days<'_>) -> Timestamp {
    let rests = |day| days.calendar.rest_day(day).is_some();
    let before = |day| days.calendar.last_workday_before(day).unwrap_or(day);
    let day = if rests(day) { before(day) } else { day };
    let at = morning(day, days);
    // Due before that hour: the message must not come after it.
    if at < due { at } else { morning(before(day), days) }
}

#[cfg(test)]
mod tests;
