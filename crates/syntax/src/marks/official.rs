//! The parts of a document's form (GB/T 9704-2012): number, date, organs, title, attachments, notes.

use super::numerals::{digits, han, han_digit, narrow_digit};
use super::sets::set_of_governments;
use crate::lines::is_blank;

/// Kinds of documents a title ends with (公文种类, and what notices commonly issue).
const KINDS: &[&str] = &[
    "通知", "通报", "意见", "决定", "决议", "命令", "公告", "通告", "批复", "函", "议案", "报告", "请示",
    "纪要", "公报", "办法", "规定", "细则", "方案", "计划", "规划", "预案", "条例", "措施", "要点", "令",
];

/// What the name of a body ends with.
const BODIES: &[&str] = &[
    "政府",
    "办公室",
    "办公厅",
    "委员会",
    "管委会",
    "委",
    "局",
    "厅",
    "部",
    "院",
    "会",
    "处",
    "中心",
    "署",
    "队",
    "指挥部",
    "小组",
    "办",
    "公司",
    "社",
    "所",
    "站",
    "馆",
    "校",
    "学院",
    "银行",
    "组",
    "室",
    "街道",
    "镇",
    "乡",
    "专班",
    "联席会议",
];

/// The document number, its brackets written 〔〕 as GB/T 9704 asks: `某政发〔2024〕3号`.
pub(crate) fn number(text: &str) -> Option<String> {
    let text = bare(text);
    let text = text.strip_prefix(['（', '(']).and_then(|t| t.strip_suffix(['）', ')'])).unwrap_or(&text);
    let open = text.find(['〔', '[', '［', '【', '(', '（'])?;
    let (code, rest) = text.split_at_checked(open)?;
    let (year, rest) = digits(rest.get(rest.chars().next()?.len_utf8()..)?, 4)?;
    let rest = rest.strip_prefix(['〕', ']', '］', '】', ')', '）'])?;
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let (serial, rest) = digits(rest, 5)?;
    let fits = (1..=14).contains(&code.chars().count()) && code.chars().all(is_cjk);
    let year_fits = year.starts_with("19") || year.starts_with("20");
    (fits && year_fits && rest == "号").then(|| format!("{code}〔{year}〕{serial}号"))
}

/// The serial number under the name of an order or announcement: `第12号`.
pub(crate) fn order_number(text: &str) -> Option<String> {
    let text = bare(text);
    let rest = text.strip_prefix('第')?;
    let rest = digits(rest, 5).map(|(_, rest)| rest).or_else(|| han(rest).map(|(_, _, rest)| rest))?;
    (rest == "号").then_some(text)
}

/// A date that fills the line, as `2023-04-19`; 二〇二三年四月十九日 is read too.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = bare(text);
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let year: String = year.chars().map(year_digit).collect::<Option<_>>()?;
    let (month, day) = (small(month)?, small(day)?);
    let fits = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| format!("{year}-{month:02}-{day:02}"))
}

fn year_digit(c: char) -> Option<char> {
    narrow_digit(c).or_else(|| char::from_digit(han_digit(c)?, 10))
}

fn small(text: &str) -> Option<u32> {
    match digits(text, 2) {
        Some((value, "")) => value.parse().ok(),
        Some(_) => None,
        None => han(text).filter(|(_, _, rest)| rest.is_empty()).map(|(_, value, _)| value),
    }
}

/// The line that says who may read it: （此件公开发布）. Its inside.
pub(crate) fn disclosure(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?.trim();
    let says = inner.starts_with("此件") || inner.ends_with("公开发布") || inner == "主动公开";
    (says && inner.chars().count() <= 20).then_some(inner)
}

/// The line that opens an attachment: `附件`, `附件1`, `附件 2：`. Its number, and a title in the same line.
pub(crate) fn attachment(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix('附')?.trim_start_matches(is_blank).strip_prefix('件')?;
    let rest = rest.trim_start_matches(is_blank);
    let (number, after) = match digits(rest, 2) {
        Some((number, after)) => (number, after),
        None => han(rest).map_or((String::new(), rest), |(_, value, after)| (value.to_string(), after)),
    };
    let title =
        after.trim_start_matches(is_blank).trim_start_matches(['：', ':']).trim_start_matches(is_blank);
    let stands_alone = title.is_empty();
    let titled = !number.is_empty() && after.starts_with(|c: char| is_blank(c) || c == '：' || c == ':');
    (stands_alone || titled && is_title_like(title)).then_some((number, title))
}

/// The line that lists attachments: `附件：…` with something after the colon.
pub(crate) fn attachment_list(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('附')?.trim_start_matches(is_blank).strip_prefix('件')?;
    let rest = rest.trim_start_matches(is_blank).strip_prefix(['：', ':'])?.trim_start_matches(is_blank);
    (!rest.is_empty()).then_some(rest)
}

/// A note to a table or attachment: 注：, 备注：, 说明：. The word.
pub(crate) fn note(text: &str) -> Option<&str> {
    let (word, _) = text.split_once(['：', ':'])?;
    ["注", "备注", "附注", "说明", "填表说明"].into_iter().find(|known| *known == word)
}

/// Copies and printing office at the foot of the last page (版记).
pub(crate) fn imprint(text: &str) -> bool {
    let printed =
        text.ends_with("印发") && text.contains('年') && text.contains('日') && text.chars().count() <= 50;
    text.starts_with("抄送：") || text.starts_with("抄送:") || text.starts_with("主送：") || printed
}

/// Page numbers and lines of a table of contents.
pub(crate) fn furniture(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '·' | '―') || is_blank(c);
    let inner = text.trim_matches(dash);
    let number = |text: &str| {
        !text.is_empty() && text.chars().count() <= 4 && text.chars().all(|c| narrow_digit(c).is_some())
    };
    let dashed = inner.len() < text.len() && number(inner);
    let page = text.strip_prefix('第').and_then(|t| t.trim().split_once('页')).is_some_and(|(n, rest)| {
        number(n.trim()) && (rest.is_empty() || rest.trim_start().starts_with('共'))
    });
    dashed || page || contents(text) || is_contents(text)
}

/// The line that opens a table of contents.
pub(crate) fn is_contents(text: &str) -> bool {
    text.starts_with('目') && matches!(bare(text).as_str(), "目录" | "目次")
}

/// A number and the title behind it in one line: 某政发〔2024〕7号关于印发…的通知.
pub(crate) fn number_and_title(text: &str) -> Option<(String, &str)> {
    let (before, _) = text.split_once('号')?;
    let (number, title) = text.split_at_checked(before.len() + '号'.len_utf8())?;
    let number = self::number(number)?;
    let title = title.trim_matches(is_blank);
    (starts_title(title) && kind(title).is_some()).then_some((number, title))
}

/// A line of a table of contents: a title, leaders and a page number.
fn contents(text: &str) -> bool {
    let title = text.trim_end_matches(|c| narrow_digit(c).is_some() || matches!(c, '(' | ')' | '（' | '）'));
    let numbered = title.len() < text.len();
    numbered && ["……", "....", "····", "．．．．"].iter().any(|leader| title.trim_end().ends_with(leader))
}

/// Whether the line could be the name of one or more bodies, such as an issuer's or a signature.
pub(crate) fn is_body(text: &str) -> bool {
    let name = text.strip_suffix("文件").unwrap_or(text).trim_end();
    let fits = (3..=40).contains(&name.chars().count());
    fits && name.chars().all(|c| is_cjk(c) || is_blank(c) || "（）()·".contains(c)) && ends_any(name, BODIES)
}

/// Whether the line could be part of a title: no sentence, no colon, not a label, not too long.
pub(crate) fn is_title_like(text: &str) -> bool {
    let fits = (2..=60).contains(&text.chars().count());
    let sentence = text.contains(['。', '；', '：', ':', '\t', '！', '？']) || text.ends_with(['，', '、']);
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    fits && !sentence && !bracketed
}

/// Whether a title begins here: with 关于, or with a body's name and 关于.
pub(crate) fn starts_title(text: &str) -> bool {
    text.split_once("关于").is_some_and(|(before, _)| before.is_empty() || is_body(before))
        && is_title_like(text)
}

/// The kind of document a title names at its end; 通知 of 关于…的通知.
pub(crate) fn kind(title: &str) -> Option<&'static str> {
    let title = without_suffix(title);
    KINDS.iter().find(|kind| title.ends_with(**kind)).copied()
}

/// The last word of a title, which names the thing issued: 实施方案 is a 方案.
pub(crate) fn last_word(title: &str) -> Option<String> {
    let title = without_suffix(title);
    let three =
        ["一览表", "责任制", "任务书", "时间表", "路线图"].into_iter().find(|word| title.ends_with(word));
    let known = three.or_else(|| kind(title));
    let two = || title.char_indices().rev().nth(1).and_then(|(at, _)| title.get(at..)).map(str::to_owned);
    known.map(str::to_owned).or_else(two).filter(|word| !word.contains(['/', ' ']))
}

/// A title without （试行） or （2023—2025年）.
fn without_suffix(title: &str) -> &str {
    let title = title.trim();
    match title.rfind(['（', '(']) {
        Some(at) if title.ends_with(['）', ')']) => title.get(..at).unwrap_or(title),
        _ => title,
    }
}

/// Whether these lines could be those the document is addressed to (主送机关), ending with a colon.
pub(crate) fn is_addressees(text: &str) -> bool {
    let sentence =
        ["如下", "现将", "根据《", "。", "；", "通知", "公告", "《"].iter().any(|word| text.contains(word));
    text.ends_with(['：', ':']) && !sentence && text.chars().count() <= 400
}

/// The bodies of an addressees line, in order; commas inside brackets do not divide, nor those of a set of governments.
pub(crate) fn addressees(text: &str) -> Vec<String> {
    let text = text.trim_end_matches(['：', ':']);
    let (mut names, mut depth, mut start, mut whole) = (vec![], 0_i32, 0, 0);
    for (at, c) in text.char_indices() {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        if c == '各' && at >= whole {
            whole = at + set_of_governments(text.get(at..).unwrap_or_default()).unwrap_or(0);
        }
        if depth <= 0 && at >= whole && matches!(c, '，' | '、' | ',' | '；') {
            names.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    names.push(text.get(start..).unwrap_or_default());
    names
        .into_iter()
        .map(|name| name.trim_matches(is_blank).to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The group a list of members belongs to, as its title names it.
pub(crate) fn group(title: &str) -> Option<&'static str> {
    ["领导小组", "协调小组", "工作专班", "指挥部", "联席会议", "工作组", "委员会", "专班"]
        .into_iter()
        .find(|word| title.contains(word))
}

pub(crate) fn ends_any(text: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| text.ends_with(end))
}

pub(crate) fn is_cjk(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Without any blanks.
fn bare(text: &str) -> String {
    if text.chars().nth(80).is_some() {
        String::new()
    } else {
        text.chars().filter(|c| !is_blank(*c)).collect()
    }
}
