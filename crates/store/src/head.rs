//! The signed head of a district's log: what the whole ledger is held to.

use crate::keys::{Signing, signed_by};
use crate::merkle::Frontier;
use crate::value::time_text;
use crate::{Algorithm, Hash, Row, StoreError, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A signed statement: at this instant the district's log had this many entries and this root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// GB/T 2260 code.
    pub district: String,
    /// How many entries.
    pub size: u64,
    /// The root of the Merkle log over them.
    pub root: Hash,
    /// The instant of the last entry.
    pub at: Timestamp,
    /// The digest the log is made of.
    pub algorithm: Algorithm,
    /// The public Ed25519 key, in base64.
    pub key: String,
    /// The signature of [`SignedHead::text`], in base64.
    pub signature: String,
}

impl SignedHead {
    /// The text that is signed: six lines, each ended by a line feed: `luoshi-head-1`, the district, the size in
    /// decimal, the root in hexadecimal, the instant in UTC with nine decimals, the name of the digest.
    pub fn text(&self) -> String {
        let SignedHead { district, size, root, at, algorithm, .. } = self;
        format!("luoshi-head-1\n{district}\n{size}\n{root}\n{}\n{}\n", time_text(*at), algorithm.name())
    }

    /// Whether the signature is by the key it names. Whether that key is to be trusted is for the reader.
    pub fn is_signed(&self) -> bool {
        signed_by(&self.key, &self.text(), &self.signature)
    }

    /// Signs a log as it stands.
    pub(crate) fn sign(district: &str, log: &Frontier, at: Timestamp, signing: &Signing) -> SignedHead {
        let mut head = SignedHead {
            district: district.to_owned(),
            size: log.size(),
            root: log.root(),
            at,
            algorithm: log.algorithm(),
            key: signing.public.clone(),
            signature: String::new(),
        };
        head.signature = signing.sign(&head.text());
        head
    }

    /// The columns of [`COLUMNS`] as a row of table `heads`.
    pub(crate) fn row(&self, log: &Frontier) -> [Value; 8] {
        [
            self.district.as_str().into(),
            self.size.into(),
            self.root.0.as_slice().into(),
            log.to_bytes().into(),
            self.at.into(),
            self.algorithm.name().into(),
            self.key.as_str().into(),
            self.signature.as_str().into(),
        ]
    }

    /// Reads a row of [`COLUMNS`], with the log's right edge.
    pub(crate) fn read(row: &Row) -> Result<(SignedHead, Frontier), StoreError> {
        let damaged = |column, wanted| StoreError::Column { column, wanted };
        let algorithm = Algorithm::named(&row.text(5)?).ok_or(damaged(5, "the name of a digest"))?;
        let head = SignedHead {
            district: row.text(0)?,
            size: row.count(1)?,
            root: Hash::from_slice(&row.bytes(2)?).ok_or(damaged(2, "a hash"))?,
            at: row.time(4)?,
            algorithm,
            key: row.text(6)?,
            signature: row.text(7)?,
        };
        let log = Frontier::from_bytes(algorithm, head.size, &row.bytes(3)?);
        Ok((head, log.ok_or(damaged(3, "the right edge of a log"))?))
    }
}

/// The columns of table `heads`, in the order rows are written and read here.
pub(crate) const COLUMNS: &str = "district, size, root, frontier, at, algorithm, key, signature";
