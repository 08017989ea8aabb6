//! Diagnostics for the terminal: the line, an underline under the right characters, related places, what would be
//! accepted, and the page that explains the code.

use super::place::Lines;
use super::{Compiled, words};
use compiler::{Diagnostic, Severity};
use kernel::Say;
use page::Language;
use std::fmt::Write as _;
use syntax::Span;
use unicode_width::UnicodeWidthChar;

/// Columns of a terminal that the text of a line may take.
const WIDTH: usize = 96;

/// All diagnostics of a file and a line that counts them.
pub(crate) fn print(file: &Compiled, language: Language) -> String {
    let lines = Lines::new(&file.compiled.source);
    let mut out = String::new();
    for diagnostic in file.diagnostics() {
        one(&mut out, file, &lines, diagnostic, language);
    }
    out.push_str(&summary(file, language));
    out
}

fn one(out: &mut String, file: &Compiled, lines: &Lines<'_>, diagnostic: &Diagnostic, language: Language) {
    let severity = words(language, &Say::new(severity_key(diagnostic.severity)));
    let (line, column) = lines.position(diagnostic.span.start);
    let places = diagnostic.related.iter().map(|related| lines.position(related.span.start).0);
    let gutter = places.chain([line]).max().unwrap_or(1).to_string().len();
    _ = writeln!(out, "{severity}[{}]: {}", diagnostic.code, words(language, &diagnostic.say));
    _ = writeln!(out, "{:gutter$}--> {}:{line}:{column}", "", file.name);
    snippet(out, lines, diagnostic.span, '^', "", gutter);
    for related in &diagnostic.related {
        let (line, column) = lines.position(related.span.start);
        _ = writeln!(out, "{:gutter$}::: {}:{line}:{column}", "", file.name);
        snippet(out, lines, related.span, '-', &words(language, &related.say), gutter);
    }
    if let Some(help) = &diagnostic.help {
        let label = words(language, &Say::new("luoshi.help_label"));
        _ = writeln!(out, "{:gutter$} = {label}: {}", "", words(language, help));
    }
    out.push('\n');
}

/// The line of a place with an underline; of a long line the part around the place is shown.
fn snippet(out: &mut String, lines: &Lines<'_>, span: Span, mark: char, label: &str, gutter: usize) {
    let (line, column) = lines.position(span.start);
    let text: Vec<char> = lines.text(line).chars().collect();
    let first = (column - 1).min(text.len());
    let last = (span.end.saturating_sub(lines.start(line))).clamp(first, text.len());
    let (from, to) = window(&text, first, last);
    let shown = |part: &[char]| part.iter().map(|c| if *c == '\t' { ' ' } else { *c }).collect::<String>();
    let part = text.get(from..to).unwrap_or_default();
    let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    let before = text.get(from..first).unwrap_or_default();
    let under = text.get(first..last.min(to)).unwrap_or_default();
    let indent = wide(before) + head.chars().map(width).sum::<usize>();
    let length = wide(under).max(1);
    _ = writeln!(out, "{:gutter$} |", "");
    _ = writeln!(out, "{line:gutter$} | {head}{}{tail}", shown(part));
    let marks: String = std::iter::repeat_n(mark, length).collect();
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    _ = writeln!(out, "{:gutter$} | {:indent$}{marks}{label}", "", "");
}

/// The characters of a line that are shown: the place and what fits around it.
fn window(text: &[char], first: usize, last: usize) -> (usize, usize) {
    let (mut from, mut to) = (first, first);
    let mut room = WIDTH;
    while to < last.max(first + 1).min(text.len()) && room > 2 {
        room = room.saturating_sub(text.get(to).map_or(0, |c| width(*c)));
        to += 1;
    }
    loop {
        let left = from.checked_sub(1).and_then(|at| text.get(at)).map(|c| width(*c));
        let right = text.get(to).map(|c| width(*c));
        if let Some(taken) = left.filter(|taken| *taken <= room) {
            (from, room) = (from - 1, room - taken);
        }
        if let Some(taken) = right.filter(|taken| *taken <= room) {
            (to, room) = (to + 1, room - taken);
        }
        if left.is_none_or(|taken| taken > room) && right.is_none_or(|taken| taken > room) {
            return (from, to);
        }
    }
}

/// Columns that characters take: two for a Chinese one; a tabulator is shown as one blank.
fn wide(text: &[char]) -> usize {
    text.iter().map(|c| width(*c)).sum()
}

/// Terminals of Chinese systems show ambiguous characters such as “ and … wide.
fn width(c: char) -> usize {
    if c == '\t' { 1 } else { c.width_cjk().unwrap_or(0) }
}

pub(crate) fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "luoshi.severity_error",
        Severity::Warning => "luoshi.severity_warning",
        Severity::Note => "luoshi.severity_note",
    }
}

fn summary(file: &Compiled, language: Language) -> String {
    let count = |severity| file.diagnostics().iter().filter(|found| found.severity == severity).count();
    let coverage = file.compiled.facts.coverage;
    let say = Say::new("luoshi.checked")
        .with("file", &file.name)
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("notes", count(Severity::Note))
        .with("characters", coverage.characters)
        .with("read", coverage.read)
        .with("ignored", coverage.ignored)
        .with("strange", coverage.not_understood);
    format!("{}\n", words(language, &say))
}
