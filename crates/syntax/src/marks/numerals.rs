//! Numbers as documents write them: 一百二十三, 123, １２３.

/// Leading Chinese numerals: the digits as written, their value, and what follows.
pub(crate) fn han(text: &str) -> Option<(&str, u32, &str)> {
    let end = text.find(|c| !is_han(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let value = han_value(digits)?;
    (digits.chars().count() <= 6).then_some((digits, value, rest))
}

fn is_han(c: char) -> bool {
    "零〇一二三四五六七八九十百".contains(c)
}

/// The value of 二十一 or 一百零八; `None` for anything not in that form.
fn han_value(digits: &str) -> Option<u32> {
    let (mut total, mut unit) = (0, None);
    for c in digits.chars() {
        match c {
            '十' => total += unit.take().unwrap_or(1) * 10,
            '百' => total += unit.take()? * 100,
            '零' | '〇' => {}
            _ if unit.is_some() => return None,
            _ => unit = han_digit(c),
        }
    }
    Some(total + unit.unwrap_or(0)).filter(|value| *value > 0)
}

/// One Chinese digit.
pub(crate) fn han_digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' | 'Ｏ' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(digit, _)| *digit == c).map(|(_, value)| value),
    }
}

/// Leading digits, narrow or wide, at most `most` of them: written narrow, and what follows.
pub(crate) fn digits(text: &str, most: usize) -> Option<(String, &str)> {
    let end = text.find(|c| narrow_digit(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let narrow: String = digits.chars().filter_map(narrow_digit).collect();
    (!narrow.is_empty() && narrow.len() <= most).then_some((narrow, rest))
}

/// A digit made narrow.
pub(crate) fn narrow_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// The whole text as a number without leading zeros: a serial cell.
pub(crate) fn serial(text: &str) -> Option<u32> {
    digits(text, 5).filter(|(_, rest)| rest.is_empty()).and_then(|(value, _)| value.parse().ok())
}
