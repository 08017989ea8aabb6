//! Every sentence the store can say has a wording in both languages.

use std::collections::BTreeMap;

const ZH: &str = include_str!("../../../../texts/zh/store.toml");
const EN: &str = include_str!("../../../../texts/en/store.toml");
/// The files that say something.
const SOURCES: [&str; 3] =
    [include_str!("../error.rs"), include_str!("../receipt.rs"), include_str!("../verify/fault.rs")];

fn wordings(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once(" = ")).collect()
}

fn places(wording: &str) -> Vec<&str> {
    let mut places: Vec<_> = wording.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    places.sort_unstable();
    places
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_places() {
    let (zh, en) = (wordings(ZH), wordings(EN));
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, wording) in zh {
        assert_eq!(places(wording), places(en[key]), "{key}");
    }
}

#[test]
fn every_sentence_is_said_and_every_saying_has_a_sentence() {
    let mut said: Vec<_> = SOURCES
        .iter()
        .flat_map(|source| source.split("\"store.").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said, wordings(ZH).into_keys().collect::<Vec<_>>());
}
