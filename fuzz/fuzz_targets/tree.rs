//! Any bytes as a text: the tree is there, its pieces are the whole text, and its clauses lie inside.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let gazette = syntax::parse(&text);
    let whole = text.chars().count();
    let pieces: usize = gazette.pieces.iter().map(|piece| piece.span.end - piece.span.start).sum();
    assert_eq!(pieces, whole);
    for document in &gazette.documents {
        assert!(document.clauses.iter().all(|clause| clause.own.start <= clause.own.end && clause.own.end <= whole));
    }
});
