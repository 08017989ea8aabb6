//! Cells to rows: which cells are header, where a row ends, which rows lost their boundary.

use super::{Layout, Piece};
use crate::marks::numerals;
use crate::span::Span;
use crate::tree::{Cell, Row, Table};

/// Headings of a column of serial numbers.
const SERIAL: &[&str] = &["序号", "序", "编号", "号", "No.", "NO."];

/// Decides header and rows.
pub(super) fn assemble(pieces: &[Piece]) -> Layout {
    let numbered =
        pieces.first().is_some_and(|first| SERIAL.contains(&first.text.as_str()) || is_first(first));
    let (header, body) = header(pieces, numbered);
    let columns = header.iter().map(|row| row.len()).max().unwrap_or_else(|| width(body));
    let mut rows =
        Rows { numbered, columns, spaced: body.iter().skip(1).any(|piece| piece.apart), ..Rows::default() };
    for piece in body {
        rows.push(piece);
    }
    rows.end(false);
    let all = header.iter().flat_map(|row| row.iter());
    let header_span = cover(all.clone()).unwrap_or_else(|| Span::new(start(pieces), start(pieces)));
    let header = header
        .iter()
        .map(|row| Row { cells: row.iter().map(Cell::from).collect(), restored: false })
        .collect();
    Layout { table: Table { columns, header }, header: header_span, rows: rows.done }
}

fn start(pieces: &[Piece]) -> usize {
    pieces.first().map_or(0, |first| first.span.start)
}

/// The serial number 1 begins the first row.
fn is_first(piece: &Piece) -> bool {
    numerals::serial(&piece.text) == Some(1)
}

/// Header rows, and the cells after them. A second row belongs to the header when it begins with a blank cell,
/// the merged half of a heading over two rows.
fn header(pieces: &[Piece], numbered: bool) -> (Vec<&[Piece]>, &[Piece]) {
    if pieces.first().is_some_and(is_first) {
        return (vec![], pieces);
    }
    let mut header = vec![];
    let mut rest = pieces;
    while header.len() < 3 {
        let begins = header.is_empty() || rest.first().is_some_and(|first| first.text.is_empty());
        let end = block(rest, numbered);
        match rest.split_at_checked(end) {
            Some((row, after)) if begins && !row.is_empty() => {
                header.push(row);
                rest = after;
            }
            _ => break,
        }
    }
    (header, rest)
}

/// How many cells stand before the next blank line, or before the serial number 1.
fn block(pieces: &[Piece], numbered: bool) -> usize {
    let ends = |piece: &Piece| piece.apart || numbered && is_first(piece);
    pieces.iter().skip(1).position(ends).map_or(pieces.len(), |at| at + 1)
}

/// Without a header the first row tells the number of columns.
fn width(body: &[Piece]) -> usize {
    let next = |piece: &Piece| piece.apart || numerals::serial(&piece.text) == Some(2);
    body.iter().skip(1).position(next).map_or(body.len(), |at| at + 1)
}

#[derive(Debug, Default)]
struct Rows<'p> {
    numbered: bool,
    columns: usize,
    /// Blank lines divide the rows of this table, so a row without one lost its boundary.
    spaced: bool,
    current: Vec<&'p Piece>,
    restored: bool,
    done: Vec<(Row, Span)>,
}

impl<'p> Rows<'p> {
    fn push(&mut self, piece: &'p Piece) {
        let full = self.current.len() >= self.columns;
        let serial = numerals::serial(&piece.text).is_some();
        // A blank line inside a row: the row is not full and what follows is no serial number.
        let inside = self.numbered && !full && !serial && !piece.first && !self.restored;
        let ends = if piece.apart { !inside } else { full };
        if ends && !self.current.is_empty() {
            let lost = full && !piece.apart && self.spaced && !(self.numbered && serial);
            self.end(lost);
        }
        self.current.push(piece);
    }

    /// Ends the current row; the next one is `restored` when its boundary was lost.
    fn end(&mut self, restored: bool) {
        let Some(span) = cover(self.current.iter().copied()) else { return };
        let lost = if self.restored { self.columns.saturating_sub(self.current.len()) } else { 0 };
        let blank = Cell { span: Span::new(span.start, span.start) };
        let cells = std::iter::repeat_n(blank, lost).chain(self.current.drain(..).map(Cell::from)).collect();
        self.done.push((Row { cells, restored: self.restored }, span));
        self.restored = restored;
    }
}

fn cover<'p>(mut pieces: impl Iterator<Item = &'p Piece>) -> Option<Span> {
    let first = pieces.next()?;
    let end = pieces.last().map_or(first.span.end, |last| last.span.end);
    Some(Span::new(first.span.start, end.max(first.span.end)))
}
