//! Values to and from PostgreSQL's types.

use crate::{StoreError, Value};
use ::postgres::types::private::BytesMut;
use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use std::error::Error;

/// Reads a row; a type that no portable query gives is refused.
pub(super) fn read(row: &::postgres::Row) -> Result<Vec<Value>, StoreError> {
    let value = |i| row.try_get::<_, Read>(i).map(|read| read.0);
    let refuse = |error: ::postgres::Error| StoreError::Engine {
        reason: error.source().map_or(error.to_string(), ToString::to_string),
    };
    (0..row.len()).map(value).collect::<Result<_, _>>().map_err(refuse)
}

struct Read(Value);

impl<'a> FromSql<'a> for Read {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Read, Box<dyn Error + Sync + Send>> {
        Ok(Read(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(kind, raw)?.into()),
            Type::NUMERIC => numeric(raw)?,
            Type::FLOAT8 => Value::Text(f64::from_sql(kind, raw)?.to_string()),
            Type::BYTEA => Value::Bytes(raw.to_owned()),
            _ => Value::Text(String::from_utf8(raw.to_owned())?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Read, Box<dyn Error + Sync + Send>> {
        Ok(Read(Value::Null))
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::NUMERIC | Type::FLOAT8)
            || matches!(*kind, Type::BYTEA | Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN)
    }
}

/// Whole numbers in the wire form of NUMERIC: what SUM of a BIGINT gives. Four 16-bit words (digits, weight,
/// sign, scale), then digits to the base of ten thousand.
fn numeric(raw: &[u8]) -> Result<Value, Box<dyn Error + Sync + Send>> {
    let words: Vec<i64> =
        raw.chunks(2).map(|word| word.iter().fold(0, |sum, byte| sum * 256 + i64::from(*byte))).collect();
    let (Some((&[_, weight, sign, _], digits)), true) =
        (words.split_first_chunk::<4>(), raw.len().is_multiple_of(2))
    else {
        return Err("a number of an unknown form".into());
    };
    if digits.is_empty() {
        return Ok(Value::Int(0));
    }
    let places = usize::try_from(weight + 1).ok().filter(|places| (digits.len()..=5).contains(places));
    let places = places.ok_or("only whole numbers can be read; cast the others to text")?;
    let padded = digits.iter().copied().chain(std::iter::repeat(0)).take(places);
    let number = padded.fold(0_i128, |sum, digit| sum * 10_000 + i128::from(digit));
    Ok(Value::Int(i64::try_from(if sign == 0 { number } else { -number })?))
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => int(*number, kind, out),
            Value::Text(text) => text.as_str().to_sql_checked(kind, out),
            Value::Bytes(bytes) => bytes.as_slice().to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A number where the server expects one of its widths, or text (a parameter that only stands in a SELECT).
fn int(number: i64, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
    match *kind {
        Type::INT4 => i32::try_from(number)?.to_sql(kind, out),
        Type::INT2 => i16::try_from(number)?.to_sql(kind, out),
        Type::BOOL => (number != 0).to_sql(kind, out),
        Type::TEXT | Type::VARCHAR => number.to_string().to_sql(kind, out),
        _ => number.to_sql_checked(kind, out),
    }
}
