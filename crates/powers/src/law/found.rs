//! Finds the titles of laws in a text, with what follows each: edition and articles.

use super::cite::Way;
use super::cursor::Cursor;
use super::numeral;
use super::place::{Mentioned, run};
use super::title::{canonical, is_edition, is_title};
use std::ops::Range;

/// A law where a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) law: String,
    pub(super) title: String,
    pub(super) edition: Option<String>,
    pub(super) way: Way,
    pub(super) mentioned: Vec<Mentioned>,
    /// The title with its marks and edition, in bytes.
    pub(super) span: Range<usize>,
}

impl Found {
    fn end(&self) -> usize {
        self.mentioned.last().map_or(self.span.end, |last| last.span.end)
    }
}

/// The laws an item's name says.
pub(super) fn named(name: &str) -> Vec<Found> {
    let mut found = marked(name, false);
    found.iter_mut().for_each(|one| one.way = Way::Name);
    found
}

/// The laws a basis rests on or quotes, and the words in which none was recognised.
pub(super) fn rested_on(basis: &str) -> (Vec<Found>, Vec<String>) {
    if !basis.contains('《') {
        return plain(basis);
    }
    let found = marked(basis, true);
    let unread = if found.is_empty() { vec![basis.trim().to_owned()] } else { Vec::new() };
    (found, unread)
}

/// What ends a line or sentence of a basis.
const ENDS: [char; 4] = ['\n', '。', '；', ';'];

/// Titles in 《》; in a basis also lines without marks between them, and articles that come after a quotation.
fn marked(text: &str, is_basis: bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut cursor = Cursor::new(text, 0);
    while let Some(c) = cursor.peek() {
        let start = cursor.at;
        let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', '　']);
        let begins = is_basis && (before.is_empty() || before.ends_with(ENDS));
        let more = if c == '《' { titled(&mut cursor, text, &found) } else { None };
        if let Some(one) = more {
            found.push(one);
        } else if !begins || !(go_on(&mut cursor, &mut found) || line(&mut cursor, &mut found)) {
            cursor.at = start;
            cursor.bump();
        }
    }
    found
}

/// A title in marks.
fn titled(cursor: &mut Cursor<'_>, text: &str, found: &[Found]) -> Option<Found> {
    let start = cursor.at;
    let gap = found.last().and_then(|last| text.get(last.end()..start));
    let title = enclosed(cursor)?;
    let way = if gap.is_none_or(leads) { Way::Basis } else { Way::Quoted };
    Some(follow(cursor, start, title, way))
}

/// Articles at the head of a sentence go on with the law that the basis named last.
fn go_on(cursor: &mut Cursor<'_>, found: &mut [Found]) -> bool {
    let more = run(cursor.text(), cursor.at);
    let last = found.iter_mut().rev().find(|found| found.way == Way::Basis);
    let (Some(end), Some(last)) = (more.last().map(|last| last.span.end), last) else { return false };
    last.mentioned.extend(more);
    cursor.at = end;
    true
}

/// A line without marks that is a title.
fn line(cursor: &mut Cursor<'_>, found: &mut Vec<Found>) -> bool {
    let line = cursor.rest().split(ENDS).next().unwrap_or_default();
    let words = trim_head(line.trim_end());
    if line.contains('《') || words.is_empty() {
        return false;
    }
    let start = cursor.at + line.trim_end().len() - words.len();
    let more = titles(cursor.text(), start, words);
    let Some(end) = more.last().map(Found::end) else { return false };
    found.extend(more);
    cursor.at = end;
    true
}

/// The title from 《 to the 》 that belongs to it; nothing is read when there is none.
fn enclosed<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let (before, text) = (*cursor, cursor.rest());
    let mut depth = 0_u32;
    while let Some(c) = cursor.bump() {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => {
                let title = text.get('《'.len_utf8()..cursor.at - before.at - c.len_utf8());
                return title.filter(|title| !title.trim().is_empty());
            }
            '》' => depth -= 1,
            _ => {}
        }
    }
    *cursor = before;
    None
}

/// What follows a title: brackets with edition or short name, then articles.
fn follow(cursor: &mut Cursor<'_>, start: usize, title: &str, way: Way) -> Found {
    let mut edition = within(title);
    loop {
        let mut next = *cursor;
        next.blanks();
        let Some(words) = bracket(&mut next) else { break };
        if is_edition(words) {
            edition = Some(words.to_owned());
        } else if !words.contains("简称") {
            break;
        }
        *cursor = next;
    }
    let span = start..cursor.at;
    let mut next = *cursor;
    next.blanks();
    let mentioned = next.articles();
    if let Some(last) = mentioned.last() {
        cursor.at = last.span.end;
    }
    Found { law: canonical(title), title: title.to_owned(), edition, way, mentioned, span }
}

impl Cursor<'_> {
    /// The articles that stand here.
    fn articles(&self) -> Vec<Mentioned> {
        run(self.text(), self.at)
    }
}

/// The edition inside a title: 安全生产法（2021年修正）.
fn within(title: &str) -> Option<String> {
    let inner = title.trim().strip_suffix(['）', ')'])?;
    let words = inner.rsplit(['（', '(']).next()?;
    Some(words).filter(|words| is_edition(words)).map(str::to_owned)
}

/// The words of a bracket, read to the end of it.
fn bracket<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.eat_any("（(【[")?;
    let rest = cursor.rest();
    let mut depth = 1_u32;
    while let Some(c) = cursor.bump() {
        match c {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            let length = rest.len() - cursor.rest().len() - c.len_utf8();
            return rest.get(..length);
        }
    }
    None
}

/// Words that join one law to the next, or lead up to it.
const JOINING: [&str; 16] = [
    "规定", "以及", "及", "和", "与", "或", "并", "的", "等", "，", ",", "同时", "依据", "根据", "按照",
    "依照",
];

/// Whether what stands between two titles only leads from one to the other: joining words, a line's end, 2. or
/// 【行政法规】. Otherwise the second stands in words quoted from the first.
fn leads(gap: &str) -> bool {
    let mut rest = trim_numbering(gap);
    if let Some((before, _)) = rest.strip_suffix('】').and_then(|rest| rest.rsplit_once('【')) {
        rest = trim_numbering(before);
    }
    while let Some(shorter) = JOINING.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end_matches(['、', ' ', '　']);
    }
    rest.is_empty() || rest.ends_with(ENDS)
}

fn trim_numbering(text: &str) -> &str {
    let numbers = |c: char| numeral::is_numeral(c) || "（）().．、①②③④⑤⑥⑦⑧⑨⑩ \t\r　".contains(c);
    text.trim_end_matches(numbers)
}

/// Titles without marks: one a line or sentence, each with its articles.
fn plain(text: &str) -> (Vec<Found>, Vec<String>) {
    let (mut found, mut unread): (Vec<Found>, Vec<String>) = (Vec::new(), Vec::new());
    let mut at = 0;
    for piece in text.split_inclusive(ENDS) {
        let words = piece.trim_end_matches(['\n', '；', ';', '。', ' ', '\r', '　']);
        let start = at + (words.len() - trim_head(words).len());
        at += piece.len();
        let words = trim_head(words);
        let more = run(text, start);
        match (more.is_empty(), found.last_mut()) {
            (false, Some(last)) => last.mentioned.extend(more),
            _ if words.is_empty() => {}
            _ => match titles(text, start, words) {
                some if some.is_empty() => unread.push(words.to_owned()),
                some => found.extend(some),
            },
        }
    }
    (found, unread)
}

/// A line without its 1. or （一）.
fn trim_head(words: &str) -> &str {
    let words = words.trim_start();
    let numbered = words.trim_start_matches(|c: char| numeral::is_numeral(c) || "（(①②③④⑤⑥⑦⑧⑨⑩".contains(c));
    let rest = numbered.trim_start_matches(['.', '．', '、', '）', ')', ' ']);
    // 三峡…条例 begins with a numeral and has no mark after it.
    let marked = rest.len() < numbered.len() || words.starts_with(|c| "①②③④⑤⑥⑦⑧⑨⑩".contains(c));
    if marked { rest } else { words }
}

/// The titles of one line: one, or several joined by 、.
fn titles(text: &str, start: usize, words: &str) -> Vec<Found> {
    let end = words.match_indices('第').map(|(at, _)| at).find(|at| !run(text, start + at).is_empty());
    let head = words.get(..end.unwrap_or(words.len())).unwrap_or(words).trim_end();
    let mut at = start;
    let parts = head.split_inclusive(['、', '和', '及']).map(|part| {
        let from = at;
        at += part.len();
        untitled(text, from, part.trim_end_matches(['、', '和', '及', ' ']))
    });
    // 烟花爆竹生产、经营办法 is one title: its parts are none.
    let parts = parts.collect::<Option<Vec<_>>>();
    parts.or_else(|| untitled(text, start, head).map(|one| vec![one])).unwrap_or_default()
}

/// A title without marks, with its edition and articles.
fn untitled(text: &str, start: usize, words: &str) -> Option<Found> {
    if !is_title(&canonical(words)) {
        return None;
    }
    let title = match within(words) {
        Some(_) => {
            words.trim_end_matches(['）', ')']).rsplit_once(['（', '(']).map_or(words, |(title, _)| title)
        }
        None => words,
    };
    let mut cursor = Cursor::new(text, start + title.len());
    Some(follow(&mut cursor, start, title, Way::Basis))
}
