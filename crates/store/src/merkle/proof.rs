//! What a proof consists of, as ranges of leaves, and how a range's hash is put together.

use crate::{Algorithm, Hash};

/// Consecutive leaves whose tree hash a proof needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first leaf, from 0.
    pub start: u64,
    /// How many.
    pub count: u64,
}

impl Range {
    /// Both halves as RFC 6962 cuts a tree: the left one the largest power of two below the whole.
    /// `None` for a single leaf.
    fn halves(self) -> Option<(Range, Range)> {
        let left = self.count.checked_sub(1).filter(|below| *below > 0).map(|below| 1 << below.ilog2())?;
        Some((
            Range { start: self.start, count: left },
            Range { start: self.start + left, count: self.count - left },
        ))
    }

    /// The level, if this is one complete subtree.
    pub fn level(self) -> Option<u32> {
        (self.count.is_power_of_two() && self.start.is_multiple_of(self.count)).then(|| self.count.ilog2())
    }
}

/// The audit path of leaf `index` in a log of `size` leaves, nearest sibling first (RFC 6962 §2.1.1).
/// Empty when there is no such leaf.
pub fn inclusion_ranges(index: u64, size: u64) -> Vec<Range> {
    let mut path = Vec::new();
    let mut whole = Range { start: 0, count: size };
    while let Some((left, right)) = (index < size).then(|| whole.halves()).flatten() {
        let (inside, sibling) = if index < right.start { (left, right) } else { (right, left) };
        path.push(sibling);
        whole = inside;
    }
    path.reverse();
    path
}

/// The proof that a log of `old` leaves is the beginning of one of `new` leaves (RFC 6962 §2.1.2).
/// Empty when the sizes are equal, when `old` is 0, and when `old` is greater than `new`.
pub fn consistency_ranges(old: u64, new: u64) -> Vec<Range> {
    let mut path = Vec::new();
    let mut whole = Range { start: 0, count: new };
    if old == 0 || old >= new {
        return path;
    }
    // The old tree's end walks down the new tree; `complete` says it is still the whole old tree on the left.
    let mut complete = true;
    while let Some((left, right)) = (old != whole.start + whole.count).then(|| whole.halves()).flatten() {
        if old <= right.start {
            path.push(right);
            whole = left;
        } else {
            path.push(left);
            whole = right;
            complete = false;
        }
    }
    if !complete {
        path.push(whole);
    }
    path.reverse();
    path
}

/// The tree hash of a range, from the hashes of the complete subtrees it is made of.
///
/// # Errors
/// What `subtree` could not give.
pub fn range_hash<E>(
    algorithm: Algorithm,
    range: Range,
    subtree: &mut dyn FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Hash, E> {
    match (range.level(), range.halves()) {
        (Some(level), _) => subtree(level, range.start >> level),
        (None, Some((left, right))) => {
            let left = range_hash(algorithm, left, subtree)?;
            Ok(algorithm.node(&left, &range_hash(algorithm, right, subtree)?))
        }
        (None, None) => Ok(algorithm.empty()),
    }
}
