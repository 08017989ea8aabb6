//! Who may publish on an incident of a grade: 「Ⅳ级…由…统一审核发布，并报市政府备案」.

use super::facts::{Plan, Release};
use super::levels;
use crate::context::{Context, Doc};
use crate::passage::Passage;
use crate::words::names;

/// Reads the sentences that say who publishes.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        let own = context.own(clause);
        if !own.text.contains("发布") {
            continue;
        }
        for sentence in own.sentences() {
            let released = release(sentence, clause.path.as_str());
            plan.release
                .extend(released.filter(|new| !plan.release.iter().any(|old| old.grade == new.grade)));
        }
    }
}

fn release(sentence: Passage<'_>, clause: &str) -> Option<Release> {
    let text = sentence.text;
    if text.contains("预警") || text.contains("响应") {
        return None;
    }
    let (grade, _) = levels::at_start(text)?;
    let published = text.find("发布")?;
    let by = text.get(..published)?.rfind('由')? + '由'.len_utf8();
    let words = text.get(by..published)?;
    let end = ["统一", "负责", "审核", "组织", "授权"]
        .iter()
        .filter_map(|word| words.find(word))
        .min()
        .unwrap_or(words.len());
    let name = words.get(..end)?.trim();
    if name.is_empty() || name.chars().count() > 30 {
        return None;
    }
    Some(Release {
        grade,
        clause: clause.to_owned(),
        by: name.to_owned(),
        files_with: filed(sentence),
        span: sentence.whole(),
    })
}

/// 报A和B备案, 经A备案后.
fn filed(sentence: Passage<'_>) -> Vec<String> {
    let Some(end) = sentence.text.find("备案") else { return vec![] };
    let before = sentence.text.get(..end).unwrap_or_default();
    let start = ["并报", "报", "经", "向"]
        .iter()
        .filter_map(|word| before.rfind(word).map(|at| at + word.len()))
        .max();
    let Some(start) = start else { return vec![] };
    names::names(sentence.part(start..end)).list.into_iter().map(|name| name.name).collect()
}
