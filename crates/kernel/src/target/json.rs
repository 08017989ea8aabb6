//! A target as JSON: one flat object whose `kind` says which other fields it has.

use super::{Aim, Compare, Direction, Measure, Persistence, Strength, Target};
use crate::number::Decimal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `{"text","kind","value","unit","alternative","as_of","strength"}` and what the kind adds; absent is null.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Flat {
    text: String,
    #[serde(flatten)]
    aim: FlatAim,
    unit: Option<String>,
    #[serde(skip_serializing_if = "is_level")]
    of: Measure,
    alternative: Option<FlatAlternative>,
    as_of: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Date>,
    strength: Option<Strength>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FlatAlternative {
    /// The words after 或.
    text: String,
    #[serde(flatten)]
    aim: FlatAim,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FlatAim {
    kind: String,
    value: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Figure>,
    #[serde(skip_serializing_if = "is_false")]
    keep: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<Persistence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    steady: bool,
}

/// A number that is written as a JSON number where every reader gets it exactly, else as text.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
struct Figure(Decimal);

impl Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.trimmed().to_string();
        let number = serde_json::from_str::<Value>(&text).unwrap_or_default();
        let printed = number.to_string();
        if printed == text { number.serialize(serializer) } else { serializer.serialize_str(&text) }
    }
}

fn is_level(of: &Measure) -> bool {
    *of == Measure::Level
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl From<Target> for Flat {
    fn from(target: Target) -> Flat {
        let words = target.text.split_once('或').map_or("", |(_, words)| words).to_owned();
        Flat {
            aim: target.aim.into(),
            unit: target.unit,
            of: target.of,
            alternative: target.alternative.map(|aim| FlatAlternative { text: words, aim: aim.into() }),
            as_of: target.as_of,
            by: target.by,
            strength: target.strength,
            text: target.text,
        }
    }
}

impl From<Aim> for FlatAim {
    fn from(aim: Aim) -> FlatAim {
        let flat = FlatAim { kind: aim.kind().to_owned(), ..FlatAim::default() };
        match aim {
            Aim::Bound { value, .. } | Aim::About { value } => FlatAim { value: Some(Figure(value)), ..flat },
            Aim::Equal { value, from, keep } => {
                FlatAim { value: Some(Figure(value)), from: from.map(Figure), keep, ..flat }
            }
            Aim::Range { low, high } => {
                FlatAim { value: Some(Figure(low)), high: Some(Figure(high)), ..flat }
            }
            Aim::Trend { how, .. } => FlatAim { how: Some(how), ..flat },
            Aim::NoHigherThanMean { years } => FlatAim { years: Some(years), ..flat },
            Aim::Grade { standard, steady } => FlatAim { standard: Some(standard), steady, ..flat },
            Aim::Stable | Aim::AsAssigned | Aim::BothFall | Aim::Statement => flat,
        }
    }
}

impl TryFrom<Flat> for Target {
    type Error = String;
    fn try_from(flat: Flat) -> Result<Target, String> {
        Ok(Target {
            aim: flat.aim.meant()?,
            alternative: flat.alternative.map(|alternative| alternative.aim.meant()).transpose()?,
            text: flat.text,
            unit: flat.unit,
            of: flat.of,
            as_of: flat.as_of,
            by: flat.by,
            strength: flat.strength,
        })
    }
}

impl FlatAim {
    fn meant(self) -> Result<Aim, String> {
        let lacks = |field: &str| format!("a target of kind `{}` needs `{field}`", self.kind);
        let value = || self.value.map(|figure| figure.0).ok_or_else(|| lacks("value"));
        let how = || self.how.ok_or_else(|| lacks("how: every_year, persistent or tendency"));
        let bound = |compare| Ok(Aim::Bound { compare, value: value()? });
        let trend = |direction| Ok(Aim::Trend { direction, how: how()? });
        match self.kind.as_str() {
            "at_least" => bound(Compare::AtLeast),
            "at_most" => bound(Compare::AtMost),
            "greater" => bound(Compare::Greater),
            "less" => bound(Compare::Less),
            "equal" => {
                Ok(Aim::Equal { value: value()?, from: self.from.map(|from| from.0), keep: self.keep })
            }
            "about" => Ok(Aim::About { value: value()? }),
            "range" => Ok(Aim::Range { low: value()?, high: self.high.ok_or_else(|| lacks("high"))?.0 }),
            "trend_up" => trend(Direction::Up),
            "trend_down" => trend(Direction::Down),
            "stable" => Ok(Aim::Stable),
            "no_higher_than_mean" => {
                Ok(Aim::NoHigherThanMean { years: self.years.ok_or_else(|| lacks("years"))? })
            }
            "grade" => {
                let standard = self.standard.clone().ok_or_else(|| lacks("standard"))?;
                Ok(Aim::Grade { standard, steady: self.steady })
            }
            "as_assigned" => Ok(Aim::AsAssigned),
            "both_fall" => Ok(Aim::BothFall),
            "statement" => Ok(Aim::Statement),
            other => Err(format!(
                "`{other}` is not a kind of target; accepted: at_least, at_most, greater, less, equal, about, range, \
                 trend_up, trend_down, stable, no_higher_than_mean, grade, as_assigned, both_fall, statement"
            )),
        }
    }
}
