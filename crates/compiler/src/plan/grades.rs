//! Grades of incidents (事件分级): every threshold with its words.

use super::bounds::{Bounds, Reading, bounds};
use super::facts::{Criterion, Grade, Plan};
use super::levels;
use crate::context::{Context, Doc};
use crate::passage::Passage;
use syntax::Clause;

/// Reads the grades of a plan: clauses or lines that begin with 特别重大, 重大, 较大, 一般 where grades are defined. A plan
/// that defines none says at each level of response when it starts; those conditions are its grades.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    let reading = Reading::of(context.passage(doc.tree.span).text);
    read(context, doc, plan, reading, defines);
    if plan.grades.is_empty() {
        read(context, doc, plan, reading, starts_response);
    }
}

/// Whether a clause says what a grade is.
type Here = fn(&Context<'_>, &Doc<'_>, &Clause) -> bool;

/// One reading of the plan's prose.
fn read(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan, reading: Reading, here: Here) {
    let mut held: Vec<Option<(&'static str, &'static str)>> = vec![None; doc.tree.clauses.len()];
    for (at, clause) in doc.prose() {
        if !here(context, doc, clause) {
            continue;
        }
        let own = context.own(clause);
        let mut grade = clause.parent.and_then(|parent| held.get(parent).copied().flatten());
        for line in lines(own) {
            let begins = levels::at_start(line.text).filter(|_| heads(line.text));
            grade = begins.or(grade);
            let Some(grade) = grade else { continue };
            if begins.is_some() && held.get(at).is_some_and(Option::is_none) {
                held.get_mut(at).into_iter().for_each(|held| *held = Some(grade));
            }
            criteria(clause, line, grade, reading, plan);
        }
        if let Some(held) = held.get_mut(at)
            && held.is_none()
        {
            *held = grade;
        }
    }
    plan.grades.retain(|grade| !grade.criteria.is_empty());
    // A part that only names the grades is no definition of them.
    if plan.grades.iter().all(|grade| grade.criteria.iter().all(|criterion| criterion.metric == "discretion"))
    {
        plan.grades.clear();
    }
}

/// Whether the clause, or the one it stands in, says when a level of response starts.
fn starts_response(context: &Context<'_>, doc: &Doc<'_>, clause: &Clause) -> bool {
    let words = ["下列情况", "下列情形", "下列条件", "以下情况", "以下情形", "以下条件"];
    let says = |clause: &Clause| {
        let own = context.own(clause);
        levels::at_start(own.text).is_some()
            && own.text.contains("响应")
            && words.iter().any(|word| own.text.contains(word))
    };
    says(clause) || doc.parent(clause).is_some_and(says)
}

/// Whether grades are defined where the clause stands: its path says so, or it says so itself.
fn defines(_: &Context<'_>, doc: &Doc<'_>, clause: &Clause) -> bool {
    let mut at = Some(clause);
    while let Some(here) = at {
        let heading = here.heading.as_deref().unwrap_or_default();
        let response = ["响应", "预警", "处置", "发布"].iter().any(|word| heading.contains(word));
        if ["分级", "等级", "级别", "分类标准"].iter().any(|word| heading.contains(word)) && !response
        {
            return true;
        }
        at = doc.parent(here);
    }
    false
}

/// A beginning that defines rather than tells: 「特别重大事故，是指」, 「一、特别重大（Ⅰ级）…事件」.
fn heads(line: &str) -> bool {
    let near = line.char_indices().nth(30).map_or(line, |(at, _)| line.get(..at).unwrap_or(line));
    ["事件", "事故", "灾害", "灾情", "级", "火灾", "：", "情形"].iter().any(|word| near.contains(word))
}

fn lines(own: Passage<'_>) -> impl Iterator<Item = Passage<'_>> {
    own.split(|c| matches!(c, '\n' | '。' | '；' | ';'))
}

fn criteria(
    clause: &Clause,
    line: Passage<'_>,
    (level, name): (&'static str, &'static str),
    reading: Reading,
    plan: &mut Plan,
) {
    let path = clause.path.to_string();
    if !plan.grades.iter().any(|grade| grade.level == level) {
        plan.grades.push(Grade { level, name, clause: path.clone(), span: clause.own, criteria: vec![] });
    }
    let Some(grade) = plan.grades.iter_mut().find(|grade| grade.level == level) else { return };
    let found = bounds(line, reading);
    let mut from = 0;
    for bound in &found {
        let Some(metric) = metric(line, bound, from) else { continue };
        from = bound.bytes.end;
        grade.criteria.push(criterion(&path, line, bound, metric));
    }
    let begins = line.text.trim_start_matches(|c: char| !crate::words::is_han(c));
    let other = ["其他", "其它", "其余"].iter().any(|word| begins.starts_with(word))
        || line.text.contains("认定的其他");
    // An item of the list without a figure is a condition that a person sees to hold or not.
    let item =
        clause.label.starts_with('（') && levels::at_start(line.text).is_none() && !explains(line.text);
    if found.is_empty() && (other || item) {
        let quote = line.text.to_owned();
        grade.criteria.push(Criterion {
            metric: if other { "discretion" } else { "described" },
            clause: path,
            min: None,
            min_inclusive: None,
            max: None,
            max_inclusive: None,
            unit: None,
            needs: vec![],
            of_grade: None,
            quote,
            span: line.whole(),
        });
    }
}

/// 「本条所称“以上”包括本数」 says how the criteria are read and is none.
fn explains(line: &str) -> bool {
    ["所称", "本数", "下同", "上述标准", "上述分级", "下列情", "以下情", "下列条件", "以下条件"]
        .iter()
        .any(|word| line.contains(word))
}

fn criterion(path: &str, line: Passage<'_>, bound: &Bounds, metric: &'static str) -> Criterion {
    let needs = [("同一批号", "same_batch"), ("类似病例", "similar_cases")];
    let whole = metric == "deaths" || metric == "cases";
    let of_grade =
        (metric == "units").then(|| levels::numeral(line.text)).flatten().map(|((level, _), _)| level);
    Criterion {
        metric,
        clause: path.to_owned(),
        min: bound.min.map(|(value, _)| value),
        min_inclusive: bound.min.map(|(_, inside)| inside),
        max: bound.max.map(|(value, _)| value),
        max_inclusive: bound.max.map(|(_, inside)| inside),
        unit: Some(bound.unit),
        needs: needs
            .iter()
            .filter(|(word, _)| whole && line.text.contains(word))
            .map(|(_, need)| *need)
            .collect(),
        of_grade,
        quote: line.text.get(bound.bytes.clone()).unwrap_or_default().to_owned(),
        span: line.span(bound.bytes.clone()),
    }
}

/// Words that say what a figure counts, the more telling ones first.
const METRICS: &[(&str, &[&str])] = &[
    ("severe", &["特别严重不良", "严重不良事件", "严重不良反应"]),
    ("adverse", &["不良事件", "不良反应", "群体不良"]),
    ("deaths", &["死亡", "遇难", "死亡（含失踪）"]),
    ("injured", &["重伤", "受伤", "伤亡", "轻伤"]),
    ("poisoned", &["中毒"]),
    ("missing", &["失踪"]),
    ("trapped", &["被困", "涉险"]),
    ("evacuated", &["转移", "疏散", "安置"]),
    ("cases", &["病例", "发病", "患者", "感染", "症状"]),
    (
        "affected",
        &[
            "受灾",
            "受影响",
            "影响人口",
            "影响范围",
            "饮水困难",
            "停水",
            "停电",
            "停气",
            "健康损害",
            "伤害人数",
        ],
    ),
    ("loss", &["经济损失", "损失"]),
    ("houses", &["房屋", "倒塌"]),
    ("area", &["面积", "污染", "过火", "受害森林"]),
];

fn metric(line: Passage<'_>, bound: &Bounds, from: usize) -> Option<&'static str> {
    let after = line.after(bound.bytes.end, 24);
    // 10人以上死亡: what is counted stands directly behind; a comma or 或 ends it.
    let close = after.split(['，', '。', '；', '或', '、', '（', '并', '且']).next().unwrap_or_default();
    let before = line.text.get(from..bound.bytes.start).unwrap_or_default();
    let units = ["省", "市", "县", "区", "乡", "镇", "街道"];
    if bound.unit == "个"
        && units.iter().any(|unit| close.trim_start_matches(['以', '上', '的']).starts_with(unit))
    {
        return Some("units");
    }
    let told = |text: &str| {
        METRICS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(name, _)| *name)
    };
    let by_unit = match bound.unit {
        "万元" | "亿元" | "元" => Some("loss"),
        "公顷" | "亩" | "平方公里" | "平方米" | "万亩" => Some("area"),
        "小时" | "天" | "个小时" => Some("hours"),
        "间" | "户" | "万户" => Some("houses"),
        "毫米" => Some("rainfall"),
        _ => None,
    };
    let counted = matches!(bound.unit, "人" | "名" | "例" | "万人" | "起" | "人次");
    by_unit.or_else(|| counted.then(|| told(close).or_else(|| nearest(before)).unwrap_or("persons")))
}

/// Of the words before a figure those nearest to it decide; what stands in brackets explains.
fn nearest(before: &str) -> Option<&'static str> {
    let plain: String = without_brackets(before);
    if METRICS.first().is_some_and(|(_, words)| words.iter().any(|word| plain.contains(word))) {
        return Some("severe");
    }
    let place = |words: &&[&str]| words.iter().filter_map(|word| plain.rfind(word)).max();
    METRICS
        .iter()
        .filter_map(|(name, words)| Some((place(words)?, *name)))
        .max_by_key(|(at, _)| *at)
        .map(|(_, name)| name)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_i32;
    text.chars()
        .filter(|c| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = (depth - 1).max(0),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}
