//! Places in a text, counted in characters, and the text they point into.

/// A place in the text: character offsets, start inclusive, end exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an end before the start makes it empty.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// How many characters it covers.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A text that can be cut at character offsets quickly: it remembers the byte of every 16th character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    text: String,
    every: Vec<usize>,
    chars: usize,
}

/// Distance of remembered characters: 8 bytes for about 48 bytes of Chinese, and at most 15 steps to a place.
const STEP: usize = 16;

impl Source {
    /// Takes the text as it is; nothing is changed.
    pub fn new(text: impl Into<String>) -> Source {
        let text = text.into();
        let (mut every, mut chars) = (Vec::with_capacity(text.len() / STEP / 2), 0);
        for (byte, value) in text.bytes().enumerate() {
            // Bytes that continue a character begin none.
            if value & 0xC0 != 0x80 {
                if chars % STEP == 0 {
                    every.push(byte);
                }
                chars += 1;
            }
        }
        Source { text, every, chars }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its length in characters.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// The text at a place; what lies outside the text is left out.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(self.byte(span.start)..self.byte(span.end)).unwrap_or_default()
    }

    /// The byte at which a character begins; the length in bytes beyond the end.
    pub fn byte(&self, at: usize) -> usize {
        let Some(&near) = self.every.get(at / STEP) else { return self.text.len() };
        let rest = self.text.get(near..).unwrap_or_default();
        rest.char_indices().nth(at % STEP).map_or(self.text.len(), |(byte, _)| near + byte)
    }

    /// The character that begins at a byte: how many characters stand before it.
    pub fn char(&self, byte: usize) -> usize {
        let after = self.every.partition_point(|start| *start <= byte);
        let block = after.saturating_sub(1);
        let near = self.every.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(near..byte.min(self.text.len())).unwrap_or_default();
        // Bytes that continue a character are no character of their own.
        block * STEP + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }
}
