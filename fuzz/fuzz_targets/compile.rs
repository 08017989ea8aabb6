//! Any bytes as a text: tree, facts, diagnostics, draft and Akoma Ntoso never panic, and every character is accounted for.

#![no_main]

use compiler::{Needs, akn, compile, draft};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let compiled = compile(text.as_ref());
    let coverage = compiled.facts.coverage;
    assert_eq!(coverage.characters, text.chars().count());
    assert_eq!(coverage.read + coverage.ignored + coverage.not_understood, coverage.characters);
    let whole = coverage.characters;
    assert!(compiled.facts.diagnostics.iter().all(|it| it.span.start <= it.span.end && it.span.end <= whole));
    assert!(compiled.facts.duties.iter().all(|it| it.span.start <= it.span.end && it.span.end <= whole));
    assert_eq!(akn(&compiled).len(), compiled.facts.documents.len());
    let needs = Needs {
        id: "any".to_owned(),
        district: "000000".to_owned(),
        district_name: "某区".to_owned(),
        digest: &|_| "0".repeat(64),
        known_unit: &|_| true,
        slug: &|_| None,
    };
    assert!(draft(&compiled, &needs).files.len() >= 2);
});
