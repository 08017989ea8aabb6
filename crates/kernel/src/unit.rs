//! Units: which figures may be compared, and exact conversion between them.

use crate::citation::normalize;
use crate::number::{BadNumber, Decimal};
use crate::table::{Row, TableError, rows};
use std::cmp::Ordering;
use std::collections::BTreeMap;

const HEADER: [&str; 6] = ["symbol", "name", "name_en", "quantity", "factor", "to"];
/// `to` may lead through this many units before it reaches one that stands for itself.
const STEPS_MAX: usize = 8;

/// A unit as documents write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As written behind a number: `亿元`, `%`, `/10万`.
    pub symbol: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// What it measures; only units of one quantity can be compared.
    pub quantity: String,
    /// How many of the quantity's own unit it is: 亿元 is 100,000,000 (元), ‰ is 1/1000.
    pub factor: Ratio,
}

/// A factor as a fraction, because 亩 is 2000/3 平方米 and no decimal says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub top: Decimal,
    /// Below it.
    pub bottom: Decimal,
}

impl Ratio {
    fn read(text: &str) -> Result<Ratio, BadNumber> {
        let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
        Ok(Ratio { top: top.parse()?, bottom: bottom.parse()? })
    }

    fn checked_mul(self, other: Ratio) -> Option<Ratio> {
        let (top, bottom) = (self.top.checked_mul(other.top)?, self.bottom.checked_mul(other.bottom)?);
        Some(Ratio { top, bottom })
    }
}

/// The table of units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    by_symbol: BTreeMap<String, Unit>,
}

/// Why figures cannot be converted or compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Not in the table.
    #[error(
        "`{0}` is not a known unit; add it to the table of units (columns symbol, name, name_en, quantity, factor, to)"
    )]
    Unknown(String),
    /// Different quantities.
    #[error("`{from}` measures {from_quantity} and `{to}` measures {to_quantity}: they cannot be compared")]
    Incompatible {
        /// Unit of the one figure.
        from: String,
        /// What it measures.
        from_quantity: String,
        /// Unit of the other.
        to: String,
        /// What that measures.
        to_quantity: String,
    },
    /// The result has no end or does not fit.
    #[error("{value} {from} cannot be written exactly in `{to}`")]
    Inexact {
        /// The figure.
        value: Decimal,
        /// Its unit.
        from: String,
        /// The unit asked for.
        to: String,
    },
}

impl Units {
    /// Reads the table. `factor` counts units of `to`; a unit whose `to` is empty or itself stands for its quantity.
    ///
    /// # Errors
    /// Names the line: a factor that is no positive number, a symbol given twice, a `to` that is missing or
    /// measures something else, units that lead round in a circle.
    pub fn read(csv: &str) -> Result<Units, TableError> {
        let written = lines(csv)?;
        let mut by_symbol = BTreeMap::new();
        for (symbol, (row, _)) in &written {
            let factor = whole_factor(&written, symbol).ok_or_else(|| {
                row.refuse(format!("`{}` does not lead to a unit of the same quantity", row.cell(5)))
            })?;
            let text = |column| row.cell(column).to_owned();
            let unit =
                Unit { symbol: symbol.clone(), name: text(1), name_en: text(2), quantity: text(3), factor };
            by_symbol.insert(symbol.clone(), unit);
        }
        Ok(Units { by_symbol })
    }

    /// Every unit, by symbol.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.by_symbol.values()
    }

    /// The unit of that symbol; full-width signs are the same signs.
    ///
    /// # Errors
    /// The symbol is not in the table.
    pub fn get(&self, symbol: &str) -> Result<&Unit, UnitError> {
        let wanted = normalize(symbol);
        self.by_symbol.get(&wanted).ok_or(UnitError::Unknown(wanted))
    }

    /// The figure in another unit, exactly.
    ///
    /// # Errors
    /// A unit is unknown, the units measure different quantities, or the result cannot be written exactly.
    pub fn convert(&self, value: Decimal, from: &str, to: &str) -> Result<Decimal, UnitError> {
        let (from, to) = self.pair(from, to)?;
        let exact = || {
            let top = value.checked_mul(from.factor.top)?.checked_mul(to.factor.bottom)?;
            top.exact_div(from.factor.bottom.checked_mul(to.factor.top)?)
        };
        exact().ok_or_else(|| inexact(value, from, to))
    }

    /// Which of two figures is greater, whatever their units; nothing is rounded.
    ///
    /// # Errors
    /// As [`Units::convert`].
    pub fn compare(&self, one: (Decimal, &str), other: (Decimal, &str)) -> Result<Ordering, UnitError> {
        let (from, to) = self.pair(one.1, other.1)?;
        let cross = |value: Decimal, own: Ratio, across: Ratio| {
            value.checked_mul(own.top)?.checked_mul(across.bottom)
        };
        let left = cross(one.0, from.factor, to.factor).ok_or_else(|| inexact(one.0, from, to))?;
        let right = cross(other.0, to.factor, from.factor).ok_or_else(|| inexact(other.0, to, from))?;
        Ok(left.cmp(&right))
    }

    fn pair(&self, from: &str, to: &str) -> Result<(&Unit, &Unit), UnitError> {
        let (from, to) = (self.get(from)?, self.get(to)?);
        if from.quantity == to.quantity {
            return Ok((from, to));
        }
        Err(UnitError::Incompatible {
            from: from.symbol.clone(),
            from_quantity: from.quantity.clone(),
            to: to.symbol.clone(),
            to_quantity: to.quantity.clone(),
        })
    }
}

fn inexact(value: Decimal, from: &Unit, to: &Unit) -> UnitError {
    UnitError::Inexact { value, from: from.symbol.clone(), to: to.symbol.clone() }
}

type Lines = BTreeMap<String, (Row, Ratio)>;

fn lines(csv: &str) -> Result<Lines, TableError> {
    let mut lines = Lines::new();
    for row in rows(csv, &HEADER)? {
        let symbol = normalize(row.cell(0));
        let factor =
            Ratio::read(row.cell(4)).map_err(|e| row.refuse(format!("factor: {e}; or two, as `1/1000`")))?;
        let positive = factor.top > Decimal::ZERO && factor.bottom > Decimal::ZERO;
        if symbol.is_empty() || row.cell(3).is_empty() || !positive {
            return Err(row.refuse("a unit needs a symbol, a quantity and a factor above 0"));
        }
        if lines.contains_key(&symbol) {
            return Err(row.refuse(format!("`{symbol}` was given before")));
        }
        lines.insert(symbol, (row, factor));
    }
    Ok(lines)
}

/// Multiplies the factors on the way to the unit that stands for itself.
fn whole_factor(lines: &Lines, symbol: &str) -> Option<Ratio> {
    let quantity = lines.get(symbol)?.0.cell(3);
    let mut factor = Ratio { top: Decimal::from(1), bottom: Decimal::from(1) };
    let mut at = symbol.to_owned();
    for _ in 0..STEPS_MAX {
        let (row, own) = lines.get(&at).filter(|(row, _)| row.cell(3) == quantity)?;
        factor = factor.checked_mul(*own)?;
        let next = normalize(row.cell(5));
        if next.is_empty() || next == at {
            return Some(factor);
        }
        at = next;
    }
    None
}
