//! The first letters of the pinyin of Chinese text.
//!
//! A character may be read in several ways (行: xing, hang), and which one is meant only a dictionary of words could
//! say. So each character stands for the letters of all its readings, and a letter fits when one of them fits: a
//! search finds too much rather than too little.

use pinyin::ToPinyinMulti;

/// The bit of a letter from a to z.
fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ => 0,
    }
}

/// The letters a character may begin with, as bits; a Latin letter stands for itself, other marks for none.
fn readings(c: char) -> u32 {
    if c.is_ascii() {
        return bit(c.to_ascii_lowercase());
    }
    let firsts = |all: pinyin::PinyinMulti| all.into_iter().filter_map(|one| one.plain().chars().next());
    c.to_pinyin_multi().map_or(0, |all| firsts(all).fold(0, |bits, letter| bits | bit(letter)))
}

/// The letters of a word that may be initials; `None` when it is no word of at least two letters.
pub(super) fn letters(word: &str) -> Option<Vec<u32>> {
    let bits: Vec<u32> = word.chars().map(bit).collect();
    (bits.len() >= 2 && !bits.contains(&0)).then_some(bits)
}

/// Lines of text by their initials.
#[derive(Debug, Default)]
pub(super) struct Initials {
    bits: Vec<u32>,
    /// Where each line ends in `bits`.
    ends: Vec<usize>,
}

impl Initials {
    /// Takes in a line; marks between its characters do not count.
    pub(super) fn push(&mut self, line: &str) {
        self.bits.extend(line.chars().map(readings).filter(|bits| *bits != 0));
        self.ends.push(self.bits.len());
    }

    /// Marks the lines in which the letters stand one after the other.
    pub(super) fn find(&self, letters: &[u32], found: &mut [bool]) {
        let mut start = 0;
        for (end, found) in self.ends.iter().zip(found) {
            let line = self.bits.get(start..*end).unwrap_or_default();
            *found |= stand(line, letters);
            start = *end;
        }
    }

    /// Whether the letters stand in any line.
    pub(super) fn has(&self, letters: &[u32]) -> bool {
        let mut found = vec![false; self.ends.len()];
        self.find(letters, &mut found);
        found.contains(&true)
    }
}

fn stand(line: &[u32], letters: &[u32]) -> bool {
    line.windows(letters.len())
        .any(|window| window.iter().zip(letters).all(|(may, letter)| may & letter != 0))
}
