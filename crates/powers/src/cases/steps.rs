//! Discretion benchmarks (裁量基准) as an item states them: steps with ranges of a fine.
//!
//! The text is what somebody added to the item with its source: steps apart by `；` or by lines, each `label：range`, such
//! as `轻微：不满1000元；一般：1000元以上5000元以下；严重：5000元以上2万元以下`. 以上 and 以下 include their number, 不满
//! and 超过 do not, as the laws count (民法典第一千二百五十九条). What is no sum of money stays a step without bounds: it can
//! be chosen and is not checked.

use kernel::Decimal;
use serde::Serialize;

/// A step of a benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    /// Its name, such as 轻微.
    pub(crate) label: String,
    /// Its range in the benchmark's own words.
    pub(crate) range: String,
    /// The least fine in yuan, and whether it is allowed itself.
    pub(crate) least: Option<(Decimal, bool)>,
    /// The highest fine in yuan, and whether it is allowed itself.
    pub(crate) most: Option<(Decimal, bool)>,
}

impl Step {
    /// Whether a fine lies in the step.
    pub(crate) fn allows(&self, amount: Decimal) -> bool {
        let above = self.least.is_none_or(|(least, itself)| amount > least || (itself && amount == least));
        let below = self.most.is_none_or(|(most, itself)| amount < most || (itself && amount == most));
        above && below
    }
}

/// The steps of a benchmark; none when the text has none.
pub(crate) fn steps(text: &str) -> Vec<Step> {
    let pieces = text.split(['；', ';', '\n', '。']).map(str::trim).filter(|piece| !piece.is_empty());
    pieces
        .filter_map(|piece| piece.split_once(['：', ':']))
        .map(|(label, range)| step(label, range))
        .collect()
}

fn step(label: &str, range: &str) -> Step {
    let mut step =
        Step { label: label.trim().to_owned(), range: range.trim().to_owned(), least: None, most: None };
    for sum in sums(range) {
        let bound = Some((sum.yuan, sum.itself));
        if sum.is_least { step.least = bound } else { step.most = bound }
    }
    step
}

struct Sum {
    yuan: Decimal,
    is_least: bool,
    itself: bool,
}

/// The sums of money with a word before or after that makes each a bound.
fn sums(range: &str) -> Vec<Sum> {
    let mut found = Vec::new();
    let mut rest = range;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let (scale, after) = scaled(after);
        let next = after;
        // `1000以上5000元以下` leaves the unit out of the first sum.
        let after = after.strip_prefix('元').or_else(|| after.starts_with("以上").then_some(after));
        if let (Some(after), Some(yuan)) = (after, yuan(digits, scale)) {
            found.extend(bound(before, after).map(|(is_least, itself)| Sum { yuan, is_least, itself }));
        }
        rest = next;
    }
    found
}

fn scaled(after: &str) -> (i64, &str) {
    const SCALES: [(&str, i64); 4] = [("百", 100), ("千", 1_000), ("万", 10_000), ("亿", 100_000_000)];
    let scale = SCALES.iter().find_map(|(word, by)| Some((*by, after.strip_prefix(word)?)));
    scale.unwrap_or((1, after))
}

fn yuan(digits: &str, scale: i64) -> Option<Decimal> {
    digits.parse::<Decimal>().ok()?.checked_mul(Decimal::from(scale))
}

/// Whether a sum is the least, and whether it is allowed itself, by the words beside it.
fn bound(before: &str, after: &str) -> Option<(bool, bool)> {
    const AFTER: [(&str, (bool, bool)); 4] = [
        ("以上", (true, true)),
        ("（含）以上", (true, true)),
        ("以下", (false, true)),
        ("（不含）以下", (false, false)),
    ];
    const BEFORE: [(&str, (bool, bool)); 6] = [
        ("不满", (false, false)),
        ("不足", (false, false)),
        ("低于", (false, false)),
        ("不超过", (false, true)),
        ("超过", (true, false)),
        ("高于", (true, false)),
    ];
    let said = AFTER.iter().find(|(word, _)| after.starts_with(word));
    said.or_else(|| BEFORE.iter().find(|(word, _)| before.ends_with(word))).map(|(_, bound)| *bound)
}
