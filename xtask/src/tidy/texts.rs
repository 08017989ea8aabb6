//! Every sentence is written in both languages, is used, and fills the same places.
//!
//! Why: a key without a wording shows as a key to the person who needed the sentence; a wording without a use is
//! translated for nobody. A key that is put together at run time is declared in its file by a comment
//! `# prefix: file.start_of_name`, and that start must be a literal in the code.
//!
//! A literal counts as a key where a sentence is asked for (`Say::new("…")`, `.t("…")`), and wherever it has the
//! shape `file.name` with the name of a file of texts, as in a `match` that gives keys.

mod read;

use crate::rust::literals;
use crate::tree::{Fault, File, Tree, has_call};
use read::{Text, Texts, read};
use std::collections::BTreeSet;

/// Where the files of texts are named to be built in.
const LIST: &str = "crates/page/src/texts.rs";

/// Endings of files on disk: `page.css` is no key.
const FILES: &[&str] =
    &["toml", "csv", "json", "md", "rs", "sql", "css", "js", "db", "key", "docx", "xlsx", "ics", "atom"];

/// Code after which a literal is the key of a text.
const CALLS: &[&str] = &["Say::new(", ".t(", "t!(", "tr("];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let (chinese, english) = (read(tree, "texts/zh/"), read(tree, "texts/en/"));
    let uses = uses(tree, &chinese);
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(chinese.faults.iter().chain(&english.faults).cloned());
    faults.extend(missing(&chinese, &english, "texts/en"));
    faults.extend(missing(&english, &chinese, "texts/zh"));
    faults.extend(places(&chinese, &english));
    faults.extend(unknown(&chinese, &uses));
    faults.extend(unused(&chinese, &uses));
    faults.extend(unlisted(tree));
    faults
}

/// Literals of the code that ships: those that must be keys, with their place, and simply all.
struct Uses {
    keys: Vec<(String, Fault)>,
    all: BTreeSet<String>,
}

fn uses(tree: &Tree, texts: &Texts) -> Uses {
    let mut uses = Uses { keys: Vec::new(), all: BTreeSet::new() };
    for file in tree.rust().filter(|file| file.krate().is_some() && !file.is_test()) {
        for literal in literals(&file.text) {
            if CALLS.iter().any(|call| has_call(literal.before, call))
                || (looks_like_key(literal.text, texts) && !names_an_event(literal.before))
            {
                uses.keys.push((literal.text.to_owned(), file.fault(literal.line, "", "")));
            }
            uses.all.insert(literal.text.to_owned());
        }
    }
    uses
}

/// `file.name` of a file of texts; a prefix of keys and the name of a file on disk are none.
/// `const KIND: &str = "pack.adopted"` names an event, which has the same shape.
fn names_an_event(before: &str) -> bool {
    before.lines().last().is_some_and(|line| line.contains("const KIND"))
}

fn looks_like_key(literal: &str, texts: &Texts) -> bool {
    let Some((stem, name)) = literal.split_once('.') else { return false };
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let prefix = texts.prefixes.iter().any(|(prefix, _)| prefix == literal);
    plain && !prefix && !FILES.contains(&name) && texts.stems.contains(stem)
}

/// Texts of one language that the other has not.
fn missing(have: &Texts, other: &Texts, folder: &str) -> Vec<Fault> {
    let absent = have.texts.iter().filter(|(key, _)| !other.texts.contains_key(*key));
    absent
        .map(|(key, text)| {
            text.fault(format!("`{key}` is missing in {folder}"), "the same keys in both languages")
        })
        .collect()
}

fn places(chinese: &Texts, english: &Texts) -> Vec<Fault> {
    let differ = |(key, text): (&String, &Text)| {
        let other = english.texts.get(key).filter(|other| other.places != text.places)?;
        let what = format!("`{key}` fills {:?}, in texts/zh {:?}", other.places, text.places);
        Some(other.fault(what, "the same {places} in both languages"))
    };
    chinese.texts.iter().filter_map(differ).collect()
}

fn unknown(texts: &Texts, uses: &Uses) -> Vec<Fault> {
    let absent = uses.keys.iter().filter(|(key, _)| !texts.texts.contains_key(key));
    let fault = |(key, at): &(String, Fault)| {
        let file = key.split('.').next().unwrap_or_default();
        Fault {
            what: format!("no text `{key}`"),
            accepted: format!("a line in texts/zh/{file}.toml and texts/en/{file}.toml"),
            ..at.clone()
        }
    };
    absent.map(fault).collect()
}

fn unused(texts: &Texts, uses: &Uses) -> Vec<Fault> {
    let idle = texts.prefixes.iter().filter(|(prefix, _)| !starts_literal(uses, prefix));
    let idle = idle.map(|(prefix, at)| Fault {
        what: format!("no literal in crates/ begins with `{prefix}`"),
        accepted: "a prefix that the code puts keys together from".to_owned(),
        ..at.clone()
    });
    let used = |key: &str| {
        uses.all.contains(key) || texts.prefixes.iter().any(|(prefix, _)| key.starts_with(prefix))
    };
    let plain = texts.texts.iter().filter(|(key, _)| !used(key));
    let plain = plain.map(|(key, text)| {
        text.fault(format!("`{key}` is used nowhere"), "a literal in crates/, or `# prefix: …` in this file")
    });
    idle.chain(plain).collect()
}

fn starts_literal(uses: &Uses, prefix: &str) -> bool {
    uses.all.range(prefix.to_owned()..).next().is_some_and(|literal| literal.starts_with(prefix))
}

/// Files of texts that are not built in.
fn unlisted(tree: &Tree) -> Vec<Fault> {
    let list = tree.get(LIST).map(|file| literals(&file.text)).unwrap_or_default();
    let built_in = |file: &File| list.iter().any(|it| it.text == file.name().trim_end_matches(".toml"));
    let absent = tree.under("texts/zh/").filter(|file| !built_in(file));
    absent
        .map(|file| file.fault(1, "the file is not built in", format!("its name in text_files! of {LIST}")))
        .collect()
}
