//! Every version of a row, and what was in force on a day.

use super::rows::Filter;
use super::{date, derived, end_date, small};
use crate::model::{Row, Values, holds};
use jiff::Timestamp;
use jiff::civil::Date;
use pack::{Evidence, Register};
use store::{Row as Found, StoreError, Tx};

/// A row as it stood for some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Number of the row.
    pub row: u64,
    /// Number of the version, from 1.
    pub version: u32,
    /// The first day.
    pub from: Date,
    /// The first day on which it no longer stands so; the same as `from` when it was put right at once.
    pub to: Option<Date>,
    /// The state.
    pub state: String,
    /// What stood in it.
    pub values: Values,
    /// What was done: `added`, `changed`, `moved`, `ended`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger.
    pub seq: u64,
}

const COLUMNS: &str = "number, version, valid_from, valid_to, state, detail, kind, reason, actor, at, seq";

fn read(row: &Found) -> Result<Version, StoreError> {
    Ok(Version {
        row: row.count(0)?,
        version: small(row, 1)?,
        from: date(row, 2)?,
        to: end_date(row, 3)?,
        state: row.text(4)?,
        values: serde_json::from_str(&row.text(5)?).map_err(|e| derived(&e))?,
        kind: row.text(6)?,
        reason: row.text(7)?,
        by: row.text(8)?,
        at: row.text(9)?.parse().map_err(|e| derived(&e))?,
        seq: row.count(10)?,
    })
}

/// Every version of a row, the latest first.
///
/// # Errors
/// The store's failure.
pub fn history(tx: &mut Tx<'_>, register: &str, number: u64) -> Result<Vec<Version>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_versions WHERE district = ?1 AND register = ?2 AND number = ?3 \
        ORDER BY version DESC"
    );
    let rows = tx.query(&sql, &[tx.district().into(), register.into(), number.into()])?;
    rows.iter().map(read).collect()
}

/// The rows that were in force on a day, as they stood then, by number: one page and how many there are.
///
/// # Errors
/// The store's failure.
pub fn in_force(
    tx: &mut Tx<'_>,
    register: &Register,
    filter: &Filter,
    on: Date,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Row>), StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_versions WHERE district = ?1 AND register = ?2 AND valid_from <= ?3 \
        AND valid_to > ?3 AND kind <> 'ended' ORDER BY number"
    );
    let skip = u64::from(page.saturating_sub(1)) * u64::from(per);
    let (mut total, mut rows) = (0, Vec::new());
    let values = [tx.district().into(), (&register.id).into(), on.to_string().into()];
    tx.each(&sql, &values, &mut |found| {
        let version = read(&found)?;
        if fits(filter, &version) {
            if total >= skip && total < skip + u64::from(per) {
                rows.push(as_row(version));
            }
            total += 1;
        }
        Ok(())
    })?;
    Ok((total, rows))
}

fn fits(filter: &Filter, version: &Version) -> bool {
    let state = filter.state.is_empty() || filter.state == version.state;
    let need = |(field, value): &(String, String)| {
        let need = Evidence { field: field.clone(), value: Some(value.clone()) };
        value.is_empty() || holds(&need, &version.state, &version.values)
    };
    let stands = |word: &str| {
        let word = word.to_lowercase();
        version.values.values().any(|value| value.to_lowercase().contains(&word))
    };
    state && filter.fields.iter().all(need) && filter.words.split_whitespace().all(stands)
}

fn as_row(version: Version) -> Row {
    Row {
        id: version.row,
        state: version.state,
        values: version.values,
        from: version.from,
        ended: version.to,
        version: version.version,
        by: version.by,
        at: version.at,
        seq: version.seq,
        made_up: false,
    }
}
