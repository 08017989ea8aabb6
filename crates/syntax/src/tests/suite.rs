//! The golden suite: `suite/*.md`, prose for the reader, a document, and the outline it must give.

use super::outline::outline;
use crate::{Source, parse};
use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "the suite is files beside the crate")]
fn cases() -> Vec<(PathBuf, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/suite");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// The documents of the suite, for the property tests to spoil.
pub(super) fn documents() -> Vec<String> {
    cases().iter().map(|(path, text)| fenced(path, text, "document").to_owned()).collect()
}

/// The inside of the block fenced as a kind.
fn fenced<'a>(path: &PathBuf, text: &'a str, kind: &str) -> &'a str {
    let open = format!("```{kind}\n");
    let (_, rest) = text.split_once(&open).unwrap_or_else(|| panic!("{path:?} has no block ```{kind}"));
    rest.split_once("```").unwrap_or_else(|| panic!("{path:?}: the block ```{kind} does not end")).0
}

#[expect(clippy::disallowed_methods, reason = "LUOSHI_GOLDEN=1 rewrites the expected outlines")]
fn rewrite(path: &PathBuf, text: &str, old: &str, new: &str) -> bool {
    let wanted = std::env::var("LUOSHI_GOLDEN").is_ok();
    if wanted {
        let block = |inside: &str| format!("```outline\n{inside}```");
        std::fs::write(path, text.replace(&block(old), &block(new))).unwrap();
    }
    wanted
}

#[test]
fn every_document_of_the_suite_gives_its_outline() {
    let mut wrong = vec![];
    for (path, text) in cases() {
        let source = Source::new(fenced(&path, &text, "document"));
        let expected = fenced(&path, &text, "outline");
        let found = outline(&parse(source.text()), &source);
        if found != expected && !rewrite(&path, &text, expected, &found) {
            wrong.push(format!("{}\nexpected:\n{expected}\nfound:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nLUOSHI_GOLDEN=1 accepts what was found", wrong.join("\n"));
}

#[test]
fn the_suite_has_at_least_fifteen_documents() {
    assert!(cases().len() >= 15);
}
