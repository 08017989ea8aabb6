//! Lists of bodies: `区发展改革局、区教育和体育局等部门` is two names and stays open.

use super::body::{self, is_body, without_remark};
use super::{closing, is_closing};
use crate::passage::Passage;
use syntax::Span;

/// A body as named in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name, role words left out.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// A word behind it that gives it a role of its own.
    pub(crate) said: Option<Said>,
}

/// The role that a word behind a name gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// 牵头.
    Lead,
    /// 负责, 落实.
    Responsible,
    /// 配合, 参加.
    Helps,
}

/// Names in order, and whether the list says that it is not complete.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) list: Vec<Name>,
    pub(crate) open: bool,
}

/// More bytes between two commas are no names.
const LONGEST_PART: usize = 400;

/// Ends of a part that say what its bodies do; the longest are tried first.
const TAILS: &[(&str, Option<Said>)] = &[
    ("牵头负责", Some(Said::Lead)),
    ("牵头落实", Some(Said::Lead)),
    ("牵头组织实施", Some(Said::Lead)),
    ("共同牵头", Some(Said::Lead)),
    ("分别牵头", Some(Said::Lead)),
    ("牵头", Some(Said::Lead)),
    ("配合落实", Some(Said::Helps)),
    ("配合", Some(Said::Helps)),
    ("参加", Some(Said::Helps)),
    ("参与", Some(Said::Helps)),
    ("协助", Some(Said::Helps)),
    ("协同", Some(Said::Helps)),
    ("协办", Some(Said::Helps)),
    ("抓好落实", Some(Said::Responsible)),
    ("组织实施", Some(Said::Responsible)),
    ("具体负责", Some(Said::Responsible)),
    ("分别负责", Some(Said::Responsible)),
    ("共同负责", Some(Said::Responsible)),
    ("分工负责", Some(Said::Responsible)),
    ("分头负责", Some(Said::Responsible)),
    ("负责落实", Some(Said::Responsible)),
    ("负责", Some(Said::Responsible)),
    ("落实", Some(Said::Responsible)),
    ("实施", Some(Said::Responsible)),
    ("承担", Some(Said::Responsible)),
    ("按照职责分工", None),
    ("按照各自职责", None),
    ("按照职责", None),
    ("按职责分工", None),
    ("依职责分工", None),
    ("依据职责", None),
    ("依职责", None),
    ("按各自职责", None),
    ("按职责", None),
    ("职责分工", None),
    ("按分工", None),
    ("分工", None),
    ("分别", None),
    ("具体", None),
    ("共同", None),
];

/// Reads a list of names. A part that is no name is left out.
pub(crate) fn names(passage: Passage<'_>) -> Names {
    let mut names = Names::default();
    let mut before = String::new();
    for part in parts(passage) {
        read_part(part, &mut names, &mut before);
    }
    names
}

/// The parts between commas outside brackets; a set of governments is one part.
pub(crate) fn parts(passage: Passage<'_>) -> impl Iterator<Item = Passage<'_>> {
    let text = passage.text;
    let (mut found, mut depth, mut start, mut whole) = (vec![], 0_i32, 0, 0);
    for (at, c) in text.char_indices() {
        if closing(c).is_some() {
            depth += 1;
        } else if is_closing(c) {
            depth = (depth - 1).max(0);
        } else if c == '各' && at >= whole {
            whole = at + syntax::set_of_governments(text.get(at..).unwrap_or_default()).unwrap_or(0);
        } else if depth == 0 && at >= whole && divides(c) {
            found.push(start..at);
            start = at + c.len_utf8();
        }
    }
    found.push(start..text.len());
    found.into_iter().map(move |part| passage.part(part).trim()).filter(|part| !part.text.is_empty())
}

fn divides(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '\n' | '\t' | '。' | '\u{3000}')
}

fn read_part<'t>(part: Passage<'t>, names: &mut Names, before: &mut String) {
    let (rest, said) = without_tails(part);
    let (rest, said) = match remark_role(rest) {
        Some((rest, role)) => (rest, Some(role)),
        None => (rest, said),
    };
    let rest = without_lead_in(rest);
    let first = names.list.len();
    if let Some(at) = rest.text.find('等').filter(|at| *at > 0) {
        let after = rest.text.get(at + '等'.len_utf8()..).unwrap_or_default();
        let tail = rest.of(open_word_off(after)).trim();
        if tail.text.is_empty() || is_open_word(tail.text) {
            names.open = true;
            push_all(rest.part(0..at), names, before);
        } else if is_body(tail.text) {
            names.open |= tail.text.len() < after.trim().len();
            push_all(rest.part(0..at), names, before);
            push_all(tail, names, before);
        } else {
            push_all(rest, names, before);
        }
    } else {
        push_all(rest, names, before);
    }
    give(names, first, said);
}

/// 等部门及各地区: what stands behind the open words is named as well.
fn open_word_off(after: &str) -> &str {
    ["部门及", "部门和", "部门以及", "单位及", "单位和", "单位以及"]
        .iter()
        .find_map(|word| after.trim_start().strip_prefix(word))
        .filter(|rest| is_body(rest))
        .unwrap_or(after)
}

/// A role word behind the last name of a part holds for it; names before it without a role share it.
fn give(names: &mut Names, first: usize, said: Option<Said>) {
    let Some(role) = said else { return };
    if names.list.len() == first {
        // A role word alone, as in 「A、B等，按职责分工负责」.
        names.list.iter_mut().rev().take_while(|name| name.said.is_none()).for_each(|n| n.said = Some(role));
        return;
    }
    names
        .list
        .iter_mut()
        .rev()
        .take_while(|name| name.said.is_none())
        .for_each(|name| name.said = Some(role));
}

/// 部门, 单位, 有关部门 … behind 等 name nobody.
fn is_open_word(text: &str) -> bool {
    let rest = text
        .trim_start_matches("有关")
        .trim_start_matches("相关")
        .trim_start_matches("市级")
        .trim_start_matches("各");
    matches!(
        rest,
        "部门"
            | "单位"
            | "部门单位"
            | "机关"
            | "部门和单位"
            | "部门、单位"
            | "单位和部门"
            | "企业"
            | ""
    )
}

/// Takes role words off the end; the outermost that gives a role decides.
fn without_tails(part: Passage<'_>) -> (Passage<'_>, Option<Said>) {
    let (mut rest, mut said) = (part, None);
    while let Some((tail, role)) = TAILS.iter().find(|(tail, _)| rest.text.ends_with(tail)) {
        said = said.or(*role);
        rest = rest.part(0..rest.text.len() - tail.len()).trim();
    }
    (rest, said)
}

/// `区住房城乡建设局（牵头）`: the role in brackets behind the name.
fn remark_role(part: Passage<'_>) -> Option<(Passage<'_>, Said)> {
    let plain = without_remark(part.text);
    let remark = part.text.get(plain.len()..)?.trim_matches(['（', '）', '(', ')']);
    let said = match remark {
        "牵头" | "牵头单位" | "牵头部门" | "牵头负责" | "主" => Said::Lead,
        "配合" | "配合单位" | "协办" => Said::Helps,
        _ => return None,
    };
    Some((part.part(0..plain.len()).trim(), said))
}

/// 由, 会同 and the like before a name.
fn without_lead_in(part: Passage<'_>) -> Passage<'_> {
    let lead = ["由", "会同", "以及", "及", "和", "与", "并由", "协调"].iter().find(|word| {
        part.text
            .strip_prefix(**word)
            .is_some_and(|rest| is_body(without_remark(rest)) && !is_body_start(part.text))
    });
    lead.map_or(part, |word| part.part(word.len()..part.text.len()).trim())
}

/// Names of places may begin with the letter of a lead-in: 和平区.
fn is_body_start(text: &str) -> bool {
    ["和平", "和田", "和顺", "和县", "与会", "及时"].iter().any(|name| text.starts_with(name))
}

/// Pushes one name, or two joined by 和 or 与 where the first is a whole name.
fn push_all(part: Passage<'_>, names: &mut Names, before: &mut String) {
    let part = part.trim();
    if part.text.len() > LONGEST_PART {
        return;
    }
    for joint in ["会同", "以及", "及", "和", "与"] {
        for (at, _) in part.text.match_indices(joint) {
            let (left, right) =
                (part.part(0..at).trim(), part.part(at + joint.len()..part.text.len()).trim());
            let short = left.text.ends_with("有关部门") || left.text.ends_with("部门");
            let whole = body::ends_as_body(without_remark(left.text))
                && left.text.chars().count() >= 3
                && !left.text.ends_with('会');
            let right_whole = is_body(right.text) && right.text.chars().count() >= 2;
            if (whole && right_whole && !is_half(left.text, right.text)) || short && right.text == "单位" {
                push_all(left, names, before);
                push_all(right, names, before);
                return;
            }
            // 「向本级政府和上级…报告」: what stands behind is no name, what stands before is one.
            if whole && !right_whole && !is_half(left.text, right.text) && !is_body(part.text) {
                push_all(left, names, before);
                return;
            }
        }
    }
    push(part, names, before);
}

/// 工业和信息化局 and the like: the left half ends like a body by accident.
fn is_half(left: &str, right: &str) -> bool {
    let ends =
        ["教育", "文化", "工业", "住房", "规划", "社会", "就业", "技术", "组织", "安全", "协调", "监督"];
    ends.iter().any(|end| left.ends_with(end)) || right.starts_with("信息化") || right.starts_with("改革")
}

fn push(part: Passage<'_>, names: &mut Names, before: &mut String) {
    let text = part.text.trim_matches(['“', '”', '"', '：', ':', '.', '．']);
    let filled = match text {
        // 「各有关部门、单位」: the second takes the words before the first.
        "单位" | "部门" if before.ends_with("部门") || before.ends_with("单位") => {
            let head: String = before.trim_end_matches("部门").trim_end_matches("单位").to_owned();
            format!("{head}{text}")
        }
        // 「各镇党委、政府」.
        "政府" | "人民政府" if before.ends_with("党委") => {
            format!("{}{text}", before.trim_end_matches("党委"))
        }
        _ => text.to_owned(),
    };
    if !is_body(&filled) {
        return;
    }
    before.clone_from(&filled);
    let name = filled.split_whitespace().collect::<String>();
    names.list.push(Name { name, span: part.whole(), said: None });
}
