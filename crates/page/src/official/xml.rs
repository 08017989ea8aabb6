//! The text of a document as WordprocessingML. Lengths are in twentieths of a point.

use super::{Annex, Block, Official, Sheet, written};
use kernel::xml_text;

/// A4 with 天头 37 mm and 订口 28 mm; the text is 156 mm by 225 mm, 22 lines of 28 characters.
const PAGE: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>"#;
/// Width of the text.
const WIDTH: u32 = 8844;
/// Above the number: room for the red head, which the paper or the office brings (发文机关标志 35 mm below the text's
/// upper edge, and two lines).
const HEAD_ROOM: u32 = 3142;

/// The element that chooses a face for Chinese and Latin letters alike.
pub(super) fn fonts(face: &str) -> String {
    format!(r#"<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>"#)
}

/// How a paragraph looks.
struct Look {
    /// The paragraph's properties.
    paragraph: String,
    face: &'static str,
    /// In half points: 44 is 2号, 32 is 3号, 28 is 4号, 24 is 小4号.
    size: u32,
}

impl Look {
    fn new(paragraph: &str, face: &'static str, size: u32) -> Look {
        Look { paragraph: paragraph.to_owned(), face, size }
    }
}

fn paragraph(look: &Look, text: &str) -> String {
    let Look { paragraph, face, size } = look;
    format!(
        r#"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        fonts(face),
        xml_text(&text.replace(['\n', '\r', '\t'], " "))
    )
}

pub(super) fn document(official: &Official) -> String {
    let mut body = head(official);
    body.extend(official.body.iter().map(block));
    body.push_str(&listed(&official.annexes));
    body.push_str(&signature(official));
    for (at, annex) in (1_usize..).zip(&official.annexes) {
        body.push_str(&attached(annex, at, official.annexes.len()));
    }
    if !official.note.is_empty() {
        let look =
            Look::new(r#"<w:spacing w:before="289" w:line="400" w:lineRule="exact"/>"#, "仿宋_GB2312", 24);
        body.push_str(&paragraph(&look, &official.note));
    }
    whole(&body)
}

/// A sheet: its title and what stands on it.
pub(super) fn sheet(sheet: &Sheet) -> String {
    let title = r#"<w:spacing w:after="320" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>"#;
    let mut body = paragraph(&Look::new(title, "方正小标宋简体", 44), &sheet.title);
    body.extend(sheet.body.iter().map(block));
    whole(&body)
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => paragraph(&Look::new(INDENTED, "黑体", 32), text),
        Block::Paragraph(text) => paragraph(&Look::new(INDENTED, "仿宋_GB2312", 32), text),
        Block::Table(shares, rows) => table(shares, None, rows),
    }
}

fn whole(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}{PAGE}</w:body></w:document>"#
    )
}

/// Two characters in.
const INDENTED: &str = r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#;
const FAR_LEFT: &str = r#"<w:jc w:val="left"/>"#;

/// 发文字号 over the red line, 标题 two lines below it, 主送机关 one line below the title.
fn head(official: &Official) -> String {
    let line = r#"<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="12" w:color="FF0000"/></w:pBdr>"#;
    let number = format!(
        r#"{line}<w:spacing w:before="{HEAD_ROOM}" w:line="579" w:lineRule="exact"/><w:jc w:val="center"/>"#
    );
    let title =
        r#"<w:spacing w:before="1158" w:after="579" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>"#;
    let mut out = paragraph(&Look::new(&number, "仿宋_GB2312", 32), &official.number);
    out.push_str(&paragraph(&Look::new(title, "方正小标宋简体", 44), &official.title));
    if !official.to.is_empty() {
        out.push_str(&paragraph(&Look::new(FAR_LEFT, "仿宋_GB2312", 32), &format!("{}：", official.to)));
    }
    out
}

/// 附件说明: one line below the text, two characters in.
fn listed(annexes: &[Annex]) -> String {
    let mut out = String::new();
    for (at, annex) in (1_usize..).zip(annexes) {
        let text = match (at, annexes.len()) {
            (_, 1) => format!("附件：{}", annex.title),
            (1, _) => format!("附件：1.{}", annex.title),
            (at, _) => format!("　　　{at}.{}", annex.title),
        };
        let above =
            if at == 1 { r#"<w:spacing w:before="579" w:line="579" w:lineRule="exact"/>"# } else { "" };
        out.push_str(&paragraph(&Look::new(&format!("{above}{INDENTED}"), "仿宋_GB2312", 32), &text));
    }
    out
}

/// 发文机关署名 and 成文日期: the date four characters from the right.
fn signature(official: &Official) -> String {
    let right = |before: u32, chars: u32| {
        format!(
            r#"<w:spacing w:before="{before}" w:line="579" w:lineRule="exact"/><w:ind w:rightChars="{chars}"/><w:jc w:val="right"/>"#
        )
    };
    let mut out = paragraph(&Look::new(&right(1158, 400), "仿宋_GB2312", 32), &official.issuer);
    if let Some(date) = official.date {
        out.push_str(&paragraph(&Look::new(&right(0, 400), "仿宋_GB2312", 32), &written(date)));
    }
    out
}

/// An attachment on a page of its own: 附件 in 黑体 at the left, its title in the middle, its table.
fn attached(annex: &Annex, at: usize, of: usize) -> String {
    let mark = if of == 1 { "附件".to_owned() } else { format!("附件{at}") };
    let new_page = format!("<w:pageBreakBefore/>{FAR_LEFT}");
    let title =
        r#"<w:spacing w:before="289" w:after="289" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>"#;
    let mut out = paragraph(&Look::new(&new_page, "黑体", 32), &mark);
    out.push_str(&paragraph(&Look::new(title, "方正小标宋简体", 44), &annex.title));
    let (headings, shares): (Vec<String>, Vec<u32>) = annex.columns.iter().cloned().unzip();
    out.push_str(&table(&shares, Some(&headings), &annex.rows));
    out
}

fn table(shares: &[u32], headings: Option<&[String]>, cells: &[Vec<String>]) -> String {
    let whole: u32 = shares.iter().sum::<u32>().max(1);
    let widths: Vec<u32> = shares.iter().map(|share| WIDTH * share / whole).collect();
    let line = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    let lines: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    let mut rows = headings.map_or_else(String::new, |cells| row(cells, &widths, "黑体", repeated));
    for cells in cells {
        rows.push_str(&row(cells, &widths, "仿宋_GB2312", "<w:trPr><w:cantSplit/></w:trPr>"));
    }
    // A table is followed by a paragraph, or some programs call the file damaged.
    let after = paragraph(&Look::new("", "仿宋_GB2312", 24), "");
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{after}"#
    )
}

fn row(cells: &[String], widths: &[u32], face: &'static str, properties: &str) -> String {
    let look = Look::new(r#"<w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="left"/>"#, face, 24);
    let empty = String::new();
    let each = widths.iter().enumerate().map(|(at, width)| {
        let text = cells.get(at).unwrap_or(&empty);
        let lines = text.split('\n').map(|line| paragraph(&look, line)).collect::<String>();
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>"#
        )
    });
    format!("<w:tr>{properties}{}</w:tr>", each.collect::<String>())
}
