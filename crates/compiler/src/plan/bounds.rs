//! Bounds of criteria: `超过30人（含），少于50人`, `2人以上、5人以下`, `3人（含）以上`, each with whether the number itself
//! counts.
//!
//! 以上 and 以下 include the number (民法典 §1259) unless the document says otherwise: many plans write
//! 「“以上”含本数，“以下”不含本数」.

use crate::passage::Passage;
use crate::words::figures::{Figure, figures};
use kernel::Decimal;
use std::ops::Range;

/// What a document says of 以上 and 以下.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) above: bool,
    pub(crate) below: bool,
}

impl Reading {
    /// Looks for the sentence that says which of the two include the number.
    pub(crate) fn of(text: &str) -> Reading {
        let mut reading = Reading { above: true, below: true };
        for (at, _) in text.match_indices("本数") {
            let start =
                text.get(..at).unwrap_or_default().char_indices().rev().nth(16).map_or(0, |(at, _)| at);
            let before = text.get(start..at).unwrap_or_default();
            let excludes = ["不含", "不包括", "不包含"].iter().any(|word| before.ends_with(word));
            let phrase = before.rsplit(['，', '；', '。', ',']).next().unwrap_or_default();
            if phrase.contains("以下") {
                reading.below = !excludes;
            }
            if phrase.contains("以上") {
                reading.above = !excludes;
            }
        }
        reading
    }
}

/// A lower and an upper bound that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) bytes: Range<usize>,
    pub(crate) unit: &'static str,
    pub(crate) min: Option<(Decimal, bool)>,
    pub(crate) max: Option<(Decimal, bool)>,
}

/// Every pair of bounds of a passage.
pub(crate) fn bounds(passage: Passage<'_>, reading: Reading) -> Vec<Bounds> {
    let mut found: Vec<Bounds> = vec![];
    for figure in figures(passage) {
        let Some(next) = one(passage, &figure, reading).map(in_ten_thousands) else { continue };
        match found.last_mut().filter(|last| completes(passage, last, &next)) {
            Some(last) => {
                last.max = next.max;
                last.bytes.end = next.bytes.end;
            }
            None => found.push(next),
        }
    }
    found
}

/// 1亿元 is 10000万元, so that 5000万元以上1亿元以下 has one unit.
fn in_ten_thousands(bounds: Bounds) -> Bounds {
    if bounds.unit != "亿元" {
        return bounds;
    }
    let times = |bound: Option<(Decimal, bool)>| {
        bound.map(|(value, inside)| (value.checked_mul(Decimal::from(10_000)).unwrap_or(value), inside))
    };
    Bounds { unit: "万元", min: times(bounds.min), max: times(bounds.max), ..bounds }
}

/// An upper bound directly behind a lower one of the same unit.
fn completes(passage: Passage<'_>, last: &Bounds, next: &Bounds) -> bool {
    let between = passage.text.get(last.bytes.end..next.bytes.start).unwrap_or("。");
    let near = between.chars().count() <= 4 && !between.contains(['。', '；', '或']);
    near && last.max.is_none()
        && last.min.is_some()
        && next.min.is_none()
        && next.max.is_some()
        && last.unit == next.unit
}

fn one(passage: Passage<'_>, figure: &Figure, reading: Reading) -> Option<Bounds> {
    let after = passage.after(figure.core.end, 12);
    let (inside, tail) = included(after);
    let end = figure.bytes.end.max(figure.core.end + tail);
    let bytes = figure.bytes.start..end;
    let make = |min, max| Some(Bounds { bytes: bytes.clone(), unit: figure.unit, min, max });
    let above = ["以上", "及以上"]
        .iter()
        .any(|word| after.trim_start_matches(|c| "（）含本数包括不()".contains(c)).starts_with(word));
    let below = after.trim_start_matches(|c| "（）含本数包括不()".contains(c)).starts_with("以下");
    if let Some(high) = figure.high {
        return make(Some((figure.value, true)), Some((high, true)));
    }
    match figure.compare {
        "greater" => make(Some((figure.value, inside.unwrap_or(false))), None),
        "less" => make(None, Some((figure.value, inside.unwrap_or(false)))),
        "at_most" if below => make(None, Some((figure.value, inside.unwrap_or(reading.below)))),
        "at_most" => make(None, Some((figure.value, inside.unwrap_or(true)))),
        "at_least" => make(Some((figure.value, inside.unwrap_or(reading.above))), None),
        _ if above => make(Some((figure.value, inside.unwrap_or(reading.above))), None),
        _ if below => make(None, Some((figure.value, inside.unwrap_or(reading.below)))),
        _ => None,
    }
}

/// （含）, （含本数）, （不含） behind a figure, before or behind 以上: whether the number counts, and the length.
fn included(after: &str) -> (Option<bool>, usize) {
    let signs = [
        ("（含）", true),
        ("(含)", true),
        ("（含本数）", true),
        ("（包括本数）", true),
        ("（不含）", false),
        ("(不含)", false),
        ("（不含本数）", false),
        ("（不包括本数）", false),
    ];
    let word = ["及以上", "以上", "以下", "及以下"]
        .iter()
        .find(|word| after.starts_with(**word))
        .map_or(0, |word| word.len());
    for (sign, counts) in signs {
        if after.starts_with(sign) {
            let rest = after.get(sign.len()..).unwrap_or_default();
            let more =
                ["以上", "以下"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
            return (Some(counts), sign.len() + more);
        }
        if word > 0 && after.get(word..).is_some_and(|rest| rest.starts_with(sign)) {
            return (Some(counts), word + sign.len());
        }
    }
    (None, word)
}
