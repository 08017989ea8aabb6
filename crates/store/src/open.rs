//! Opening a database.

use crate::engine::Engine;
use crate::migrate::{self, REPLAY_DUE};
use crate::store::Shared;
use crate::{Algorithm, Keys, Parts, Store, StoreError};
use std::sync::Arc;

impl Store {
    /// Opens or creates the database at a file path, `sqlite:PATH` or `postgres://…`, and brings its schema up to
    /// date. A new database makes its logs with SHA-256. No district is chosen yet.
    ///
    /// # Errors
    /// The place cannot be opened or reached, the database is of a newer program, a migration was edited, or the
    /// key cannot be used; each with one plain sentence.
    pub fn open(url: &str, keys: Keys, parts: Parts) -> Result<Store, StoreError> {
        Store::open_with(url, keys, parts, None)
    }

    /// As [`Store::open`], with the digest the logs of a new database are made with. An existing database must
    /// have been created with the same.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_as(url: &str, keys: Keys, parts: Parts, algorithm: Algorithm) -> Result<Store, StoreError> {
        Store::open_with(url, keys, parts, Some(algorithm))
    }

    fn open_with(
        url: &str,
        keys: Keys,
        parts: Parts,
        wanted: Option<Algorithm>,
    ) -> Result<Store, StoreError> {
        let engine = Engine::of(url)?;
        migrate::run(engine.writers.lease()?, migrate::MIGRATIONS)?;
        let signing = keys.signer()?;
        let store = Store { shared: Arc::new(Shared { engine, signing, parts }), district: "".into() };
        let found = match store.read(|tx| tx.chosen_algorithm())? {
            Some(found) => found,
            None => {
                let chosen = wanted.unwrap_or_default();
                store.write(|tx| tx.choose_algorithm(chosen))?;
                chosen
            }
        };
        match wanted.filter(|wanted| *wanted != found) {
            Some(wanted) => Err(StoreError::OtherAlgorithm {
                found: found.name().to_owned(),
                wanted: wanted.name().to_owned(),
            }),
            None => store.refilled(),
        }
    }

    /// Fills the derived tables after a migration, once: a process that dies on the way leaves it to the next.
    fn refilled(self) -> Result<Store, StoreError> {
        let due = "SELECT 1 FROM settings WHERE name = ?1";
        if self.read(|tx| tx.query_one(due, &[REPLAY_DUE.into()]))?.is_some() {
            let entries = self.replay()?;
            self.write(|tx| tx.execute("DELETE FROM settings WHERE name = ?1", &[REPLAY_DUE.into()]))?;
            tracing::info!(entries, "derived tables filled anew after a migration");
        }
        Ok(self)
    }
}
