//! Sheets in and out: pasted cells, workbooks, CSV. Pure but for the bytes of files.

mod csv;
mod read;
mod write;

pub(crate) use csv::line;
pub(crate) use read::{lines, workbook_text};
pub(crate) use write::{XLSX, template, workbook};
