//! Finding the byte that was changed.
//!
//! The stored leaf says what the entry must hash to. If one changed byte, or one known field, explains the
//! difference, trying all of them finds it, and with it what stood there.

use crate::leaf::{FIELDS, bytes_of};
use crate::{Algorithm, Hash};

/// Entries longer than this are not searched: the work grows with the square of the length.
const LONGEST: usize = 1500;

/// Where an entry differs from what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The field.
    pub field: &'static str,
    /// The byte in that field (from 0), what it was and what it is now; when one byte explains everything.
    pub byte: Option<(usize, u8, u8)>,
}

/// Searches for the change. `known` are fields whose right value follows from the place in the ledger.
pub(crate) fn locate(
    algorithm: Algorithm,
    fields: &[Vec<u8>; 8],
    leaf: Hash,
    known: &[(usize, String)],
) -> Option<Place> {
    known_field(algorithm, fields, leaf, known).or_else(|| changed_byte(algorithm, fields, leaf))
}

fn known_field(
    algorithm: Algorithm,
    fields: &[Vec<u8>; 8],
    leaf: Hash,
    known: &[(usize, String)],
) -> Option<Place> {
    let explains = |(i, value): &&(usize, String)| {
        let mut right = fields.each_ref().map(Vec::as_slice);
        if let Some(field) = right.get_mut(*i) {
            *field = value.as_bytes();
        }
        algorithm.leaf(&bytes_of(&right)) == leaf
    };
    let (i, _) = known.iter().find(explains)?;
    Some(Place { field: FIELDS.get(*i)?, byte: None })
}

fn changed_byte(algorithm: Algorithm, fields: &[Vec<u8>; 8], leaf: Hash) -> Option<Place> {
    let mut bytes = bytes_of(&fields.each_ref().map(Vec::as_slice));
    if bytes.len() > LONGEST {
        return None;
    }
    let mut start = crate::leaf::OPENING.len() + 8;
    for (field, name) in fields.iter().zip(FIELDS) {
        start += 8;
        for (at, now) in field.iter().enumerate() {
            if let Some(was) = try_all(algorithm, &mut bytes, start + at, leaf) {
                return Some(Place { field: name, byte: Some((at, was, *now)) });
            }
        }
        start += field.len();
    }
    None
}

/// The other value of one byte that gives the leaf.
fn try_all(algorithm: Algorithm, bytes: &mut [u8], at: usize, leaf: Hash) -> Option<u8> {
    let now = *bytes.get(at)?;
    let found = (0..=u8::MAX).filter(|other| *other != now).find(|other| {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *other;
        }
        algorithm.leaf(bytes) == leaf
    });
    *bytes.get_mut(at)? = now;
    found
}
