//! Many rows in one statement: on PostgreSQL a statement is a round trip.

use store::{StoreError, Tx, Value};

/// Rows of one statement; with 13 columns the parameters stay below what both engines take.
pub(super) const ROWS: usize = 250;

/// Inserts rows that all have these columns.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Value>],
) -> Result<(), StoreError> {
    for some in rows.chunks(ROWS) {
        let row = |at: usize| {
            let places: Vec<String> =
                (1..=columns.len()).map(|i| format!("?{}", at * columns.len() + i)).collect();
            format!("({})", places.join(", "))
        };
        let places: Vec<String> = (0..some.len()).map(row).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), places.join(", "));
        tx.execute(&sql, &some.concat())?;
    }
    Ok(())
}

/// `?4, ?5, ?6`: places for a list of values after `before` others.
pub(super) fn places(before: usize, count: usize) -> String {
    (before + 1..=before + count).map(|i| format!("?{i}")).collect::<Vec<_>>().join(", ")
}
