//! Figures with units in prose: `50亿元以上`, `2-3处`, `不少于10家`, `超过90%`.

use crate::passage::Passage;
use kernel::Decimal;
use std::ops::Range;

/// A figure as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The figure with comparator words before and behind.
    pub(crate) bytes: Range<usize>,
    /// From the first digit to the end of the unit.
    pub(crate) core: Range<usize>,
    pub(crate) value: Decimal,
    /// The upper figure of a range.
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: &'static str,
    /// A kind of target.
    pub(crate) compare: &'static str,
    /// The comparator was said and not taken for granted.
    pub(crate) said: bool,
}

/// Units that figures of documents carry, longest first where one begins another.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "个百分点", "%", "％", "‰",
    "万亿元", "亿斤", "万斤", "斤", "亿美元", "万美元", "美元", "亿元", "万元", "亿", "元", "万人次", "人次", "万人", "人以上", "万户次", "万户", "万吨标准煤", "吨标准煤", "万吨", "吨",
    "平方公里", "万平方米", "平方米", "平方千米", "万立方米", "立方米", "亿立方米", "微克/立方米", "毫克/升", "亿千瓦时", "万千瓦时", "千瓦时",
    "万千瓦", "千瓦", "兆瓦", "公里", "千米", "海里", "毫米", "厘米", "米", "万亩", "亩", "公顷", "千克", "公斤", "分贝",
    "个工作日", "个百分数", "个小时", "个月", "小时", "分钟", "天", "岁", "年", "月", "日",
    "场次", "批次", "人", "名", "户", "家", "个", "处", "条", "项", "件", "场", "次", "套", "座", "所", "间", "张", "台", "辆", "列", "班", "批",
    "支", "篇", "部", "册", "床", "期", "位", "只", "头", "株", "棵", "块", "片", "组", "类", "种", "门", "款", "例", "起", "份", "宗", "对",
    "盏", "根", "趟", "架", "艘", "幅", "首", "本", "万套", "万条", "万件", "万场", "万次", "万册", "万张", "万台", "万辆", "万株", "万名", "万个", "万只", "万头", "万", "倍", "成", "度", "级", "标箱", "万标箱",
];

/// Every figure with a unit.
pub(crate) fn figures(passage: Passage<'_>) -> Vec<Figure> {
    let text = passage.text;
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = from + at;
        let (figure, end) = figure(text, start);
        found.extend(figure);
        from = end.max(start + 1);
    }
    found
}

/// The figure at a digit, and where to go on.
fn figure(text: &str, start: usize) -> (Option<Figure>, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let Some((value, length)) = number(rest) else { return (None, start + digits(rest)) };
    let end = start + length;
    let written = text.get(..start).unwrap_or_default();
    let before = written.trim_end_matches(' ');
    let blanks = written.len() - before.len();
    if before.ends_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '第' | '.' | '〔' | '[' | '№' | '/')
    }) {
        return (None, end);
    }
    let after = text.get(end..).unwrap_or_default();
    let (high, between) = range(after);
    let end = end + between;
    let after = text.get(end..).unwrap_or_default();
    let Some((unit, taken)) = unit(after) else { return (None, end) };
    let core = start..end + taken;
    let negative = before.ends_with('-');
    let value = if negative { Decimal::ZERO.checked_sub(value).unwrap_or(value) } else { value };
    let (lead, before_kind) = before_words(before);
    let lead = if lead > 0 { lead + blanks } else { 0 };
    let (tail, after_kind) = after_words(text.get(core.end..).unwrap_or_default());
    let said = before_kind.or(after_kind);
    let compare = if high.is_some() { "range" } else { said.unwrap_or("equal") };
    let bytes = core.start - lead..core.end + tail;
    (Some(Figure { bytes, core: core.clone(), value, high, unit, compare, said: said.is_some() }), core.end)
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// A number and its length; commas between thousands are taken.
fn number(text: &str) -> Option<(Decimal, usize)> {
    let mut end = digits(text);
    if end > 18 {
        return None;
    }
    let mut digits_only = text.get(..end)?.to_owned();
    while let Some(rest) =
        text.get(end..).and_then(|rest| rest.strip_prefix(',')).filter(|rest| digits(rest) == 3)
    {
        digits_only.push_str(rest.get(..3)?);
        end += 4;
        if digits_only.len() > 18 {
            return None;
        }
    }
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(['.', '．'])) {
        let places = digits(rest);
        if (1..=8).contains(&places) {
            let dot = text.get(end..)?.chars().next()?.len_utf8();
            digits_only.push('.');
            digits_only.push_str(rest.get(..places)?);
            end += dot + places;
        }
    }
    Some((digits_only.parse().ok()?, end))
}

/// `-3`, `至20`, `—3` before a unit: the upper figure and the length. A unit may stand before 至.
fn range(text: &str) -> (Option<Decimal>, usize) {
    // 7%—8%: the unit stands at both ends.
    if let Some((first, taken)) = unit(text) {
        let behind = text.get(taken..).unwrap_or_default();
        let (high, length) = range_behind(behind);
        let same = unit(behind.get(length..).unwrap_or_default()).is_some_and(|(second, _)| second == first);
        return if same { (high, taken + length) } else { (None, 0) };
    }
    range_behind(text)
}

fn range_behind(text: &str) -> (Option<Decimal>, usize) {
    let joint = ["-", "－", "—", "～", "~", "至", "–"].iter().find(|joint| text.starts_with(**joint));
    let Some(joint) = joint else { return (None, 0) };
    let rest = text.get(joint.len()..).unwrap_or_default();
    match number(rest) {
        Some((high, length)) if unit(rest.get(length..).unwrap_or_default()).is_some() => {
            (Some(high), joint.len() + length)
        }
        _ => (None, 0),
    }
}

/// The unit behind a figure and its length, 余 and 多 included.
fn unit(text: &str) -> Option<(&'static str, usize)> {
    let rest = text.trim_start_matches([' ', '余', '多']);
    let skipped = text.len() - rest.len();
    // Two bytes tell most units apart before the whole word is compared: every figure of a text comes by here.
    let begins = |unit: &&&str| {
        let two = unit.as_bytes().first_chunk::<2>();
        two.is_none_or(|two| rest.as_bytes().first_chunk() == Some(two)) && rest.starts_with(**unit)
    };
    let unit = UNITS.iter().filter(begins).max_by_key(|unit| unit.len())?;
    let unit = if *unit == "人以上" { "人" } else { unit };
    // 5级 grade, 3度: words that begin with a unit's letter are no unit.
    let after = rest.get(unit.len()..).unwrap_or_default();
    let longer = match unit {
        "年" => after.starts_with(['度', '期', '代', '级', '底', '末', '内']),
        "月" | "日" => true,
        "级" => true,
        "个" => after.starts_with("月") || after.starts_with("人"),
        "成" => !after.starts_with(['以', '左', '，', '。', '；', '的']),
        "部" => after.starts_with(['门', '分', '委']),
        "场" => after.starts_with(['所', '地']),
        "位" => after.starts_with(['于', '列', '居']),
        "组" => after.starts_with(['织', '团']),
        "度" => after.starts_with(['假', '电']),
        "对" => true,
        _ => false,
    };
    let percent = if unit == "％" { "%" } else { unit };
    (!longer).then_some((percent, skipped + unit.len()))
}

/// Words that lead up to a figure and do not compare.
#[rustfmt::skip]
const LEAD: &[&str] = &[
    "达到",
    "保持在",
    "稳定在",
    "控制在",
    "提高到",
    "提升到",
    "增加到",
    "降低到",
    "降至",
    "增长",
    "下降",
    "降低",
    "提高",
    "提升",
    "提速",
    "达",
    "保持",
    "增至",
    "压缩",
    "缩短",
    "压减",
    "再",
    "共",
    "约",
    "至",
];

/// Words before a figure that compare, with the kind of target they make.
#[rustfmt::skip]
const COMPARE: &[(&str, &str)] = &[
    ("不低于", "at_least"),
    ("不少于", "at_least"),
    ("不小于", "at_least"),
    ("至少", "at_least"),
    ("≥", "at_least"),
    ("不超过", "at_most"),
    ("不高于", "at_most"),
    ("不多于", "at_most"),
    ("不大于", "at_most"),
    ("≤", "at_most"),
    ("最迟不得超过", "at_most"),
    ("不得超过", "at_most"),
    ("不得低于", "at_least"),
    ("不得少于", "at_least"),
    ("高于", "greater"),
    ("超过", "greater"),
    ("超", "greater"),
    ("大于", "greater"),
    ("突破", "greater"),
    (">", "greater"),
    ("＞", "greater"),
    ("多于", "greater"),
    ("低于", "less"),
    ("少于", "less"),
    ("小于", "less"),
    ("不足", "less"),
    ("不满", "less"),
    ("<", "less"),
    ("＜", "less"),
];

/// Words before a figure that compare, and how many bytes they take. Words such as 达到 lead up to it.
fn before_words(before: &str) -> (usize, Option<&'static str>) {
    let mut rest = before;
    let mut kind = None;
    // At most two words stand before a figure: 增长不低于8%.
    for _ in 0..2 {
        let compare =
            COMPARE.iter().filter(|(word, _)| rest.ends_with(word)).max_by_key(|(word, _)| word.len());
        if let Some((word, found)) = compare {
            kind = kind.or(Some(*found));
            rest = rest.get(..rest.len() - word.len()).unwrap_or_default();
        } else if let Some(word) = LEAD.iter().find(|word| rest.ends_with(**word)) {
            rest = rest.get(..rest.len() - word.len()).unwrap_or_default();
        }
    }
    (before.len() - rest.len(), kind)
}

/// Words behind a figure that compare.
fn after_words(after: &str) -> (usize, Option<&'static str>) {
    const COMPARE: &[(&str, &str)] = &[
        ("（含）以上", "at_least"),
        ("及以上", "at_least"),
        ("以上（含）", "at_least"),
        ("以上", "at_least"),
        ("（含）以下", "at_most"),
        ("及以下", "at_most"),
        ("以下", "at_most"),
        ("以内", "at_most"),
        ("之内", "at_most"),
        ("左右", "about"),
        ("上下", "about"),
    ];
    let rest = after.trim_start_matches(' ');
    let found = COMPARE.iter().find(|(word, _)| rest.starts_with(word));
    found.map_or((0, None), |(word, kind)| (after.len() - rest.len() + word.len(), Some(*kind)))
}
