//! How documents write names, dates, figures and responsibilities; each recogniser is told from the words alone.

pub(crate) mod body;
pub(crate) mod dates;
pub(crate) mod figures;
pub(crate) mod names;
pub(crate) mod parties;
pub(crate) mod persons;

/// Chinese numerals up to ten, for 两个, 三个, 近五年.
pub(crate) fn small_number(c: char) -> Option<usize> {
    if c == '两' {
        return Some(2);
    }
    "一二三四五六七八九十".chars().zip(1..).find(|(han, _)| *han == c).map(|(_, value)| value)
}

/// A character of Chinese text.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Opening and closing brackets that documents use for remarks.
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '［' => '］',
        '[' => ']',
        '【' => '】',
        _ => return None,
    })
}

/// Whether the character closes a bracket of [`closing`].
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | '］' | ']' | '】')
}
