//! Which items may be general and special to each other, by their names (P-006). A guess for a person to decide on: only a
//! link that somebody recorded with its basis has effect. Pure.
//!
//! An item is taken to be the special one of another when body and kind are the same and the name of the general one
//! is its name with words left out: 对高危生产经营单位未按照规定… beside 对生产经营单位未按规定…. Names that differ by a
//! grade only (特别重大 beside 重大) stand beside each other and are no such pair.

use crate::model::Item;
use std::collections::BTreeMap;

/// A pair somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Overlap<'a> {
    /// The item with the wider name.
    pub(crate) general: &'a Item,
    /// The item with words more.
    pub(crate) special: &'a Item,
    /// How many signs the special name has more; the fewer, the likelier.
    pub(crate) more: usize,
}

/// A shorter name says too little to be compared.
const LEAST: usize = 8;

/// Groups above this many items are left out: comparing each with each would take too long on a page.
const MOST: usize = 2_000;

/// Pairs that look general and special, the likeliest first.
pub(crate) fn overlaps(items: &[Item]) -> Vec<Overlap<'_>> {
    let mut groups: BTreeMap<(&str, &str), Vec<Name<'_>>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.name.chars().count() >= LEAST) {
        groups.entry((&item.holder, &item.kind)).or_default().push(Name::of(item));
    }
    let mut found: Vec<Overlap<'_>> =
        groups.values().filter(|group| group.len() <= MOST).flat_map(|group| within(group)).collect();
    found.sort_by(|a, b| {
        (a.more, &a.general.code, &a.special.code).cmp(&(b.more, &b.general.code, &b.special.code))
    });
    found
}

/// A name taken apart once.
struct Name<'a> {
    item: &'a Item,
    signs: Vec<char>,
    /// A bit for each sign by its number, folded: what has a bit that another has not is no part of it.
    bits: u64,
}

impl Name<'_> {
    fn of(item: &Item) -> Name<'_> {
        let signs: Vec<char> = item.name.chars().collect();
        let bits = signs.iter().fold(0, |bits, sign| bits | 1 << (u32::from(*sign) % 64));
        Name { item, signs, bits }
    }
}

fn within<'a>(group: &[Name<'a>]) -> Vec<Overlap<'a>> {
    let mut found = Vec::new();
    for general in group {
        for special in group.iter().filter(|special| general.bits & !special.bits == 0) {
            if let Some(more) = words_more(&general.signs, &special.signs) {
                found.push(Overlap { general: general.item, special: special.item, more });
            }
        }
    }
    found
}

/// How many signs `special` has more, when `general` is what remains without them.
fn words_more(general: &[char], special: &[char]) -> Option<usize> {
    let more = special.len().checked_sub(general.len()).filter(|more| (1..=general.len()).contains(more))?;
    let mut rest = general.iter().peekable();
    let extra: String = special.iter().filter(|sign| rest.next_if_eq(sign).is_none()).collect();
    (rest.peek().is_none() && !is_grade(&extra)).then_some(more)
}

/// Words by which things of one sort are graded.
fn is_grade(extra: &str) -> bool {
    ["特别", "特别重大", "重大", "较大", "一般", "特", "较"].contains(&extra)
}
