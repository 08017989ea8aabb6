//! What falls due again and again: 每季度末月25日前, 每月, 每3年一个周期; and within a time after an event.

use super::subjects::sentence;
use crate::context::{Context, Doc};
use crate::facts::Schedule;
use crate::passage::Passage;
use crate::words::small_number;
use std::ops::Range;
use syntax::Clause;

/// Words that make a sentence ask for something at these times.
const ACTS: &[&str] = &[
    "报", "送", "通报", "督查", "检查", "调度", "上报", "汇报", "暗访", "开展", "召开", "复审", "评估",
    "考核", "公布", "公开", "演练", "更新", "统计", "调查", "巡查", "研判", "会商",
];

/// Every schedule of a document's prose.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, found: &mut Vec<Schedule>) {
    for (_, clause) in doc.prose() {
        in_clause(doc, clause, context.own(clause), found);
    }
}

fn in_clause(doc: &Doc<'_>, clause: &Clause, own: Passage<'_>, found: &mut Vec<Schedule>) {
    let first = found.len();
    let mut from = 0;
    while let Some(at) = own.text.get(from..).and_then(|rest| rest.find(['每', '于', '日', '年'])) {
        let at = from + at;
        from = at + '每'.len_utf8();
        let Some((bytes, rule)) = read(own, at) else { continue };
        let sentence = sentence(own, &bytes);
        if bytes.start < from
            && found.len() > first
            && found.last().is_some_and(|last| last.span.end > own.span(bytes.clone()).start)
        {
            continue;
        }
        if !ACTS.iter().any(|act| sentence.text.contains(act)) {
            continue;
        }
        from = bytes.end.max(from);
        found.push(Schedule {
            document: doc.name.clone(),
            clause: clause.path.to_string(),
            rule,
            quote: own.text.get(bytes.clone()).unwrap_or_default().to_owned(),
            text: sentence.text.to_owned(),
            to: receiver(sentence.text),
            span: own.span(bytes),
        });
    }
}

fn read(own: Passage<'_>, at: usize) -> Option<(Range<usize>, Option<String>)> {
    let rest = own.after(at, 24);
    match rest.chars().next()? {
        '每' => again(rest).map(|(length, rule)| (at..at + length, rule)),
        '日' | '年' => yearly(own, at),
        _ => None,
    }
}

/// 每月, 每月5日前, 每季度末月25日前, 每半年, 每年, 每3年, 每周, 每日.
fn again(text: &str) -> Option<(usize, Option<String>)> {
    let rest = text.strip_prefix('每')?.trim_start_matches(['个', '一']);
    let used = |rest: &str| text.len() - rest.len();
    let quarter = ["季度末月", "季末月", "季度最后一个月", "季度最后1个月", "季度末"]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    if let Some(after) = quarter {
        // 每季度最后一个月的25日前 has a 的 that says nothing.
        let after = after.trim_start_matches('的');
        if let Some((day, after)) = day(after) {
            return Some((used(limit(after)), Some(format!("quarterly on day {day} of last month"))));
        }
        return Some((used(limit(after)), Some("quarterly".to_owned())));
    }
    if let Some(after) = rest.strip_prefix("季度").or_else(|| rest.strip_prefix('季')) {
        // A day of another month of the quarter: the grammar of packs has no rule for it.
        if let Some((length, _)) = month_of_quarter(after) {
            return Some((used(after.get(length..).unwrap_or_default()), None));
        }
        return Some((used(limit(after)), Some("quarterly".to_owned())));
    }
    if let Some(after) = rest.strip_prefix('月') {
        // The grammar of packs has no rule for a day of each month.
        return Some(match day(after) {
            Some((_, after)) => (used(limit(after)), None),
            None if after.starts_with(['底', '末']) => (used(limit(after)), Some("monthly".to_owned())),
            None => (used(after), Some("monthly".to_owned())),
        });
    }
    if let Some((years, after)) =
        small(rest).and_then(|(count, after)| Some((count, after.strip_prefix('年')?)))
    {
        let circle = ["一个周期", "一次"].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
        return Some((used(circle), Some(format!("every {years} years"))));
    }
    if let Some(after) = rest.strip_prefix('年') {
        if let Some((month, day, after)) = month_day(after) {
            return Some((used(limit(after)), Some(format!("yearly on {month:02}-{day:02}"))));
        }
        if let Some((month, after)) = month_end(after) {
            let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            let day = days.get(usize::from(month - 1)).copied().unwrap_or(30);
            return Some((used(limit(after)), Some(format!("yearly on {month:02}-{day:02}"))));
        }
        return Some((used(limit(after)), Some("yearly".to_owned())));
    }
    let other = ["半年", "周", "日", "天", "旬"].iter().find_map(|word| rest.strip_prefix(word))?;
    Some((used(other), None))
}

/// 第1个月的20日前, 首月10日前, 结束后5日内: the length of the words that set the day, and the day.
fn month_of_quarter(text: &str) -> Option<(usize, u8)> {
    let rest = ["第一个月", "第1个月", "首月", "第二个月", "第2个月", "结束后", "后"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?
        .trim_start_matches('的');
    let (day, rest) = day(rest)?;
    Some((text.len() - limit(rest).len(), day))
}

/// 12月25日前报送全年工作情况: a day of each year, when what is asked is of a whole year.
fn yearly(own: Passage<'_>, at: usize) -> Option<(Range<usize>, Option<String>)> {
    let lead = own.before(at, 6);
    let start = lead
        .rfind(|c: char| !c.is_ascii_digit() && c != '月')
        .map_or(0, |at| at + lead.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let words = lead.get(start..)?;
    let (month, day_text) = words.split_once('月')?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day_text.parse().ok()?);
    let rest = own.after(at, 20).strip_prefix('日')?;
    let after = limit(rest);
    let limited = after.len() < rest.len();
    let whole_year = after.contains("全年") || after.contains("年度");
    let begin = at - words.len();
    let end = at + own.after(at, 20).len() - after.len();
    let dated = own.before(begin, 1) == "年";
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    (limited && whole_year && !dated && valid)
        .then(|| (begin..end, Some(format!("yearly on {month:02}-{day:02}"))))
}

fn day(text: &str) -> Option<(u8, &str)> {
    let (value, rest) = digits(text)?;
    let rest = rest.strip_prefix(['日', '号'])?;
    (1..=31).contains(&value).then_some((value, rest))
}

fn month_day(text: &str) -> Option<(u8, u8, &str)> {
    let (month, rest) = digits(text)?;
    let (day, rest) = day(rest.strip_prefix('月')?)?;
    (1..=12).contains(&month).then_some((month, day, rest))
}

/// 11月底: the month, whose last day counts.
fn month_end(text: &str) -> Option<(u8, &str)> {
    let (month, rest) = digits(text)?;
    let rest = rest.strip_prefix("月底").or_else(|| rest.strip_prefix("月末"))?;
    (1..=12).contains(&month).then_some((month, rest))
}

fn digits(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

fn small(text: &str) -> Option<(usize, &str)> {
    if let Some((value, rest)) = digits(text) {
        return Some((usize::from(value), rest));
    }
    let c = text.chars().next()?;
    Some((small_number(c)?, text.get(c.len_utf8()..)?))
}

fn limit(text: &str) -> &str {
    ["之前", "以前", "前", "底前", "底", "末"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// 报某某办公室: who receives.
fn receiver(sentence: &str) -> Option<String> {
    let words = ["报送至", "报送到", "上报至", "报送给", "报送", "报至", "报"];
    let at = words
        .iter()
        .filter_map(|word| sentence.find(word).map(|at| (at, at + word.len())))
        .min_by_key(|(at, end)| (*at, usize::MAX - end))?
        .1;
    let rest = sentence.get(at..)?;
    let end = rest.find(|c: char| !crate::words::is_han(c)).unwrap_or(rest.len());
    let words = rest.get(..end)?;
    let ends = [
        "办公室",
        "办公厅",
        "局",
        "委员会",
        "指挥部",
        "领导小组",
        "人民政府",
        "政府",
        "专班",
        "督查室",
        "室",
        "处",
        "科",
        "中心",
        "委",
        "部",
        "办",
    ];
    let end = ends.iter().filter_map(|end| words.find(end).map(|at| at + end.len())).max()?;
    words.get(..end).filter(|name| crate::words::body::is_body(name)).map(str::to_owned)
}
