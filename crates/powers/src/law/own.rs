//! 本法, 本条例, 本规定: names that were taken out of a rule and still speak of it without naming it (P-004).

use super::cite::{Cite, Way};

const WORDS: [&str; 7] = ["本条例", "本规定", "本办法", "本细则", "本规则", "本规程", "本法"];
/// What before or after makes another word of it: 基本规定, 本法定代表人.
const NOT_BEFORE: &str = "基根日样版资成文";
const NOT_AFTER: &str = "人定院律学";

/// The word with which a name speaks of the rule it stands in.
pub(super) fn word(name: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|word| {
        name.match_indices(word).any(|(at, _)| {
            let before = name.get(..at).and_then(|text| text.chars().next_back());
            let after = name.get(at + word.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(|c| NOT_BEFORE.contains(c)) && !after.is_some_and(|c| NOT_AFTER.contains(c))
        })
    })
}

/// Whether the basis names just one law that such a word fits.
pub(super) fn is_told(word: &str, cites: &[Cite]) -> bool {
    let fitting = cites.iter().filter(|cite| cite.way == Way::Basis && fits(word, &cite.law));
    fitting.count() == 1
}

/// Whether 本规定 can mean a law of this name.
pub(super) fn fits(word: &str, law: &str) -> bool {
    let kind = word.strip_prefix('本').unwrap_or(word);
    let law = law.split('（').next().unwrap_or(law);
    // 办法 is no 法.
    law.ends_with(kind) && !(kind == "法" && law.ends_with("办法"))
}

/// The words that can mean a law of this name.
pub(crate) fn words_for(law: &str) -> impl Iterator<Item = &'static str> {
    WORDS.into_iter().filter(move |word| fits(word, law))
}

/// So many characters in a row must stand in both a law's name and an item's.
const SHARED: usize = 4;

/// Whether a law and an item speak of the same thing: a run of four characters of the law's name, without its kind,
/// stands in the item's.
pub(super) fn is_alike(law: &str, name: &str) -> bool {
    let chars: Vec<char> = law.chars().collect();
    chars.windows(SHARED).any(|run| name.contains(&run.iter().collect::<String>()))
}
