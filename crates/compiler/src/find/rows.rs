//! Rows of a table as cells by role, with what merged cells lost carried down and marked.

use super::columns::{Column, Columns};
use crate::context::Context;
use crate::passage::Passage;
use kernel::normalize;
use syntax::Clause;

/// A row: what each of its cells is.
#[derive(Debug)]
pub(crate) struct Cells<'t> {
    pub(crate) clause: &'t Clause,
    cells: Vec<(Column, Passage<'t>)>,
}

impl<'t> Cells<'t> {
    /// The first cell of a role that is not blank; a dash is blank.
    pub(crate) fn get(&self, role: Column) -> Option<Passage<'t>> {
        self.all(role).find(|cell| !is_blank(cell.text))
    }

    /// Every cell of a role.
    pub(crate) fn all(&self, role: Column) -> impl Iterator<Item = Passage<'t>> + '_ {
        self.cells.iter().filter(move |(known, _)| *known == role).map(|(_, cell)| *cell)
    }

    /// Whether the row has a cell of the role with nothing written in it: a merged cell. A dash is written.
    pub(crate) fn is_merged(&self, role: Column) -> bool {
        let mut cells = self.all(role).peekable();
        cells.peek().is_some() && cells.all(|cell| cell.text.is_empty())
    }

    /// Whether the row has a cell of the role at all.
    pub(crate) fn has(&self, role: Column) -> bool {
        self.cells.iter().any(|(known, _)| *known == role)
    }

    /// Every cell that parties may stand in.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Column, Passage<'t>)> + '_ {
        self.cells.iter().copied()
    }

    /// The only cell with text: a heading of the rows below.
    pub(crate) fn only(&self) -> Option<Passage<'t>> {
        let mut filled = self.cells.iter().filter(|(_, cell)| !cell.text.is_empty());
        let (role, cell) = filled.next()?;
        // 一、经济发展 in two cells: a Chinese numeral counts the parts of a table, not its rows.
        let part = *role == Column::Serial
            && cell.text.chars().all(|c| "一二三四五六七八九十（）()、".contains(c))
            && !cell.text.is_empty();
        if part && let Some((_, heading)) = filled.next() {
            return filled.next().is_none().then_some(*heading);
        }
        (filled.next().is_none() && *role != Column::Serial
            || cell.text.chars().count() > 4 && self.cells.len() == 1)
            .then_some(*cell)
    }
}

/// A longer cell is no heading printed again.
const LONGEST_HEAD: usize = 90;

/// A dash in a table is an empty cell.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '—' | '-' | '–' | '－' | '/' | '／' | '―' | '─'))
}

/// The rows of a table. A header that is printed again on a new page is left out.
pub(crate) fn rows<'t>(context: &Context<'t>, columns: &Columns, rows: &[&'t Clause]) -> Vec<Cells<'t>> {
    let skip = usize::from(columns.header_in_rows);
    let mut found = vec![];
    for clause in rows.iter().skip(skip) {
        let Some(row) = clause.row() else { continue };
        let roles = columns.for_row(row.cells.len());
        let cell = |at: usize| row.cells.get(at).map(|cell| context.passage(cell.span).trim());
        let cells: Vec<_> =
            roles.iter().enumerate().filter_map(|(at, role)| Some((*role, cell(at)?))).collect();
        let again = cells.iter().zip(&columns.heads).filter(|((_, cell), head)| {
            !head.is_empty() && cell.text.len() <= LONGEST_HEAD && normalize(cell.text) == **head
        });
        if cells.len() > 1 && again.count() * 2 > cells.len() {
            continue;
        }
        found.push(Cells { clause, cells });
    }
    found
}

/// The serial printed in a row.
pub(crate) fn serial(cells: &Cells<'_>) -> Option<usize> {
    let text = normalize(cells.get(Column::Serial)?.text);
    text.trim_end_matches(['.', ',', ')']).parse().ok().filter(|serial| (1..100_000).contains(serial))
}
