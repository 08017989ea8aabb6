//! The right edge of a growing log: the largest complete subtrees that cover it.

use crate::{Algorithm, Hash};

/// A complete subtree: `2^level` leaves from `position · 2^level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subtree {
    /// Levels above the leaves; a leaf is at level 0.
    pub level: u32,
    /// Place among the subtrees of its level, from 0.
    pub position: u64,
    /// Its hash.
    pub hash: Hash,
}

/// As much of a log as appending to it needs: one hash for each 1 bit of its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    algorithm: Algorithm,
    size: u64,
    /// Largest subtree first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// An empty log.
    pub fn new(algorithm: Algorithm) -> Frontier {
        Frontier { algorithm, size: 0, peaks: Vec::new() }
    }

    /// A log of `size` leaves from its bytes as [`Frontier::to_bytes`] wrote them; `None` when they do not fit.
    pub fn from_bytes(algorithm: Algorithm, size: u64, bytes: &[u8]) -> Option<Frontier> {
        let peaks: Vec<Hash> = bytes.chunks(32).map(Hash::from_slice).collect::<Option<_>>()?;
        (peaks.len() == size.count_ones() as usize).then_some(Frontier { algorithm, size, peaks })
    }

    /// The hashes one after the other, largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// How many leaves the log has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The digest it is made of.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Appends a leaf and tells every subtree of level 1 and above that it completes, lowest first.
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(Subtree)) {
        let mut hash = leaf;
        for level in 0..self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            hash = self.algorithm.node(&left, &hash);
            completed(Subtree { level: level + 1, position: self.size >> (level + 1), hash });
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the log (RFC 6962 §2.1).
    pub fn root(&self) -> Hash {
        let join = |right: Hash, left: &Hash| self.algorithm.node(left, &right);
        match self.peaks.split_last() {
            Some((last, rest)) => rest.iter().rev().fold(*last, join),
            None => self.algorithm.empty(),
        }
    }
}
