//! Exact decimal numbers: the figure that was written is the figure that is compared.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Most places after the point; keeps every comparison within 128 bits.
const PLACES_MAX: u32 = 36;
/// Most digits a written number may have.
const DIGITS_MAX: usize = 30;

/// A decimal number. `90.0` prints as it was written and equals `90`.
#[derive(Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    places: u32,
}

/// A text that is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a number: digits with at most one point, such as `93.1` or `-2.3`, no more than 30 digits"
)]
pub struct BadNumber(pub String);

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal { mantissa: 0, places: 0 };

    /// `mantissa` divided by ten to the power `places`; `None` when there are too many places.
    pub fn new(mantissa: i128, places: u32) -> Option<Decimal> {
        (places <= PLACES_MAX).then_some(Decimal { mantissa, places })
    }

    /// How many places are written after the point.
    pub fn places(self) -> u32 {
        self.places
    }

    /// The sum, exact; `None` when it does not fit.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        Decimal::new(self.at(places)?.checked_add(other.at(places)?)?, places)
    }

    /// The difference, exact; `None` when it does not fit.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(other.negated()?)
    }

    /// The product, exact; `None` when it does not fit.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        Decimal::new(self.mantissa.checked_mul(other.mantissa)?, self.places + other.places)
    }

    /// The quotient to that many places, the last one rounded by GB/T 8170. `None` for division by nought or
    /// when it does not fit.
    pub fn checked_div(self, by: Decimal, places: u32) -> Option<Decimal> {
        let (up, down) = (places + by.places, self.places);
        let top = self.mantissa.checked_mul(ten_to(up.saturating_sub(down))?)?;
        let bottom = by.mantissa.checked_mul(ten_to(down.saturating_sub(up))?)?;
        Decimal::new(half_even(top, bottom)?, places)
    }

    /// The quotient when its decimal fraction ends, else `None`: conversions are exact or refused.
    pub fn exact_div(self, by: Decimal) -> Option<Decimal> {
        let common = gcd(self.mantissa, by.mantissa)?;
        let (top, bottom) = (self.mantissa.checked_div(common)?, by.mantissa.checked_div(common)?);
        // The fraction ends when the reduced divisor divides a power of ten.
        let tens = (0..=PLACES_MAX)
            .find(|tens| ten_to(*tens).is_some_and(|ten| ten.checked_rem(bottom) == Some(0)))?;
        let mantissa = top.checked_mul(ten_to(tens)?.checked_div(bottom)?)?;
        let (up, down) = (self.places + tens, by.places);
        let mantissa = mantissa.checked_mul(ten_to(down.saturating_sub(up))?)?;
        Some(Decimal { mantissa, places: up.saturating_sub(down) }.trimmed())
    }

    /// The same distance from nought on the other side.
    pub fn negated(self) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_neg()?, ..self })
    }

    /// The distance from nought.
    pub fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.saturating_abs(), ..self }
    }

    /// The same number without noughts at the end of its fraction.
    pub fn trimmed(mut self) -> Decimal {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self = Decimal { mantissa: self.mantissa / 10, places: self.places - 1 };
        }
        self
    }

    fn at(self, places: u32) -> Option<i128> {
        self.mantissa.checked_mul(ten_to(places.checked_sub(self.places)?)?)
    }

    /// Whole part and fraction at [`PLACES_MAX`]; both carry the sign, so pairs order as the numbers do.
    fn parts(self) -> (i128, i128) {
        let one = ten_to(self.places).unwrap_or(i128::MAX);
        let rest = self.mantissa % one;
        (self.mantissa / one, rest * ten_to(PLACES_MAX - self.places).unwrap_or(1))
    }
}

/// Rounds to that many places by GB/T 8170 (half to even: 四舍六入五成双). For showing; comparisons use the
/// unrounded number.
pub fn round_gbt8170(number: Decimal, places: u32) -> Decimal {
    let rounded = || {
        let unit = ten_to(number.places.checked_sub(places)?)?;
        Decimal::new(half_even(number.mantissa, unit)?, places)
    };
    rounded().unwrap_or(number)
}

fn ten_to(power: u32) -> Option<i128> {
    10_i128.checked_pow(power)
}

/// Greatest common divisor; `None` when the second is nought.
fn gcd(one: i128, other: i128) -> Option<i128> {
    let (mut one, mut other) = (one.checked_abs()?, other.checked_abs().filter(|other| *other > 0)?);
    while other != 0 {
        (one, other) = (other, one.checked_rem(other)?);
    }
    Some(one)
}

fn half_even(top: i128, bottom: i128) -> Option<i128> {
    let quotient = top.checked_div(bottom)?;
    let rest = top.checked_rem(bottom)?.checked_abs()?;
    let away = match rest.cmp(&(bottom.checked_abs()? - rest)) {
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 != 0,
        Ordering::Greater => true,
    };
    quotient.checked_add(if away { top.signum() * bottom.signum() } else { 0 })
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Decimal {
        Decimal { mantissa: i128::from(whole), places: 0 }
    }
}

impl FromStr for Decimal {
    type Err = BadNumber;
    fn from_str(text: &str) -> Result<Decimal, BadNumber> {
        read(text).ok_or_else(|| BadNumber(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '−']).unwrap_or(text);
    let (whole, fraction) =
        unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let valid = digits(whole) && fraction.is_none_or(digits);
    let fraction = fraction.unwrap_or_default();
    if !valid || whole.len() + fraction.len() > DIGITS_MAX {
        return None;
    }
    let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
    let sign = if unsigned == text { 1 } else { -1 };
    Decimal::new(sign * mantissa, u32::try_from(fraction.len()).ok()?)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let one = ten_to(self.places).map_or(u128::MAX, i128::unsigned_abs);
        let number = self.mantissa.unsigned_abs();
        match self.places {
            0 => write!(f, "{sign}{number}"),
            places => write!(f, "{sign}{}.{:0width$}", number / one, number % one, width = places as usize),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

/// As text, so that no reader's floating point can change it.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From text, or from a JSON number for hand-written requests.
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}
