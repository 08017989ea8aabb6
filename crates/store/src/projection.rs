//! Tables derived from the ledger, and the tables that are not.

use crate::{StoreError, Tx};
use kernel::Entry;

/// Keeps tables that pages read in step with the ledger, in the same transaction as the append.
///
/// A projection is a function of the entries alone: it reads and writes only its own tables and cards, and asks
/// for no clock. Then a replay gives the same rows. All entries of one append are recorded before the first is
/// applied. Every one of its tables has a column `district` that leads its key.
pub trait Projection: Sync {
    /// Its name, for messages.
    fn name(&self) -> &'static str;
    /// The tables it writes. A replay empties them for the district. `cards` need not be named.
    fn tables(&self) -> &'static [&'static str];
    /// Applies one entry; entries that are not its own are passed over.
    ///
    /// # Errors
    /// The append fails with it, and nothing is recorded.
    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError>;
}

/// What the other crates bring to the database.
#[derive(Clone, Copy, Default)]
pub struct Parts {
    /// Applied to every entry, in this order.
    pub projections: &'static [&'static dyn Projection],
    /// Tables that are not derived from the ledger and go into a backup as they are, such as accounts.
    pub kept: &'static [&'static str],
}

impl Parts {
    /// Every derived table once, in a fixed order; `cards` first.
    pub fn tables(&self) -> Vec<&'static str> {
        let mut tables = vec!["cards"];
        for table in self.projections.iter().flat_map(|projection| projection.tables()) {
            if !tables.contains(table) {
                tables.push(table);
            }
        }
        tables
    }
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.projections.iter().map(|projection| projection.name()).collect();
        f.debug_struct("Parts").field("projections", &names).field("kept", &self.kept).finish()
    }
}
