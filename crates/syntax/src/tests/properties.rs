//! What holds for any text whatever.

use super::suite::documents;
use crate::{Clause, Gazette, Piece, PieceKind, Source, Span, digest_text, parse};
use proptest::prelude::*;
use std::collections::HashSet;

/// Pieces official texts are made of, so that arbitrary texts come near real ones.
const WORDS: &[&str] = &[
    "某区人民政府",
    "办公室",
    "关于",
    "印发",
    "方案的通知",
    "某政发〔2024〕3号",
    "第2号",
    "令",
    "各镇政府：",
    "\n",
    "\n\n",
    "\t",
    " \t",
    "一、",
    "二、",
    "（一）",
    "（1）",
    "1．",
    "2.",
    "1.1 ",
    "1.1.1",
    "①",
    "第一条 ",
    "第二章 ",
    "一是",
    "二是",
    "三是",
    "。",
    "：",
    "，",
    "附件",
    "附件1\n",
    "附件：1．",
    "注：",
    "2024年3月1日",
    "（此件公开发布）",
    "序号",
    "1",
    "2",
    "领导小组",
    "负责",
    "总则",
    "\u{feff}",
    "\r\n",
    "\u{3000}",
    "— 3 —",
    "目录",
    "……5",
    "(",
    "【2023】",
    "9.9.9.9.9.9.9",
    "第百条",
    "\u{200b}",
    "𠮷",
    "é",
];

fn official() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..80).prop_map(|words| words.concat())
}

/// A document of the suite with lines taken out, doubled or cut short.
fn spoiled() -> impl Strategy<Value = String> {
    let changes =
        prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<prop::sample::Index>()), 1..12);
    (prop::sample::select(documents()), changes).prop_map(|(text, changes)| {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        for (at, change, other) in changes {
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match change {
                0 if lines.len() > 1 => drop(lines.remove(at)),
                1 => lines.insert(other, lines[at].clone()),
                2 => lines[at] = lines[at].chars().take(other).collect(),
                _ => lines.swap(at, other),
            }
        }
        lines.concat()
    })
}

fn holds(text: &str) {
    let source = Source::new(text);
    let gazette = parse(text);
    adds_up(&gazette, &source);
    for document in &gazette.documents {
        let whole = Span::new(0, source.chars());
        assert!(whole.contains(document.span));
        let paths: HashSet<&str> = document.clauses.iter().map(|clause| clause.path.as_str()).collect();
        assert_eq!(paths.len(), document.clauses.len(), "two clauses share a path");
        for (at, clause) in document.clauses.iter().enumerate() {
            stands(clause, &document.clauses, at);
            assert!(document.span.contains(clause.span), "{clause:?}");
            let _ = digest_text(clause, &source);
        }
    }
}

/// Pieces follow each other without gap and give back the text.
fn adds_up(gazette: &Gazette, source: &Source) {
    let coverage = gazette.coverage();
    assert_eq!(coverage.characters, source.chars());
    assert_eq!(coverage.read + coverage.ignored + coverage.not_understood, coverage.characters);
    let text: String = gazette.pieces.iter().map(|Piece { span, .. }| source.slice(*span)).collect();
    assert_eq!(text, source.text());
    let blank = gazette.pieces.iter().filter(|piece| piece.kind == PieceKind::Blank);
    for piece in blank {
        assert!(source.slice(piece.span).chars().all(crate::lines::is_blank));
    }
}

/// A clause lies in its parent, its own text in itself, and its parent comes before it.
fn stands(clause: &Clause, all: &[Clause], at: usize) {
    assert!(clause.span.contains(clause.own), "{clause:?}");
    assert_eq!(clause.level, clause.path.level());
    if let Some(parent) = clause.parent {
        assert!(parent < at);
        let parent = &all[parent];
        assert!(parent.span.contains(clause.span), "{parent:?}\n{clause:?}");
        assert!(parent.own.end <= clause.own.start, "own text reaches into a child: {parent:?}\n{clause:?}");
    }
    if let Some(row) = clause.row() {
        assert!(row.cells.iter().all(|cell| clause.own.contains(cell.span)), "{clause:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_tree(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_official_looking_text_gives_a_sound_tree(text in official()) {
        holds(&text);
    }

    #[test]
    fn a_spoiled_document_gives_a_sound_tree(text in spoiled()) {
        holds(&text);
    }

    #[test]
    fn a_place_cuts_the_same_text_as_counting_characters(text in any::<String>(), a in 0..90_usize, b in 0..90_usize) {
        let source = Source::new(text.clone());
        let span = Span::new(a, b);
        let counted: String = text.chars().skip(a).take(span.len()).collect();
        prop_assert_eq!(source.slice(span), counted);
    }
}
