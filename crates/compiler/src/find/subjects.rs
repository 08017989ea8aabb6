//! What a figure in prose counts: the noun before it, or behind its unit.

use crate::passage::Passage;
use std::ops::Range;

/// A longer sentence is looked at in part.
const LONGEST: usize = 300;

/// Marks at which a phrase begins or ends.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '，'
            | '。'
            | '；'
            | '、'
            | '：'
            | '（'
            | '）'
            | '('
            | ')'
            | '！'
            | '？'
            | '\n'
            | ','
            | ';'
            | ':'
            | '“'
            | '”'
    )
}

/// Verbs that stand before what is counted.
const VERBS: &[&str] = &[
    "其中",
    "确保",
    "力争",
    "努力",
    "实现",
    "完成",
    "建设",
    "建成",
    "新建",
    "新增",
    "打造",
    "新打造",
    "培育",
    "新培育",
    "新引进",
    "引进",
    "新入驻",
    "发放",
    "举办",
    "开展",
    "实施",
    "新实施",
    "推动",
    "推进",
    "使",
    "对",
    "将",
    "把",
    "达到",
    "预计",
    "全年",
    "支持",
    "改造",
    "新建改建",
    "新改建",
    "创建",
    "办成",
    "年内",
    "年底前",
    "开工",
    "新开工",
    "新认定",
    "落实",
    "储备",
    "购置",
    "配备",
    "安排",
];

/// The noun phrase before a figure.
pub(crate) fn before(passage: Passage<'_>, at: usize) -> String {
    let text = passage.before(at, 48);
    let mut end = text.len();
    // 「开展演练，每年不少于2次」: an empty phrase leaves the one before it.
    for _ in 0..2 {
        let part = text.get(..end).unwrap_or_default();
        // The point of PM2.5 ends nothing.
        let point =
            |at: usize| part.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let stop = part.char_indices().rev().find(|(at, c)| is_stop(*c) && !(*c == '.' && point(*at)));
        let start = stop.map_or(0, |(at, c)| at + c.len_utf8());
        let words = plain(part.get(start..).unwrap_or_default());
        if !words.is_empty() || stop.is_none_or(|(_, c)| matches!(c, '。' | '\n')) {
            return words;
        }
        end = stop.map_or(0, |(at, _)| at);
    }
    String::new()
}

/// The noun phrase behind a unit: 93个区重点项目.
pub(crate) fn behind(passage: Passage<'_>, at: usize) -> Option<String> {
    let text = passage.after(at, 30);
    let end = text.find(is_stop).unwrap_or(text.len());
    let mut words = text.get(..end).unwrap_or_default().trim_start_matches('的');
    // 3名以上全科医生 counts 全科医生.
    for comparator in ["以上", "以下", "左右", "以内"] {
        words = words.strip_prefix(comparator).unwrap_or(words).trim_start_matches('的');
    }
    let cut =
        ["进行", "实施", "开展", "予以", "列入", "给予"].iter().filter_map(|verb| words.find(verb)).min();
    let words = words.get(..cut.unwrap_or(words.len())).unwrap_or_default().trim();
    let comparator = ["以上", "以下", "左右", "以内", "及以"].iter().any(|word| words.starts_with(word));
    (!words.is_empty() && !comparator && words.chars().all(|c| !c.is_ascii_digit())).then(|| words.to_owned())
}

fn plain(words: &str) -> String {
    let mut rest = without_year(words.trim());
    while let Some(after) =
        VERBS.iter().filter_map(|verb| rest.strip_prefix(verb)).min_by_key(|rest| rest.len())
    {
        if after.chars().count() < 2 {
            break;
        }
        rest = after.trim();
    }
    rest = behind_body(rest);
    // 能耗比2020年 counts 能耗.
    let compared = rest.rfind(['比', '较']).filter(|at| {
        let year = rest.get(*at..).unwrap_or_default().trim_start_matches(['比', '较', '上']);
        year.ends_with('年') && year.trim_end_matches('年').chars().all(|c| c.is_ascii_digit())
    });
    rest = compared.and_then(|at| rest.get(..at)).unwrap_or(rest);
    // 办理时限由20个工作日 counts 办理时限.
    let from = rest
        .char_indices()
        .zip(rest.chars().skip(1))
        .find(|((_, c), next)| "由从".contains(*c) && next.is_ascii_digit());
    rest = from.and_then(|((at, _), _)| rest.get(..at)).unwrap_or(rest);
    for tail in ["分别", "实现", "完成", "要", "力争", "确保", "由", "从", "的", "为", "不", "预计", "每年"]
    {
        rest = rest.strip_suffix(tail).unwrap_or(rest);
    }
    rest.trim().to_owned()
}

/// 县应急局会同县财政局储备编织袋 counts 编织袋.
fn behind_body(words: &str) -> &str {
    let ends = ["局", "委", "政府", "部门", "单位"];
    let behind = |verb: &str| {
        let (before, after) = words.split_once(verb)?;
        (ends.iter().any(|end| before.ends_with(end)) && after.chars().count() >= 2).then_some(after)
    };
    VERBS
        .iter()
        .filter(|verb| verb.chars().count() >= 2)
        .filter_map(|verb| behind(verb))
        .min_by_key(|it| it.len())
        .unwrap_or(words)
}

/// 2024年新建养老中心 counts 养老中心.
fn without_year(words: &str) -> &str {
    let rest = words.trim_start_matches(['到', '至']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = rest.len() - digits.len() == 4;
    let after = digits.strip_prefix('年').filter(|_| dated);
    if let Some(after) = after {
        return after.trim_start_matches(['底', '前', '内', '，']);
    }
    // 3月底前检查 counts 检查.
    let month = digits.strip_prefix('月').filter(|_| rest.len() > digits.len());
    let behind = month.and_then(|after| {
        let day = after.trim_start_matches(|c: char| c.is_ascii_digit());
        ["底前", "底之前", "末前", "日前", "日之前", "前", "底"].iter().find_map(|end| day.strip_prefix(end))
    });
    behind.unwrap_or(words)
}

/// The parts of a list such as 项目开工率、年度投资完成率 that end where a figure begins.
pub(crate) fn listed(passage: Passage<'_>, at: usize, most: usize) -> Vec<String> {
    let text = passage.before(at, 60);
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| is_stop(*c) && !matches!(c, '、' | '“'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let words = text.get(start..).unwrap_or_default().trim_end_matches('“');
    let parts: Vec<String> = words
        .split(['、', '和', '与', '及'])
        .map(plain)
        .filter(|part| part.chars().count() >= 2 && !is_work(part))
        .collect();
    let skip = parts.len().saturating_sub(most);
    parts.into_iter().skip(skip).collect()
}

/// 城市积水点整治 is an act, not a thing that is counted.
fn is_work(part: &str) -> bool {
    ["整治", "治理", "工作", "行动", "建设", "管理"].iter().any(|end| part.ends_with(end))
}

/// The sentence that holds some bytes.
pub(crate) fn sentence<'t>(passage: Passage<'t>, bytes: &Range<usize>) -> Passage<'t> {
    let ends = |c: char| matches!(c, '。' | '；' | '！' | '？' | '\n');
    let (lead, tail) = (passage.before(bytes.start, LONGEST), passage.after(bytes.end, LONGEST));
    let skip = lead.char_indices().rev().find(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = tail.find(ends).unwrap_or(tail.len());
    passage.part(bytes.start - lead.len() + skip..bytes.end + end)
}
