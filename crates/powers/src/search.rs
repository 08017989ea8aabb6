//! Finding items by what people remember of them: a word of the name, a code, the first letters of the pinyin, the
//! body, the rule it rests on. Pure.
//!
//! An [`Index`] holds the words of one edition in memory and is read through for each search: no index that both
//! engines have finds a word inside Chinese text, and 200,000 names are read through in a few milliseconds.

mod initials;
mod synonyms;

pub(crate) use synonyms::Synonyms;

use crate::model::{Field, Item};
use initials::Initials;
use std::collections::HashMap;
use std::ops::Range;

/// Marks the end of a line in the searched text: it stands in no name and in no word that is searched.
const END: char = '\n';

/// The words of one edition of a list.
#[derive(Debug, Default)]
pub(crate) struct Index {
    rows: Vec<Row>,
    /// Code, name and basis of each row, one line each.
    text: String,
    /// The initials of each name, one line each.
    names: Initials,
    /// Kinds and bodies, each once.
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Row {
    seq: u32,
    code: Range<usize>,
    name: Range<usize>,
    line: Range<usize>,
    kind: usize,
    holder: usize,
}

#[derive(Debug)]
struct Term {
    words: String,
    /// Other names of the same body.
    also: Vec<String>,
    initials: Initials,
}

/// An item that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit<'a> {
    /// Place in the list.
    pub(crate) seq: u32,
    /// Its code.
    pub(crate) code: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// Its kind.
    pub(crate) kind: &'a str,
    /// Who exercises it.
    pub(crate) holder: &'a str,
}

/// What is looked for; an empty text means any.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted<'a> {
    /// Words that must all be found, divided by blanks.
    pub(crate) words: &'a str,
    /// Exactly this kind.
    pub(crate) kind: &'a str,
    /// Exactly this body.
    pub(crate) holder: &'a str,
}

impl Index {
    /// Takes in the items of an edition, in the list's order. `also` has the other names of a body.
    pub(crate) fn of<'a>(
        items: impl IntoIterator<Item = &'a Item>,
        also: &dyn Fn(&str) -> Vec<String>,
    ) -> Index {
        let (mut index, mut known) = (Index::default(), HashMap::new());
        for item in items {
            let kind = index.term(&mut known, &item.kind, &|_| Vec::new());
            let holder = index.term(&mut known, &item.holder, also);
            index.row(item, kind, holder);
        }
        index
    }

    fn term(
        &mut self,
        known: &mut HashMap<String, usize>,
        words: &str,
        also: &dyn Fn(&str) -> Vec<String>,
    ) -> usize {
        if let Some(at) = known.get(words) {
            return *at;
        }
        let mut initials = Initials::default();
        let also = also(words);
        also.iter().map(String::as_str).chain([words]).for_each(|name| initials.push(name));
        self.terms.push(Term { words: words.to_owned(), also, initials });
        known.insert(words.to_owned(), self.terms.len() - 1);
        self.terms.len() - 1
    }

    fn row(&mut self, item: &Item, kind: usize, holder: usize) {
        let start = self.text.len();
        let code = self.put(&item.code);
        let name = self.put(&item.name);
        self.put(item.field(Field::Basis).unwrap_or_default());
        let line = self.text.get(start..).unwrap_or_default();
        // Letters are searched small; the name is shown as it is written, so that it stands there twice.
        let small = line.to_lowercase();
        if small != line {
            self.text.push_str(&small);
        }
        self.text.push(END);
        self.names.push(&item.name);
        self.rows.push(Row { seq: item.seq, code, name, line: start..self.text.len(), kind, holder });
    }

    fn put(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.extend(words.chars().map(|c| if c == END { ' ' } else { c }));
        let end = self.text.len();
        self.text.push(' ');
        start..end
    }

    /// How many items the edition has.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The items in which every word is found, those with the whole text in code or name first, then in the list's
    /// order.
    pub(crate) fn find(&self, wanted: &Wanted<'_>, synonyms: &Synonyms) -> Vec<Hit<'_>> {
        let mut kept = vec![true; self.rows.len()];
        self.narrow(&mut kept, wanted.kind, |row| row.kind);
        self.narrow(&mut kept, wanted.holder, |row| row.holder);
        for word in wanted.words.split_whitespace() {
            let found = self.stands(&word.to_lowercase(), synonyms);
            kept.iter_mut().zip(found).for_each(|(kept, found)| *kept &= found);
        }
        let kept = self.rows.iter().zip(kept).filter(|(_, kept)| *kept).map(|(row, _)| self.hit(row));
        let whole = wanted.words.trim();
        let (mut first, rest): (Vec<_>, Vec<_>) =
            kept.partition(|hit| whole.is_empty() || hit.code == whole || hit.name.contains(whole));
        first.extend(rest);
        first
    }

    fn narrow(&self, kept: &mut [bool], term: &str, of: impl Fn(&Row) -> usize) {
        if !term.is_empty() {
            let at = self.terms.iter().position(|known| known.words == term);
            kept.iter_mut().zip(&self.rows).for_each(|(kept, row)| *kept &= at == Some(of(row)));
        }
    }

    fn hit(&self, row: &Row) -> Hit<'_> {
        let text = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        let term = |at: usize| self.terms.get(at).map_or("", |term| term.words.as_str());
        let (code, name) = (text(&row.code), text(&row.name));
        Hit { seq: row.seq, code, name, kind: term(row.kind), holder: term(row.holder) }
    }

    /// The rows in which a word, or one that means the same, is found.
    fn stands(&self, word: &str, synonyms: &Synonyms) -> Vec<bool> {
        let mut found = vec![false; self.rows.len()];
        let same = synonyms.of(word);
        for word in std::iter::once(word).chain(same.iter().map(String::as_str)) {
            self.in_text(word, &mut found);
            self.in_terms(word, &mut found);
        }
        if let Some(letters) = initials::letters(word) {
            self.names.find(&letters, &mut found);
        }
        found
    }

    fn in_text(&self, word: &str, found: &mut [bool]) {
        let mut lines = self.rows.iter().zip(found);
        let mut line = lines.next();
        for (at, _) in self.text.match_indices(word) {
            while let Some((row, _)) = &line
                && row.line.end <= at
            {
                line = lines.next();
            }
            match &mut line {
                Some((_, found)) => **found = true,
                None => return,
            }
        }
    }

    /// Kinds and bodies are few: each is looked at once, not once for each item.
    fn in_terms(&self, word: &str, found: &mut [bool]) {
        let letters = initials::letters(word);
        let has = |term: &Term| {
            let names = term.also.iter().chain([&term.words]);
            names.into_iter().any(|name| name.to_lowercase().contains(word))
                || letters.as_ref().is_some_and(|letters| term.initials.has(letters))
        };
        let terms: Vec<bool> = self.terms.iter().map(has).collect();
        if terms.contains(&true) {
            let is = |at: usize| terms.get(at).copied().unwrap_or_default();
            found
                .iter_mut()
                .zip(&self.rows)
                .for_each(|(found, row)| *found |= is(row.kind) || is(row.holder));
        }
    }
}

#[cfg(test)]
mod tests;
