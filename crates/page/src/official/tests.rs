use super::*;
use std::io::Read as _;

fn sample() -> Official {
    Official {
        number: "甲政办通〔2024〕3号".into(),
        title: "关于<试点>任务报送情况的通报".into(),
        to: "各镇政府，县政府各部门".into(),
        body: vec![
            Block::Heading("一、总体情况".into()),
            Block::Paragraph("应报 2 件 & 已报 1 件。\u{1}".into()),
        ],
        issuer: "甲县人民政府办公室".into(),
        date: Some(jiff::civil::date(2024, 7, 1)),
        annexes: vec![Annex {
            title: "报送情况一览表".into(),
            columns: vec![("单位".into(), 1), ("情况".into(), 2)],
            rows: vec![vec!["县水利局".into(), "按时".into()], vec!["县财政局".into()]],
        }],
        note: String::new(),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of the document, one paragraph or cell a line.
fn words(xml: &str) -> Vec<String> {
    let paragraphs = xml.split("<w:p>").skip(1);
    let text = |paragraph: &str| {
        paragraph
            .split("<w:t ")
            .skip(1)
            .filter_map(|run| run.split_once('>')?.1.split("</w:t>").next())
            .collect()
    };
    paragraphs.map(text).collect()
}

#[test]
fn the_parts_stand_in_the_order_of_the_standard() {
    let document = part(&sample().docx().unwrap(), "word/document.xml");
    assert_eq!(
        words(&document),
        [
            "甲政办通〔2024〕3号",
            "关于&lt;试点&gt;任务报送情况的通报",
            "各镇政府，县政府各部门：",
            "一、总体情况",
            "应报 2 件 &amp; 已报 1 件。",
            "附件：报送情况一览表",
            "甲县人民政府办公室",
            "2024年7月1日",
            "附件",
            "报送情况一览表",
            "单位",
            "情况",
            "县水利局",
            "按时",
            "县财政局",
            "",
            "",
        ]
    );
}

#[test]
fn the_page_is_that_of_the_standard_to_the_millimetre() {
    let document = part(&sample().docx().unwrap(), "word/document.xml");
    let length = |name: &str| {
        let (_, rest) = document.split_once(&format!("w:{name}=\"")).unwrap();
        let twips: f64 = rest.split('"').next().unwrap().parse().unwrap();
        (twips / 1440.0 * 25.4).round() as i64
    };
    let (wide, high) = (length("pgSz w:w"), length("h"));
    assert_eq!((wide, high, length("top"), length("left")), (210, 297, 37, 28));
    assert_eq!(wide - length("left") - length("right"), 156, "版心 156 mm wide");
    assert_eq!(high - length("top") - length("bottom"), 225, "版心 225 mm high");
}

#[test]
fn every_part_is_there_and_opens_and_closes_what_it_opens() {
    let bytes = sample().docx().unwrap();
    assert_eq!(bytes, sample().docx().unwrap(), "the same document is the same file");
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> =
        (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    for name in &names {
        let xml = part(&bytes, name);
        let mut open: Vec<&str> = Vec::new();
        for tag in xml.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
            let inner = tag.split('>').next().unwrap();
            match inner.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
                None if inner.ends_with('/') => {}
                None => open.push(inner.split([' ', '\n']).next().unwrap()),
            }
        }
        assert_eq!(open, Vec::<&str>::new(), "{name}");
    }
    let types = part(&bytes, "[Content_Types].xml");
    assert!(
        names
            .iter()
            .filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
            .all(|name| types.contains(name.as_str()))
    );
}

#[test]
fn a_sheet_has_no_head_and_keeps_the_lines_of_a_cell() {
    let sheet = Sheet {
        title: "事项交接单".into(),
        body: vec![
            Block::Table(vec![1, 3], vec![vec!["移交单位\n县水利局".into(), "签字".into()], vec![]]),
            Block::Heading("未结案件".into()),
            Block::Paragraph("1. 水罚1".into()),
        ],
    };
    let document = part(&sheet.docx().unwrap(), "word/document.xml");
    let expected = ["事项交接单", "移交单位", "县水利局", "签字", "", "", "", "未结案件", "1. 水罚1"];
    assert_eq!(words(&document), expected);
    assert!(!document.contains("FF0000"), "no red line");
    assert_eq!(sheet.docx().unwrap(), sheet.docx().unwrap());
}
