//! A stretch of the source that knows where it stands.

use std::ops::Range;
use syntax::{Source, Span};

/// A stretch of the source: its text, and how bytes of it become characters of the whole file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage<'t> {
    /// The text.
    pub(crate) text: &'t str,
    source: &'t Source,
    byte: usize,
}

impl<'t> Passage<'t> {
    /// The stretch at a place.
    pub(crate) fn new(source: &'t Source, span: Span) -> Passage<'t> {
        Passage { text: source.slice(span), source, byte: source.byte(span.start) }
    }

    /// Where bytes of the stretch stand in the file, in characters.
    pub(crate) fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(self.source.char(self.byte + bytes.start), self.source.char(self.byte + bytes.end))
    }

    /// Where the whole stretch stands.
    pub(crate) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// A part of the stretch; empty when the bytes do not divide characters.
    pub(crate) fn part(&self, bytes: Range<usize>) -> Passage<'t> {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        Passage { text, source: self.source, byte: self.byte + bytes.start }
    }

    /// The part at a place of the file, when it lies inside.
    pub(crate) fn text_at(&self, span: Span) -> Option<Passage<'t>> {
        let bytes = self.source.byte(span.start)..self.source.byte(span.end);
        let inside = bytes.start >= self.byte && bytes.end <= self.byte + self.text.len();
        inside.then(|| self.part(bytes.start - self.byte..bytes.end - self.byte))
    }

    /// The same without blanks at both ends.
    pub(crate) fn trim(&self) -> Passage<'t> {
        let led = self.text.trim_start();
        let start = self.text.len() - led.len();
        self.part(start..start + led.trim_end().len())
    }

    /// A text that is a part of this one, with its place.
    pub(crate) fn of(&self, part: &'t str) -> Passage<'t> {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.part(start..start + part.len())
    }

    /// At most so many characters before a byte, so that a long paragraph is not read again for each find.
    pub(crate) fn before(&self, at: usize, most: usize) -> &'t str {
        let text = self.text.get(..at).unwrap_or_default();
        let start = text.char_indices().rev().nth(most).map_or(0, |(start, c)| start + c.len_utf8());
        text.get(start..).unwrap_or_default()
    }

    /// At most so many characters from a byte on.
    pub(crate) fn after(&self, at: usize, most: usize) -> &'t str {
        let text = self.text.get(at..).unwrap_or_default();
        let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
        text.get(..end).unwrap_or_default()
    }

    /// The pieces between characters that divide, empty ones left out.
    pub(crate) fn split(self, divides: impl Fn(char) -> bool) -> impl Iterator<Item = Passage<'t>> {
        self.text.split(divides).map(move |part| self.of(part).trim()).filter(|part| !part.text.is_empty())
    }

    /// Its sentences; the mark at the end is left out.
    pub(crate) fn sentences(self) -> impl Iterator<Item = Passage<'t>> {
        self.split(|c| matches!(c, '。' | '；' | '！' | '？' | ';' | '\n'))
    }
}
