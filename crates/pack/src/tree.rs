//! TOML as written: entries with the line they stand on.
//!
//! Lists of tables are taken out one by one, so that a fault in one entry does not hide those of the next.

use crate::fault::{Faults, File, Spot};
use kernel::Say;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

/// A TOML file that could be parsed.
pub(crate) struct Tree<'a> {
    page: Page<'a>,
    table: DeTable<'a>,
    lists: Vec<&'static str>,
}

/// Finds lines in a file and takes faults there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    file: File<'a>,
    faults: &'a Faults,
}

impl<'a> Page<'a> {
    /// The file, with where its faults go.
    pub(crate) fn new(file: &File<'a>, faults: &'a Faults) -> Page<'a> {
        Page { file: *file, faults }
    }

    /// The place of a byte of the file.
    fn byte(self, byte: usize) -> Spot<'a> {
        self.faults.at_byte(&self.file, byte)
    }

    /// The place of a value of the entry.
    pub(crate) fn spot<T>(self, value: &Spanned<T>, key: &'static str) -> Spot<'a> {
        self.byte(value.span().start).column(key)
    }

    fn refuse(self, error: &Error, accepted: &[&str]) {
        self.byte(error.span().map_or(0, |span| span.start)).fault(in_our_words(error.message(), accepted));
    }
}

impl<'a> Tree<'a> {
    /// Parses a file; a fault and nothing when it is not TOML.
    pub(crate) fn parse(file: &File<'a>, faults: &'a Faults) -> Option<Tree<'a>> {
        let page = Page::new(file, faults);
        match DeTable::parse(file.text) {
            Ok(table) => Some(Tree { page, table: table.into_inner(), lists: Vec::new() }),
            Err(error) => {
                page.refuse(&error, &[]);
                None
            }
        }
    }

    /// Where faults of this file go.
    pub(crate) fn page(&self) -> Page<'a> {
        self.page
    }

    /// How many entries `[[name]]` there are, readable or not.
    pub(crate) fn len(&self, name: &str) -> usize {
        self.table
            .get(name)
            .and_then(|value| value.get_ref().as_array())
            .map_or(0, |items| items.iter().count())
    }

    /// Takes the entries `[[name]]` out. An entry that cannot be read is a fault and left out.
    pub(crate) fn list<T: DeserializeOwned>(&mut self, name: &'static str) -> Vec<Spanned<T>> {
        self.lists.push(name);
        let Some(value) = self.table.remove(name) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().filter_map(|item| self.entry(item)).collect(),
            _ => {
                self.page.byte(span.start).fault(Say::new("pack.not_a_list").with("key", name));
                Vec::new()
            }
        }
    }

    fn entry<T: DeserializeOwned>(&self, item: Spanned<DeValue<'a>>) -> Option<Spanned<T>> {
        let span = item.span();
        match T::deserialize(ValueDeserializer::from(item)) {
            Ok(raw) => Some(Spanned::new(span, raw)),
            Err(error) => {
                self.page.refuse(&error, &[]);
                None
            }
        }
    }

    /// Reads what is left: the keys at the top of the file. Call it after every [`Tree::list`].
    pub(crate) fn head<T: DeserializeOwned>(self) -> Option<T> {
        let whole = 0..self.page.file.text.len();
        match T::deserialize(Deserializer::from(Spanned::new(whole, self.table))) {
            Ok(head) => Some(head),
            Err(error) => {
                self.page.refuse(&error, &self.lists);
                None
            }
        }
    }
}

/// The parser's English sentence as one of ours; what we do not know is passed on as it is.
fn in_our_words(message: &str, more: &[&str]) -> Say {
    let words = quoted(message);
    let first = words.first().copied().unwrap_or_default();
    let accepted = |more: &[&str]| words.iter().skip(1).chain(more).copied().collect::<Vec<_>>().join(" / ");
    match message.split('`').next().unwrap_or_default() {
        "unknown field " => {
            Say::new("pack.unknown_key").with("found", first).with("accepted", accepted(more))
        }
        "unknown variant " => {
            Say::new("pack.unknown_word").with("found", first).with("accepted", accepted(&[]))
        }
        "missing field " => Say::new("pack.missing_key").with("missing", first),
        "duplicate key" => Say::new("pack.key_twice"),
        _ => wrong_type(message).unwrap_or_else(|| Say::new("pack.not_toml").with("why", message)),
    }
}

/// `invalid type: integer `3`, expected a string`: what should stand there instead.
fn wrong_type(message: &str) -> Option<Say> {
    let (_, expected) = message.strip_prefix("invalid type")?.rsplit_once(", expected ")?;
    Some(Say::new(match expected {
        "a string" => "pack.not_text",
        "a TOML datetime" => "pack.not_a_day",
        "a sequence" => "pack.not_several",
        "a boolean" => "pack.not_yes_or_no",
        _ if expected.starts_with(['i', 'u']) => "pack.not_a_number",
        _ => return None,
    }))
}
/// The words between backquotes.
pub(crate) fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}
