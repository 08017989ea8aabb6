//! Emergency plans (应急预案): grades, clocks, reports, warnings, groups, who may publish, what departments do.

pub(crate) mod bounds;
mod clocks;
mod departments;
pub(crate) mod facts;
mod grades;
mod groups;
pub(crate) mod levels;
mod releases;
mod reports;
mod warnings;

use crate::context::{Context, Doc};
use facts::Plan;

/// The plan a document is, when it is one.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>) -> Option<Plan> {
    if !doc.is_plan {
        return None;
    }
    let mut plan = Plan { document: doc.name.clone(), subject: subject(doc), at: doc.at, ..Plan::default() };
    grades::find(context, doc, &mut plan);
    clocks::find(context, doc, &mut plan);
    reports::find(context, doc, &mut plan);
    warnings::find(context, doc, &mut plan);
    groups::find(context, doc, &mut plan);
    releases::find(context, doc, &mut plan);
    departments::find(context, doc, &mut plan);
    Some(plan)
}

/// What the plan is about: 药品安全事件 of 某区药品安全事件应急预案.
fn subject(doc: &Doc<'_>) -> String {
    let title = doc.titles().filter(|title| title.contains("预案")).last().unwrap_or_default();
    let title = title.rsplit("印发").next().unwrap_or(title).trim_start_matches('《');
    let end = ["突发事件应急预案", "应急预案", "预案"].iter().find_map(|word| title.find(word));
    let words = title.get(..end.unwrap_or(title.len())).unwrap_or_default();
    let rest = without_area(words, doc);
    let suffix = if title.contains("突发事件应急预案") && !rest.ends_with("事件") {
        "突发事件"
    } else {
        ""
    };
    format!("{rest}{suffix}")
}

/// Takes the area before the subject off: the issuer's, else the first words up to 县, 区 or 市.
fn without_area<'w>(words: &'w str, doc: &Doc<'_>) -> &'w str {
    let area = doc.place.as_ref().map(|place| format!("{}{}", place.name, place.level)).unwrap_or_default();
    if let Some(rest) = words.strip_prefix(area.as_str()).filter(|rest| !area.is_empty() && !rest.is_empty())
    {
        return rest;
    }
    let end = words.char_indices().take(6).filter(|(at, c)| *at > 0 && "县区市".contains(*c)).last();
    let rest = end.and_then(|(at, c)| words.get(at + c.len_utf8()..));
    rest.filter(|rest| rest.chars().count() >= 2).unwrap_or(words)
}
