//! No telephone number of a person or office stands in packs, documentation or suites.
//!
//! Why: a pack holds facts of a district, and the gazette's contacts become visible to signed-in staff only once
//! its text is attached. Longer codes, digests and figures with separators are fine.

use crate::tree::{Fault, File, Tree, lines};

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let crates = tree.under("crates/").filter(|file| file.is_test());
    let files = tree.under("packs/").chain(tree.under("docs/")).chain(crates);
    files.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let fault = |(number, line): (usize, &str)| {
        let word = words(line).find(|word| is_telephone(word))?;
        let accepted = "no number; a figure of seven digits as 5,000,000";
        Some(file.fault(number, format!("`{word}` looks like a telephone number"), accepted))
    };
    lines(&file.text).filter_map(fault).collect()
}

/// Runs of letters and digits, so that digits inside a digest are no word of their own.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

/// A mobile number (eleven digits from 13 to 19) or a local one (seven digits from 2 to 8, not a round figure).
fn is_telephone(word: &str) -> bool {
    let mut digits = word.bytes();
    let (first, second) = (digits.next().unwrap_or_default(), digits.next().unwrap_or_default());
    let shape = match word.len() {
        11 => first == b'1' && (b'3'..=b'9').contains(&second),
        7 => (b'2'..=b'8').contains(&first) && !word.ends_with("000"),
        _ => false,
    };
    shape && word.bytes().all(|byte| byte.is_ascii_digit())
}
