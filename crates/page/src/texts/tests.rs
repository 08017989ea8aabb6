use super::{FILES, Texts};
use crate::Language;
use kernel::Say;
use std::collections::BTreeMap;

#[test]
fn every_file_of_words_is_flat_toml_with_equal_keys_in_both_languages() {
    for (file, zh, en) in FILES {
        let zh: BTreeMap<String, String> =
            toml::from_str(zh).unwrap_or_else(|e| panic!("texts/zh/{file}.toml: {e}"));
        let en: BTreeMap<String, String> =
            toml::from_str(en).unwrap_or_else(|e| panic!("texts/en/{file}.toml: {e}"));
        assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>(), "texts/*/{file}.toml");
    }
}

#[test]
fn a_sentence_is_worded_with_its_arguments() {
    let say = Say::new("page.too_many").with("seconds", 30);
    assert!(Texts::built_in().say(Language::Chinese, &say).contains("30"));
    assert!(Texts::built_in().say(Language::English, &say).contains("30"));
}
