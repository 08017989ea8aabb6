//! Values going into and rows coming out of a query, the same on both engines.

use crate::StoreError;
use jiff::Timestamp;

/// A value of a column. Whole numbers, text and bytes are all that portable tables need.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number; `BIGINT`.
    Int(i64),
    /// Text; `TEXT`.
    Text(String),
    /// Bytes; `BLOB`, which PostgreSQL calls `BYTEA`.
    Bytes(Vec<u8>),
}

/// An instant as the ledger writes it: RFC 3339 in UTC with nine decimals, so that text order is time order.
pub fn time_text(at: Timestamp) -> String {
    format!("{at:.9}")
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&std::sync::Arc<str>> for Value {
    fn from(text: &std::sync::Arc<str>) -> Value {
        Value::Text(text.to_string())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Int(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Int(number.into())
    }
}

impl From<u64> for Value {
    /// Numbers beyond `i64::MAX` become `i64::MAX`: no column can hold them, and none is ever counted that far.
    fn from(number: u64) -> Value {
        Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    /// 1 for true, 0 for false.
    fn from(yes: bool) -> Value {
        Value::Int(yes.into())
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Value {
        Value::Text(time_text(at))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Value {
        Value::Bytes(bytes.to_owned())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer; columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The value as it came.
    ///
    /// # Errors
    /// There is no such column.
    pub fn value(&self, i: usize) -> Result<&Value, StoreError> {
        self.0.get(i).ok_or(StoreError::Column { column: i, wanted: "a column" })
    }

    /// The text of a column.
    ///
    /// # Errors
    /// The column is missing, null or not text.
    pub fn text(&self, i: usize) -> Result<String, StoreError> {
        self.opt_text(i)?.ok_or(StoreError::Column { column: i, wanted: "text" })
    }

    /// The text of a column that may be null.
    ///
    /// # Errors
    /// The column is missing or not text.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>, StoreError> {
        match self.value(i)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            _ => Err(StoreError::Column { column: i, wanted: "text" }),
        }
    }

    /// The whole number of a column.
    ///
    /// # Errors
    /// The column is missing, null or not a whole number.
    pub fn int(&self, i: usize) -> Result<i64, StoreError> {
        self.opt_int(i)?.ok_or(StoreError::Column { column: i, wanted: "a whole number" })
    }

    /// The whole number of a column that may be null.
    ///
    /// # Errors
    /// The column is missing or not a whole number.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, StoreError> {
        match self.value(i)? {
            Value::Null => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            _ => Err(StoreError::Column { column: i, wanted: "a whole number" }),
        }
    }

    /// A count or number that is never below zero.
    ///
    /// # Errors
    /// As [`Row::int`], and for numbers below zero.
    pub fn count(&self, i: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(i)?)
            .map_err(|_| StoreError::Column { column: i, wanted: "a number not below zero" })
    }

    /// A number read as yes (not 0) or no (0).
    ///
    /// # Errors
    /// As [`Row::int`].
    pub fn flag(&self, i: usize) -> Result<bool, StoreError> {
        Ok(self.int(i)? != 0)
    }

    /// The bytes of a column.
    ///
    /// # Errors
    /// The column is missing, null or not bytes.
    pub fn bytes(&self, i: usize) -> Result<Vec<u8>, StoreError> {
        match self.value(i)? {
            Value::Bytes(bytes) => Ok(bytes.clone()),
            _ => Err(StoreError::Column { column: i, wanted: "bytes" }),
        }
    }

    /// The instant of a column.
    ///
    /// # Errors
    /// The column is missing, null or not an RFC 3339 instant.
    pub fn time(&self, i: usize) -> Result<Timestamp, StoreError> {
        self.opt_time(i)?.ok_or(StoreError::Column { column: i, wanted: "an instant" })
    }

    /// The instant of a column that may be null.
    ///
    /// # Errors
    /// The column is missing or not an RFC 3339 instant.
    pub fn opt_time(&self, i: usize) -> Result<Option<Timestamp>, StoreError> {
        let parse =
            |text: String| text.parse().map_err(|_| StoreError::Column { column: i, wanted: "an instant" });
        self.opt_text(i)?.map(parse).transpose()
    }
}
