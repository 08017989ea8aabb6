//! Workbooks: the empty one to be filled in, and the rows as they stand.

use crate::model::Row;
use jiff::Timestamp;
use pack::{FieldKind, Register, RegisterField};
use page::Language;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows of a template in which choices are offered.
const OFFERED: u32 = 2000;

fn heading(field: &RegisterField, language: Language) -> String {
    let title = language.of(&field.title, &field.title_en);
    let star = if field.required { "*" } else { "" };
    if field.unit.is_empty() {
        format!("{title}{star}")
    } else {
        format!("{title}（{}）{star}", field.unit)
    }
}

fn made(at: Timestamp, title: &str) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_timestamp(at.as_second())?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&made))
}

fn head(sheet: &mut Worksheet, headings: &[String]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, 18)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// An empty workbook with the headings of a register; choices are offered in their cells, and the second sheet says
/// what each column takes. `kinds` gives the words for a field's kind.
pub(crate) fn template(
    register: &Register,
    language: Language,
    at: Timestamp,
    kinds: &dyn Fn(&RegisterField) -> String,
    notes: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = language.of(&register.title, &register.title_en);
    book.set_properties(&made(at, title)?);
    let sheet = book.add_worksheet();
    let headings: Vec<String> = register.fields.iter().map(|field| heading(field, language)).collect();
    head(sheet, &headings)?;
    let text = Format::new().set_num_format("@");
    for (column, field) in (0_u16..).zip(&register.fields) {
        if field.kind == FieldKind::Choice {
            // A list longer than a cell takes is left to the notes.
            if let Ok(list) = DataValidation::new().allow_list_strings(&field.choices) {
                sheet.add_data_validation(1, column, OFFERED, column, &list)?;
            }
        } else if !field.kind.is_figure() && field.kind != FieldKind::Date {
            // Long codes would lose their last digits as numbers.
            sheet.set_column_format(column, &text)?;
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(notes)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 80)?;
    for (row, (heading, field)) in (0_u32..).zip(headings.iter().zip(&register.fields)) {
        sheet.write_string(row, 0, heading)?;
        sheet.write_string(row, 1, kinds(field))?;
    }
    book.save_to_buffer()
}

/// The rows of a register as a workbook of one sheet. `fields` are its columns; the state has one of its own.
pub(crate) fn workbook(
    register: &Register,
    fields: &[&RegisterField],
    words: (&str, Language),
    at: Timestamp,
    rows: &[Row],
) -> Result<Vec<u8>, XlsxError> {
    let (state_word, language) = words;
    let mut book = Workbook::new();
    book.set_properties(&made(at, language.of(&register.title, &register.title_en))?);
    let sheet = book.add_worksheet();
    let titles = fields.iter().map(|field| heading(field, language).trim_end_matches('*').to_owned());
    let headings: Vec<String> = titles.chain([state_word.to_owned()]).collect();
    head(sheet, &headings)?;
    let mut last = 0;
    for (line, row) in (1_u32..).zip(rows) {
        for (column, field) in (0_u16..).zip(fields) {
            let value = row.value(&field.name);
            match value.parse::<f64>() {
                Ok(figure) if field.kind.is_figure() => sheet.write_number(line, column, figure)?,
                _ => sheet.write_string(line, column, value)?,
            };
        }
        let state = register.state(&row.state).map_or("", |state| language.of(&state.title, &state.title_en));
        sheet.write_string(line, u16::try_from(fields.len()).unwrap_or(u16::MAX), state)?;
        last = line;
    }
    sheet.autofilter(0, 0, last, u16::try_from(fields.len()).unwrap_or(u16::MAX))?;
    book.save_to_buffer()
}
