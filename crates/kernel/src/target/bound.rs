//! **Bounds**: `≥90%`, `>38.5%`, `≤55分贝`, `＜20%`, `20家以上`, `超过90%`.
//!
//! Meaning: the figure is on the right side of the limit. 以上, 以下, 以内, 不低于, 不超过 include the limit; 超过,
//! 大于, 低于, 不满 do not (民法典 §1259), unless the text adds （含）.

use super::forms::Form;
use super::parse::{Read, amount, lead};
use super::{Aim, Compare, Direction};
use crate::number::Decimal;
use crate::verdict::{Case, Finding};

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |aim, case| match aim {
        Aim::Bound { compare, value } => Some(judge(case, *compare, *value, keys(*compare))),
        _ => None,
    },
    examples: &[
        ("≥90%", "at_least 90 %"),
        ("≥38％", "at_least 38 %"),
        ("达到95%以上", "at_least 95 %"),
        ("5.5以上", "at_least 5.5"),
        ("增长5%以上", "at_least 5 % of growth"),
        ("5人（含）以上", "at_least 5 人"),
        ("不低于85%", "at_least 85 %"),
        ("＞＝3", "at_least 3"),
        ("≤18/10万", "at_most 18 /10万"),
        ("控制在3%以内", "at_most 3 %"),
        ("超过90%", "greater 90 %"),
        ("超过90%（含）", "at_least 90 %"),
        (">35％", "greater 35 %"),
        ("＜20%", "less 20 %"),
        ("低于5‰", "less 5 ‰"),
    ],
};

/// Words before the figure; longer ones first where one begins another.
const BEFORE: [(&str, Compare); 25] = [
    ("≥", Compare::AtLeast),
    ("不低于", Compare::AtLeast),
    ("不得低于", Compare::AtLeast),
    ("不少于", Compare::AtLeast),
    ("不小于", Compare::AtLeast),
    ("至少", Compare::AtLeast),
    ("≤", Compare::AtMost),
    ("不高于", Compare::AtMost),
    ("不超过", Compare::AtMost),
    ("不得超过", Compare::AtMost),
    ("不得高于", Compare::AtMost),
    ("不大于", Compare::AtMost),
    ("不多于", Compare::AtMost),
    ("至多", Compare::AtMost),
    (">", Compare::Greater),
    ("超过", Compare::Greater),
    ("大于", Compare::Greater),
    ("高于", Compare::Greater),
    ("多于", Compare::Greater),
    ("<", Compare::Less),
    ("小于", Compare::Less),
    ("低于", Compare::Less),
    ("少于", Compare::Less),
    ("不足", Compare::Less),
    ("不满", Compare::Less),
];

/// Words behind the figure; longer ones first.
const BEHIND: [(&str, Compare); 8] = [
    ("(含)以上", Compare::AtLeast),
    ("及以上", Compare::AtLeast),
    ("以上(含)", Compare::AtLeast),
    ("以上", Compare::AtLeast),
    ("(含)以下", Compare::AtMost),
    ("及以下", Compare::AtMost),
    ("以下", Compare::AtMost),
    ("以内", Compare::AtMost),
];

fn read(words: &str) -> Option<Read> {
    let lead = lead(words);
    let rest = lead.rest.strip_prefix("控制在").unwrap_or(lead.rest);
    let before = || BEFORE.iter().find_map(|(word, compare)| Some((rest.strip_prefix(word)?, *compare)));
    let behind = || BEHIND.iter().find_map(|(word, compare)| Some((rest.strip_suffix(word)?, *compare)));
    let (figure, compare) = before().or_else(behind)?;
    let (figure, compare) = match figure.strip_suffix("(含)") {
        Some(figure) => (figure, including(compare)),
        None => (figure, compare),
    };
    let amount = amount(figure)?;
    Some(Read::figure(Aim::Bound { compare, value: amount.value }, &amount, &lead))
}

fn including(compare: Compare) -> Compare {
    match compare.better() {
        Direction::Up => Compare::AtLeast,
        Direction::Down => Compare::AtMost,
    }
}

/// The sentences for met and not met.
pub(super) fn keys(compare: Compare) -> (&'static str, &'static str) {
    match compare {
        Compare::AtLeast => ("verdict.at_least_met", "verdict.at_least_not_met"),
        Compare::AtMost => ("verdict.at_most_met", "verdict.at_most_not_met"),
        Compare::Greater => ("verdict.greater_met", "verdict.greater_not_met"),
        Compare::Less => ("verdict.less_met", "verdict.less_not_met"),
    }
}

/// Judges the latest figure. A floor that is reached before the due day is met; a ceiling may still be broken.
pub(super) fn judge(
    case: &Case<'_>,
    compare: Compare,
    bound: Decimal,
    keys: (&'static str, &'static str),
) -> Finding {
    let reading = match case.latest() {
        Ok(reading) => reading,
        Err(missing) => return Finding::unknown(missing),
    };
    let found = Finding::known(compare.holds(reading.value, bound), keys.0, keys.1);
    Finding {
        reached: compare.better() == Direction::Up,
        ..found.on(case, reading).toward(case, reading.value, compare, bound)
    }
}
