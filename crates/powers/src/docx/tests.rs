use super::*;
use std::io::Read;

/// The document's XML.
fn document(docx: Docx) -> String {
    let bytes = docx.finish().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_xml_cannot_hold_is_left_out_and_marks_are_escaped() {
    let text = document(Docx::default().text("甲<乙>&\"丙\"\u{1}\u{ffff}\t丁"));
    assert!(text.contains("甲&lt;乙&gt;&amp;&quot;丙&quot; 丁</w:t>"), "{text}");
}

#[test]
fn a_row_has_as_many_cells_as_the_table_has_columns() {
    let text = document(Docx::default().table(&[1, 3], true, &[vec!["甲".into()], vec![]]));
    assert_eq!(text.matches("<w:tc>").count(), 4, "{text}");
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    assert!(text.contains(r#"<w:gridCol w:w="2211"/><w:gridCol w:w="6633"/>"#), "{text}");
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let one = || Docx::default().title("事项交接单").heading("一、甲").text("乙\n丙").finish().unwrap();
    assert_eq!(one(), one());
}
