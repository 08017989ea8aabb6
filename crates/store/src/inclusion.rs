//! Proof for everybody that an entry stands in the ledger, without showing the entry.

use crate::merkle::inclusion_holds;
use crate::{BadReceipt, Hash, Receipt, SignedHead, leaf};
use kernel::Entry;
use serde::{Deserialize, Serialize};

/// That an entry with this hash is in the ledger (RFC 6962 §2.1.1). An entry names accounts, so it may have to stay
/// inside; its hash does not. Whoever has the entry compares it with [`Inclusion::is_of`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inclusion {
    /// Its sequence number.
    pub seq: u64,
    /// Its leaf hash.
    pub leaf: Hash,
    /// Its place among the leaves, from 0: one less than its sequence number.
    pub index: u64,
    /// The size of the log the path leads to; the same as the head's.
    pub size: u64,
    /// The hashes beside the way from the leaf to the root, nearest first.
    pub path: Vec<Hash>,
    /// The signed head.
    pub head: SignedHead,
    /// The public key the head is signed with, in base64.
    pub key: String,
}

impl From<Receipt> for Inclusion {
    fn from(receipt: Receipt) -> Inclusion {
        Inclusion {
            seq: receipt.entry.seq,
            leaf: leaf::hash(receipt.head.algorithm, &receipt.entry),
            index: receipt.index,
            size: receipt.size,
            path: receipt.path,
            head: receipt.head,
            key: receipt.key,
        }
    }
}

impl Inclusion {
    /// Checks the proof with nothing else at hand. Give the district's public key (base64) if you have it from
    /// elsewhere; without it the proof only agrees with the key it carries.
    ///
    /// # Errors
    /// What does not fit, the gravest first.
    pub fn check(&self, trusted_key: Option<&str>) -> Result<(), BadReceipt> {
        let Inclusion { seq, leaf, index, size, path, head, key } = self;
        if index.checked_add(1) != Some(*seq) || *size != head.size || *key != head.key {
            return Err(BadReceipt::Contradiction);
        }
        if !head.is_signed() {
            return Err(BadReceipt::Signature);
        }
        if !inclusion_holds(head.algorithm, *leaf, *index, *size, path, head.root) {
            return Err(BadReceipt::NotIncluded);
        }
        match trusted_key {
            Some(trusted) if trusted != key => Err(BadReceipt::OtherKey),
            _ => Ok(()),
        }
    }

    /// Whether the proof is that of an entry.
    pub fn is_of(&self, entry: &Entry) -> bool {
        leaf::hash(self.head.algorithm, entry) == self.leaf
    }
}
