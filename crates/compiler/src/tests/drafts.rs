//! Drafts are packs: what the compiler writes, `pack::load` reads without a fault.

use super::suite::{cases, fenced};
use crate::{Needs, compile, draft};
use pack::{File, Standards, load, load_standards};
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "the national tables are files beside the project")]
fn standards() -> Standards {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/standards"));
    let texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let files: Vec<File<'_>> = texts.iter().map(|(path, text)| File { path, text }).collect();
    load_standards(&files).unwrap()
}

#[test]
fn the_draft_of_every_document_of_the_suite_is_a_pack() {
    let standards = standards();
    let mut loaded = 0;
    for (path, text) in cases() {
        let compiled = compile(fenced(&path, &text, "document"));
        let needs = Needs {
            id: "draft".to_owned(),
            district: "000000".to_owned(),
            district_name: "某地".to_owned(),
            digest: &|_| "0".repeat(64),
            known_unit: &|unit| standards.units.get(unit).is_ok(),
            slug: &|_| None,
        };
        let draft = draft(&compiled, &needs);
        let numbered = compiled.facts.documents.iter().filter(|document| document.number.is_some()).count();
        if numbered == 0 {
            continue;
        }
        let files: Vec<File<'_>> = draft.files.iter().map(|(path, text)| File { path, text }).collect();
        let pack =
            load(&files, &standards).unwrap_or_else(|faults| panic!("{}: {faults:#?}", path.display()));
        assert_eq!(pack.documents.len(), numbered);
        loaded += 1;
    }
    assert!(loaded >= 5);
}
