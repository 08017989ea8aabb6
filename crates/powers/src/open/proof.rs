//! What proves to everybody that the ledger says who could exercise an item on a day.
//!
//! An entry holds the account that wrote it, and the entry of an adopted pack holds the whole pack. So the public
//! proof has of each entry its leaf hash and the way to the signed root: it shows that an entry with this hash stood in
//! the ledger at that time. Whoever may read the entry compares its hash; the full receipt is inside.

use crate::store::Proof;
use ::store::{Hash, Receipt, SignedHead, leaf};
use jiff::civil::Date;
use serde::Serialize;

/// The answer with its proof.
#[derive(Debug, Serialize)]
pub(super) struct PublicProof {
    list: String,
    code: String,
    name: String,
    holder: String,
    on: Date,
    from: Date,
    /// First day after; null while nothing ended it.
    to: Option<Date>,
    /// First the entry that put the item so, then the one of the edition in force on the day when it is another.
    entries: Vec<Included>,
}

/// That an entry with this hash is in the ledger (RFC 6962 §2.1.1).
#[derive(Debug, Serialize)]
struct Included {
    seq: u64,
    leaf: Hash,
    index: u64,
    size: u64,
    path: Vec<Hash>,
    head: SignedHead,
    key: String,
}

impl PublicProof {
    pub(super) fn of(proof: &Proof, on: Date, receipts: Vec<Receipt>) -> PublicProof {
        let span = &proof.span;
        PublicProof {
            list: span.list.clone(),
            code: span.item.code.clone(),
            name: span.item.name.clone(),
            holder: span.item.holder.clone(),
            on,
            from: span.from,
            to: span.to,
            entries: receipts.into_iter().map(included).collect(),
        }
    }
}

fn included(receipt: Receipt) -> Included {
    Included {
        seq: receipt.entry.seq,
        leaf: leaf::hash(receipt.head.algorithm, &receipt.entry),
        index: receipt.index,
        size: receipt.size,
        path: receipt.path,
        head: receipt.head,
        key: receipt.key,
    }
}
