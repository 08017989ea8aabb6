//! What stands inside a paragraph: a heading at its start, run-in items 一是…二是….

use super::numerals::han_digit;

/// A heading of a whole line has no sentence end and at most this many characters.
const HEADING_LINE: usize = 60;
/// A run-in heading before a full stop.
const HEADING_SENTENCE: usize = 32;
/// A run-in heading before a colon.
const HEADING_COLON: usize = 20;

/// The heading in the first line of a clause, its label left out.
pub(crate) fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    if !ends_sentence(line) && !line.contains('。') && !line.ends_with(['，', '、', ',']) {
        return short(line, HEADING_LINE);
    }
    let at = line.find(['。', '：', ':'])?;
    let (before, after) = line.split_at_checked(at)?;
    match after.chars().next()? {
        '。' if after.chars().nth(1).is_some() => short(before, HEADING_SENTENCE),
        '。' => None,
        _ if before.contains(['，', '；']) => None,
        _ => short(before, HEADING_COLON),
    }
}

fn short(text: &str, most: usize) -> Option<&str> {
    text.chars().nth(most).is_none().then_some(text).filter(|text| !text.is_empty())
}

/// Whether the text ends as a sentence, an item or a lead-in ends.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '）', ')', '』', '」', '’'])
        .ends_with(['。', '；', '：', '！', '？', ';', ':'])
}

/// A run-in item: where it begins in characters and in bytes, and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunIn {
    pub(crate) char: usize,
    pub(crate) byte: usize,
    pub(crate) ordinal: u32,
    pub(crate) label: String,
}

/// The items 一是, 二是, … of a paragraph, in order; none unless there are at least two.
pub(crate) fn run_ins(paragraph: &str) -> Vec<RunIn> {
    if !paragraph.contains("一是") || !paragraph.contains("二是") {
        return vec![];
    }
    let mut found: Vec<RunIn> = vec![];
    let mut before = '。';
    for (char, (byte, c)) in paragraph.char_indices().enumerate() {
        let ordinal = u32::try_from(found.len()).unwrap_or(0) + 1;
        let starts = "。；：，、！？:;,\n \u{3000}".contains(before);
        if starts && han_digit(c) == Some(ordinal) && is_run_in(paragraph.get(byte..).unwrap_or_default()) {
            found.push(RunIn { char, byte, ordinal, label: format!("{c}是") });
        }
        before = c;
    }
    if found.len() < 2 { vec![] } else { found }
}

fn is_run_in(text: &str) -> bool {
    text.chars().nth(1) == Some('是')
}

/// The ordinal of a line that begins with 一是, 二是, ….
pub(crate) fn leading_run_in(text: &str) -> Option<u32> {
    text.chars().next().and_then(han_digit).filter(|ordinal| *ordinal > 0 && is_run_in(text))
}

/// `name：duties` of a list of bodies: the name, a bracketed alias at its end left out.
pub(crate) fn named(text: &str) -> Option<&str> {
    let (name, duties) = text.split_once(['：', ':'])?;
    let plain = match name.rfind(['（', '(']) {
        Some(at) if name.ends_with(['）', ')']) => name.get(..at)?,
        _ => name,
    };
    let is_name = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || "、（）()".contains(c);
    let fits = (2..=25).contains(&plain.chars().count()) && name.chars().all(is_name);
    let sentence = duties.trim_end().ends_with(['。', '；']) && duties.chars().count() > 4;
    (fits && sentence).then_some(plain)
}
