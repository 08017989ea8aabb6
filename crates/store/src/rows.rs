//! Many rows in one statement: on PostgreSQL a statement is a round trip.

use crate::{StoreError, Tx, Value};

/// Parameters of one statement stay below what both engines take.
const PARAMETERS: usize = 8000;

impl Tx<'_> {
    /// Inserts rows that all have these columns, many in one statement.
    ///
    /// # Errors
    /// The database refused.
    pub fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<Value>]) -> Result<(), StoreError> {
        for some in rows.chunks((PARAMETERS / columns.len().max(1)).max(1)) {
            let row = |at: usize| {
                let places: Vec<String> =
                    (1..=columns.len()).map(|i| format!("?{}", at * columns.len() + i)).collect();
                format!("({})", places.join(", "))
            };
            let places: Vec<String> = (0..some.len()).map(row).collect();
            let sql = format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), places.join(", "));
            self.execute(&sql, &some.concat())?;
        }
        Ok(())
    }
}
