//! A workbook of one sheet, ready to be filtered and printed.

use jiff::Timestamp;
use page::{Answer, Refusal};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A cell. A code of thirteen digits is text: as a number its last digits would be lost in some programs.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// Words, as they are.
    Text(String),
    /// A figure that can be summed.
    Number(f64),
}

impl Cell {
    /// A count.
    pub(crate) fn count(count: u64) -> Cell {
        Cell::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

/// What stands around the rows.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// Title of the file.
    pub(crate) title: &'a str,
    /// Name of the sheet.
    pub(crate) name: &'a str,
    /// When it is as of: the same content then gives the same file.
    pub(crate) at: Timestamp,
    /// Headings with the width of their column in characters.
    pub(crate) columns: &'a [(&'a str, f64)],
}

impl Sheet<'_> {
    /// The workbook as a file to be saved.
    pub(crate) fn file(
        &self,
        name: &str,
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> Result<Answer, Refusal> {
        let bytes = self.bytes(rows).map_err(|e| Refusal::Broken(e.to_string()))?;
        Ok(Answer::file(XLSX, name, bytes))
    }

    /// The workbook's bytes.
    pub(crate) fn bytes(&self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.at.as_second())?;
        workbook.set_properties(&DocProperties::new().set_title(self.title).set_creation_datetime(&made));
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(self.name)?;
        let mut last = 0;
        for (row, cells) in (1_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Text(text) => worksheet.write_string(row, column, text)?,
                    Cell::Number(number) => worksheet.write_number(row, column, number)?,
                };
            }
            last = row;
        }
        self.head(worksheet, last)?;
        workbook.save_to_buffer()
    }

    /// Headings that stay in sight, filters, and a print layout.
    fn head(&self, worksheet: &mut Worksheet, last_row: u32) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for (column, (heading, width)) in (0_u16..).zip(self.columns) {
            worksheet.write_string_with_format(0, column, *heading, &bold)?;
            worksheet.set_column_width(column, *width)?;
        }
        let last_column = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        worksheet.autofilter(0, 0, last_row, last_column)?;
        worksheet.set_freeze_panes(1, 0)?;
        worksheet.set_repeat_rows(0, 0)?;
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }
}
