//! The wordings of this crate's sentences.

use kernel::Say;
use std::collections::BTreeMap;

const ZH: &str = include_str!("../../../../texts/zh/registers.toml");

/// The sentence in words. A key without wording or a place without argument fails the test.
pub(super) fn render(say: &Say) -> String {
    let key = say.key.strip_prefix("registers.").unwrap_or_else(|| panic!("{} is not ours", say.key));
    let texts: BTreeMap<String, String> = toml_of(ZH);
    let told = say.fill(texts.get(key).unwrap_or_else(|| panic!("no wording for {key}")));
    assert!(!told.contains('{'), "{key}: {told}");
    told
}

/// Lines `name = "wording"`: all that this file of words has.
fn toml_of(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (name, wording) = line.split_once(" = ")?;
        Some((name.to_owned(), serde_json::from_str(wording).ok()?))
    };
    text.lines().filter_map(pair).collect()
}
