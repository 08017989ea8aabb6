//! One cell: what was typed or pasted becomes the one way in which a value is written, or a sentence that says what
//! would be accepted.

use jiff::civil::Date;
use kernel::{Decimal, Period, Say};
use pack::{FieldKind, RegisterField};

/// Most characters of a cell.
const LONGEST: usize = 2000;
/// Figures are summed as whole numbers of this part.
const PLACES: u32 = 4;
/// A figure is below this, so that a million of them can be summed.
const MOST: i64 = 100_000_000_000;

/// The value of a cell, written in the one way: figures without separators, days as `2023-06-30`, organs by their own
/// name. `organ` gives an organ's own name for any of its names.
///
/// # Errors
/// The sentence for the cell: what was found and what would be accepted.
pub fn cell(
    field: &RegisterField,
    typed: &str,
    organ: &dyn Fn(&str) -> Option<String>,
) -> Result<String, Say> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    if typed.chars().count() > LONGEST {
        return Err(Say::new("registers.too_long").with("most", LONGEST));
    }
    let found = |key: &'static str| Say::new(key).with("found", typed);
    match field.kind {
        FieldKind::Text | FieldKind::File | FieldKind::Link => Ok(typed.to_owned()),
        FieldKind::Number => figure(field, typed, PLACES, "registers.not_a_number"),
        FieldKind::Money => figure(field, typed.trim_end_matches('元'), 2, "registers.not_money"),
        FieldKind::Date => day(typed).map(|day| day.to_string()).ok_or_else(|| found("registers.not_a_date")),
        FieldKind::Period => match typed.parse::<Period>() {
            Ok(period) => Ok(period.to_string()),
            Err(_) => Err(found("registers.not_a_period")),
        },
        FieldKind::Organ => organ(typed).ok_or_else(|| found("registers.unknown_organ")),
        FieldKind::Place => place(typed).ok_or_else(|| found("registers.not_a_place")),
        FieldKind::Post => post(typed, organ).ok_or_else(|| found("registers.not_a_post")),
        FieldKind::Choice if field.choices.iter().any(|choice| choice == typed) => Ok(typed.to_owned()),
        FieldKind::Choice => Err(found("registers.not_a_choice").with("accepted", field.choices.join(" / "))),
    }
}

fn figure(field: &RegisterField, typed: &str, places: u32, key: &'static str) -> Result<String, Say> {
    let plain: String = typed.chars().filter(|sign| !matches!(sign, ',' | '，' | ' ')).collect();
    let number = plain.parse::<Decimal>().map_err(|_| Say::new(key).with("found", typed))?.trimmed();
    let most = Decimal::from(MOST);
    if number.places() > places || number.abs() >= most {
        return Err(Say::new(key).with("found", typed));
    }
    let bounds = [
        (field.min, std::cmp::Ordering::Less, "registers.below"),
        (field.max, std::cmp::Ordering::Greater, "registers.above"),
    ];
    for (bound, beyond, key) in bounds {
        if let Some(bound) = bound
            && number.cmp(&bound) == beyond
        {
            return Err(Say::new(key).with("found", typed).with("bound", bound));
        }
    }
    Ok(number.to_string())
}

/// A day as people write it: `2023-06-30`, `2023/6/30`, `2023.6.30`, `2023年6月30日`.
fn day(typed: &str) -> Option<Date> {
    // A spreadsheet may give a day with the hour nought.
    let typed = typed.split(['T', ' ']).next().unwrap_or(typed);
    let parts: Vec<&str> =
        typed.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year: i16 = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `name`, or `name@longitude,latitude`.
fn place(typed: &str) -> Option<String> {
    let Some((name, at)) = typed.rsplit_once('@') else { return Some(typed.to_owned()) };
    let (longitude, latitude) = at.split_once(',')?;
    let within = |written: &str, most: i64| {
        let number: Decimal = written.trim().parse().ok()?;
        (number.abs() <= Decimal::from(most)).then(|| number.to_string())
    };
    Some(format!("{}@{},{}", name.trim(), within(longitude, 180)?, within(latitude, 90)?))
}

/// `organ/post`: a post, so that no row names a person.
fn post(typed: &str, organ: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (body, post) = typed.split_once('/')?;
    let (body, post) = (organ(body.trim())?, post.trim());
    (!post.is_empty()).then(|| format!("{body}/{post}"))
}

/// A figure in parts of ten thousand, as the tables sum it.
pub(crate) fn scaled(value: &str) -> Option<i64> {
    let number: Decimal = value.parse().ok()?;
    let whole = number.checked_mul(Decimal::from(10_i64.pow(PLACES)))?.trimmed();
    whole.to_string().parse().ok()
}

/// The figure of a sum of [`scaled`] values.
pub(crate) fn unscaled(sum: i64) -> Decimal {
    Decimal::new(sum.into(), PLACES).map_or(Decimal::ZERO, Decimal::trimmed)
}

/// A sum as a figure.
pub fn amount(sum: i64) -> String {
    unscaled(sum).to_string()
}

/// A value so that the order of texts is the order of values.
pub(crate) fn sortable(kind: FieldKind, value: &str) -> String {
    const SHIFT: i64 = 1_000_000_000_000_000_000;
    if kind.is_figure() {
        return scaled(value).map(|whole| format!("{:019}", SHIFT.saturating_add(whole))).unwrap_or_default();
    }
    value.chars().take(120).collect()
}
