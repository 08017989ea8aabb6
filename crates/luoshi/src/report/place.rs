//! Lines and columns of places, counted once for a file.

use syntax::{Source, Span};

/// Where every line of a file begins, in characters.
#[derive(Debug)]
pub(crate) struct Lines<'s> {
    source: &'s Source,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(source: &'s Source) -> Lines<'s> {
        let mut starts = vec![0];
        let mut at = 0;
        for c in source.text().chars() {
            at += 1;
            if c == '\n' {
                starts.push(at);
            }
        }
        Lines { source, starts }
    }

    /// Line and column of a character, both from 1.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        (line, at.saturating_sub(start) + 1)
    }

    /// The text of a line without its end.
    pub(crate) fn text(&self, line: usize) -> &'s str {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let end = self.starts.get(line).copied().unwrap_or(self.source.chars());
        self.source.slice(Span::new(start, end)).trim_end_matches(['\n', '\r'])
    }

    /// Where a line begins, in characters.
    pub(crate) fn start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default()
    }
}
