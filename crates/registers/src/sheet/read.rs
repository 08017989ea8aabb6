//! What was pasted or filled in: lines of cells under the headings of the register.

use crate::model::Values;
use calamine::{Data, Reader, Xlsx};
use jiff::Span;
use jiff::civil::date;
use kernel::Say;
use pack::Register;
use std::io::Cursor;

/// The lines of a pasted text, each with its number, as cells by field. The first line holds the headings; without
/// any heading of the register the columns are those of the form, in its order.
///
/// # Errors
/// A heading that is no field: its column would be lost without a word.
pub(crate) fn lines(register: &Register, text: &str) -> Result<Vec<(usize, Values)>, Say> {
    let mut rows = split(text).into_iter();
    let Some((first_line, first)) = rows.next() else { return Ok(Vec::new()) };
    let known = first.iter().filter(|cell| field_of(register, cell).is_some()).count();
    let (fields, ahead) = if known == 0 {
        (register.fields.iter().map(|field| Some(field.name.clone())).collect(), Some((first_line, first)))
    } else {
        (headings(register, &first)?, None)
    };
    let with_names = |(line, cells): (usize, Vec<String>)| (line, named(&fields, cells));
    Ok(ahead.into_iter().chain(rows).map(with_names).collect())
}

/// Headings of the column that a downloaded sheet has beside the fields.
const STATE: [&str; 2] = ["状态", "State"];

fn headings(register: &Register, cells: &[String]) -> Result<Vec<Option<String>>, Say> {
    let heading = |cell: &String| match field_of(register, cell) {
        Some(name) => Ok(Some(name)),
        // Rows that were downloaded come with their state; a sheet does not move rows.
        None if cell.is_empty() || STATE.contains(&cell.as_str()) => Ok(None),
        None => {
            let titles: Vec<&str> = register.fields.iter().map(|field| field.title.as_str()).collect();
            Err(Say::new("registers_pages.unknown_heading")
                .with("found", cell)
                .with("accepted", titles.join("、")))
        }
    };
    cells.iter().map(heading).collect()
}

/// The field a heading names, in either language, with or without its unit.
fn field_of(register: &Register, heading: &str) -> Option<String> {
    let plain = heading.trim_end_matches('*').trim();
    let bare = plain.split(['（', '(']).next().unwrap_or(plain).trim();
    let is = |field: &&pack::RegisterField| {
        [&field.title, &field.title_en, &field.name].iter().any(|name| *name == plain || *name == bare)
    };
    register.fields.iter().find(is).map(|field| field.name.clone())
}

fn named(fields: &[Option<String>], cells: Vec<String>) -> Values {
    let pair = |(name, cell): (&Option<String>, String)| Some((name.clone()?, cell));
    fields.iter().zip(cells).filter_map(pair).filter(|(_, cell)| !cell.is_empty()).collect()
}

/// Lines of cells divided by tabs. A cell in quotes may hold line ends and quotes, as spreadsheets copy them. Blank
/// lines are passed over.
fn split(text: &str) -> Vec<(usize, Vec<String>)> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (1, 1, false);
    let mut signs = text.chars().peekable();
    let mut end = |cells: &mut Vec<String>, began: usize| {
        let row = std::mem::take(cells);
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push((began, row));
        }
    };
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                cell.push('"');
                signs.next();
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\t' if !quoted => cells.push(take(&mut cell)),
            '\n' => {
                line += 1;
                if quoted {
                    cell.push('\n');
                } else {
                    cells.push(take(&mut cell));
                    end(&mut cells, began);
                    began = line;
                }
            }
            '\r' => {}
            other => cell.push(other),
        }
    }
    cells.push(take(&mut cell));
    end(&mut cells, began);
    rows
}

fn take(cell: &mut String) -> String {
    std::mem::take(cell).trim().to_owned()
}

/// The first sheet of a workbook as text divided by tabs.
///
/// # Errors
/// It is no workbook.
pub(crate) fn workbook_text(bytes: &[u8]) -> Result<String, Say> {
    let bad = |_| Say::new("registers_pages.not_a_workbook");
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let sheet =
        book.worksheet_range_at(0).ok_or_else(|| Say::new("registers_pages.not_a_workbook"))?.map_err(bad)?;
    let mut text = String::new();
    for row in sheet.rows() {
        let cells: Vec<String> = row.iter().map(plain).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    Ok(text)
}

/// A cell as one would type it.
fn plain(cell: &Data) -> String {
    let text = match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => day_of_serial(day.as_f64()).unwrap_or_else(|| day.as_f64().to_string()),
        Data::DateTimeIso(day) => day.clone(),
        other => other.to_string(),
    };
    if text.contains(['\t', '\n', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Spreadsheets count days from 30 December 1899.
fn day_of_serial(serial: f64) -> Option<String> {
    let whole: i32 = format!("{:.0}", serial.floor()).parse().ok()?;
    let day = date(1899, 12, 30).checked_add(Span::new().days(whole)).ok()?;
    Some(day.to_string())
}
