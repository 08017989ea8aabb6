//! What proves to everybody that the ledger says who could exercise an item on a day.
//!
//! An entry holds the account that wrote it, and the entry of an adopted pack holds the whole pack. So the public
//! proof has of each entry its leaf hash and the way to the signed root: it shows that an entry with this hash stood in
//! the ledger at that time. Whoever may read the entry compares its hash; the full receipt is inside.
//! `luoshi ledger receipt --check FILE` checks the file with nothing else at hand.

use crate::store::Proof;
use ::store::{Inclusion, Receipt};
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
    entries: Vec<Inclusion>,
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
            entries: receipts.into_iter().map(Inclusion::from).collect(),
        }
    }
}
