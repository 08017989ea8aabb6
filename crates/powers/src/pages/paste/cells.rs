//! Lines and cells of what was pasted.

/// The lines that hold anything, with their numbers from 1, each cut into cells. A cell in quotation marks may hold
/// tabs, line breaks and doubled quotation marks, as spreadsheets write them.
pub(crate) fn split(text: &str) -> Vec<(usize, Vec<String>)> {
    let mut lines = Vec::new();
    let (mut line, mut first) = (1, 1);
    let mut cells: Vec<String> = vec![String::new()];
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            // A mark that is never closed is no mark of a cell: it would swallow every line after it.
            '"' if cell.is_empty() && closes(chars.clone()) => quoted = true,
            '\r' => {}
            '\t' if !quoted => cells.push(String::new()),
            '\n' if !quoted => {
                lines.push((first, std::mem::replace(&mut cells, vec![String::new()])));
                first = line;
            }
            c => cell.push(c),
        }
    }
    lines.push((first, cells));
    let tidied = lines.into_iter().map(|(line, cells)| (line, cells.iter().map(|cell| tidy(cell)).collect()));
    tidied.filter(|(_, cells): &(usize, Vec<String>)| cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// Whether a quotation mark follows that ends a cell.
fn closes(chars: impl Iterator<Item = char>) -> bool {
    let mut mark = false;
    for c in chars {
        match c {
            '"' => mark = !mark,
            '\t' | '\n' | '\r' if mark => return true,
            _ if mark => return false,
            _ => {}
        }
    }
    mark
}

/// A cell without the blanks around it; a line break inside a cell only lays it out.
fn tidy(cell: &str) -> String {
    cell.lines().map(|line| line.trim_matches(is_unseen)).collect::<Vec<_>>().concat()
}

/// Blanks, and marks that nobody sees: byte order marks, joiners and marks of direction come along from files and pages.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}
