//! The canonical bytes of an entry, which its leaf is the hash of.
//!
//! Another program checks an entry so: write nine fields of UTF-8 text: the word `luoshi-entry-1`, then `district`,
//! `seq`, `stream`, `version`, `kind`, `actor`, `at`, `body`; the two numbers in decimal, the instant as RFC 3339
//! in UTC with nine decimals (`2023-06-20T01:00:00.000000000Z`), the body as the JSON text that was recorded, byte
//! for byte. Before each field write its length in bytes as eight bytes, highest first. The leaf is the digest of
//! one byte 0x00 followed by all of that (RFC 6962 §2.1).

use crate::value::time_text;
use crate::{Algorithm, Hash};
use kernel::Entry;

/// The word that opens every leaf, so that its bytes can be nothing else.
pub const OPENING: &str = "luoshi-entry-1";

/// The names of the fields, in the order of the leaf, after the opening word.
pub const FIELDS: [&str; 8] = ["district", "seq", "stream", "version", "kind", "actor", "at", "body"];

/// The leaf's bytes of fields in the order of [`FIELDS`].
pub(crate) fn bytes_of(fields: &[&[u8]; 8]) -> Vec<u8> {
    let length = fields.iter().map(|field| field.len() + 8).sum::<usize>() + OPENING.len() + 8;
    let mut bytes = Vec::with_capacity(length);
    for field in std::iter::once(&OPENING.as_bytes()).chain(fields) {
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

/// The canonical bytes of an entry.
pub fn canonical(entry: &Entry) -> Vec<u8> {
    canonical_at(entry, &time_text(entry.at))
}

fn canonical_at(entry: &Entry, at: &str) -> Vec<u8> {
    bytes_of(&[
        entry.district.as_bytes(),
        entry.seq.to_string().as_bytes(),
        entry.stream.as_bytes(),
        entry.version.to_string().as_bytes(),
        entry.kind.as_bytes(),
        entry.actor.as_bytes(),
        at.as_bytes(),
        entry.body.as_bytes(),
    ])
}

/// The leaf hash of an entry whose instant is written already.
pub(crate) fn hash_at(algorithm: Algorithm, entry: &Entry, at: &str) -> Hash {
    algorithm.leaf(&canonical_at(entry, at))
}

/// The leaf hash of an entry.
pub fn hash(algorithm: Algorithm, entry: &Entry) -> Hash {
    algorithm.leaf(&canonical(entry))
}
