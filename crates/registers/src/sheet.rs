//! Sheets in and out: pasted cells, workbooks, CSV. Pure but for the bytes of files.

mod read;
mod write;

pub(crate) use read::{lines, workbook_text};
pub(crate) use write::{XLSX, template, workbook};
