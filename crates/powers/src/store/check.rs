//! The daily check: the tables themselves are asked whether every item in force has exactly one body (P-010).
//!
//! Adjustments cannot break it; what a damaged disk or a hand in the database did is found here.

use super::spans::date;
use crate::model::Days;
use jiff::civil::Date;
use store::{Row, StoreError, Tx, Value};

/// An item with two states, or with a body that the register does not know, and on which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The item.
    pub code: String,
    /// The days.
    pub days: Days,
    /// Whether two states overlap; otherwise nobody exercises it.
    pub overlap: bool,
}

/// Every day from `from` on which an item of the list has not exactly one body. A body that left the register since
/// still held what it held; so only what is in force at `from` or later is asked for its body.
///
/// # Errors
/// The store's failure.
pub fn violations(tx: &mut Tx<'_>, list: &str, from: Date) -> Result<Vec<Violation>, StoreError> {
    let overlaps = "SELECT a.code, b.valid_from, a.valid_to FROM power_spans a JOIN power_spans b \
        ON b.district = a.district AND b.list = a.list AND b.code = a.code AND b.edition > a.edition \
        AND b.valid_from < b.valid_to AND b.valid_from < a.valid_to AND a.valid_from < b.valid_to \
        WHERE a.district = ?1 AND a.list = ?2 AND a.valid_to > ?3 AND a.valid_from < a.valid_to ORDER BY a.code, 2";
    let ownerless = "SELECT s.code, s.valid_from, s.valid_to FROM power_spans s \
        LEFT JOIN power_bodies b ON b.district = s.district AND b.name = s.holder \
        WHERE s.district = ?1 AND s.list = ?2 AND s.valid_to > ?3 AND s.valid_from < s.valid_to AND b.name IS NULL \
        ORDER BY s.code, 2";
    let values: [Value; 3] = [tx.district().into(), list.into(), from.to_string().into()];
    let mut found = Vec::new();
    for (sql, overlap) in [(overlaps, true), (ownerless, false)] {
        for row in tx.query(sql, &values)? {
            found.push(read(&row, overlap)?);
        }
    }
    Ok(found)
}

fn read(row: &Row, overlap: bool) -> Result<Violation, StoreError> {
    let to = row.text(2)?;
    let to = if to == super::NO_END { None } else { Some(date(&to)?) };
    Ok(Violation { code: row.text(0)?, days: Days { from: date(&row.text(1)?)?, to }, overlap })
}
