//! Facts as a workbook that an office can work with: one sheet for each kind of fact, a row for each.

mod rows;

use crate::failure::Failure;
use crate::report::{Compiled, words};
use kernel::Say;
use page::Language;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// The workbook as bytes.
pub(crate) fn write(file: &Compiled, language: Language) -> Result<Vec<u8>, Failure> {
    build(file, language).map_err(|error| Failure::Usage(Say::new("luoshi.no_workbook").with("why", error)))
}

type Rows = Vec<Vec<String>>;

fn build(file: &Compiled, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheets: [(&'static str, &'static str, Rows); 8] = [
        ("luoshi.sheet_duties", "luoshi.columns_duties", rows::duties(file)),
        ("luoshi.sheet_schedules", "luoshi.columns_schedules", rows::schedules(file)),
        ("luoshi.sheet_indicators", "luoshi.columns_indicators", rows::indicators(file)),
        ("luoshi.sheet_commitments", "luoshi.columns_commitments", rows::commitments(file)),
        ("luoshi.sheet_powers", "luoshi.columns_powers", rows::powers(file)),
        ("luoshi.sheet_grades", "luoshi.columns_grades", rows::grades(file)),
        ("luoshi.sheet_organs", "luoshi.columns_organs", rows::organs(file, language)),
        ("luoshi.sheet_diagnostics", "luoshi.columns_diagnostics", rows::diagnostics(file, language)),
    ];
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    for (title, columns, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(words(language, &Say::new(title)))?;
        let heads = words(language, &Say::new(columns));
        for (at, head) in (0..).zip(heads.split('|')) {
            sheet.write_string_with_format(0, at, head, &bold)?;
            sheet.set_column_width(at, if at > 3 { 24 } else { 16 })?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let (mut last, mut right) = (0, 0);
        for (line, row) in (1..).zip(rows) {
            last = line;
            for (at, cell) in (0..).zip(row) {
                right = at.max(right);
                write_cell(sheet, (line, at), &cell, &wrapped)?;
            }
        }
        if last > 0 {
            sheet.autofilter(0, 0, last, right)?;
        }
    }
    workbook.save_to_buffer()
}

/// Counts are numbers, so that they sort as such; codes of many digits and everything else stay text.
fn write_cell(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    cell: &str,
    wrapped: &Format,
) -> Result<(), XlsxError> {
    let short = (1..=6).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
    match cell.parse::<u32>() {
        Ok(number) if short => sheet.write_number_with_format(line, at, number, wrapped)?,
        _ => {
            // More does not fit into a cell.
            let cell: String = cell.chars().take(32_000).collect();
            sheet.write_string_with_format(line, at, cell, wrapped)?
        }
    };
    Ok(())
}
