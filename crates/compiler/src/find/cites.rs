//! Documents cited: 《…》 with the number behind it, and the part it plays.

use crate::context::{Context, Doc};
use crate::facts::Cite;
use crate::passage::Passage;
use std::collections::HashSet;
use syntax::Clause;

/// A longer title is a bracket that was never closed.
const LONGEST: usize = 160;

/// Every document that a document cites, each once, where it is cited first.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>) -> Vec<Cite> {
    let mut found = vec![];
    let mut seen = HashSet::new();
    let own: Vec<String> = doc.titles().map(bare).collect();
    for clause in &doc.tree.clauses {
        for cite in in_clause(context.passage(clause.own), clause) {
            let title = bare(&cite.title);
            // An earlier edition has the same title and another number, or is repealed.
            let other = cite.role == "repealed"
                || cite.number.is_some() && cite.number.as_deref() != doc.tree.number.as_deref();
            if other && cite.role == "repealed" && seen.insert(title.clone()) {
                found.push(cite);
                continue;
            }
            if !own.iter().any(|own| {
                own.contains(&title) && title.chars().count() > 4
                    || title.ends_with(own.as_str()) && !own.is_empty()
            }) && seen.insert(title)
            {
                found.push(cite);
            }
        }
    }
    found
}

fn bare(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace()).collect()
}

fn in_clause(own: Passage<'_>, clause: &Clause) -> Vec<Cite> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = own.text.get(from..).and_then(|rest| rest.find('《')) {
        let start = from + at;
        let Some(end) = close(own.after(start, LONGEST)).map(|length| start + length) else {
            from = start + '《'.len_utf8();
            continue;
        };
        from = end;
        let title = own.part(start + '《'.len_utf8()..end - '》'.len_utf8()).trim();
        let number = number(own.after(end, 40));
        let role = role(own, start, end);
        if title.text.chars().count() < 3 || !is_document(title.text, number.is_some()) {
            continue;
        }
        let title_text = title.text.split_whitespace().collect();
        let span = own.span(start..end);
        found.push(Cite { title: title_text, number, role, clause: clause.path.to_string(), span });
    }
    found
}

/// The byte behind the bracket that closes the first one; 《》 may stand inside.
fn close(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            '\t' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// A title of a rule, standard or document rather than of a book or a programme.
fn is_document(title: &str, numbered: bool) -> bool {
    let kinds = [
        "法",
        "条例",
        "规定",
        "办法",
        "细则",
        "意见",
        "通知",
        "方案",
        "规划",
        "计划",
        "预案",
        "标准",
        "纲要",
        "决定",
        "措施",
        "目录",
        "清单",
        "规则",
        "指引",
        "指南",
        "规范",
        "公告",
        "要点",
        "报告",
        "宪法",
        "守则",
        "章程",
        "办法（试行）",
        "制度",
        "批复",
        "复函",
        "通报",
        "名录",
        "大纲",
        "规程",
        "导则",
        "准则",
        "协议",
        "合同",
        "公约",
        "决议",
        "解释",
        "标准（试行）",
        "分工",
        "实施方案",
        "函",
        "令",
        "导引",
    ];
    let plain = crate::words::body::without_remark(title);
    numbered || kinds.iter().any(|kind| plain.ends_with(kind)) || title.contains("关于")
}

/// 〔2022〕11号 in brackets directly behind the title.
fn number(after: &str) -> Option<String> {
    let inner = after.strip_prefix(['（', '('])?;
    let end = inner.find("号）").or_else(|| inner.find("号)"))?;
    let words = inner.get(..end + '号'.len_utf8())?;
    let open = words.find(['〔', '[', '［', '【'])?;
    let year = words.get(open..)?.chars().skip(1).take(4).all(|c| c.is_ascii_digit());
    let fixed = words.replace(['[', '［', '【'], "〔").replace([']', '］', '】'], "〕");
    (year && words.chars().count() <= 30).then(|| fixed.chars().filter(|c| !c.is_whitespace()).collect())
}

/// The part a cited document plays, from the words around it.
fn role(own: Passage<'_>, start: usize, end: usize) -> &'static str {
    let (before, after) = (own.before(start, 24), own.after(end, 24));
    let lead = before.rsplit(['。', '；', '，', '\n', '》']).next().unwrap_or_default();
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let phrase = after.split(['。', '；']).next().unwrap_or_default();
    if has(phrase, &["同时废止", "即行废止", "予以废止", "停止执行", "自行废止"]) || has(lead, &["废止"])
    {
        return "repealed";
    }
    if has(lead, &["出台", "制定印发", "制定出台", "编制", "修订"])
        || has(lead, &["待"]) && has(phrase, &["出台", "印发"])
    {
        return "to_be_issued";
    }
    let chain = own.before(start, 200);
    let sentence = chain.rsplit(['。', '；']).next().unwrap_or_default();
    if has(sentence, &["贯彻落实", "贯彻", "根据", "依据", "按照", "为落实", "依照", "遵照"])
        && has(sentence, &["为", "根据", "依据", "按照", "贯彻"])
    {
        let table = own.text.contains('\t');
        return if table { "applied" } else { "basis" };
    }
    if has(lead, &["执行", "落实", "符合", "达到", "参照", "遵守"]) {
        "applied"
    } else {
        "referred"
    }
}
