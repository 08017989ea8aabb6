//! Who keeps a list: whoever adjusts it acts for one of these bodies.

use super::{NO_EDITION, derived};
use store::{StoreError, Tx};

/// The bodies that keep a list: those its pack declares, else the one with the most items in the newest edition (of
/// several with as many the first by name). Nobody keeps a list without items: then only those who stand over all
/// bodies may touch it.
///
/// # Errors
/// The store's failure.
pub fn keepers(tx: &mut Tx<'_>, list: &str) -> Result<Vec<String>, StoreError> {
    let declared = "SELECT keepers FROM power_lists WHERE district = ?1 AND list = ?2";
    if let Some(row) = tx.query_one(declared, &[tx.district().into(), list.into()])? {
        let keepers: Vec<String> = serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?;
        if !keepers.is_empty() {
            return Ok(keepers);
        }
    }
    let most = format!(
        "SELECT holder FROM power_spans WHERE district = ?1 AND list = ?2 AND ended >= {NO_EDITION} \
         GROUP BY holder ORDER BY COUNT(*) DESC, holder LIMIT 1"
    );
    tx.query(&most, &[tx.district().into(), list.into()])?.iter().map(|row| row.text(0)).collect()
}

/// The own name of a body that is called so; the name itself when no body of the register is.
///
/// # Errors
/// The store's failure.
pub(crate) fn own_name(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let sql = "SELECT organ FROM power_bodies WHERE district = ?1 AND name = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), name.into()])?;
    row.map_or_else(|| Ok(name.to_owned()), |row| row.text(0))
}
