//! Reading the answers of a form: everything that is there is kept, what cannot be is refused with what would be.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use kernel::{CHINA, Say};
use pack::{AnswerKind, Field, Plan};
use std::collections::BTreeMap;

/// Characters of one answer.
const LONGEST: usize = 4000;

/// Answers that were understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What anybody with the right to read the district may see.
    pub open: BTreeMap<String, String>,
    /// Personal data.
    pub sealed: BTreeMap<String, String>,
}

/// An answer that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Which field; the name that was given when there is no such field.
    pub field: String,
    /// What is wrong, and what would be accepted.
    pub say: Say,
}

/// Reads answers by field. A gap is never a fault: a person must not be lost because something is not known yet.
///
/// # Errors
/// Every answer that cannot be taken.
pub(crate) fn read(
    plan: &Plan,
    given: &BTreeMap<String, String>,
    received: Timestamp,
) -> Result<Answers, Vec<FieldFault>> {
    let (mut answers, mut faults) = (Answers::default(), Vec::new());
    for (name, text) in
        given.iter().map(|(name, text)| (name, text.trim())).filter(|(_, text)| !text.is_empty())
    {
        let Some(field) = plan.fields.iter().find(|field| field.id == *name) else {
            faults.push(FieldFault { field: name.clone(), say: unknown(plan, name) });
            continue;
        };
        match answer(field, text, received) {
            Ok(answer) if field.sealed => _ = answers.sealed.insert(name.clone(), answer),
            Ok(answer) => _ = answers.open.insert(name.clone(), answer),
            Err(say) => faults.push(FieldFault { field: name.clone(), say }),
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

fn unknown(plan: &Plan, name: &str) -> Say {
    let known = plan.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join("、");
    Say::new("cases.unknown_field").with("found", name).with("accepted", known)
}

fn answer(field: &Field, text: &str, received: Timestamp) -> Result<String, Say> {
    if text.chars().count() > LONGEST {
        return Err(Say::new("cases.too_long").with("longest", LONGEST));
    }
    match field.kind {
        AnswerKind::Choice if !field.options.iter().any(|option| option == text) => {
            Err(Say::new("cases.not_an_option")
                .with("found", text)
                .with("accepted", field.options.join(" / ")))
        }
        AnswerKind::Number => match text.parse::<u32>() {
            Ok(number) => Ok(number.to_string()),
            Err(_) => Err(Say::new("cases.not_a_number").with("found", text)),
        },
        AnswerKind::Instant => {
            let moment = moment(text).ok_or_else(|| Say::new("cases.not_a_moment").with("found", text))?;
            if moment.from > received {
                return Err(Say::new("cases.in_the_future").with("found", &moment.text));
            }
            Ok(moment.text)
        }
        AnswerKind::Text | AnswerKind::Words | AnswerKind::Choice => Ok(text.to_owned()),
    }
}

/// A moment as exactly as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// As it is kept and shown: `2023-06-20 14:30`, `2023-06-20`, `2023-06` or `2023`, in China.
    pub text: String,
    /// The first instant it may mean.
    pub from: Timestamp,
}

/// Reads a moment: with or without a time, a zone, a day or a month, as people type it or as programs send it
/// (`2023-06-20T14:30+08:00`, `20230620143000+0800`). A time without a zone is China's. `None` when there is no such
/// moment.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 4 && text.bytes().take(5).all(|byte| byte.is_ascii_digit()) {
        return compact(text);
    }
    let text = text.replace(['年', '月', '/', '.'], "-").replace(['日', 'T'], " ");
    let (day, time) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let parts: Vec<i16> =
        day.trim_end_matches('-').split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match (parts.as_slice(), time.trim()) {
        ([year, month, day], time) => exact(Date::new(*year, small(*month)?, small(*day)?).ok()?, time),
        ([year, month], "") => {
            let first = Date::new(*year, small(*month)?, 1).ok()?;
            Some(Moment { text: format!("{year:04}-{month:02}"), from: start(first)? })
        }
        ([year], "") => {
            Some(Moment { text: format!("{year:04}"), from: start(Date::new(*year, 1, 1).ok()?)? })
        }
        _ => None,
    }
}

fn small(number: i16) -> Option<i8> {
    number.try_into().ok()
}

fn start(day: Date) -> Option<Timestamp> {
    CHINA.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok()
}

/// A day with the time that follows it, which may be empty and may carry a zone.
fn exact(day: Date, time: &str) -> Option<Moment> {
    if time.is_empty() {
        return Some(Moment { text: day.to_string(), from: start(day)? });
    }
    let at = time.find(['+', 'Z']).or_else(|| time.rfind('-'));
    let (clock, zone) = at.map_or((time, ""), |at| time.split_at(at));
    let numbers: Vec<i8> = clock.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let (hour, minute) = match numbers.as_slice() {
        [hour, minute] | [hour, minute, _] => (*hour, *minute),
        _ => return None,
    };
    let local = DateTime::from_parts(day, jiff::civil::Time::new(hour, minute, 0, 0).ok()?);
    let from = zoned(local, zone)?;
    let shown = CHINA.to_datetime(from);
    Some(Moment { text: shown.strftime("%Y-%m-%d %H:%M").to_string(), from })
}

/// The instant of a local time at `+08:00`, `+0800`, `Z`; China's without one.
fn zoned(local: DateTime, zone: &str) -> Option<Timestamp> {
    let offset = match zone {
        "" => return CHINA.to_timestamp(local).ok(),
        "Z" => Offset::UTC,
        signed => {
            let (sign, digits) = signed.split_at_checked(1)?;
            let digits = digits.replace(':', "");
            let (hours, minutes) = digits.split_at_checked(2)?;
            let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
            let seconds = hours.parse::<i32>().ok()? * 3600 + minutes * 60;
            Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok()?
        }
    };
    offset.to_timestamp(local).ok()
}

/// `CCYYMMDDhhmmss.UUUU+ZZzz` of HL7, cut anywhere after the year.
fn compact(text: &str) -> Option<Moment> {
    let at = text.find(['+', '-']).unwrap_or(text.len());
    let (digits, zone) = text.split_at_checked(at)?;
    let digits = digits.split('.').next()?;
    if digits.len() % 2 == 1 || digits.len() > 14 {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to);
    let year = part(0, 4)?;
    match (part(4, 6), part(6, 8), part(8, 10)) {
        (None, ..) => moment(&format!("{year}-01")).map(|found| Moment { text: year.to_owned(), ..found }),
        (Some(month), None, _) => moment(&format!("{year}-{month}")),
        (Some(month), Some(day), None) => moment(&format!("{year}-{month}-{day}")),
        (Some(month), Some(day), Some(hour)) => {
            moment(&format!("{year}-{month}-{day} {hour}:{}{zone}", part(10, 12).unwrap_or("00")))
        }
    }
}
