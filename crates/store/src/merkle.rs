//! The Merkle log of RFC 6962: appending, proofs, and checking them. Pure.
//!
//! A log is cut into complete subtrees. A subtree of level `l` at position `p` covers the `2^l` leaves from
//! `p · 2^l`. Appending needs only the subtrees on the right edge ([`Frontier`]); a proof is a list of
//! [`Range`]s, which whoever has the nodes turns into hashes with [`range_hash`].

mod check;
mod frontier;
mod proof;

pub use check::{consistency_holds, inclusion_holds};
pub use frontier::{Frontier, Subtree};
pub use proof::{Range, consistency_ranges, inclusion_ranges, range_hash};

#[cfg(test)]
mod tests;
