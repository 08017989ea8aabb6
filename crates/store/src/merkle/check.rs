//! Checking proofs, without the log.

use crate::{Algorithm, Hash};

/// Whether `leaf` is the leaf at `index` (from 0) of a log of `size` leaves with that root
/// (the algorithm of RFC 9162 §2.1.3.2, which also fits RFC 6962 proofs).
pub fn inclusion_holds(
    algorithm: Algorithm,
    leaf: Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: Hash,
) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = algorithm.node(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = algorithm.node(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether the log of `old` leaves with root `old_root` is the beginning of the log of `new` leaves with root
/// `new_root` (RFC 9162 §2.1.4.2). An empty log is the beginning of every log, and needs no proof.
pub fn consistency_holds(
    algorithm: Algorithm,
    (old, old_root): (u64, Hash),
    (new, new_root): (u64, Hash),
    path: &[Hash],
) -> bool {
    if old > new {
        return false;
    }
    if old == 0 {
        return path.is_empty() && old_root == algorithm.empty();
    }
    if old == new {
        return path.is_empty() && old_root == new_root;
    }
    // A complete old tree is itself the first node of the proof.
    let whole = [old_root];
    let mut path = whole.iter().filter(|_| old.is_power_of_two()).chain(path);
    let Some(first) = path.next() else { return false };
    let low = (old - 1).trailing_ones();
    let (mut node, mut last) = ((old - 1) >> low, (new - 1) >> low);
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            old_hash = algorithm.node(sibling, &old_hash);
            new_hash = algorithm.node(sibling, &new_hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = algorithm.node(&new_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == old_root && new_hash == new_root
}
