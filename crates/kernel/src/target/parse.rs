//! Reading a target: strength, year and 或 are taken off here; what is left goes to the forms in turn.

use super::forms::{self, FORMS};
use super::{Aim, Measure, Strength, Target};
use crate::citation::normalize;
use crate::number::Decimal;

/// A text in no form that targets have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a target that can be read; forms that can be read: {}", forms::examples())]
pub struct UnreadableTarget {
    /// The text.
    pub text: String,
}

/// What a form read: its aim, the unit behind the figure, and what the figure measures.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) aim: Aim,
    pub(super) unit: Option<String>,
    pub(super) of: Measure,
}

impl Read {
    /// An aim without a figure.
    pub(super) fn words(aim: Aim) -> Read {
        Read { aim, unit: None, of: Measure::Level }
    }

    /// An aim with the figures of an [`Amount`].
    pub(super) fn figure(aim: Aim, amount: &Amount, lead: &Lead<'_>) -> Read {
        Read { aim, unit: amount.unit.clone(), of: lead.of }
    }
}

pub(super) fn target(text: &str) -> Result<Target, UnreadableTarget> {
    read(text).ok_or_else(|| UnreadableTarget { text: text.to_owned() })
}

fn read(text: &str) -> Option<Target> {
    let plain = plain(text);
    let (strength, rest) = strength(&plain);
    let (as_of, rest) = year(rest);
    let (main, other) = rest.split_once('或').map_or((rest, None), |(main, other)| (main, Some(other)));
    let main = form(main, None)?;
    let alternative = match other {
        Some(words) => Some(form(words, Some(&main.aim))?.aim),
        None => None,
    };
    let (aim, unit, of) = (main.aim, main.unit, main.of);
    Some(Target { text: text.trim().to_owned(), aim, unit, of, alternative, as_of, by: None, strength })
}

/// The first form that can read the words. `main` is the part before 或, which says which way 改善 goes.
fn form(words: &str, main: Option<&Aim>) -> Option<Read> {
    FORMS.iter().find_map(|form| (form.read)(words, main))
}

/// One spelling for each sign: `＞` and `﹥` are `>`, `>=` and `⩾` are `≥`, `～` and `—` between figures are `-`.
fn plain(text: &str) -> String {
    let mut plain = normalize(text);
    for (written, meant) in
        [("≧", "≥"), ("⩾", "≥"), (">=", "≥"), ("≦", "≤"), ("⩽", "≤"), ("<=", "≤"), ("->", "→"), ("~", "-")]
    {
        plain = plain.replace(written, meant);
    }
    plain
}

fn strength(text: &str) -> (Option<Strength>, &str) {
    let ensure = text.strip_prefix("确保").map(|rest| (Some(Strength::Ensure), rest));
    let strive = || text.strip_prefix("力争").map(|rest| (Some(Strength::Strive), rest));
    ensure.or_else(strive).unwrap_or((None, text))
}

/// `7.74(2025年)` and `到2025年达到95%以上` are set for 2025.
fn year(text: &str) -> (Option<i16>, &str) {
    let behind = || {
        let (rest, year) = text.strip_suffix("年)")?.rsplit_once('(')?;
        Some((Some(whole_year(year)?), rest))
    };
    let before = || {
        let (year, rest) = text.strip_prefix('到')?.split_once('年')?;
        Some((Some(whole_year(year)?), rest))
    };
    behind().or_else(before).unwrap_or((None, text))
}

fn whole_year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1949..=2999).contains(year))
}

/// The words before a figure that do not compare: 达到, 增长, 保持 ….
#[derive(Debug)]
pub(super) struct Lead<'a> {
    /// What is left.
    pub(super) rest: &'a str,
    /// 保持.
    pub(super) keep: bool,
    /// 增长, 提速.
    pub(super) of: Measure,
}

/// Words that only lead up to the figure.
const LEADS: [&str; 16] = [
    "达到",
    "实现",
    "再",
    "新增",
    "新建",
    "建成",
    "建设",
    "完成",
    "提高到",
    "提升到",
    "增加到",
    "降低到",
    "降至",
    "共",
    "总计",
    "为",
];

/// Takes the leading words off.
pub(super) fn lead(text: &str) -> Lead<'_> {
    let mut lead = Lead { rest: text, keep: false, of: Measure::Level };
    loop {
        if let Some(rest) = lead.rest.strip_prefix("保持") {
            lead = Lead { rest, keep: true, ..lead };
        } else if let Some(rest) = lead.rest.strip_prefix("增长") {
            lead = Lead { rest, of: Measure::Growth, ..lead };
        } else if let Some(rest) = lead.rest.strip_prefix("提速") {
            lead = Lead { rest, of: Measure::Speed, ..lead };
        } else if let Some(rest) = LEADS.iter().find_map(|word| lead.rest.strip_prefix(word)) {
            lead = Lead { rest, ..lead };
        } else {
            return lead;
        }
    }
}

/// A figure with the unit written behind it.
#[derive(Debug)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) unit: Option<String>,
}

/// Units that are not plain Chinese words.
const SIGNS: [&str; 9] = ["%", "‰", "/10万", "/万", "℃", "°C", "mm", "m/s", "km"];
/// Signs that show that what stands behind the figure is more than a unit.
const NO_UNIT: [char; 14] =
    ['的', '或', '和', '至', '到', '左', '右', '以', '上', '下', '内', '达', '第', '近'];
/// Longest unit in Chinese words, such as 微克立方米.
const UNIT_SIGNS_MAX: usize = 6;

/// Reads a figure that fills the whole text.
pub(super) fn amount(text: &str) -> Option<Amount> {
    let (number, unit) = figure(text)?;
    match unit {
        "" => Some(Amount { value: number, unit: None }),
        unit if is_unit(unit) => Some(Amount { value: number, unit: Some(unit.to_owned()) }),
        _ => None,
    }
}

/// Splits the number at the start from what stands behind it.
pub(super) fn figure(text: &str) -> Option<(Decimal, &str)> {
    let sign = usize::from(text.starts_with('-'));
    let length =
        text.get(sign..)?.find(|c: char| !c.is_ascii_digit() && c != '.').map_or(text.len(), |at| at + sign);
    let (number, rest) = text.split_at_checked(length)?;
    Some((number.parse().ok()?, rest))
}

fn is_unit(text: &str) -> bool {
    let word = |text: &str| {
        text.chars().count() <= UNIT_SIGNS_MAX
            && text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !NO_UNIT.contains(&c))
    };
    SIGNS.contains(&text) || word(text)
}
