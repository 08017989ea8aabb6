//! Words for grades and levels: 特别重大 is Ⅰ, Ⅱ级 is Ⅱ, a 一级预警 is no grade.

/// Levels with the name and the numerals that documents write.
const LEVELS: &[(&str, &str, &[&str])] = &[
    ("Ⅰ", "特别重大", &["Ⅰ级", "I级", "Ｉ级"]),
    ("Ⅱ", "重大", &["Ⅱ级", "II级", "ⅠⅠ级"]),
    ("Ⅲ", "较大", &["Ⅲ级", "III级", "ⅠⅠⅠ级"]),
    ("Ⅳ", "一般", &["Ⅳ级", "IV级", "ⅠV级"]),
];

/// The grade of a name: 特别重大 before 重大.
pub(crate) fn by_name(text: &str) -> Option<(&'static str, &'static str)> {
    let found = LEVELS.iter().find(|(_, name, _)| text.starts_with(name));
    found.map(|(level, name, _)| (*level, *name))
}

/// The grade that the beginning of a text names, by name or numeral.
pub(crate) fn at_start(text: &str) -> Option<(&'static str, &'static str)> {
    let rest = without_label(text);
    by_name(rest).or_else(|| numeral(rest).filter(|(_, at)| *at == 0).map(|(level, _)| level))
}

/// Takes a label such as 四、 or （1） off; 一 of 一般 is none.
fn without_label(text: &str) -> &str {
    let text = text.trim_start();
    let inner = text.trim_start_matches(['（', '(']);
    let digits =
        inner.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十.．①②③④".contains(c));
    let rest = digits.trim_start_matches(['）', ')', '、', '.', '．', ' ', '\u{3000}']);
    let labelled =
        rest.len() < digits.len() || inner.starts_with(['①', '②', '③', '④']) && digits.len() < inner.len();
    if labelled { rest } else { text }
}

/// The first numeral in a text with the byte it stands at; III before II before I.
pub(crate) fn numeral(text: &str) -> Option<((&'static str, &'static str), usize)> {
    let mut best: Option<((&'static str, &'static str), usize, usize)> = None;
    for (level, name, words) in LEVELS {
        for word in *words {
            let Some(at) = text.find(word) else { continue };
            let longer =
                best.is_none_or(|(_, known, length)| at < known || at == known && word.len() > length);
            if longer {
                best = Some(((level, name), at, word.len()));
            }
        }
    }
    best.map(|(level, at, _)| (level, at))
}

/// Every grade a text names by numeral, in order.
pub(crate) fn all(text: &str) -> Vec<&'static str> {
    let mut found = vec![];
    let mut rest = text;
    while let Some(((level, _), at)) = numeral(rest) {
        if !found.contains(&level) {
            found.push(level);
        }
        let Some(next) =
            rest.get(at..).and_then(|text| text.find('级').map(|end| at + end + '级'.len_utf8()))
        else {
            break;
        };
        rest = rest.get(next..).unwrap_or_default();
    }
    found
}

/// 「较大以上事故」 holds for 较大 and whatever is graver; a name behind 以上 of a figure is none.
pub(crate) fn and_graver(text: &str) -> Vec<&'static str> {
    let holds = |name: &str| {
        ["以上", "及以上", "（含）以上", "级以上", "级及以上"]
            .iter()
            .any(|end| text.contains(&format!("{name}{end}")))
    };
    let last = LEVELS.iter().rposition(|(_, name, _)| *name != "特别重大" && holds(name));
    // 特别重大以上 would be 重大以上 by its end, so the gravest that fits is not looked for.
    last.map_or_else(Vec::new, |last| LEVELS.iter().take(last + 1).map(|(level, ..)| *level).collect())
}

/// How grave a level is: 0 for Ⅰ.
pub(crate) fn rank(level: &str) -> usize {
    LEVELS.iter().position(|(known, ..)| *known == level).unwrap_or(LEVELS.len())
}
