//! Receipts: proof, without the database, that an entry stands in the ledger.

use crate::merkle::{consistency_holds, inclusion_holds};
use crate::{Hash, SignedHead, leaf};
use kernel::Entry;
use serde::{Deserialize, Serialize};

/// Everything needed to check one entry offline. Written as JSON, it is what a person keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The entry, whole.
    pub entry: Entry,
    /// Its place among the leaves, from 0: one less than its sequence number.
    pub index: u64,
    /// The size of the log the path leads to; the same as the head's.
    pub size: u64,
    /// The hashes beside the way from the leaf to the root, nearest first (RFC 6962 §2.1.1).
    pub path: Vec<Hash>,
    /// The signed head.
    pub head: SignedHead,
    /// The public key the head is signed with, in base64.
    pub key: String,
}

/// Why a receipt does not prove what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadReceipt {
    /// The head is of another district, or its size or the place is another than the receipt says.
    #[error("the receipt contradicts itself: place, size, district or key differ between its parts")]
    Contradiction,
    /// The entry is not the one that was recorded.
    #[error("the entry is not in the signed ledger: it or the path was changed")]
    NotIncluded,
    /// The head was changed or not signed by this key.
    #[error("the signature of the head does not fit")]
    Signature,
    /// The receipt is signed, but by another key than the one trusted.
    #[error("the receipt is signed by another key than the trusted one")]
    OtherKey,
}

impl BadReceipt {
    /// The sentence for people.
    pub fn say(self) -> kernel::Say {
        kernel::Say::new(match self {
            BadReceipt::Contradiction => "store.receipt_contradiction",
            BadReceipt::NotIncluded => "store.receipt_not_included",
            BadReceipt::Signature => "store.receipt_signature",
            BadReceipt::OtherKey => "store.receipt_other_key",
        })
    }
}

impl Receipt {
    /// Checks the receipt with nothing else at hand. Give the district's public key (base64) if you have it from
    /// elsewhere; without it the receipt only proves that it agrees with the key it carries.
    ///
    /// # Errors
    /// What does not fit, the gravest first.
    pub fn check(&self, trusted_key: Option<&str>) -> Result<(), BadReceipt> {
        let Receipt { entry, index, size, path, head, key } = self;
        let agrees = index.checked_add(1) == Some(entry.seq)
            && *size == head.size
            && entry.district == head.district
            && *key == head.key;
        if !agrees {
            return Err(BadReceipt::Contradiction);
        }
        if !head.is_signed() {
            return Err(BadReceipt::Signature);
        }
        let leaf = leaf::hash(head.algorithm, entry);
        if !inclusion_holds(head.algorithm, leaf, *index, *size, path, head.root) {
            return Err(BadReceipt::NotIncluded);
        }
        match trusted_key {
            Some(trusted) if trusted != key => Err(BadReceipt::OtherKey),
            _ => Ok(()),
        }
    }
}

/// Proof that an earlier log is the beginning of the present one: nothing was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consistency {
    /// The size of the earlier log.
    pub old_size: u64,
    /// Hashes (RFC 6962 §2.1.2).
    pub path: Vec<Hash>,
    /// The present head.
    pub head: SignedHead,
}

impl Consistency {
    /// Whether the present head is signed and continues `old`, a head of the same district kept from before.
    pub fn continues(&self, old: &SignedHead) -> bool {
        let new = &self.head;
        let same =
            old.district == new.district && old.algorithm == new.algorithm && old.size == self.old_size;
        let (from, to) = ((old.size, old.root), (new.size, new.root));
        same && old.is_signed() && new.is_signed() && consistency_holds(new.algorithm, from, to, &self.path)
    }
}
