//! How a list was used in a year: cases, results, reviews, items never used (P-017).

use super::{derived, edition_on};
use jiff::civil::Date;
use store::{Row, StoreError, Tx, Value};

/// How much an item was used in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The item.
    pub code: String,
    /// Its name at the year's end.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its body at the year's end.
    pub holder: String,
    /// Cases opened under it in the year; 0 when it was never used.
    pub cases: u64,
    /// Of which closed.
    pub closed: u64,
    /// Of which ended in a decision.
    pub imposed: u64,
    /// Of which ended without one.
    pub none: u64,
    /// Of which withdrawn.
    pub withdrawn: u64,
    /// Of which given to another body or the police.
    pub transferred: u64,
    /// Of which reviewed by a higher body or a court.
    pub reviewed: u64,
}

/// How much each item of a list was used in a year, in the list's order; those never used have 0. The items are
/// those in force at the year's end.
///
/// # Errors
/// The store's failure.
pub fn use_of(tx: &mut Tx<'_>, list: &str, year: i16) -> Result<Vec<Use>, StoreError> {
    let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    let end: Date = last.parse().map_err(|_| derived(&format!("`{year}` is no year")))?;
    let Some(edition) = edition_on(tx, list, end)? else { return Ok(Vec::new()) };
    let of = |outcome: &str| format!("COALESCE(SUM(CASE WHEN c.outcome = '{outcome}' THEN 1 ELSE 0 END), 0)");
    let sql = format!(
        "SELECT s.code, s.name, s.kind, s.holder, COUNT(c.id), COALESCE(SUM(c.closed), 0), {}, {}, {}, {}, \
          COALESCE(SUM(CASE WHEN c.reviewed <> '' THEN 1 ELSE 0 END), 0) \
        FROM power_spans s \
        LEFT JOIN power_cases c ON c.district = s.district AND c.list = s.list AND c.code = s.code \
          AND c.opened >= ?3 AND c.opened <= ?4 \
        WHERE s.district = ?1 AND s.list = ?2 AND +s.edition <= ?5 AND +s.ended > ?5 \
        GROUP BY s.position, s.code, s.name, s.kind, s.holder ORDER BY s.position",
        of("imposed"),
        of("none"),
        of("withdrawn"),
        of("transferred"),
    );
    let values: [Value; 5] =
        [tx.district().into(), list.into(), first.into(), last.into(), edition.number.into()];
    tx.query(&sql, &values)?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Use, StoreError> {
    Ok(Use {
        code: row.text(0)?,
        name: row.text(1)?,
        kind: row.text(2)?,
        holder: row.text(3)?,
        cases: row.count(4)?,
        closed: row.count(5)?,
        imposed: row.count(6)?,
        none: row.count(7)?,
        withdrawn: row.count(8)?,
        transferred: row.count(9)?,
        reviewed: row.count(10)?,
    })
}
