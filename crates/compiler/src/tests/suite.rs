//! The golden suite: `suite/*.md`, prose for the reader, a document, and the facts it must give.

use super::outline::outline;
use crate::compile;
use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "the suite is files beside the crate")]
pub(super) fn cases() -> Vec<(PathBuf, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/suite");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// The inside of the block fenced as a kind.
pub(super) fn fenced<'a>(path: &PathBuf, text: &'a str, kind: &str) -> &'a str {
    let open = format!("```{kind}\n");
    let (_, rest) = text.split_once(&open).unwrap_or_else(|| panic!("{path:?} has no block ```{kind}"));
    rest.split_once("```").unwrap_or_else(|| panic!("{path:?}: the block ```{kind} does not end")).0
}

#[expect(clippy::disallowed_methods, reason = "LUOSHI_GOLDEN=1 rewrites the expected facts")]
fn rewrite(path: &PathBuf, text: &str, old: &str, new: &str) -> bool {
    let wanted = std::env::var("LUOSHI_GOLDEN").is_ok();
    if wanted {
        let block = |inside: &str| format!("```facts\n{inside}```");
        std::fs::write(path, text.replace(&block(old), &block(new))).unwrap();
    }
    wanted
}

#[test]
fn every_document_of_the_suite_gives_its_facts() {
    let mut wrong = vec![];
    for (path, text) in cases() {
        let compiled = compile(fenced(&path, &text, "document"));
        let (expected, found) = (fenced(&path, &text, "facts"), outline(&compiled));
        if found != expected && !rewrite(&path, &text, expected, &found) {
            wrong.push(format!("{}\nexpected:\n{expected}\nfound:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nLUOSHI_GOLDEN=1 accepts what was found", wrong.join("\n"));
}
