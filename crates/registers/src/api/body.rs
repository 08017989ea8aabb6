//! What programs send and get.

use crate::model::{Row, Values};
use crate::store::Book;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisterItem {
    id: String,
    title: String,
    title_en: String,
    document: String,
    clause: String,
    requirements: Vec<String>,
    keeper: String,
    /// The pack in force declares it; otherwise it can only be read.
    declared: bool,
    held: u64,
    /// Instant of the last writing.
    written: Option<String>,
}

/// Registers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisterList {
    pub(super) total: usize,
    pub(super) items: Vec<RegisterItem>,
}

impl RegisterItem {
    pub(super) fn of(book: &Book) -> RegisterItem {
        let register = &book.register;
        RegisterItem {
            id: register.id.clone(),
            title: register.title.clone(),
            title_en: register.title_en.clone(),
            document: register.citation.document.clone(),
            clause: register.citation.clause.to_string(),
            requirements: register.requirements.clone(),
            keeper: register.keeper.organ.clone(),
            declared: book.declared,
            held: book.held,
            written: book.written.map(|at| at.to_string()),
        }
    }
}

/// A row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowItem {
    row: u64,
    state: String,
    /// The first day on which it stands so.
    from: String,
    /// The first day on which it no longer is in force.
    ended: Option<String>,
    version: u32,
    by: String,
    entry: u64,
    made_up: bool,
    values: BTreeMap<String, String>,
}

impl RowItem {
    pub(super) fn of(row: Row) -> RowItem {
        RowItem {
            row: row.id,
            state: row.state,
            from: row.from.to_string(),
            ended: row.ended.map(|day| day.to_string()),
            version: row.version,
            by: row.by,
            entry: row.seq,
            made_up: row.made_up,
            values: row.values,
        }
    }
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowList {
    pub(super) total: u64,
    pub(super) items: Vec<RowItem>,
}

/// What is counted over a register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CountItem {
    pub(super) id: String,
    pub(super) title: String,
    /// The count or sum, exact.
    pub(super) value: String,
    pub(super) rows: u64,
    /// Identity of the indicator or commitment it is counted for.
    pub(super) feeds: Option<String>,
}

/// The counts of a register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CountList {
    pub(super) total: usize,
    pub(super) items: Vec<CountItem>,
}

/// A row to be added or changed.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct RowBody {
    /// Field names with values as typed.
    pub(super) values: Values,
    /// From which day on; today when left out.
    #[serde(default)]
    pub(super) from: String,
    /// The version that was seen; a change is refused when the row has another.
    #[serde(default)]
    pub(super) version: u32,
    #[serde(default)]
    pub(super) reason: String,
}

/// Many rows, written all or none.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SheetBody {
    /// Each by field names; a row whose key is there is changed where it differs.
    pub(super) rows: Vec<Values>,
    /// Only say what would happen.
    #[serde(default)]
    pub(super) check: bool,
}

/// A step of a row.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct MoveBody {
    pub(super) to: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) version: u32,
    #[serde(default)]
    pub(super) reason: String,
}

/// The end of a row.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct EndBody {
    /// The first day on which it no longer is in force; today when left out.
    #[serde(default)]
    pub(super) on: String,
    #[serde(default)]
    pub(super) version: u32,
    pub(super) reason: String,
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Recorded {
    pub(super) row: u64,
    /// Number of the ledger's entry; 0 when nothing differed.
    pub(super) entry: u64,
}

/// What became of a sheet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Taken {
    pub(super) added: u64,
    pub(super) changed: u64,
    /// Lines that say nothing new.
    pub(super) same: u64,
    /// Sentences with the line they are about; empty unless only a check was asked for.
    pub(super) faults: Vec<String>,
}
