//! CSV as packs are written: a field is quoted only when it must be.

/// Lines of a table.
pub(super) struct Csv {
    text: String,
    rows: usize,
}

impl Csv {
    pub(super) fn new(header: &str) -> Csv {
        Csv { text: format!("{header}\n"), rows: 0 }
    }

    pub(super) fn row(&mut self, cells: &[&str]) {
        self.text.push_str(&cells.iter().map(|cell| field(cell)).collect::<Vec<_>>().join(","));
        self.text.push('\n');
        self.rows += 1;
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}

fn field(cell: &str) -> String {
    let line: String = cell.split(['\n', '\r', '\t']).map(str::trim).collect();
    if line.contains(['"', ',']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}
