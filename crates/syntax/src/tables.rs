//! Tables as text: cells divided by tabulators.
//!
//! Two ways of writing them are read. *Cell by line*: every cell is a line that begins with a tabulator, a blank
//! line ends a row. *Row by line*: a row is a line, and tabulators, upright strokes or blanks stand between its cells
//! (`grid.rs`). Row ends of the first way
//! are decided by the number of columns and by serial numbers, because blank lines also stand inside cells and
//! some row boundaries are lost when pages break.

use crate::lines::{Divider, Line, PieceKind, Sheet, is_blank};
use crate::marks::numbering::{Scheme, numbering};
use crate::marks::prose::ends_sentence;
use crate::marks::{numerals, official};
use crate::span::Span;
use crate::tree::{Cell, Row, Table};
use kernel::normalize;

mod rows;

/// A table with the line after it. Each row knows where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    pub(crate) table: Table,
    pub(crate) header: Span,
    pub(crate) rows: Vec<(Row, Span)>,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    CellByLine,
    RowByLine,
}

/// A cell while rows are still being decided.
#[derive(Debug, Clone, Default, PartialEq)]
struct Piece {
    span: Span,
    text: String,
    /// A blank line stands before it.
    apart: bool,
    /// It is the first cell of a line in the row-by-line way.
    first: bool,
}

/// A cell of a header is at most this long.
const HEADER_CELL: usize = 40;
/// A line that continues the last cell of a table after a blank line is at most this long.
const LAST_CELL: usize = 24;
/// How many lines are looked at to tell a table from indented text.
const LOOK: usize = 16;

/// The line after the table that begins at a line; `None` when none begins there.
pub(crate) fn region(sheet: &Sheet<'_>, first: usize, limit: usize) -> Option<usize> {
    let way = way(sheet, first, limit)?;
    let (mut end, mut blanks, mut at) = (first + 1, 0, first + 1);
    while at < limit {
        let line = sheet.line(at);
        let row = line.tab && (way == Way::CellByLine || !line.text.is_empty());
        if !row && line.text.is_empty() {
            (blanks, at) = (blanks + 1, at + 1);
            continue;
        }
        let after = match way {
            _ if row => at + 1,
            Way::CellByLine => continued(sheet, at, limit, blanks),
            Way::RowByLine => at,
        };
        if after == at {
            break;
        }
        (end, blanks, at) = (after, 0, after);
    }
    Some(end)
}

/// One past the lines without tabulator that belong to the cell above; the first of them when none does.
///
/// Lines directly between two cells belong to the upper one. Below the last cell of a table, or after one blank
/// line, only short ones do: names of bodies, a few words.
fn continued(sheet: &Sheet<'_>, first: usize, limit: usize, blanks: usize) -> usize {
    let stops = |at: &usize| sheet.line(*at).text.is_empty() || sheet.line(*at).tab || is_outside(sheet, *at);
    let end = (first..limit).find(stops).unwrap_or(limit);
    if blanks > 1 || blanks == 0 && end < limit && sheet.line(end).tab {
        return if blanks > 1 { first } else { end };
    }
    let short = |at: &usize| {
        let text = sheet.line(*at).text;
        text.chars().nth(LAST_CELL).is_none()
            && !ends_sentence(text)
            && (blanks == 0 || numbering(text).is_none())
    };
    (first..end).find(|at| !short(at)).unwrap_or(end)
}

/// Whether a line cannot stand inside a cell.
fn is_outside(sheet: &Sheet<'_>, at: usize) -> bool {
    let text = sheet.line(at).text;
    let label = numbering(text).map(|mark| mark.scheme);
    let caption = text.strip_prefix('表').is_some_and(|rest| numerals::digits(rest, 2).is_some());
    let signature = official::is_body(text) && official::date(sheet.line(at + 1).text).is_some();
    matches!(label, Some(Scheme::Han | Scheme::Chapter | Scheme::Article | Scheme::HanBracket))
        || caption
        || signature
        || official::note(text).is_some()
        || official::attachment(text).is_some()
        || official::disclosure(text).is_some()
        || official::date(text).is_some()
}

/// How the table that begins at a line is written; `None` when the tabulator only indents.
fn way(sheet: &Sheet<'_>, first: usize, limit: usize) -> Option<Way> {
    let line = sheet.line(first);
    if !line.tab || line.text.is_empty() && !sheet.line(first + 1).tab {
        return None;
    }
    if is_cell(line) { cell_by_line(sheet, first, limit) } else { row_by_line(sheet, first, limit) }
}

/// A line that is one cell: a tabulator at its start and no other.
fn is_cell(line: &Line<'_>) -> bool {
    let led = line.raw.trim_start_matches(|c| is_blank(c) && c != '\t');
    line.divider == Divider::Tab && led.starts_with('\t') && led.matches('\t').count() == 1
}

/// Four cells or more near each other, the first of them short and without a label.
fn cell_by_line(sheet: &Sheet<'_>, first: usize, limit: usize) -> Option<Way> {
    let near = (first..limit.min(first + LOOK)).map(|at| sheet.line(at));
    let cells: Vec<&Line<'_>> = near.filter(|line| is_cell(line)).take(4).collect();
    let head =
        cells.iter().take(2).all(|line| line.content.len() <= HEADER_CELL && !line.text.contains('。'));
    let label = numbering(sheet.line(first).text).is_some_and(|mark| mark.sure);
    (cells.len() == 4 && head && !label).then_some(Way::CellByLine)
}

/// Two lines after each other with two cells or more each; a number, a tabulator and a heading is a heading.
fn row_by_line(sheet: &Sheet<'_>, first: usize, limit: usize) -> Option<Way> {
    let rows = (first..limit.min(first + LOOK))
        .filter(|at| sheet.kind(*at) != PieceKind::Furniture)
        .map(|at| sheet.line(at))
        .filter(|line| !line.text.is_empty())
        .take(2);
    let mut count = 0;
    for line in rows {
        let cells = line.cells().iter().filter(|(_, cell)| !cell.trim_matches(is_blank).is_empty()).count();
        let heading = numbering(line.text).is_some_and(|mark| mark.scheme == Scheme::Decimal) && cells == 2;
        count += usize::from(cells >= 2 && !heading && !ends_sentence(line.text));
    }
    (count == 2).then_some(Way::RowByLine)
}

/// Reads the table in a range of lines.
pub(crate) fn read(sheet: &Sheet<'_>, first: usize, end: usize) -> Layout {
    let pieces = match way(sheet, first, end) {
        Some(Way::RowByLine) => pieces_by_row(sheet, first, end),
        _ => pieces_by_line(sheet, first, end),
    };
    rows::assemble(&pieces)
}

fn pieces_by_row(sheet: &Sheet<'_>, first: usize, end: usize) -> Vec<Piece> {
    let mut pieces = vec![];
    let lines = (first..end).filter(|at| !matches!(sheet.kind(*at), PieceKind::Blank | PieceKind::Furniture));
    for line in lines.map(|at| sheet.line(at)) {
        for (place, (before, cell)) in line.cells().into_iter().enumerate() {
            pieces.push(Piece { apart: place == 0, first: place == 0, ..piece(cell, line.start + before) });
        }
    }
    pieces
}

fn pieces_by_line(sheet: &Sheet<'_>, first: usize, end: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    let mut apart = false;
    for line in (first..end).map(|at| sheet.line(at)) {
        if line.tab {
            let lead = line.raw.find('\t').and_then(|at| line.raw.get(..=at)).unwrap_or_default();
            let rest = line.raw.get(lead.len()..).unwrap_or_default();
            pieces.push(Piece { apart, ..piece(rest, line.start + lead.chars().count()) });
            apart = false;
        } else if line.text.is_empty() {
            apart = true;
        } else if let Some(last) = pieces.last_mut() {
            let start = if last.span.is_empty() { line.content.start } else { last.span.start };
            last.span = Span::new(start, line.content.end);
            last.text.push_str(&normalize(line.text));
            apart = false;
        }
    }
    pieces
}

fn piece(text: &str, at: usize) -> Piece {
    let led = text.trim_start_matches(is_blank);
    let start = at + text.chars().count() - led.chars().count();
    let cell = led.trim_end_matches(is_blank);
    let span =
        if cell.is_empty() { Span::new(at, at) } else { Span::new(start, start + cell.chars().count()) };
    Piece { span, text: normalize(cell), apart: false, first: false }
}

impl From<&Piece> for Cell {
    fn from(piece: &Piece) -> Cell {
        Cell { span: piece.span }
    }
}
