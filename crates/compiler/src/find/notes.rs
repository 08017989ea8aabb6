//! Duties from prose that ends in a remark on responsibility: 「…（责任单位：区财政局、区爱卫办）」.

use super::tasks::{limits, time_cell};
use crate::context::{Context, Doc};
use crate::facts::Duty;
use crate::passage::Passage;
use crate::words::parties::{self, Part, Parties};
use crate::words::{body, closing, names};
use std::ops::Range;
use syntax::Clause;

/// A remark on responsibility: where it stands in its passage, and who is named.
#[derive(Debug)]
pub(crate) struct Note<'t> {
    pub(crate) bytes: Range<usize>,
    pub(crate) inside: Passage<'t>,
    pub(crate) parties: Parties,
}

/// Every duty of a document whose text carries a remark.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, duties: &mut Vec<Duty>) {
    let mut binding: Vec<String> = vec![];
    let mut seq = 0;
    for (_, clause) in doc.prose() {
        let own = context.own(clause);
        let mut from = 0;
        for note in notes(own) {
            let body = own.part(from..note.bytes.start).trim();
            from = note.bytes.end;
            seq += 1;
            let mut duty = duty(doc, clause, body, &note, seq);
            bind(&mut duty, &binding);
            duties.push(duty);
            binding.extend(binds_later(note.inside).into_iter().flatten());
        }
    }
}

/// Bodies that an earlier clause binds to everything after it come last and are marked.
fn bind(duty: &mut Duty, binding: &[String]) {
    for name in binding {
        if !duty.responsible.contains(name) && !duty.lead.contains(name) {
            duty.responsible.push(name.clone());
            if !duty.inferred.contains(&"responsible") {
                duty.inferred.push("responsible");
            }
        }
    }
}

fn duty(doc: &Doc<'_>, clause: &Clause, body: Passage<'_>, note: &Note<'_>, seq: usize) -> Duty {
    let mut deadlines = limits(body, doc.year);
    for span in &note.parties.times {
        let time = note.inside.text_at(*span);
        deadlines.extend(time.map(|cell| time_cell(cell, doc.year)).unwrap_or_default());
    }
    if note.parties.times.is_empty() {
        deadlines.extend(limits(note.inside, doc.year));
    }
    deadlines.dedup();
    let category = doc.parent(clause).and_then(|parent| parent.heading.as_deref()).map(bare_heading);
    let measure = clause.heading.as_deref().map(bare_heading);
    let (text, own) = match body.text.is_empty() {
        true => (measure.clone().unwrap_or_default(), clause.own),
        false => (body.text.to_owned(), body.whole()),
    };
    Duty {
        document: doc.name.clone(),
        clause: clause.path.to_string(),
        seq,
        category,
        measure,
        text,
        lead: note.parties.lead.clone(),
        responsible: note.parties.responsible.clone(),
        participating: note.parties.helps.clone(),
        open: note.parties.open,
        deadlines,
        from: "note",
        span: syntax::Span::new(own.start, note.inside.whole().end),
        at: doc.at,
        ..Duty::default()
    }
}

/// A heading without a remark at its end: 强化科技创新（市科技局牵头）.
pub(crate) fn bare_heading(heading: &str) -> String {
    let remark = heading
        .rfind(['（', '('])
        .filter(|at| {
            let inside = heading.get(*at..).unwrap_or_default();
            inside.ends_with(['）', ')']) && SIGNS.iter().any(|sign| inside.contains(sign))
        })
        .and_then(|at| heading.get(..at));
    remark.map(str::trim).filter(|bare| !bare.is_empty()).unwrap_or(heading).to_owned()
}

/// The remarks of a passage: in brackets, or as lines 「责任单位：…」 of their own.
pub(crate) fn notes(own: Passage<'_>) -> Vec<Note<'_>> {
    let mut found = bracketed(own);
    let mut own_lines = lines(own);
    // What stands in brackets has been read with them.
    own_lines.retain(|line| !found.iter().any(|note| note.bytes.contains(&line.bytes.start)));
    found.extend(own_lines);
    found.sort_by_key(|note| note.bytes.start);
    found
}

/// Words one of which every remark on responsibility has, unless it ends a paragraph and names bodies alone.
const SIGNS: &[&str] = &["牵头", "责任", "负责", "配合", "落实", "承办", "参加", "参与", "主办"];

fn bracketed(own: Passage<'_>) -> Vec<Note<'_>> {
    let text = own.text;
    let mut found: Vec<Note<'_>> = vec![];
    let mut open: Vec<(usize, char)> = vec![];
    for (at, c) in text.char_indices() {
        if closing(c).is_some() {
            open.push((at, c));
        } else if let Some(place) = open.iter().rposition(|(_, opening)| closing(*opening) == Some(c)) {
            let (start, opening) = open.get(place).copied().unwrap_or((at, c));
            open.truncate(place);
            let end = at + c.len_utf8();
            if !open.is_empty() {
                continue;
            }
            let inside = own.part(start + opening.len_utf8()..at);
            found.extend(note(own, inside, start..end));
        }
        if open.len() > 8 {
            open.clear();
        }
    }
    found
}

fn note<'t>(own: Passage<'t>, inside: Passage<'t>, bytes: Range<usize>) -> Option<Note<'t>> {
    let after =
        own.text.get(bytes.end..).unwrap_or_default().trim_start_matches([' ', '\u{3000}', '\t', '\r']);
    let ends = after.is_empty() || after.starts_with(['\n', '。', '；']);
    let before = own.text.get(..bytes.start).unwrap_or_default().trim_end();
    let sentence = before.is_empty() || before.ends_with(['。', '；', '：', '！', '”', '\n']) || ends;
    let signed = SIGNS.iter().any(|sign| inside.text.contains(sign));
    if !sentence || !signed && !ends || inside.text.len() > 3000 {
        return None;
    }
    let parties = if signed { parties::remark(inside) } else { bare(inside)? };
    let full = !parties.is_empty() && says_who(inside.text, &parties);
    full.then_some(Note { bytes, inside, parties })
}

/// A remark names bodies rather than telling a story about them: what it names is most of what it says.
fn says_who(inside: &str, parties: &Parties) -> bool {
    if inside.contains(['：', ':']) {
        return true;
    }
    let named: usize = [&parties.lead, &parties.responsible, &parties.helps]
        .into_iter()
        .flatten()
        .map(|name| name.chars().count())
        .sum();
    let clause = inside.split('。').next().unwrap_or_default();
    named * 3 + 18 >= clause.chars().count()
}

/// Names and nothing else, one of them at least a department or a government.
fn bare(inside: Passage<'_>) -> Option<Parties> {
    let mut departments = 0;
    for part in names::parts(inside) {
        let text = ["等部门", "等单位", "等"]
            .iter()
            .find_map(|end| part.text.strip_suffix(end))
            .unwrap_or(part.text);
        if !body::is_body(text) {
            return None;
        }
        let department =
            text.ends_with(['局', '委', '办', '厅']) || text.ends_with("政府") || text.ends_with("部门");
        departments += usize::from(department && text.chars().count() > 2);
    }
    (departments > 0).then(|| parties::list(inside, Part::Responsible, false))
}

/// Where lines begin, and where a sentence begins that names who is responsible: 「…20家。责任单位：区卫生健康委。」
fn starts(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .chain(text.match_indices('。').map(|(at, _)| at + '。'.len_utf8()))
        .collect();
    starts.retain(|at| {
        let sentence = text.get(..*at).is_some_and(|before| before.ends_with('。'));
        let head =
            text.get(*at..).unwrap_or_default().split(['：', ':', '。', '\n']).next().unwrap_or_default();
        !sentence || head.chars().count() <= 8 && parties::label(head).is_some()
    });
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// 「责任单位：区财政局」 as a line or sentence of its own; lines after each other, blank ones between them or not, are
/// one remark.
fn lines(own: Passage<'_>) -> Vec<Note<'_>> {
    let mut found: Vec<Note<'_>> = vec![];
    let starts = starts(own.text);
    let ends = starts.iter().skip(1).copied().chain([own.text.len()]);
    for (start, end) in starts.iter().copied().zip(ends) {
        let bytes = start..end;
        let inside = own.part(bytes.clone()).trim();
        let Some((words, _)) = inside.text.split_once(['：', ':']) else { continue };
        let Some(part) = parties::label(words.trim_start_matches(['【', '[', '（', '(', '〔'])) else {
            continue;
        };
        if inside.text.starts_with(|c| closing(c).is_some())
            && inside.text.ends_with(crate::words::is_closing)
        {
            continue;
        }
        let parties = parties::remark(inside);
        let joins = |last: &&mut Note<'_>| {
            own.text.get(last.bytes.end..bytes.start).is_some_and(|between| between.trim().is_empty())
        };
        match found.last_mut().filter(joins) {
            Some(last) => {
                last.parties.join(parties);
                last.bytes.end = bytes.end;
                last.inside = own.part(last.bytes.clone()).trim();
            }
            None if !parties.is_empty() || part == Part::Time => found.push(Note { bytes, inside, parties }),
            None => {}
        }
    }
    found.retain(|note| !note.parties.is_empty());
    found
}

/// 「以下工作均须各镇（街道）落实」: the bodies bound to everything after it.
fn binds_later(inside: Passage<'_>) -> Option<Vec<String>> {
    let at = ["以下工作", "以下任务", "以下各项", "以下均", "以下各条", "下列工作", "以下措施", "以下重点"]
        .iter()
        .find_map(|word| inside.text.find(word))?;
    let rest = inside.part(at + "以下".len()..inside.text.len());
    let must = ["均须", "均由", "均需", "都由", "都须", "须由", "需由", "由", "须", "需"]
        .iter()
        .find_map(|word| rest.text.find(word).map(|at| at + word.len()))?;
    let list = rest.part(must..rest.text.len());
    let end = list.text.find(['，', '。']).unwrap_or(list.text.len());
    let names: Vec<String> = names::names(list.part(0..end)).list.into_iter().map(|name| name.name).collect();
    (!names.is_empty()).then_some(names)
}
