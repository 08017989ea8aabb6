//! Promises in prose (承诺事项): figures with units, and words that can be checked such as 全覆盖 and 清零.

use super::columns::{Column, Kind, columns};
use super::rows::rows;
use super::subjects::{before, behind, listed, sentence};
use crate::context::{Context, Doc};
use crate::facts::Commitment;
use crate::passage::Passage;
use crate::words::dates::dates;
use crate::words::figures::{Figure, figures};
use crate::words::small_number;
use jiff::civil::Date;
use std::ops::Range;
use syntax::Clause;

/// Every promise of a document's prose and of the text of its task tables. An emergency plan promises nothing.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, found: &mut Vec<Commitment>) {
    if doc.is_plan
        || doc
            .titles()
            .any(|title| ["清单", "预案", "条例", "规定", "通报"].iter().any(|kind| title.contains(kind)))
    {
        return;
    }
    let mut past = None;
    for (at, clause) in doc.prose() {
        if past.is_some_and(|root| within(doc, at, root)) {
            continue;
        }
        past = None;
        if looks_back(clause) {
            past = Some(at);
            continue;
        }
        in_passage(doc, clause, context.own(clause), found);
    }
    in_tables(context, doc, found);
}

/// The text of each row of a task table is prose as well.
fn in_tables(context: &Context<'_>, doc: &Doc<'_>, found: &mut Vec<Commitment>) {
    for (table, clauses) in doc.tables() {
        let known = columns(context, table, &clauses).filter(|columns| columns.kind == Kind::Tasks);
        let Some(columns) = known else { continue };
        for row in rows(context, &columns, &clauses) {
            let text = row.all(Column::Content).last().filter(|text| text.text.chars().nth(5).is_some());
            text.into_iter().for_each(|text| in_passage(doc, row.clause, text, found));
        }
    }
}

fn within(doc: &Doc<'_>, at: usize, root: usize) -> bool {
    let mut at = Some(at);
    while let Some(here) = at {
        if here == root {
            return true;
        }
        at = doc.clause(here).and_then(|clause| clause.parent);
    }
    false
}

/// A part that tells what was done.
fn looks_back(clause: &Clause) -> bool {
    let heading = clause.heading.as_deref().unwrap_or_default();
    [
        "回顾",
        "主要成效",
        "工作成效",
        "发展成就",
        "完成情况",
        "取得成效",
        "执行情况",
        "发展基础",
        "工作总结",
        "注",
        "发展现状",
        "面临形势",
    ]
    .iter()
    .any(|word| heading.contains(word))
        || clause.label.starts_with("注")
}

/// The promises of one passage.
pub(crate) fn in_passage(doc: &Doc<'_>, clause: &Clause, own: Passage<'_>, found: &mut Vec<Commitment>) {
    let first = found.len();
    let figures = figures(own);
    let mut held: Option<Held> = None;
    for (place, figure) in figures.iter().enumerate() {
        if !held.as_ref().is_some_and(|held| held.bytes.contains(&figure.core.start)) {
            held = Some(Held::new(doc, own, &figure.core));
        }
        let Some(held) = held.as_ref() else { continue };
        if held.past || !promises(own, figure, figures.get(place + 1)) {
            continue;
        }
        let twice = several(own, figure);
        if twice > 1 {
            let subjects = listed(own, figure.bytes.start, twice);
            let one = |subject| commitment(doc, clause, own, figure, held, subject);
            found.extend(subjects.into_iter().map(one));
            continue;
        }
        if let Some(subject) =
            shared(own, place.checked_sub(1).and_then(|at| figures.get(at)), figure, found.get(first..))
        {
            found.push(commitment(doc, clause, own, figure, held, subject));
            continue;
        }
        // 3名以上全科医生: the comparator stands between the figure and what it counts.
        let said_before = figure.said && figure.bytes.end == figure.core.end;
        let noun = (figure.unit != "%" && !said_before).then(|| behind(own, figure.bytes.end)).flatten();
        let subject = noun.unwrap_or_else(|| before(own, figure.bytes.start));
        found.push(commitment(doc, clause, own, figure, held, subject));
    }
    words(doc, clause, own, found);
    if let Some(new) = found.get_mut(first..) {
        new.sort_by_key(|commitment| commitment.span);
    }
}

/// 「分别增长6%和7%」: the second figure counts what the first does; so does 「…，同比增长10%」.
fn shared(
    own: Passage<'_>,
    last: Option<&Figure>,
    figure: &Figure,
    found: Option<&[Commitment]>,
) -> Option<String> {
    let between = own.text.get(last?.bytes.end..figure.bytes.start)?;
    // 「达到15亿元，同比增长10%」: what grows is what was counted.
    let compared = between.contains("同比") && between.chars().count() <= 8;
    if compared {
        return Some(found?.last()?.subject.clone());
    }
    let joined = matches!(between, "和" | "、" | "与" | "及");
    let subject = found?.last()?.subject.clone();
    (joined && last?.unit == figure.unit).then_some(subject)
}

/// What the sentence of a figure says for all its figures.
#[derive(Debug)]
struct Held {
    bytes: Range<usize>,
    /// The sentence tells what was done or what there is.
    past: bool,
    by: Option<Date>,
    strength: Vec<(usize, &'static str)>,
}

impl Held {
    fn new(doc: &Doc<'_>, own: Passage<'_>, core: &Range<usize>) -> Held {
        let part = sentence(own, core);
        let start = (part.text.as_ptr() as usize).saturating_sub(own.text.as_ptr() as usize);
        let dates = dates(part, doc.year);
        let past_year = |day: Date| doc.year.is_some_and(|year| day.year() < year);
        let told =
            ["已完成", "已建成", "已达", "累计完成", "去年", "上年", "现有", "共有", "截至目前", "位列"];
        // 「完成投资15亿元，同比增长10%」 tells what was done, but in a plan of a year what shall be.
        let compared = part.text.contains("同比") && doc.plan_year.is_none();
        let past = compared
            || told.iter().any(|word| part.text.contains(word))
            || dates
                .iter()
                .filter(|date| !part.text.get(..date.bytes.start).is_some_and(compares))
                .any(|date| date.last.is_some_and(past_year));
        let by = dates.iter().find(|date| date.limit).and_then(|date| date.last);
        let plan = doc.plan_year.and_then(|year| Date::new(year, 12, 31).ok());
        let ensure = part.text.match_indices("确保").map(|(at, _)| (start + at, "确保"));
        let strive = part.text.match_indices("力争").map(|(at, _)| (start + at, "力争"));
        let mut strength: Vec<_> = ensure.chain(strive).collect();
        strength.sort_unstable();
        Held { bytes: start..start + part.text.len(), past, by: by.or(plan), strength }
    }

    /// 确保 and 力争 hold for what follows in the same part of the sentence.
    fn strength(&self, own: Passage<'_>, at: usize) -> Option<&'static str> {
        let (start, word) = self.strength.iter().rev().find(|(start, _)| *start < at)?;
        let between = own.text.get(*start..at)?;
        (between.matches('，').count() <= 1).then_some(*word)
    }
}

/// 「比2020年下降14%」: the year is what is compared with.
fn compares(before: &str) -> bool {
    before.trim_end().ends_with(['比', '较', '与'])
}

fn commitment(
    doc: &Doc<'_>,
    clause: &Clause,
    own: Passage<'_>,
    figure: &Figure,
    held: &Held,
    subject: String,
) -> Commitment {
    let target = own.text.get(figure.bytes.clone()).unwrap_or_default().to_owned();
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '、' | '（' | '(' | '：' | '\n');
    let (lead, tail) = (own.before(figure.bytes.start, 60), own.after(figure.bytes.end, 40));
    let skip = lead.char_indices().rev().find(|(_, c)| stop(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let start = figure.bytes.start - lead.len() + skip;
    let end = figure.bytes.end + tail.find(|c| stop(c) || c == '）' || c == ')').unwrap_or(tail.len());
    Commitment {
        document: doc.name.clone(),
        clause: clause.path.to_string(),
        quote: own.text.get(start..end).unwrap_or_default().trim().to_owned(),
        subject,
        comparator: figure.compare,
        value: Some(figure.value),
        high: figure.high,
        unit: Some(figure.unit.to_owned()),
        strength: held.strength(own, figure.bytes.start),
        target,
        by: held.by,
        scope: scope(own, figure),
        note: String::new(),
        span: own.span(figure.bytes.clone()),
        at: doc.at,
    }
}

/// （含某地31个）: the area named before the figure inside the bracket.
fn scope(own: Passage<'_>, figure: &Figure) -> Option<String> {
    let before = own.before(figure.core.start, 60);
    let open = before.rfind(['（', '('])?;
    if before.get(open..)?.contains(['）', ')']) {
        return None;
    }
    let inside = before.get(open..)?.trim_start_matches(['（', '(']);
    let area = inside.strip_prefix('含')?;
    let end = area.find(|c: char| c.is_ascii_digit() || matches!(c, '、' | '，')).unwrap_or(area.len());
    Some(area.get(..end)?.trim().to_owned()).filter(|area| !area.is_empty())
}

/// Whether a figure is promised, and not a date, an age, a baseline, a name or the length of a period.
fn promises(own: Passage<'_>, figure: &Figure, next: Option<&Figure>) -> bool {
    let (before, after) = (own.before(figure.core.start, 40), own.after(figure.core.end, 60));
    let lead = own.text.get(figure.bytes.start..figure.core.start).unwrap_or_default();
    let time = matches!(
        figure.unit,
        "年" | "月"
            | "日"
            | "小时"
            | "分钟"
            | "岁"
            | "个月"
            | "个工作日"
            | "个小时"
            | "天"
            | "级"
            | "周"
    );
    if time
        && !(figure.said
            || lead.contains("达")
            || lead.contains("压")
            || lead.contains("缩")
            || lead.contains("控制"))
    {
        return false;
    }
    // 由1500元提高到3000元: the first is where one stands.
    let from = before.ends_with('由') || before.ends_with('从') || before.ends_with("原来的");
    let rises = after.starts_with(['提', '增', '降', '压', '缩', '减', '扩', '上', '下']);
    if from && rises && next.is_some() {
        return false;
    }
    let each =
        before.ends_with('每') || before.ends_with("近") || before.ends_with("前") && figure.unit != "%";
    let quoted = before.ends_with(['“', '"', '‘'])
        && !after.starts_with(['”', '"', '’'])
        && figure.unit == "个"
        && !after.contains('”');
    let list = before.ends_with("共") && after.starts_with(['，', '。']) && after.contains("其中");
    let law = before.ends_with('《') || after.starts_with('》');
    // 「10月1日起」, 「5岁以下儿童」: part of a name.
    let name = matches!(figure.unit, "岁" | "级") && !lead.contains("达")
        || after.starts_with("以下儿童")
        || after.starts_with("以上人群");
    !(grants(own, figure)
        || each
        || quoted
        || list
        || law
        || name
        || figure.value == kernel::Decimal::ZERO && figure.unit == "个")
}

/// Money given to whoever fulfils a condition, and fines: a rule and no promise.
fn grants(own: Passage<'_>, figure: &Figure) -> bool {
    if !figure.unit.ends_with('元') && figure.unit != "%" {
        return false;
    }
    let before = own.before(figure.core.start, 60);
    let phrase = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let near = phrase.rsplit(['，', ',', '、']).next().unwrap_or_default();
    let money = ["奖励", "补助", "补贴", "资助", "奖补"];
    ["给予", "罚款", "处以"].iter().any(|word| near.contains(word))
        || (phrase.starts_with('对') || phrase.contains("，对") || phrase.contains(",对"))
            && money.iter().any(|word| phrase.contains(word))
}

/// “两个100%” stands for two figures.
fn several(own: Passage<'_>, figure: &Figure) -> usize {
    let before = own.text.get(..figure.core.start).unwrap_or_default();
    let count = before.strip_suffix('个').and_then(|rest| rest.chars().next_back()).and_then(small_number);
    count.filter(|count| figure.unit == "%" && *count > 1).unwrap_or(1)
}

/// Words that promise something that can be checked, and the kind of target they are.
const WORDS: &[(&str, &str)] = &[
    ("保持稳定增长", "trend_up"),
    ("稳定增长", "trend_up"),
    ("全覆盖", "equal"),
    ("清零", "equal"),
    ("零增长", "equal"),
    ("双下降", "both_fall"),
    ("双提升", "both_rise"),
    ("全面完成", "as_assigned"),
    ("全部", "equal"),
    ("基本完成", "about"),
    ("走在全", "rank"),
    ("位居全", "rank"),
    ("居全", "rank"),
    ("稳定达到", "grade"),
    ("逐年下降", "trend_down"),
    ("逐年提高", "trend_up"),
    ("持续下降", "trend_down"),
    ("翻一番", "equal"),
    ("翻番", "equal"),
    ("彻底清理", "equal"),
    ("全流程", "equal"),
    ("保持稳定", "stable"),
    ("高于全省平均", "greater"),
    ("高于全市平均", "greater"),
    ("高于全国平均", "greater"),
];

/// Promises in words.
fn words(doc: &Doc<'_>, clause: &Clause, own: Passage<'_>, found: &mut Vec<Commitment>) {
    let text = own.text;
    let mut after = 0;
    for (at, c) in text.char_indices() {
        if at < after || !"保稳全清零双基走位居逐持翻彻高".contains(c) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let Some((word, kind)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) else { continue };
        let end = at + word.len();
        let before = own.before(at, 60);
        let Some((end, most)) = holds(word, before, own.after(end, 60), end) else { continue };
        after = end;
        let bytes = at..end;
        let held = Held::new(doc, own, &bytes);
        if held.past {
            continue;
        }
        let quoted = before.len() - before.trim_end_matches('“').len();
        // 全面完成上级下达的任务: what is completed stands behind.
        let object = word.ends_with("完成").then(|| behind(own, end)).flatten();
        let subjects = object.map_or_else(|| listed(own, at - quoted, most), |object| vec![object]);
        let subjects = if subjects.is_empty() { vec![before_or_behind(own, &bytes)] } else { subjects };
        for subject in subjects {
            found.push(worded(doc, clause, own, bytes.clone(), kind, &held, subject));
        }
    }
}

fn before_or_behind(own: Passage<'_>, bytes: &Range<usize>) -> String {
    let subject = before(own, bytes.start);
    if subject.is_empty() { behind(own, bytes.end).unwrap_or_default() } else { subject }
}

/// Whether the word promises here: where its promise ends, and how many subjects share it.
fn holds(word: &str, before: &str, after: &str, end: usize) -> Option<(usize, usize)> {
    let to_stop = || after.find(['，', '。', '；', '、', '）']).map_or(end, |at| end + at.min(30));
    let short = |text: &str| text.char_indices().nth(10).map_or(text.len(), |(at, _)| at);
    match word {
        // 全部 promises with a verb of completion near it.
        "全部" => {
            let near = after.get(..short(after)).unwrap_or_default();
            let verb = [
                "实现", "完成", "建成", "配建", "达到", "接入", "纳入", "改造", "覆盖", "销号", "整改",
                "消除", "达标",
            ]
            .iter()
            .any(|verb| near.starts_with(verb));
            verb.then(|| (to_stop(), 1))
        }
        "走在全" | "位居全" | "居全" => {
            let near = after.get(..short(after)).unwrap_or_default();
            let rank = ["前列", "第一", "首位", "前茅"].iter().any(|rank| near.contains(rank))
                || near.contains('前');
            (rank && !before.ends_with('定')).then(|| (to_stop(), 1))
        }
        "全面完成" => (!before.ends_with('未')).then_some((end, 1)),
        "全流程" => None,
        "全覆盖" | "清零" => {
            let is_goal = !after.starts_with("的")
                && !after.starts_with("监")
                && !after.starts_with("检")
                && !before.ends_with('动');
            is_goal.then_some((end, 3))
        }
        "双下降" | "双提升" | "保持稳定增长" | "稳定增长" | "保持稳定" => {
            (!after.starts_with("的")).then_some((end, 3))
        }
        "稳定达到" => Some((to_stop(), 1)),
        _ => Some((end, 1)),
    }
}

/// The words between two marks in which a promise stands; a list of what it is about belongs to them.
fn phrase(own: Passage<'_>, bytes: &Range<usize>) -> String {
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '（' | '）' | '：' | '\n');
    let (lead, tail) = (own.before(bytes.start, 60), own.after(bytes.end, 40));
    let skip = lead.char_indices().rev().find(|(_, c)| stop(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = bytes.end + tail.find(stop).unwrap_or(tail.len());
    own.text.get(bytes.start - lead.len() + skip..end).unwrap_or_default().trim().to_owned()
}

fn worded(
    doc: &Doc<'_>,
    clause: &Clause,
    own: Passage<'_>,
    bytes: Range<usize>,
    kind: &'static str,
    held: &Held,
    subject: String,
) -> Commitment {
    let target = own.text.get(bytes.clone()).unwrap_or_default().to_owned();
    Commitment {
        document: doc.name.clone(),
        clause: clause.path.to_string(),
        quote: phrase(own, &bytes),
        subject,
        comparator: kind,
        value: None,
        high: None,
        unit: None,
        strength: held.strength(own, bytes.start),
        target,
        by: held.by,
        scope: None,
        note: String::new(),
        span: own.span(bytes),
        at: doc.at,
    }
}
