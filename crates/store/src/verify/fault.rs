//! What can be wrong, and how it is told.

use crate::locate::Place;
use kernel::Say;
use std::fmt;

/// One thing that is not as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The district whose ledger it stands in.
    pub district: String,
    /// What is at fault.
    pub subject: Subject,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is at fault.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The entry of this sequence number.
    Entry(u64),
    /// The signed head.
    Head,
    /// A kept hash of the log.
    Tile {
        /// Levels above the leaves.
        level: u64,
        /// Place in its level, from 0.
        position: u64,
    },
    /// The attachment of this digest.
    Blob(String),
    /// One part of an attachment's content.
    Chunk {
        /// The attachment.
        digest: String,
        /// Which part, from 0.
        part: u64,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not what was recorded. Where exactly, if one byte or one field explains it.
    Changed(Option<Place>),
    /// The entry is as it was; the hash stored beside it was changed.
    LeafChanged,
    /// It is gone; for entries, through this sequence number; for an attachment, named by this entry.
    Missing {
        /// The last one that is gone, or the entry that names it.
        through: u64,
    },
    /// It is there, but no signed head covers it.
    Surplus,
    /// The stream's versions do not follow each other.
    Version {
        /// What should stand there.
        expected: u64,
    },
    /// The signature does not fit.
    Signature,
    /// It is signed by a key that the ledger does not name.
    UnknownKey,
    /// The root is not that of the entries.
    Root,
    /// The kept right edge of the log is not that of the entries.
    Frontier,
    /// The content does not have this digest.
    Content,
}

impl Fault {
    /// The sentence for people.
    pub fn say(&self) -> Say {
        let say = match &self.subject {
            Subject::Entry(seq) => self.say_entry().with("seq", seq),
            Subject::Head => self.say_head(),
            Subject::Tile { level, position } => {
                Say::new("store.fault_tile").with("level", level).with("position", position)
            }
            Subject::Blob(digest) => self.say_blob().with("digest", digest),
            Subject::Chunk { digest, part } => self.say_chunk().with("digest", digest).with("part", part),
        };
        say.with("district", &self.district)
    }

    fn say_entry(&self) -> Say {
        match &self.problem {
            Problem::Changed(Some(place)) => match place.byte {
                Some((at, was, now)) => Say::new("store.fault_entry_byte")
                    .with("field", place.field)
                    .with("at", at)
                    .with("was", show(was))
                    .with("now", show(now)),
                None => Say::new("store.fault_entry_field").with("field", place.field),
            },
            Problem::LeafChanged => Say::new("store.fault_entry_leaf"),
            Problem::Missing { through } => Say::new("store.fault_entry_missing").with("through", through),
            Problem::Surplus => Say::new("store.fault_entry_surplus"),
            Problem::Version { expected } => Say::new("store.fault_entry_version").with("expected", expected),
            _ => Say::new("store.fault_entry_changed"),
        }
    }

    fn say_head(&self) -> Say {
        Say::new(match self.problem {
            Problem::Missing { .. } => "store.fault_head_missing",
            Problem::Signature => "store.fault_head_signature",
            Problem::UnknownKey => "store.fault_head_key",
            Problem::Root => "store.fault_head_root",
            Problem::Frontier => "store.fault_head_frontier",
            _ => "store.fault_head_changed",
        })
    }

    fn say_blob(&self) -> Say {
        Say::new(match self.problem {
            Problem::Missing { through } => return Say::new("store.fault_blob_missing").with("seq", through),
            Problem::Signature => "store.fault_blob_signature",
            Problem::UnknownKey => "store.fault_blob_key",
            Problem::Content => "store.fault_blob_content",
            _ => "store.fault_blob_changed",
        })
    }

    fn say_chunk(&self) -> Say {
        Say::new(match self.problem {
            Problem::Missing { .. } => "store.fault_chunk_missing",
            Problem::Surplus => "store.fault_chunk_surplus",
            _ => "store.fault_chunk_changed",
        })
    }
}

/// A byte as a reader can take it in: the character if it is one, else two hexadecimal digits.
fn show(byte: u8) -> String {
    if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("0x{byte:02x}") }
}

impl fmt::Display for Fault {
    /// For logs, in no language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say().fmt(f)
    }
}
