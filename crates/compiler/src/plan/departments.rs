//! Departments and what they do in an emergency: 「区财政局：负责…」, with or without a number before the name.

use super::facts::{Department, Plan};
use crate::context::{Context, Doc};
use crate::passage::Passage;
use crate::words::body::{is_body, without_remark};

/// Reads every paragraph that begins with the name of a body and a colon.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        let own = context.passage(clause.own);
        for line in own.split(|c| c == '\n') {
            let plain = line.text.trim_start_matches(|c: char| !crate::words::is_han(c));
            let plain = plain
                .trim_start_matches(|c| "一二三四五六七八九十".contains(c))
                .trim_start_matches(['）', ')', '、', '．', '.']);
            let found = department(line.of(plain), clause.path.as_str());
            plan.organs.extend(found.filter(|new| !plan.organs.iter().any(|old| old.name == new.name)));
        }
    }
}

fn department(line: Passage<'_>, clause: &str) -> Option<Department> {
    let at = line.text.find(['：', ':'])?;
    let name = line.text.get(..at)?.trim();
    let skip = line.text.get(at..)?.chars().next()?.len_utf8();
    let duties = line.part(at + skip..line.text.len());
    let plain = without_remark(name);
    let group = plain.ends_with('组') || plain.ends_with("预案");
    if !is_body(plain)
        || group
        || plain.contains('、')
        || duties.text.chars().count() < 6
        || !ends(duties.text)
    {
        return None;
    }
    let list = duties.split(|c| matches!(c, '；' | '。' | ';')).map(|duty| duty.text.to_owned()).collect();
    Some(Department { name: plain.to_owned(), clause: clause.to_owned(), duties: list, span: line.whole() })
}

fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['。', '；', ';'])
}
