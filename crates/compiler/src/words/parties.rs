//! Who is responsible: 「（区气象局牵头，区水利局等部门按照职责分工负责）」, 「责任单位：…；配合单位：…」, a cell of a table.

use super::names::{Said, names};
use crate::passage::Passage;
use syntax::Span;

/// Which part the bodies of a list have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Lead,
    Responsible,
    Helps,
    /// When: 完成时限：2024年6月.
    Time,
    /// Persons and telephones: no body.
    Person,
}

/// The bodies of a duty by what they do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parties {
    pub(crate) lead: Vec<String>,
    pub(crate) responsible: Vec<String>,
    pub(crate) helps: Vec<String>,
    /// The list ends in 等.
    pub(crate) open: bool,
    /// Where words about time stand.
    pub(crate) times: Vec<Span>,
}

impl Parties {
    /// Whether nobody is named.
    pub(crate) fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.responsible.is_empty() && self.helps.is_empty()
    }

    fn add(&mut self, part: Part, name: String) {
        let list = match part {
            Part::Lead => &mut self.lead,
            Part::Responsible => &mut self.responsible,
            Part::Helps => &mut self.helps,
            Part::Time | Part::Person => return,
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }

    /// Takes the bodies of another list in.
    pub(crate) fn join(&mut self, other: Parties) {
        other.lead.into_iter().for_each(|name| self.add(Part::Lead, name));
        other.responsible.into_iter().for_each(|name| self.add(Part::Responsible, name));
        other.helps.into_iter().for_each(|name| self.add(Part::Helps, name));
        self.open |= other.open;
        self.times.extend(other.times);
    }
}

/// What the words before a colon, or over a column, say of the bodies behind or below.
pub(crate) fn label(words: &str) -> Option<Part> {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let body = has(&["单位", "部门", "机构", "主体", "机关", "处室", "科室", "地区", "属地", "镇街"]);
    let role = has(&[
        "牵头", "责任", "配合", "落实", "负责", "承办", "协办", "参与", "参加", "主办", "实施", "协同",
        "协助", "主管", "成员",
    ]);
    if words.chars().count() > 14 || words.is_empty() {
        return None;
    }
    if has(&["时限", "完成时间", "时间节点", "完成期限", "时间要求", "整改期限"]) {
        return Some(Part::Time);
    }
    if has(&["联系", "领导", "责任人", "负责人", "电话"]) {
        return Some(Part::Person);
    }
    if has(&["配合", "协办", "协同", "参与", "参加", "协助", "成员"]) && (body || role) {
        return Some(Part::Helps);
    }
    if has(&["牵头", "主办", "主要责任"]) && (body || words == "牵头") {
        return Some(Part::Lead);
    }
    let whole = matches!(words.as_str(), "责任" | "落实" | "负责");
    (body && role || whole).then_some(Part::Responsible)
}

/// Reads the inside of a remark on responsibility: labels and colons, or role words behind names.
pub(crate) fn remark(passage: Passage<'_>) -> Parties {
    let labels = labels(passage);
    let mut parties = Parties::default();
    let first = labels.first().map_or(passage.text.len(), |(start, ..)| *start);
    // 「…负责。以下均需各市落实」: a sentence behind the list says something else.
    let stop = passage.text.find('。').unwrap_or(first).min(first);
    parties.join(list(passage.part(0..stop), Part::Responsible, false));
    for (place, (_, end, part)) in labels.iter().enumerate() {
        let next = labels.get(place + 1).map_or(passage.text.len(), |(start, ..)| *start);
        let inside = passage.part(*end..next);
        // A sentence behind the list says something else.
        let stop = inside.text.find('。').unwrap_or(inside.text.len());
        let inside = inside.part(0..stop);
        match part {
            Part::Time => parties.times.push(inside.whole()),
            Part::Person => {}
            part => parties.join(list(inside, *part, true)),
        }
    }
    parties
}

/// `责任单位：` and the like inside a remark: where the label begins, where its list begins, and what it says.
fn labels(passage: Passage<'_>) -> Vec<(usize, usize, Part)> {
    let mut found = vec![];
    for (at, colon) in passage.text.match_indices(['：', ':']) {
        let before = passage.text.get(..at).unwrap_or_default();
        let start = before
            .rfind(|c: char| {
                matches!(c, '；' | ';' | '，' | ',' | '。' | '\n' | '\t' | '、') || c.is_whitespace()
            })
            .map_or(0, |stop| {
                stop + before.get(stop..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8)
            });
        let words = before.get(start..).unwrap_or_default();
        if let Some(part) = label(words.trim_start_matches(['（', '(', '〔', '【', '['])) {
            found.push((start, at + colon.len(), part));
        }
    }
    found
}

/// Reads a list whose bodies have a part. When the label is sure, role words such as 负责 behind a name change
/// nothing; 牵头 and 配合 do.
pub(crate) fn list(passage: Passage<'_>, part: Part, sure: bool) -> Parties {
    let names = names(passage);
    let mut parties = Parties { open: names.open, ..Parties::default() };
    for name in names.list {
        let own = match name.said {
            Some(Said::Lead) => Part::Lead,
            Some(Said::Helps) if part != Part::Lead => Part::Helps,
            Some(Said::Responsible) if !sure => Part::Responsible,
            _ => part,
        };
        parties.add(own, name.name);
    }
    parties
}
