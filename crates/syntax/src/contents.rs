//! A table of contents before the body: its lines are of the page and not of the document.
//!
//! It begins below 目录 and ends where its first entry stands again, as the heading it names.

use crate::lines::Sheet;
use crate::marks::numbering::numbering;
use crate::marks::official;
use kernel::normalize;

/// A longer table is none that is looked for.
const ENTRIES: usize = 400;
/// A longer line is no entry.
const LONGEST: usize = 60;
/// Fewer entries may be anything.
const FEWEST: usize = 3;

/// Takes every table of contents out of the lines that are read.
pub(crate) fn take_out(sheet: &mut Sheet<'_>) {
    let heads: Vec<usize> =
        (0..sheet.len()).filter(|at| official::is_contents(sheet.line(*at).text)).collect();
    let mut found = false;
    let mut from = 0;
    for head in heads {
        // A second 目录 inside a table of contents is one of its lines.
        if head < from {
            continue;
        }
        let Some(end) = end(sheet, head) else { continue };
        (head + 1..end).for_each(|at| sheet.set_aside(at));
        (from, found) = (end, true);
    }
    if found {
        sheet.count();
    }
}

/// The line at which the first entry stands again.
fn end(sheet: &Sheet<'_>, head: usize) -> Option<usize> {
    let mut entries = (head + 1..sheet.len()).filter(|at| !sheet.line(*at).text.is_empty()).take(ENTRIES);
    let first = entry(sheet.line(entries.next()?).text)?;
    for (count, at) in (1..).zip(entries) {
        let line = sheet.line(at);
        if count >= FEWEST && entry(line.text).is_some_and(|text| text.starts_with(&first)) {
            return Some(at);
        }
        if line.tab || line.text.contains('。') || line.content.len() > LONGEST {
            return None;
        }
    }
    None
}

/// A numbered line without the page number at its end.
fn entry(text: &str) -> Option<String> {
    numbering(text)?;
    let bare = text
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '·'));
    let bare = if bare.is_empty() { text } else { bare };
    Some(normalize(bare))
}
