//! Statements sent as one text, so that BEGIN or COMMIT goes with them: each would cost a round trip of its own.

use super::for_postgres;
use crate::{Row, Value};
use ::postgres::SimpleQueryRow;
use std::fmt::Write as _;

/// The statement with its values written into it. `standard_conforming_strings` is on, so that in a quoted text
/// only the quote itself is special.
pub(super) fn statement(sql: &str, params: &[Value]) -> String {
    // A value is put between pieces and never looked into for further places; the last place goes first, so that
    // `$1` does not take the beginning of `$10`.
    let mut pieces = vec![Piece::Sql(for_postgres(sql))];
    for (i, value) in params.iter().enumerate().rev() {
        let place = format!("${}", i + 1);
        pieces = pieces.into_iter().flat_map(|piece| piece.put(&place, &literal(value))).collect();
    }
    let text = |piece| match piece {
        Piece::Sql(text) | Piece::Value(text) => text,
    };
    pieces.into_iter().map(text).collect()
}

enum Piece {
    Sql(String),
    Value(String),
}

impl Piece {
    fn put(self, place: &str, literal: &str) -> Vec<Piece> {
        let Piece::Sql(sql) = self else { return vec![self] };
        let mut pieces = Vec::new();
        for (nth, part) in sql.split(place).enumerate() {
            if nth > 0 {
                pieces.push(Piece::Value(literal.to_owned()));
            }
            pieces.push(Piece::Sql(part.to_owned()));
        }
        pieces
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Bytes(bytes) => {
            let mut hex = String::with_capacity(bytes.len() * 2);
            bytes.iter().for_each(|byte| _ = write!(hex, "{byte:02x}"));
            format!("'\\x{hex}'::BYTEA")
        }
    }
}

/// The row of [`super::LOCK_HEAD`] as the columns of a head; `None` when it is not one.
pub(super) fn head(row: &SimpleQueryRow) -> Option<Row> {
    let text = |i| row.try_get(i).ok().flatten();
    let value = |i| -> Option<Value> {
        Some(match i {
            1 => Value::Int(text(i)?.parse().ok()?),
            2 | 3 => Value::Bytes(bytes(text(i)?)?),
            _ => text(i)?.into(),
        })
    };
    (0..8).map(value).collect::<Option<Vec<_>>>().map(Row)
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |c: &u8| char::from(*c).to_digit(16);
    let byte = |pair: &[u8]| u8::try_from(digit(pair.first()?)? * 16 + digit(pair.get(1)?)?).ok();
    hex.as_bytes().chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests;
