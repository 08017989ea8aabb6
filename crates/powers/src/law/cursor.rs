//! A place in a text from which one reads on. Offsets are bytes and always between characters.

use super::numeral;

/// A text and how far it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// How far.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Reads one of these characters, if it is next.
    pub(super) fn eat_any(&mut self, wanted: &str) -> Option<char> {
        let c = self.peek().filter(|c| wanted.contains(*c))?;
        self.bump();
        Some(c)
    }

    /// Reads a word, if it is next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn blanks(&mut self) {
        while self.peek().is_some_and(|c| c.is_whitespace() && c != '\n') {
            self.bump();
        }
    }

    /// Reads a number, also one in brackets: 第（三）项.
    pub(super) fn number(&mut self) -> Option<u32> {
        let before = *self;
        let open = self.eat_any("（(").is_some();
        let start = self.at;
        while self.peek().is_some_and(numeral::is_numeral) {
            self.bump();
        }
        let number = self.text.get(start..self.at).and_then(numeral::read);
        if number.is_none() || (open && self.eat_any("）)").is_none()) {
            *self = before;
            return None;
        }
        number
    }
}
