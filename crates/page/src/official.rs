//! An official document as a DOCX file in the layout of GB/T 9704—2012, ready for the red head.
//!
//! The package is written by hand: five small parts give the exact layout, and the same document is the same file.

mod parts;
mod xml;

use jiff::civil::Date;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The media type of a DOCX file.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// An official document (公文) of an organ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// 发文字号; empty while it has none.
    pub number: String,
    /// 标题.
    pub title: String,
    /// 主送机关, without the colon; empty for none.
    pub to: String,
    /// 正文.
    pub body: Vec<Block>,
    /// 发文机关署名.
    pub issuer: String,
    /// 成文日期; `None` while it is a draft.
    pub date: Option<Date>,
    /// Tables that stand behind it as attachments (附件).
    pub annexes: Vec<Annex>,
    /// A line at the end, such as where it was made from.
    pub note: String,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 一级标题, such as `一、总体情况`: in 黑体.
    Heading(String),
    /// A paragraph in 仿宋, indented by two characters.
    Paragraph(String),
    /// A table without a head: the share of the width each column has, and its cells. A line break in a cell stays.
    Table(Vec<u32>, Vec<Vec<String>>),
}

/// A sheet to be signed or filed: the same page and faces without the red head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// What stands on it.
    pub body: Vec<Block>,
}

impl Sheet {
    /// The file; the same sheet is the same file.
    ///
    /// # Errors
    /// The package could not be written.
    pub fn docx(&self) -> Result<Vec<u8>, std::io::Error> {
        package(&xml::sheet(self))
    }
}

/// A table that is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title.
    pub title: String,
    /// Headings with the share of the width each column has.
    pub columns: Vec<(String, u32)>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Official {
    /// The file. Its times are fixed, so that the same document is the same file.
    ///
    /// # Errors
    /// The package could not be written.
    pub fn docx(&self) -> Result<Vec<u8>, std::io::Error> {
        package(&xml::document(self))
    }
}

/// The parts around a document's text.
fn package(document: &str) -> Result<Vec<u8>, std::io::Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in parts::fixed() {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    zip.start_file("word/document.xml", options)?;
    zip.write_all(document.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

/// A date as documents write it: `2023年6月26日`, without zeros.
pub fn written(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests;
