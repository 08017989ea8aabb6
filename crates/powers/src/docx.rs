//! A document for office programs (DOCX, ECMA-376), laid out as official documents are (GB/T 9704-2012): A4, the
//! margins of the standard, a title in 小标宋, text in 仿宋 of size three, 28 points from line to line.
//!
//! Only what sheets need: a title, headings, paragraphs and tables. A sheet is a form and no letter: it has no number, no
//! room for a red head and no attachments, which [`page::Official`] is about. The same content gives the same bytes.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// The media type of such a file.
pub(crate) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;

/// 37 mm above, 35 mm below, 28 mm left, 26 mm right (GB/T 9704-2012, 5.2.1), in twentieths of a point.
const PAGE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// The width between the margins.
const WIDTH: usize = 8_845;

/// A document that is being written.
#[derive(Debug, Default)]
pub(crate) struct Docx {
    body: String,
}

/// How a run of text looks: typeface and size in half points.
struct Face(&'static str, u32);

const TITLE: Face = Face("方正小标宋简体", 44);
const HEADING: Face = Face("黑体", 32);
const TEXT: Face = Face("仿宋_GB2312", 32);
const CELL: Face = Face("仿宋_GB2312", 24);

impl Docx {
    /// The title, in the middle.
    pub(crate) fn title(mut self, text: &str) -> Docx {
        self.paragraph(
            &TITLE,
            r#"<w:spacing w:after="320" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>"#,
            text,
        );
        self
    }

    /// A heading of the first level.
    pub(crate) fn heading(mut self, text: &str) -> Docx {
        self.paragraph(
            &HEADING,
            r#"<w:keepNext/><w:spacing w:before="160" w:line="560" w:lineRule="exact"/>"#,
            text,
        );
        self
    }

    /// A paragraph of text, indented by two characters.
    pub(crate) fn text(mut self, text: &str) -> Docx {
        let look = r#"<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>"#;
        self.paragraph(&TEXT, look, text);
        self
    }

    /// A table with lines. `widths` are shares of the whole width; the first row is the head when `headed`.
    pub(crate) fn table(mut self, widths: &[usize], headed: bool, rows: &[Vec<String>]) -> Docx {
        let whole = widths.iter().sum::<usize>().max(1);
        let widths: Vec<usize> = widths.iter().map(|share| share * WIDTH / whole).collect();
        let line =
            |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
        let lines: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
        let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
        self.body.push_str(&format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#
        ));
        for (at, row) in rows.iter().enumerate() {
            self.row(&widths, headed && at == 0, row);
        }
        self.body.push_str("</w:tbl>");
        // A table is followed by a paragraph, or some programs call the file damaged.
        self.paragraph(&CELL, "", "");
        self
    }

    fn row(&mut self, widths: &[usize], head: bool, cells: &[String]) {
        self.body.push_str(if head {
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        } else {
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        });
        for (at, width) in widths.iter().enumerate() {
            self.body.push_str(&format!(
                r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#
            ));
            let text = cells.get(at).map(String::as_str).unwrap_or_default();
            self.paragraph(&CELL, r#"<w:spacing w:before="60" w:after="60"/>"#, text);
            self.body.push_str("</w:tc>");
        }
        self.body.push_str("</w:tr>");
    }

    /// A line break in the text begins a new line of the same paragraph.
    fn paragraph(&mut self, face: &Face, look: &str, text: &str) {
        let Face(font, size) = face;
        self.body.push_str(&format!("<w:p><w:pPr>{look}</w:pPr>"));
        for (at, line) in text.lines().enumerate() {
            let broken = if at > 0 { "<w:br/>" } else { "" };
            self.body.push_str(&format!(
                r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{broken}<w:t xml:space="preserve">{}</w:t></w:r>"#,
                escaped(line)
            ));
        }
        self.body.push_str("</w:p>");
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// The package could not be written: it grew past what its format holds.
    pub(crate) fn finish(self) -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let document = [HEAD, &self.body, PAGE].concat();
        let parts =
            [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        for (name, text) in parts {
            zip.start_file(name, options)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// Text as XML holds it; what XML 1.0 cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
