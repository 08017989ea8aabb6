//! Heads, receipts and consistency proofs from the database, reading a few hundred rows for any log.

use crate::append::TILE_LEVELS;
use crate::head::{COLUMNS, SignedHead};
use crate::merkle::{Frontier, Range, consistency_ranges, inclusion_ranges, range_hash};
use crate::tx::{ENTRY, read_entry};
use crate::{Algorithm, Consistency, Hash, Receipt, Store, StoreError, Tx};

impl Store {
    /// The district's signed head; `None` before the first entry.
    ///
    /// # Errors
    /// The database refused.
    pub fn head(&self) -> Result<Option<SignedHead>, StoreError> {
        self.read(|tx| tx.head())
    }

    /// The receipt of an entry against the present head; `None` when there is no such entry.
    ///
    /// # Errors
    /// The database refused, or the nodes of the log are damaged.
    pub fn receipt(&self, seq: u64) -> Result<Option<Receipt>, StoreError> {
        self.read(|tx| {
            let sql = format!("SELECT {ENTRY} FROM entries WHERE district = ?1 AND seq = ?2");
            let row = tx.query_one(&sql, &[tx.district().into(), seq.into()])?;
            let (Some(head), Some(row)) = (tx.head()?, row) else { return Ok(None) };
            let entry = read_entry(&row)?;
            let index = entry.seq.saturating_sub(1);
            let path = tx.hashes(head.algorithm, &inclusion_ranges(index, head.size))?;
            Ok(Some(Receipt { entry, index, size: head.size, path, key: head.key.clone(), head }))
        })
    }

    /// Proof that the log of `old_size` entries is the beginning of the present one; `None` when there is no head
    /// or it is shorter.
    ///
    /// # Errors
    /// The database refused, or the nodes of the log are damaged.
    pub fn consistency(&self, old_size: u64) -> Result<Option<Consistency>, StoreError> {
        self.read(|tx| match tx.head()? {
            Some(head) if old_size <= head.size => {
                let path = tx.hashes(head.algorithm, &consistency_ranges(old_size, head.size))?;
                Ok(Some(Consistency { old_size, path, head }))
            }
            _ => Ok(None),
        })
    }
}

impl Tx<'_> {
    /// The head as it was last signed.
    ///
    /// # Errors
    /// The database refused.
    pub fn head(&mut self) -> Result<Option<SignedHead>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM heads WHERE district = ?1 AND size > 0");
        let row = self.query_one(&sql, &[(&self.district).into()])?;
        row.map(|row| SignedHead::read(&row).map(|(head, _)| head)).transpose()
    }

    fn hashes(&mut self, algorithm: Algorithm, ranges: &[Range]) -> Result<Vec<Hash>, StoreError> {
        let hash = |range| range_hash(algorithm, range, &mut |level, at| self.subtree(algorithm, level, at));
        ranges.iter().copied().map(hash).collect()
    }

    /// The hash of a complete subtree, from the nearest level below it that is kept.
    fn subtree(&mut self, algorithm: Algorithm, level: u32, position: u64) -> Result<Hash, StoreError> {
        let base = TILE_LEVELS.into_iter().rfind(|kept| *kept <= level);
        let count = 1_u64 << (level - base.unwrap_or(0));
        let first = position * count;
        let (sql, params) = match base {
            Some(base) => (
                "SELECT hash FROM tiles WHERE district = ?1 AND level = ?4 AND position >= ?2 AND position < ?3
                 ORDER BY position",
                vec![(&self.district).into(), first.into(), (first + count).into(), base.into()],
            ),
            None => (
                "SELECT leaf FROM entries WHERE district = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
                vec![(&self.district).into(), first.into(), (first + count).into()],
            ),
        };
        let missing = StoreError::Column { column: 0, wanted: "a hash of the log" };
        let mut tree = Frontier::new(algorithm);
        self.each(sql, &params, &mut |row| {
            let hash = Hash::from_slice(&row.bytes(0)?).ok_or(missing.clone())?;
            tree.push(hash, |_| ());
            Ok(())
        })?;
        if tree.size() == count { Ok(tree.root()) } else { Err(missing) }
    }
}
