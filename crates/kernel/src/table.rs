//! Tables as packs hold them: comma-separated lines under a fixed header, with errors that name the line.

/// Why a table was refused: the line (from 1) and what would be accepted there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct TableError {
    /// Line of the text, the header being line 1.
    pub line: usize,
    /// What is wrong and what would be accepted.
    pub what: String,
}

/// One line below the header, with as many cells as the header.
#[derive(Debug)]
pub(crate) struct Row {
    line: usize,
    cells: Vec<String>,
}

impl Row {
    /// The cell of that column, without the white space around it.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// An error at this line.
    pub(crate) fn refuse(&self, what: impl Into<String>) -> TableError {
        TableError { line: self.line, what: what.into() }
    }
}

/// Reads the rows under exactly this header. Empty lines are skipped; a byte order mark is ignored.
pub(crate) fn rows(text: &str, header: &[&str]) -> Result<Vec<Row>, TableError> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let first = lines.next().map(|(_, line)| cells(line)).unwrap_or_default();
    if first != header {
        let what = format!("the header is `{}`; expected `{}`", first.join(","), header.join(","));
        return Err(TableError { line: 1, what });
    }
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| row(Row { line: at + 1, cells: cells(line) }, header.len()))
        .collect()
}

fn row(row: Row, width: usize) -> Result<Row, TableError> {
    if row.cells.len() == width {
        return Ok(row);
    }
    Err(row.refuse(format!("{} cells; expected {width} separated by commas", row.cells.len())))
}

/// Splits a line at its commas; a comma inside double quotes belongs to the cell, `""` is one quote.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = line.trim_end_matches('\r').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => push(&mut cells, '"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => push(&mut cells, other),
        }
    }
    cells
}

fn push(cells: &mut [String], sign: char) {
    if let Some(last) = cells.last_mut() {
        last.push(sign);
    }
}
