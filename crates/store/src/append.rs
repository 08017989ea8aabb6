//! Appending: entries, the log over them, the tables derived from them, and the signed head.

use crate::engine::EntryRow;
use crate::head::{COLUMNS, SignedHead};
use crate::merkle::{Frontier, Subtree};
use crate::value::time_text;
use crate::{Algorithm, Row, StoreError, Tx, Value, leaf};
use jiff::Timestamp;
use kernel::{Entry, Event};

/// Levels whose subtree hashes are kept: every 256 leaves, every 65,536, every 16,777,216.
pub(crate) const TILE_LEVELS: [u32; 3] = [8, 16, 24];
/// Where the public keys are recorded, and as what.
pub(crate) const KEY_STREAM: &str = "ledger/key";
pub(crate) const KEY_KIND: &str = "ledger.key";

/// The district's log while a transaction extends it.
pub(crate) struct Log {
    frontier: Frontier,
    /// The instant of the last entry; `None` while there is none.
    at: Option<Timestamp>,
    /// The key that signed the last head.
    key: String,
    /// The head must be signed again.
    grown: bool,
}

impl Tx<'_> {
    /// Appends events to a stream, applies every projection to them, and gives their sequence numbers.
    ///
    /// `expected` is the stream's version as the caller saw it, 0 for a new one. The first append of a district,
    /// and the first with another key, is preceded by an entry `ledger.key` on the stream `ledger/key`, so
    /// sequence numbers of a district's own events begin at 2.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the stream has moved on; whatever a projection or the database refused. The
    /// transaction cannot be committed then.
    pub fn append(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[Event],
        actor: &str,
        at: Timestamp,
    ) -> Result<Vec<u64>, StoreError> {
        let appended = self.checked_append(stream, expected, events, actor, at);
        self.remember(appended)
    }

    /// Appends one event to a stream as it stands in this transaction, and gives its sequence number.
    ///
    /// # Errors
    /// As [`Tx::append`], but for the conflict: what the stream holds is read here.
    pub fn add(&mut self, stream: &str, event: Event, actor: &str, at: Timestamp) -> Result<u64, StoreError> {
        let version = self.version(stream)?;
        let numbers = self.append(stream, version, &[event], actor, at)?;
        Ok(numbers.first().copied().unwrap_or_default())
    }

    fn checked_append(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[Event],
        actor: &str,
        at: Timestamp,
    ) -> Result<Vec<u64>, StoreError> {
        self.may_sign()?;
        named("a stream", stream)?;
        named("an actor", actor)?;
        events.iter().try_for_each(|event| named("a kind", &event.kind))?;
        self.lock_district()?;
        if !events.is_empty() {
            self.record_key(at)?;
        }
        self.put_entries(stream, expected, events, actor, at)
    }

    /// Whether this transaction may append or attach here.
    pub(crate) fn may_sign(&self) -> Result<(), StoreError> {
        self.must_write()?;
        match (self.applying, &*self.district, self.signing) {
            (Some((name, _)), ..) => Err(StoreError::Projection { projection: name.to_owned() }),
            (_, "", _) => Err(StoreError::NoDistrict),
            (_, district, Some(_)) => named("a district", district),
            (.., None) => Err(StoreError::NoKey),
        }
    }

    /// Reads the head, unless that was done when the transaction began, and locks it where others may write at the
    /// same time: from then on nobody else writes in this district.
    pub(crate) fn lock_district(&mut self) -> Result<(), StoreError> {
        if self.log.is_some() {
            return Ok(());
        }
        let lock = self.connection.for_update();
        let sql = format!("SELECT {COLUMNS} FROM heads WHERE district = ?1{lock}");
        let row = self.query_one(&sql, &[(&self.district).into()])?;
        self.take_head(row)
    }

    /// Begins the log from the head that was locked. On PostgreSQL a row must exist to be locked; two first
    /// writers of a district meet at this insert.
    pub(crate) fn begin_log(&mut self, locked: Option<Row>) -> Result<(), StoreError> {
        if self.district.is_empty() || self.connection.for_update().is_empty() {
            return Ok(());
        }
        match locked {
            Some(row) => self.take_head(Some(row)),
            None => {
                self.execute(BLANK, &[(&self.district).into()])?;
                self.lock_district()
            }
        }
    }

    fn take_head(&mut self, row: Option<Row>) -> Result<(), StoreError> {
        let log = match row {
            Some(row) if row.count(1)? > 0 => {
                let damaged = |_| StoreError::DamagedHead { district: self.district.to_string() };
                let (head, frontier) = SignedHead::read(&row).map_err(damaged)?;
                Log { frontier, at: Some(head.at), key: head.key, grown: false }
            }
            _ => {
                let algorithm = self.chosen_algorithm()?.unwrap_or_default();
                Log { frontier: Frontier::new(algorithm), at: None, key: String::new(), grown: false }
            }
        };
        self.log = Some(log);
        Ok(())
    }

    /// Records the public key when this is the first append, or the first with this key.
    fn record_key(&mut self, at: Timestamp) -> Result<(), StoreError> {
        let (Some(log), Some(signing)) = (&mut self.log, self.signing) else { return Ok(()) };
        if log.key == signing.public {
            return Ok(());
        }
        log.key.clone_from(&signing.public);
        let body = serde_json::json!({ "algorithm": "ed25519", "public": signing.public });
        let expected = self.version(KEY_STREAM)?;
        let event = Event { kind: KEY_KIND.to_owned(), body };
        self.put_entries(KEY_STREAM, expected, &[event], "system", at).map(|_| ())
    }

    fn put_entries(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[Event],
        actor: &str,
        at: Timestamp,
    ) -> Result<Vec<u64>, StoreError> {
        let conflict = || StoreError::Conflict { stream: stream.to_owned(), expected };
        // A new stream needs no look: if it is not new, its first version is there already.
        if (expected > 0 || events.is_empty()) && self.version(stream)? != expected {
            return Err(conflict());
        }
        let first = self.log.as_ref().map_or(0, |log| log.frontier.size()) + 1;
        let entry = |(seq, (version, event)): (u64, (u64, &Event))| Entry {
            district: self.district.to_string(),
            seq,
            stream: stream.to_owned(),
            version,
            kind: event.kind.clone(),
            // Writing a JSON value into memory cannot fail.
            body: serde_json::to_string(&event.body).unwrap_or_default(),
            actor: actor.to_owned(),
            at,
        };
        let entries: Vec<Entry> = (first..).zip((expected + 1..).zip(events)).map(entry).collect();
        self.put_rows(&entries).map_err(|error| match error {
            StoreError::Duplicate { reason } if is_version_taken(&reason) => conflict(),
            other => other,
        })?;
        self.versions.insert(stream.to_owned(), expected + entries.len() as u64);
        entries.iter().try_for_each(|entry| self.project(entry))?;
        Ok(entries.iter().map(|entry| entry.seq).collect())
    }

    /// Writes entries that follow the log's end, and extends the log.
    pub(crate) fn put_rows(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let algorithm = self.algorithm();
        let Some(log) = &mut self.log else { return Err(StoreError::NoDistrict) };
        let mut tiles = Vec::new();
        let times: Vec<String> = entries.iter().map(|entry| time_text(entry.at)).collect();
        let mut rows = Vec::with_capacity(entries.len());
        for (entry, at) in entries.iter().zip(&times) {
            let leaf = leaf::hash_at(algorithm, entry, at);
            log.frontier.push(leaf, |tree| tiles.extend(TILE_LEVELS.contains(&tree.level).then_some(tree)));
            log.at = Some(entry.at);
            log.grown = true;
            rows.push(EntryRow { entry, at, leaf });
        }
        let put = self.connection.put_entries(&rows);
        self.remember(put)?;
        tiles.iter().try_for_each(|tile| self.put_tile(tile))
    }

    fn algorithm(&self) -> Algorithm {
        self.log.as_ref().map_or(Algorithm::default(), |log| log.frontier.algorithm())
    }

    fn put_tile(&mut self, tile: &Subtree) -> Result<(), StoreError> {
        let sql = "INSERT INTO tiles (district, level, position, hash) VALUES (?1, ?2, ?3, ?4)";
        let hash = tile.hash.0.as_slice();
        self.execute(sql, &[(&self.district).into(), tile.level.into(), tile.position.into(), hash.into()])?;
        Ok(())
    }

    /// Applies every projection to one entry.
    pub(crate) fn project(&mut self, entry: &Entry) -> Result<(), StoreError> {
        for projection in self.parts.projections {
            self.applying = Some((projection.name(), entry.seq));
            let applied = projection.apply(self, entry);
            self.applying = None;
            applied?;
        }
        Ok(())
    }

    /// The row of the new head, signed, if the log has grown.
    pub(crate) fn seal(&mut self) -> Result<Option<[Value; 8]>, StoreError> {
        if self.signed
            && let Some(at) = self.log.as_ref().and_then(|log| log.at)
        {
            // An attachment signed with a key the ledger does not name yet.
            self.record_key(at)?;
        }
        Ok(match (&self.log, self.signing) {
            (Some(Log { frontier, at: Some(at), grown: true, .. }), Some(signing)) => {
                Some(SignedHead::sign(&self.district, frontier, *at, signing).row(frontier))
            }
            _ => None,
        })
    }

    /// Writes a row of table `heads`.
    pub(crate) fn put_head(&mut self, values: &[Value]) -> Result<(), StoreError> {
        self.execute(PUT_HEAD, values).map(|_| ())
    }

    /// The log this transaction has extended.
    pub(crate) fn frontier(&self) -> Option<&Frontier> {
        self.log.as_ref().map(|log| &log.frontier)
    }

    /// Starts an empty log of a given digest, for a restore.
    pub(crate) fn start_log(&mut self, algorithm: Algorithm) {
        self.log =
            Some(Log { frontier: Frontier::new(algorithm), at: None, key: String::new(), grown: false });
    }

    /// Leaves the log to whoever restores the head as it was.
    pub(crate) fn forget_log(&mut self) {
        self.log = None;
    }
}

/// A head of nothing, for PostgreSQL to lock.
const BLANK: &str = "INSERT INTO heads (district, size, root, frontier, at, algorithm, key, signature)
    VALUES (?1, 0, '', '', '', '', '', '') ON CONFLICT (district) DO NOTHING";

/// Writes a head over the one before it; the columns are those of [`COLUMNS`].
pub(crate) const PUT_HEAD: &str = "INSERT INTO heads (district, size, root, frontier, at, algorithm, key, signature)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (district) DO UPDATE SET size = excluded.size, root = excluded.root, frontier = excluded.frontier,
    at = excluded.at, algorithm = excluded.algorithm, key = excluded.key, signature = excluded.signature";

/// Whether it was the stream's version that was there already, and not the sequence number: by the name of the
/// index (PostgreSQL) or of its columns (SQLite).
fn is_version_taken(reason: &str) -> bool {
    reason.contains("entries_by_stream") || reason.contains("entries.version")
}

/// Names are short, and control characters would let two different heads be written alike.
fn named(what: &'static str, name: &str) -> Result<(), StoreError> {
    let good = !name.is_empty() && !name.chars().any(char::is_control);
    if good { Ok(()) } else { Err(StoreError::BadName { what }) }
}
