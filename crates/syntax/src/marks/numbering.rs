//! Labels of clauses at the start of a line: 一、 （一） 1． （1） ① 3.2.2 第一条.

use super::numerals::{digits, han, narrow_digit};
use crate::lines::is_blank;

/// A way of numbering. GB/T 9704 7.3.3 orders 一、 （一） 1． （1）; the rest is as offices write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scheme {
    /// Text before the first numbered clause: 引言.
    Preamble,
    /// Text without a label after a table: 表后.
    AfterTable,
    /// 第一章
    Chapter,
    /// 第一节
    Part,
    /// 第一条
    Article,
    /// 3.2.2
    Decimal,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// A body's name before a colon.
    Named,
    /// 注：
    Note,
    /// 1．
    Arabic,
    /// （1）
    ArabicBracket,
    /// 1）
    ArabicHalf,
    /// ①
    Circled,
    /// 一是
    RunIn,
}

/// A recognised label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) scheme: Scheme,
    /// Normalised, as it stands in a path.
    pub(crate) label: String,
    /// Its place among its siblings.
    pub(crate) ordinal: u32,
    /// How many bytes of the line the label takes, separators included.
    pub(crate) bytes: usize,
    /// False when the same letters could be plain text, so that the context must decide.
    pub(crate) sure: bool,
}

/// The label a line begins with.
pub(crate) fn numbering(text: &str) -> Option<Mark> {
    match text.chars().next()? {
        '第' => article(text),
        '（' | '(' => bracketed(text),
        '①'..='⑳' => circled(text),
        c if narrow_digit(c).is_some() => decimal(text).or_else(|| arabic(text)).or_else(|| bare(text)),
        _ => comma(text),
    }
}

fn mark(scheme: Scheme, label: String, ordinal: u32, text: &str, rest: &str) -> Option<Mark> {
    Some(Mark { scheme, label, ordinal, bytes: text.len() - rest.len(), sure: true })
}

/// 第一章, 第二节, 第三条. A reference such as 第三条规定 or 第三条的 is plain text.
fn article(text: &str) -> Option<Mark> {
    let rest = text.strip_prefix('第')?;
    let (ordinal, rest) = match han(rest) {
        Some((_, value, rest)) => (value, rest),
        None => digits(rest, 3).and_then(|(value, rest)| Some((value.parse().ok()?, rest)))?,
    };
    let unit = rest.chars().next()?;
    let scheme = match unit {
        '章' => Scheme::Chapter,
        '节' => Scheme::Part,
        '条' => Scheme::Article,
        _ => return None,
    };
    let rest = rest.strip_prefix(unit)?;
    let plain =
        rest.starts_with(['规', '的', '之', '、', '和', '至', '及', '与', '第', '中', '所', '，', '。']);
    let label = text.strip_suffix(rest)?.to_owned();
    if plain { None } else { mark(scheme, label, ordinal, text, rest) }
}

/// 一、
fn comma(text: &str) -> Option<Mark> {
    let (label, ordinal, rest) = han(text)?;
    let rest = rest.strip_prefix(['、', '．', '.'])?;
    mark(Scheme::Han, label.to_owned(), ordinal, text, rest)
}

/// （一）, （1）, with either kind of brackets.
fn bracketed(text: &str) -> Option<Mark> {
    let inner = text.strip_prefix(['（', '('])?.trim_start_matches(' ');
    let close = |rest: &'_ str| -> Option<usize> {
        let rest = rest.trim_start_matches(' ').strip_prefix(['）', ')'])?;
        Some(rest.strip_prefix('、').unwrap_or(rest).len())
    };
    if let Some((label, ordinal, rest)) = han(inner) {
        let rest = text.get(text.len() - close(rest)?..)?;
        return mark(Scheme::HanBracket, format!("（{label}）"), ordinal, text, rest);
    }
    let (label, rest) = digits(inner, 3)?;
    let rest = text.get(text.len() - close(rest)?..)?;
    mark(Scheme::ArabicBracket, format!("（{label}）"), label.parse().ok()?, text, rest)
}

/// ①
fn circled(text: &str) -> Option<Mark> {
    let c = text.chars().next()?;
    mark(Scheme::Circled, c.to_string(), u32::from(c) - u32::from('①') + 1, text, text.strip_prefix(c)?)
}

/// 1． 1. 1、 and 1）
fn arabic(text: &str) -> Option<Mark> {
    let (label, rest) = digits(text, 3)?;
    let ordinal = label.parse().ok()?;
    if let Some(rest) = rest.strip_prefix(['）', ')']) {
        return mark(Scheme::ArabicHalf, format!("{label}）"), ordinal, text, rest);
    }
    if let Some(rest) = rest.strip_prefix('、') {
        return mark(Scheme::Arabic, label, ordinal, text, rest);
    }
    let rest = rest.strip_prefix(['．', '.'])?;
    let fraction = digits(rest, 2).is_some();
    if fraction { None } else { mark(Scheme::Arabic, label, ordinal, text, rest) }
}

/// Six levels of two digits.
const LONGEST_DECIMAL: usize = 17;

/// 3.2.2, sure when blanks follow.
fn decimal(text: &str) -> Option<Mark> {
    let (mut label, mut rest) = digits(text, 2)?;
    let mut last = label.clone();
    while let Some((part, after)) = rest.strip_prefix(['.', '．']).and_then(|rest| digits(rest, 2)) {
        label = format!("{label}.{part}");
        (last, rest) = (part, after);
        // A longer chain of numbers is no label, and reading on would cost its square.
        if label.len() > LONGEST_DECIMAL {
            return None;
        }
    }
    let deep = label.matches('.').count();
    let after = rest.strip_prefix(['.', '．', '、']).unwrap_or(rest);
    if !(1..=5).contains(&deep) || rest.starts_with(['%', '％', '‰', '-', '—', '~']) {
        return None;
    }
    let sure = after.is_empty() || after.starts_with(is_blank) || after.len() < rest.len();
    let mark = mark(Scheme::Decimal, label, last.parse().ok()?, text, after)?;
    Some(Mark { sure, ..mark })
}

/// A number, blanks and a short heading: `1  总则`. Only a text with decimals below it makes it a label.
fn bare(text: &str) -> Option<Mark> {
    let (label, rest) = digits(text, 2)?;
    let heading = rest.trim_start_matches(is_blank);
    let long = heading.chars().nth(30).is_some();
    let plain =
        heading.starts_with(|c| narrow_digit(c).is_some()) || heading.ends_with(['。', '；', '，', '、']);
    if heading.is_empty() || heading.len() == rest.len() || long || plain {
        return None;
    }
    let mark = mark(Scheme::Decimal, label.clone(), label.parse().ok()?, text, heading)?;
    Some(Mark { sure: false, ..mark })
}

/// Whether a decimal label may come directly after another: its first child, its sibling, or a sibling of one above.
pub(crate) fn follows(before: &str, label: &str) -> bool {
    let Some((above, last)) = label.rsplit_once('.') else { return true };
    let Ok(last) = last.parse::<u32>() else { return false };
    match last {
        0 => false,
        1 => before == above || before.is_empty(),
        _ => {
            let sibling = format!("{above}.{}", last - 1);
            before.strip_prefix(&sibling).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }
    }
}
