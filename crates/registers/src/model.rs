//! Rows of a register, what is recorded of them, and the rules they obey. Pure.

mod cell;
mod due;
mod rules;

pub use cell::{amount, cell};
pub(crate) use cell::{scaled, sortable, unscaled};
pub use due::{Pending, dues};
pub(crate) use rules::holds;
pub use rules::{Hands, RowFault, faults, missing, step};

use jiff::Timestamp;
use jiff::civil::Date;
use pack::Register;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in a row, by field, each as [`cell`] writes it. A field that is empty is not there.
pub type Values = BTreeMap<String, String>;

/// A row as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number within the register.
    pub id: u64,
    /// Its state; empty when the register has none.
    pub state: String,
    /// What stands in it.
    pub values: Values,
    /// The first day on which it stands so.
    pub from: Date,
    /// The first day on which it no longer is in force.
    pub ended: Option<Date>,
    /// How often it was written.
    pub version: u32,
    /// Who wrote it last.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Entry of the ledger that wrote it last.
    pub seq: u64,
    /// Made up for a demonstration.
    pub made_up: bool,
}

impl Row {
    /// What stands in a field; empty when nothing does.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// The words by which people know it: its key.
    pub fn name(&self, register: &Register) -> String {
        key_words(register, &self.values)
    }
}

/// The key of a row as people read it.
pub(crate) fn key_words(register: &Register, values: &Values) -> String {
    let part = |field: &String| values.get(field).map(String::as_str).filter(|part| !part.is_empty());
    register.key.iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

/// The key of a row as the tables compare it.
pub(crate) fn key_text(register: &Register, values: &Values) -> String {
    let part = |field: &String| values.get(field).map_or("", String::as_str);
    register.key.iter().map(part).collect::<Vec<_>>().join("\u{1f}")
}

/// A row that is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRow {
    /// The number it gets.
    pub id: u64,
    /// The state it begins in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// What stands in it.
    pub values: Values,
    /// From which day on.
    pub from: Date,
    /// Made up for a demonstration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
}

/// What is written over in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The row.
    pub id: u64,
    /// The fields that differ; an empty text empties the field.
    pub values: Values,
    /// From which day on.
    pub from: Date,
    /// Why, when it is not said by the values themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What happens to the rows of a register. Sheets are recorded some hundred rows an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum RegisterEvent {
    /// Rows were added.
    #[serde(rename = "register.added")]
    Added {
        /// To which register.
        register: String,
        /// The rows.
        rows: Vec<NewRow>,
    },
    /// Rows were changed.
    #[serde(rename = "register.changed")]
    Changed {
        /// Of which register.
        register: String,
        /// What is different.
        rows: Vec<Change>,
    },
    /// A row reached another state.
    #[serde(rename = "register.moved")]
    Moved {
        /// Of which register.
        register: String,
        /// The row.
        id: u64,
        /// The state it reached.
        to: String,
        /// From which day on.
        from: Date,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A row is no longer in force; its history stays.
    #[serde(rename = "register.ended")]
    Ended {
        /// Of which register.
        register: String,
        /// The row.
        id: u64,
        /// The first day on which it is not.
        on: Date,
        /// Why.
        reason: String,
    },
}
