//! Rows as they stand in the database, whatever has become of them.

use crate::leaf::{FIELDS, bytes_of};
use crate::{Algorithm, Hash, Row, Value};

/// A row of table `entries`: the columns of [`crate::tx::ENTRY`], which are in the order of the leaf, then the leaf.
pub(super) struct RawEntry(pub(super) Vec<Value>);

impl RawEntry {
    fn value(&self, i: usize) -> &Value {
        self.0.get(i).unwrap_or(&Value::Null)
    }

    fn number(&self, i: usize) -> Option<u64> {
        match self.value(i) {
            Value::Int(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(super) fn seq(&self) -> Option<u64> {
        self.number(1)
    }

    pub(super) fn version(&self) -> Option<u64> {
        self.number(3)
    }

    /// The text of a column, whatever type it has now.
    pub(super) fn text(&self, i: usize) -> &[u8] {
        match self.value(i) {
            Value::Text(text) => text.as_bytes(),
            Value::Bytes(bytes) => bytes,
            _ => &[],
        }
    }

    pub(super) fn stream(&self) -> &[u8] {
        self.text(2)
    }

    pub(super) fn leaf(&self) -> Option<Hash> {
        match self.value(8) {
            Value::Bytes(bytes) => Hash::from_slice(bytes),
            _ => None,
        }
    }

    /// The fields in the order of the leaf; or the name of the first that is not of its type.
    pub(super) fn fields(&self) -> Result<[Vec<u8>; 8], &'static str> {
        let mut fields: [Vec<u8>; 8] = Default::default();
        for (i, (field, name)) in fields.iter_mut().zip(FIELDS).enumerate() {
            *field = match (self.value(i), matches!(i, 1 | 3)) {
                (Value::Int(number), true) => number.to_string().into_bytes(),
                (Value::Text(text), false) => text.as_bytes().to_owned(),
                (Value::Bytes(bytes), false) if std::str::from_utf8(bytes).is_err() => bytes.clone(),
                _ => return Err(name),
            };
        }
        Ok(fields)
    }
}

/// The leaf hash of fields.
pub(super) fn leaf_of(algorithm: Algorithm, fields: &[Vec<u8>; 8]) -> Hash {
    algorithm.leaf(&bytes_of(&fields.each_ref().map(Vec::as_slice)))
}

/// A row of table `tiles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) level: u64,
    pub(super) position: u64,
    pub(super) hash: Option<Hash>,
}

impl Found {
    pub(super) fn read(row: &Row) -> Found {
        let number = |i| row.count(i).unwrap_or(u64::MAX);
        let hash = row.bytes(2).ok().and_then(|bytes| Hash::from_slice(&bytes));
        Found { level: number(0), position: number(1), hash }
    }
}
