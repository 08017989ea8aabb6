//! The store: one database, seen from one district.

use crate::engine::{Engine, Mode};
use crate::keys::Signing;
use crate::{Parts, StoreError, Tx};
use std::sync::Arc;

/// An open database. Cloning is cheap; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
    pub(crate) district: Arc<str>,
}

/// What all clones of a store share.
pub(crate) struct Shared {
    pub(crate) engine: Engine,
    pub(crate) signing: Option<Signing>,
    pub(crate) parts: Parts,
}

impl Store {
    /// The same database seen from another district. Nothing is asked of the database.
    #[must_use]
    pub fn for_district(&self, code: &str) -> Store {
        Store { shared: Arc::clone(&self.shared), district: code.into() }
    }

    /// The district every transaction of this store is bound to; empty when none is chosen.
    pub fn district(&self) -> &str {
        &self.district
    }

    /// The public key appends are signed with, in base64; `None` when the store was opened for reading only.
    pub fn public_key(&self) -> Option<&str> {
        self.shared.signing.as_ref().map(|signing| signing.public.as_str())
    }

    /// Every district that has recorded something, in order.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn districts(&self) -> Result<Vec<String>, StoreError> {
        self.read(|tx| {
            let rows = tx.query("SELECT district FROM heads WHERE size > 0 ORDER BY district", &[])?;
            rows.iter().map(|row| row.text(0)).collect()
        })
    }

    /// Reads one snapshot: whatever others commit meanwhile is not seen.
    ///
    /// # Errors
    /// What `f` refused, or the database.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut lease = self.shared.engine.readers.lease()?;
        let connection = lease.connection()?;
        connection.begin(Mode::Read)?;
        f(&mut Tx::new(connection, &self.district, &self.shared, Mode::Read))
    }

    /// Writes: alone in the database (SQLite) or in the district (PostgreSQL), so that what `f` reads stays true
    /// until it commits. Commits durably when `f` succeeds and undoes everything when it fails. Do not write
    /// from within a write.
    ///
    /// # Errors
    /// What `f` refused, or the database; also when a statement failed and `f` passed over it.
    pub fn write<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut lease = self.shared.engine.writers.lease()?;
        let connection = lease.connection()?;
        let locked = connection.begin_in(&self.district)?;
        let mut tx = Tx::new(connection, &self.district, &self.shared, Mode::Write);
        tx.begin_log(locked)?;
        let result = f(&mut tx)?;
        tx.commit()?;
        Ok(result)
    }

    /// This store if it is bound to a district, else one for each district with anything in the ledger.
    pub(crate) fn each_district(&self) -> Result<Vec<Store>, StoreError> {
        if !self.district.is_empty() {
            return Ok(vec![self.clone()]);
        }
        let codes = self.read(|tx| tx.all_districts())?;
        Ok(codes.iter().map(|code| self.for_district(code)).collect())
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("district", &self.district).field("parts", &self.shared.parts).finish()
    }
}
