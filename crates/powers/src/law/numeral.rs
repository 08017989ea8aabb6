//! Numbers of articles, as laws write them.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of a numeral character that is a digit, in any script that laws and spreadsheets use.
fn digit(c: char) -> Option<u32> {
    let narrow = c.to_digit(10).or_else(|| {
        let wide = u32::from(c).checked_sub(u32::from('０'))?;
        Some(wide).filter(|value| *value < 10)
    });
    let other = match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => None,
    };
    let han = || DIGITS.iter().position(|digit| *digit == c).and_then(|at| u32::try_from(at).ok());
    narrow.or(other).or_else(han)
}

/// 十, 百 or 千.
fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Whether a numeral may hold this character.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// The number that the whole text writes; `None` when it writes none, or one that no law needs.
pub(super) fn read(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    if !text.chars().any(|c| unit(c).is_some()) {
        return text.chars().try_fold(0_u32, |all, c| all.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut all, mut last) = (0_u32, None);
    for c in text.chars() {
        match unit(c) {
            Some(unit) => all += last.take().unwrap_or(1) * unit,
            None => last = Some(digit(c)?),
        }
    }
    Some(all + last.unwrap_or_default())
}

/// A number as laws write it: 第六十二条, 第一百零三条.
pub(super) fn write(number: u32) -> String {
    let mut out = String::new();
    let mut zero = false;
    for (value, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let figure = number / value % 10;
        if figure == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        let figure = usize::try_from(figure).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default();
        if !(value == 10 && number < 20) {
            out.push(figure);
        }
        out.push_str(name);
    }
    if number >= 10_000 { number.to_string() } else { out }
}
