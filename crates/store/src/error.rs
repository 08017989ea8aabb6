//! What can go wrong, each as one plain sentence.

use kernel::Say;

/// Why the store refused or failed. Every variant has a sentence for people: [`StoreError::say`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else appended to the stream first.
    #[error("`{stream}` has moved on since version {expected}; read it again and repeat the change")]
    Conflict {
        /// The stream.
        stream: String,
        /// The version the caller had seen.
        expected: u64,
    },
    /// A database file that can be neither opened nor created.
    #[error("cannot open the database `{path}`: its folder must exist and be writable ({reason})")]
    CannotOpen {
        /// Where.
        path: String,
        /// What the engine said.
        reason: String,
    },
    /// The database, or its folder, may not be written to.
    #[error("the database cannot be written: it or its folder is read-only")]
    ReadOnly,
    /// A file that is not a database.
    #[error("`{path}` is not a SQLite database")]
    NotADatabase {
        /// Where.
        path: String,
    },
    /// An address that cannot be understood.
    #[error("`{url}` is no database address: give a file path, sqlite:PATH or postgres://USER@HOST/NAME")]
    BadAddress {
        /// What was given, without a password.
        url: String,
    },
    /// A PostgreSQL server that does not answer.
    #[error("cannot reach PostgreSQL at {place}: {reason}")]
    Unreachable {
        /// Host, port and database; never the password.
        place: String,
        /// What the driver said.
        reason: String,
    },
    /// The database was written by a newer program.
    #[error("the database was made by a newer program (it has `{found}`, this one knows up to `{known}`)")]
    Newer {
        /// The first migration this program does not know.
        found: String,
        /// The last one it knows.
        known: String,
    },
    /// A migration that was applied differs from the one in this program.
    #[error("migration `{name}` was applied with other content; a migration is never edited, add a new one")]
    EditedMigration {
        /// Its file name.
        name: String,
    },
    /// A migration was applied out of order or is missing.
    #[error("the database has `{found}` where `{wanted}` should have come first")]
    MissingMigration {
        /// What the database has.
        found: String,
        /// What should stand there.
        wanted: String,
    },
    /// The database was created with another digest.
    #[error(
        "the database was created with {found}, not {wanted}; the digest of a database cannot be changed"
    )]
    OtherAlgorithm {
        /// What it was created with.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// Something sealed cannot be opened, or nothing can be sealed.
    #[error("sealed data: {reason}")]
    Sealed {
        /// Why.
        reason: String,
    },
    /// Something that belongs to one district was asked of none.
    #[error("no district is chosen")]
    NoDistrict,
    /// Writing needs a signing key and the store was opened without one.
    #[error("the ledger was opened for reading only: appending needs the signing key")]
    NoKey,
    /// The key file cannot be used.
    #[error("cannot use the signing key `{path}`: {reason}")]
    KeyFile {
        /// Where.
        path: String,
        /// Why.
        reason: String,
    },
    /// A transaction for reading was asked to write.
    #[error("this transaction only reads")]
    ReadsOnly,
    /// A projection tried to append, or to read the ledger it is derived from.
    #[error("projection `{projection}` may only write its own tables")]
    Projection {
        /// Which.
        projection: String,
    },
    /// A name, kind or actor that the ledger cannot hold.
    #[error("the ledger cannot hold {what}: control characters and empty names are refused")]
    BadName {
        /// Which part.
        what: &'static str,
    },
    /// A column does not hold what was asked for.
    #[error("column {column} does not hold {wanted}")]
    Column {
        /// Counted from 0.
        column: usize,
        /// What was asked for.
        wanted: &'static str,
    },
    /// A row or entry that a job wrote does not hold what the job needs: a mistake of ours, never of a person.
    #[error("table {table} holds what cannot be read: {reason}")]
    Derived {
        /// Which table.
        table: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Restore was asked of a database that already holds something.
    #[error("the database is not empty; restore needs an empty one")]
    NotEmpty,
    /// A backup that cannot be written.
    #[error("the backup could not be written: {reason}")]
    Backup {
        /// Why.
        reason: String,
    },
    /// A backup that cannot be used.
    #[error("the backup cannot be used: {reason}")]
    BadBackup {
        /// Why.
        reason: String,
    },
    /// A stored attachment does not have the content its digest promises.
    #[error("attachment {digest} is damaged: its content does not match its digest")]
    Damaged {
        /// SHA-256 of the content, in hexadecimal.
        digest: String,
    },
    /// The head of a district's log cannot be read, so nothing can be appended to it.
    #[error("the ledger of {district} is damaged at its head; run `luoshi ledger verify`")]
    DamagedHead {
        /// Which district.
        district: String,
    },
    /// No space left.
    #[error("the disk is full; nothing was recorded")]
    Full,
    /// Another program holds the database.
    #[error("the database is held by another program; try again")]
    Busy,
    /// A row with this key exists already.
    #[error("there is already such a row: {reason}")]
    Duplicate {
        /// In the engine's words.
        reason: String,
    },
    /// Anything else the engine said.
    #[error("the database refused: {reason}")]
    Engine {
        /// In its words.
        reason: String,
    },
}

impl StoreError {
    /// The sentence for the person at the screen.
    pub fn say(&self) -> Say {
        match self {
            StoreError::Conflict { stream, .. } => Say::new("store.conflict").with("stream", stream),
            StoreError::CannotOpen { path, reason } => {
                Say::new("store.cannot_open").with("path", path).with("reason", reason)
            }
            StoreError::Sealed { reason } => Say::new("store.sealed").with("reason", reason),
            StoreError::ReadOnly => Say::new("store.read_only"),
            StoreError::NotADatabase { path } => Say::new("store.not_a_database").with("path", path),
            StoreError::BadAddress { url } => Say::new("store.bad_address").with("url", url),
            StoreError::Unreachable { place, reason } => {
                Say::new("store.unreachable").with("place", place).with("reason", reason)
            }
            StoreError::Newer { found, known } => {
                Say::new("store.newer").with("found", found).with("known", known)
            }
            StoreError::EditedMigration { name } => Say::new("store.edited_migration").with("name", name),
            StoreError::MissingMigration { found, wanted } => {
                Say::new("store.missing_migration").with("found", found).with("wanted", wanted)
            }
            StoreError::OtherAlgorithm { found, wanted } => {
                Say::new("store.other_algorithm").with("found", found).with("wanted", wanted)
            }
            StoreError::KeyFile { path, reason } => {
                Say::new("store.key_file").with("path", path).with("reason", reason)
            }
            other => other.say_more(),
        }
    }

    fn say_more(&self) -> Say {
        match self {
            StoreError::NoDistrict => Say::new("store.no_district"),
            StoreError::NoKey => Say::new("store.no_key"),
            StoreError::ReadsOnly => Say::new("store.reads_only"),
            StoreError::Projection { projection } => {
                Say::new("store.projection").with("projection", projection)
            }
            StoreError::BadName { what } => Say::new("store.bad_name").with("what", what),
            StoreError::Column { column, wanted } => {
                Say::new("store.column").with("column", column).with("wanted", wanted)
            }
            StoreError::NotEmpty => Say::new("store.not_empty"),
            StoreError::Backup { reason } => Say::new("store.backup").with("reason", reason),
            StoreError::BadBackup { reason } => Say::new("store.bad_backup").with("reason", reason),
            StoreError::Damaged { digest } => Say::new("store.damaged").with("digest", digest),
            StoreError::DamagedHead { district } => Say::new("store.damaged_head").with("district", district),
            StoreError::Full => Say::new("store.full"),
            StoreError::Busy => Say::new("store.busy"),
            StoreError::Duplicate { reason } => Say::new("store.duplicate").with("reason", reason),
            StoreError::Engine { reason } => Say::new("store.engine").with("reason", reason),
            other => Say::new("store.engine").with("reason", other),
        }
    }
}
