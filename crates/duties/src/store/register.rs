//! The register of organs, as far as duties need it: to whom one can be given, and the fixed order of lists.

use kernel::OrganKind;
use pack::Pack;
use store::{StoreError, Tx, Value};

/// The organs of a pack take the place of those its earlier edition had.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    let forget = "DELETE FROM duty_organs WHERE district = ?1 AND pack = ?2";
    tx.execute(forget, &[tx.district().into(), (&pack.id).into()])?;
    for (at, organ) in pack.organs.iter().enumerate() {
        let key = [("district", tx.district().into()), ("name", (&organ.name).into())];
        let rest: [(&str, Value); 3] = [
            ("pack", (&pack.id).into()),
            ("position", at.into()),
            ("single", (organ.kind != OrganKind::Collective).into()),
        ];
        tx.upsert("duty_organs", &key, &rest)?;
    }
    Ok(())
}

/// Whether a name is that of one body, to which a duty can be given.
///
/// # Errors
/// The store's failure.
pub(crate) fn is_organ(tx: &mut Tx<'_>, name: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM duty_organs WHERE district = ?1 AND name = ?2 AND single = 1";
    Ok(tx.query_one(sql, &[tx.district().into(), name.into()])?.is_some())
}

/// Every single body, in the fixed order of lists.
///
/// # Errors
/// The store's failure.
pub(crate) fn bodies(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM duty_organs WHERE district = ?1 AND single = 1 ORDER BY position, name";
    tx.query(sql, &[tx.district().into()])?.iter().map(|row| row.text(0)).collect()
}
