//! What the codes of a list have in common, learnt from the list itself (P-002).
//!
//! How codes are made is written in no rule we know for certain, so a code is an opaque key. Only what the list
//! itself keeps to is asked of a new item: if all its codes are digits and equally long, the new one is too; and
//! where each kind always has the same digit at a place and two kinds differ there, a new item of that kind has
//! that digit.

use crate::model::Item;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A list shorter than this teaches nothing: what few codes have in common may be chance.
const ENOUGH: usize = 10;
/// So many items of a kind say what all items of that kind have in common.
const ENOUGH_OF_KIND: usize = 2;

/// What the codes of a list have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// So many digits; `None` when codes are opaque.
    pub digits: Option<usize>,
    /// For each kind, the digits that tell it from other kinds, by place from 0.
    pub marks: BTreeMap<String, BTreeMap<usize, char>>,
}

/// How a code does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It is not so many digits.
    Shape(usize),
    /// It has not the digits of its kind, given as a sample with dots where anything may stand.
    Kind(String),
}

impl Pattern {
    /// Learns from the items of a list.
    pub fn learn<'a>(items: impl IntoIterator<Item = &'a Item>) -> Pattern {
        let items: Vec<&Item> = items.into_iter().collect();
        let length = items.first().map_or(0, |item| item.code.len());
        let regular =
            |item: &&Item| item.code.len() == length && item.code.bytes().all(|b| b.is_ascii_digit());
        if items.len() < ENOUGH || !items.iter().all(regular) {
            return Pattern::default();
        }
        Pattern { digits: Some(length), marks: marks(&items) }
    }

    /// Whether a code fits.
    pub(super) fn check(&self, code: &str, kind: &str) -> Result<(), Misfit> {
        let Some(length) = self.digits else { return Ok(()) };
        if code.len() != length || !code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Misfit::Shape(length));
        }
        let Some(marks) = self.marks.get(kind) else { return Ok(()) };
        let digits: Vec<char> = code.chars().collect();
        if marks.iter().all(|(place, digit)| digits.get(*place) == Some(digit)) {
            return Ok(());
        }
        Err(Misfit::Kind((0..length).map(|place| marks.get(&place).copied().unwrap_or('·')).collect()))
    }
}

/// The places where every kind keeps to one digit and not all kinds to the same.
fn marks(items: &[&Item]) -> BTreeMap<String, BTreeMap<usize, char>> {
    let mut constant: BTreeMap<&str, (usize, BTreeMap<usize, char>)> = BTreeMap::new();
    for item in items {
        let digits = item.code.chars().enumerate();
        match constant.get_mut(item.kind.as_str()) {
            None => _ = constant.insert(&item.kind, (1, digits.collect())),
            Some((count, kept)) => {
                *count += 1;
                digits.for_each(|(place, digit)| {
                    if kept.get(&place).is_some_and(|seen| *seen != digit) {
                        kept.remove(&place);
                    }
                });
            }
        }
    }
    if constant.len() < 2 || constant.values().any(|(count, _)| *count < ENOUGH_OF_KIND) {
        return BTreeMap::new();
    }
    let tells = |place: &usize| {
        let digits: Vec<_> = constant.values().map(|(_, kept)| kept.get(place)).collect();
        digits.iter().all(Option::is_some) && digits.windows(2).any(|pair| pair.first() != pair.last())
    };
    let told = |kept: &BTreeMap<usize, char>| {
        kept.iter().filter(|(place, _)| tells(place)).map(|(p, d)| (*p, *d)).collect()
    };
    constant.iter().map(|(kind, (_, kept))| ((*kind).to_owned(), told(kept))).collect()
}
