//! The digests a log can be made of, and RFC 6962's two kinds of hash.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sm3::Sm3;
use std::fmt;

/// A digest of 256 bits, by either algorithm; written in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

/// Which digest a district's log is made of. It is chosen when the database is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
    /// SM3 (GB/T 32905-2016), where commercial cryptography of the state is prescribed.
    Sm3,
}

impl Algorithm {
    /// `sha256` or `sm3`, as heads and settings write it.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha256 => "sha256",
            Algorithm::Sm3 => "sm3",
        }
    }

    /// The algorithm of that name.
    pub fn named(name: &str) -> Option<Algorithm> {
        [Algorithm::Sha256, Algorithm::Sm3].into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The digest of the parts put together.
    pub fn digest(self, parts: &[&[u8]]) -> Hash {
        fn of<D: sha2::Digest>(parts: &[&[u8]]) -> Hash {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            let mut hash = [0; 32];
            hash.iter_mut().zip(digest.finalize()).for_each(|(to, from)| *to = from);
            Hash(hash)
        }
        match self {
            Algorithm::Sha256 => of::<Sha256>(parts),
            Algorithm::Sm3 => of::<Sm3>(parts),
        }
    }

    /// The root of a log without entries (RFC 6962 §2.1).
    pub fn empty(self) -> Hash {
        self.digest(&[])
    }

    /// The hash of a leaf: 0x00, then its bytes (RFC 6962 §2.1).
    pub fn leaf(self, bytes: &[u8]) -> Hash {
        self.digest(&[&[0], bytes])
    }

    /// The hash of an inner node: 0x01, then both children (RFC 6962 §2.1).
    pub fn node(self, left: &Hash, right: &Hash) -> Hash {
        self.digest(&[&[1], &left.0, &right.0])
    }
}

/// SHA-256 of an attachment's content, in hexadecimal: its name in the store, whatever the log is made of.
pub(crate) fn content_digest(bytes: &[u8]) -> String {
    Algorithm::Sha256.digest(&[bytes]).to_string()
}

/// Digests content that comes in parts.
#[derive(Default)]
pub(crate) struct ContentDigest(Sha256);

impl ContentDigest {
    pub(crate) fn add(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    pub(crate) fn finish(self) -> String {
        let mut hash = [0; 32];
        hash.iter_mut().zip(self.0.finalize()).for_each(|(to, from)| *to = from);
        Hash(hash).to_string()
    }
}

impl Hash {
    /// Takes exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Hash> {
        bytes.try_into().ok().map(Hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a hash: 64 lower-case hexadecimal digits")]
pub struct BadHash(String);

impl TryFrom<String> for Hash {
    type Error = BadHash;
    fn try_from(text: String) -> Result<Hash, BadHash> {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = text
            .as_bytes()
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => Some(digit(*high)? * 16 + digit(*low)?),
                _ => None,
            })
            .collect();
        bytes.and_then(|bytes| Hash::from_slice(&bytes)).ok_or(BadHash(text))
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.to_string()
    }
}
