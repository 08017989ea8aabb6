//! Levels of warning (预警): who decides each, who asks for it, and what it follows from.

use super::facts::{Plan, Warning};
use super::levels;
use crate::context::{Context, Doc};
use crate::passage::Passage;
use syntax::Clause;

/// Levels as documents name them, the gravest first.
const NAMES: &[&str] =
    &["一级", "二级", "三级", "四级", "红色", "橙色", "黄色", "蓝色", "Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级"];

/// Reads every warning level with its decider and conditions.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        let own = context.own(clause);
        if !own.text.contains("预警")
            && !clause.heading.as_deref().is_some_and(|heading| heading.contains("预警"))
        {
            continue;
        }
        for phrase in own.split(|c| matches!(c, '。' | '；' | '，' | '\n')) {
            let Some((levels, requests, decides)) = decider(phrase.text) else { continue };
            for level in levels {
                let warning = of(plan, clause, phrase, level);
                if warning.decides.is_none() {
                    (warning.decides, warning.requests) = (Some(decides.clone()), requests.clone());
                }
            }
        }
        for line in own.split(|c| c == '\n') {
            if let Some((level, rest)) = condition(line.text) {
                let found = conditions(rest);
                let warning = of(plan, clause, line, &level);
                if warning.conditions.is_empty() {
                    warning.conditions = found;
                }
            }
        }
    }
    plan.warnings.sort_by_key(|warning| NAMES.iter().position(|name| *name == warning.level));
}

fn of<'p>(plan: &'p mut Plan, clause: &Clause, place: Passage<'_>, level: &str) -> &'p mut Warning {
    let at = plan.warnings.iter().position(|warning| warning.level == level).unwrap_or(plan.warnings.len());
    if at == plan.warnings.len() {
        plan.warnings.push(Warning {
            level: level.to_owned(),
            clause: clause.path.to_string(),
            span: place.whole(),
            ..Warning::default()
        });
    }
    let last = plan.warnings.len() - 1;
    // The position is either found or that of the one just pushed.
    #[expect(clippy::indexing_slicing, reason = "at most the last position of a list that is not empty")]
    &mut plan.warnings[at.min(last)]
}

/// The levels that words before 预警 name, 黄色、蓝色 together; none when the words do not end with one.
fn named(before: &str) -> Vec<&'static str> {
    let mut found = vec![];
    let mut rest = before;
    while let Some(name) = NAMES.iter().find(|name| rest.ends_with(**name)) {
        found.push(*name);
        rest = rest
            .get(..rest.len() - name.len())
            .unwrap_or_default()
            .trim_end_matches(['、', '和', '及', '与']);
    }
    found.reverse();
    found
}

/// 「四级预警由区市场监管部门报请区政府授权确定发布」: the levels, who asks, who decides.
fn decider(phrase: &str) -> Option<(Vec<&'static str>, Option<String>, String)> {
    let at = phrase.find("预警")?;
    let levels = named(phrase.get(..at)?);
    if levels.is_empty() {
        return None;
    }
    let rest = phrase.get(at + "预警".len()..)?;
    let rest = ["信息", "信号"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
        .strip_prefix('由')?;
    let end = ["授权", "批准", "确定", "决定", "发布", "签发", "审批"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let named = rest.get(..end)?;
    if !["发布", "确定", "签发", "批准"]
        .iter()
        .any(|word| rest.get(end..).is_some_and(|rest| rest.contains(word)))
    {
        return None;
    }
    let (requests, decides) = ["报请", "提请", "报"]
        .iter()
        .find_map(|word| named.split_once(word))
        .map_or((None, named), |(asks, decides)| (Some(asks.to_owned()), decides));
    (!decides.is_empty() && decides.chars().count() <= 24).then(|| (levels, requests, decides.to_owned()))
}

/// 「一级：有可能发生Ⅰ级…」
fn condition(line: &str) -> Option<(String, &str)> {
    let level = NAMES.iter().take(8).find(|name| line.starts_with(**name))?;
    let rest = line.get(level.len()..)?.trim_start_matches("预警");
    let rest = rest.strip_prefix(['：', ':'])?;
    levels::numeral(rest).map(|_| ((*level).to_owned(), rest))
}

fn conditions(text: &str) -> Vec<String> {
    let parts = text.split(['；', ';', '，', '。']);
    parts
        .filter_map(|part| {
            let ((level, _), _) = levels::numeral(part)?;
            let possible = ["可能", "即将", "将要"].iter().any(|word| part.contains(word));
            Some(format!("{}:{level}", if possible { "possible" } else { "happened" }))
        })
        .collect()
}
