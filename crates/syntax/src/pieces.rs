//! The whole text in pieces: every character accounted for once.

use crate::lines::{PieceKind, Sheet};
use crate::span::Span;
use crate::tree::{Finding, Piece};
use kernel::Say;

/// Cuts the text by what its lines were taken for; blanks at both ends of a line and line ends are blank pieces.
pub(crate) fn pieces(sheet: &Sheet<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    for at in 0..sheet.len() {
        let content = sheet.line(at).content;
        push(&mut pieces, content.start, PieceKind::Blank);
        push(&mut pieces, content.end, sheet.kind(at));
    }
    push(&mut pieces, sheet.chars(), PieceKind::Blank);
    pieces
}

/// Lengthens the last piece to an end, or adds one of another kind.
fn push(pieces: &mut Vec<Piece>, end: usize, kind: PieceKind) {
    let start = pieces.last().map_or(0, |last| last.span.end);
    match pieces.last_mut() {
        _ if end <= start => {}
        Some(last) if last.kind == kind => last.span.end = end,
        _ => pieces.push(Piece { span: Span::new(start, end), kind }),
    }
}

/// A finding for every piece that belongs to no document.
pub(crate) fn strange(pieces: &[Piece]) -> Vec<Finding> {
    let strange = pieces.iter().filter(|piece| piece.kind == PieceKind::NotUnderstood);
    let say = || Say::new("syntax.not_understood");
    strange.map(|piece| Finding { say: say(), span: piece.span, document: None }).collect()
}
