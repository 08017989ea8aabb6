//! The wordings of this crate's sentences.

use kernel::Say;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ZH: &str = include_str!("../../../../texts/zh/pack.toml");
pub(super) const EN: &str = include_str!("../../../../texts/en/pack.toml");

/// The sentence in words. A key without wording or a place without argument fails the test.
pub(super) fn render(say: &Say, texts: &str) -> String {
    let key = say.key.strip_prefix("pack.").unwrap_or_else(|| panic!("{} is not ours", say.key));
    let texts = texts_of(texts);
    let told = say.fill(texts.get(key).unwrap_or_else(|| panic!("no wording for {key}")));
    for (name, _) in &say.with {
        assert!(!told.contains(&format!("{{{name}}}")), "{key}: {name} is not filled");
    }
    let wording = &texts[key];
    for place in places(wording) {
        assert!(say.with.iter().any(|(name, _)| *name == place), "{key}: nobody fills {{{place}}}");
    }
    told
}

fn texts_of(texts: &str) -> BTreeMap<String, String> {
    toml::from_str(texts).unwrap()
}

fn places(wording: &str) -> BTreeSet<String> {
    let open = wording.split('{').skip(1);
    open.filter_map(|rest| rest.split_once('}')).map(|(place, _)| place.to_owned()).collect()
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_places() {
    let (zh, en) = (texts_of(ZH), texts_of(EN));
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, wording) in &zh {
        assert_eq!(places(wording), places(&en[key]), "{key}");
    }
}

/// Every wording must be met by the suite, so that no refusal is untested and no wording unused.
#[expect(clippy::disallowed_methods, reason = "tests read their own pages")]
#[test]
fn every_sentence_is_shown_in_the_suite() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("suite");
    let pages = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let suite: String = pages.collect();
    let unseen = |wording: &str| !suite.lines().any(|line| is_filled(wording, line));
    let missing: Vec<String> =
        texts_of(ZH).into_iter().filter(|(_, wording)| unseen(wording)).map(|(key, _)| key).collect();
    assert!(missing.is_empty(), "no page of the suite shows {missing:?}");
}

/// Whether the line is the wording with its places filled: all fixed parts, in order.
fn is_filled(wording: &str, line: &str) -> bool {
    let mut rest = Some(line);
    for (at, part) in wording.split('{').enumerate() {
        let fixed = part.split_once('}').filter(|_| at > 0).map_or(part, |(_, after)| after);
        rest = rest.and_then(|rest| rest.split_once(fixed)).map(|(_, after)| after);
    }
    rest.is_some()
}
