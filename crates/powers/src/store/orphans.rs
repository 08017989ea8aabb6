//! Items whose body is no longer in the register: nobody exercises them from then on (P-010).

use super::record::cited;
use super::{NO_END, lists};
use kernel::Citation;
use store::{StoreError, Tx};

/// Items of a list that a body holds which no adopted pack names any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphans {
    /// The list.
    pub list: String,
    /// The body that is gone.
    pub holder: String,
    /// How many items it holds in the newest edition.
    pub count: u64,
    /// The list's document, with the digest of the body's name.
    pub citation: Citation,
}

/// Every body that is gone and still holds items, by list; flows opens a duty for each.
///
/// # Errors
/// The store's failure.
pub fn orphans(tx: &mut Tx<'_>) -> Result<Vec<Orphans>, StoreError> {
    // Counted first and looked up once a body: every tick asks. The index over holders has all that is counted.
    let sql = format!(
        "SELECT h.holder, h.items FROM (SELECT holder, COUNT(*) AS items FROM power_spans \
         WHERE district = ?1 AND list = ?2 AND valid_to = '{NO_END}' GROUP BY holder) h \
         WHERE NOT EXISTS (SELECT 1 FROM power_bodies b WHERE b.district = ?1 AND b.name = h.holder) ORDER BY h.holder"
    );
    let mut found = Vec::new();
    for list in lists(tx)? {
        for row in tx.query(&sql, &[tx.district().into(), (&list.id).into()])? {
            let holder = row.text(0)?;
            let citation = cited(&list.document, "holder", &holder)?;
            found.push(Orphans { list: list.id.clone(), count: row.count(1)?, citation, holder });
        }
    }
    Ok(found)
}
