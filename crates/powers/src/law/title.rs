//! Titles of laws: what makes two titles name the same law.

/// What a title of a law, rule or decision ends with.
const ENDINGS: [&str; 26] = [
    "法典",
    "法",
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "决定",
    "规程",
    "通知",
    "意见",
    "标准",
    "目录",
    "规范",
    "决议",
    "解释",
    "通告",
    "公告",
    "制度",
    "章程",
    "准则",
    "命令",
    "方案",
    "纲要",
    "试行）",
    "暂行）",
];

/// The name that stands for a law whatever edition is cited: without marks, 中华人民共和国 and edition. This is the
/// identity of a law in the register.
pub fn canonical(title: &str) -> String {
    let mut name: String = title.chars().filter(|c| !c.is_whitespace()).map(one_form).collect();
    while name.starts_with('〈') && name.ends_with('〉') {
        name = name.trim_start_matches('〈').trim_end_matches('〉').to_owned();
    }
    name = name.replace("〈中华人民共和国", "〈");
    if let Some(rest) = name.strip_prefix("中华人民共和国").filter(|rest| rest.chars().count() > 1) {
        name = rest.to_owned();
    }
    while let Some(at) = edition_at(&name) {
        name.truncate(at);
        while name.ends_with('〉') && !name.contains('〈') {
            name.pop();
        }
    }
    name
}

/// One form for marks that are written in several.
fn one_form(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        '《' | '<' | '＜' => '〈',
        '》' | '>' | '＞' => '〉',
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        // A name is part of an address.
        '/' => '／',
        _ => c,
    }
}

/// Where a bracket with an edition begins at the end of a name; （试行） is no edition.
fn edition_at(name: &str) -> Option<usize> {
    let inner = name.strip_suffix('）')?;
    let at = inner.rfind('（')?;
    inner.get(at..).filter(|inner| is_edition(inner)).map(|_| at)
}

/// Whether the words in a bracket after a title say which edition is meant.
pub(super) fn is_edition(words: &str) -> bool {
    let says = |word: &str| words.contains(word);
    let year = words.chars().filter(char::is_ascii_digit).count() >= 4 && says("年");
    !says("简称") && (year || ["修正", "修订", "令", "号", "公布", "施行日"].into_iter().any(says))
}

/// Words of a sentence, which no title holds.
const SENTENCE: [&str; 12] =
    ["违反", "依照", "按照", "处以", "责令", "应当", "不得", "本法", "本条例", "本办法", "本规定", "下列"];

/// Whether a text looks like the title of a law.
pub(super) fn is_title(text: &str) -> bool {
    let count = text.chars().count();
    (2..=80).contains(&count)
        && ENDINGS.iter().any(|ending| text.ends_with(ending) && text.len() > ending.len())
        && !text.contains(['。', '，', '：', ':'])
        && !SENTENCE.iter().any(|word| text.contains(word))
}
