//! How cells and values are understood: dates, rules, targets, periods. The one door to the kernel's readers.

use crate::fault::Spot;
use crate::raw::Text;
use crate::tree::Page;
use jiff::civil::Date;
use kernel::{Measure, PeriodKind, Rule, Say, Strength, Target};
use toml::Spanned;
use toml::value::Datetime;

/// How strong a promise is; `None` when the document uses neither word.
pub(crate) fn strength(written: &str, spot: Spot<'_>) -> Option<Strength> {
    match written {
        "" => None,
        "确保" => Some(Strength::Ensure),
        "力争" => Some(Strength::Strive),
        _ => {
            spot.fault(Say::new("pack.unknown_word").with("found", written).with("accepted", "确保 / 力争"));
            None
        }
    }
}

/// How often something is reported; `None` when the document does not say.
pub(crate) fn period(written: &str, spot: Spot<'_>) -> Option<PeriodKind> {
    match written {
        "" => None,
        "month" => Some(PeriodKind::Month),
        "quarter" => Some(PeriodKind::Quarter),
        "year" => Some(PeriodKind::Year),
        _ => {
            let accepted = "month / quarter / year";
            spot.fault(Say::new("pack.unknown_word").with("found", written).with("accepted", accepted));
            None
        }
    }
}

/// A date of a cell; `None` when it is empty.
pub(crate) fn date(written: &str, spot: Spot<'_>) -> Option<Date> {
    if written.is_empty() {
        return None;
    }
    spot.keep(written.parse().map_err(|_| not_a_date(written)))
}

/// A date of an entry: a day, without a time.
pub(crate) fn date_at(written: &Spanned<Datetime>, key: &'static str, page: Page<'_>) -> Option<Date> {
    let value = written.get_ref().to_string();
    let date = if written.get_ref().time.is_some() { None } else { value.parse().ok() };
    page.spot(written, key).keep(date.ok_or_else(|| not_a_date(&value)))
}

fn not_a_date(written: &str) -> Say {
    Say::new("pack.not_a_date").with("found", written)
}

/// A rule of time limits.
pub(crate) fn rule(written: &Text, page: Page<'_>) -> Option<Rule> {
    let spot = page.spot(written, "rule");
    let text = written.get_ref();
    spot.keep(text.parse().map_err(|_| Say::new("pack.not_a_rule").with("found", text)))
}

/// A target of a cell; `None` when it is empty.
pub(crate) fn target(written: &str, spot: Spot<'_>) -> Option<Target> {
    if written.is_empty() {
        return None;
    }
    spot.keep(Target::parse(written).map_err(|_| Say::new("pack.not_a_target").with("found", written)))
}

/// A target of growth over the year before, which tables write in per cent without the sign.
pub(crate) fn growth(written: &str, spot: Spot<'_>) -> Option<Target> {
    let target = target(written, spot)?;
    Some(Target { of: Measure::Growth, unit: target.unit.or_else(|| Some("%".to_owned())), ..target })
}

/// A promise in prose. Words without a figure may be words that no rule judges; a figure must be understood.
pub(crate) fn promise(written: &str, spot: Spot<'_>) -> Option<Target> {
    if written.chars().any(char::is_numeric) {
        return target(written, spot);
    }
    Target::parse(written).ok()
}
