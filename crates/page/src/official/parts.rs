//! The parts of the package that are the same for every document.

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// Name and content of each.
pub(super) fn fixed() -> Vec<(&'static str, String)> {
    let part = |name, body: String| (name, format!("{HEAD}{body}"));
    vec![
        part("[Content_Types].xml", types()),
        part("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml")])),
        part(
            "word/_rels/document.xml.rels",
            relations(&[
                ("rId1", "styles", "styles.xml"),
                ("rId2", "settings", "settings.xml"),
                ("rId3", "footer", "footer1.xml"),
                ("rId4", "footer", "footer2.xml"),
            ]),
        ),
        part("word/styles.xml", styles()),
        part("word/settings.xml", format!("<w:settings {W}><w:evenAndOddHeaders/></w:settings>")),
        // 单页码居右空一字，双页码居左空一字.
        part("word/footer1.xml", footer("right", r#"w:rightChars="100""#)),
        part("word/footer2.xml", footer("left", r#"w:leftChars="100""#)),
    ]
}

fn types() -> String {
    let part = |name: &str, kind: &str| {
        format!(
            r#"<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>"#
        )
    };
    let parts = [
        part("document", "document.main"),
        part("styles", "styles"),
        part("settings", "settings"),
        part("footer1", "footer"),
        part("footer2", "footer"),
    ];
    format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{}</Types>"#,
        parts.concat()
    )
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let each = list.iter().map(|(id, kind, target)| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    });
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        each.collect::<String>()
    )
}

/// 正文用3号仿宋，每面22行，每行28个字.
fn styles() -> String {
    let fonts = super::xml::fonts("仿宋_GB2312");
    format!(
        r#"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>"#
    )
}

/// 页码用4号半角宋体阿拉伯数字，左右各放一条一字线.
fn footer(side: &str, indent: &str) -> String {
    let run = format!(r#"<w:rPr>{}<w:sz w:val="28"/></w:rPr>"#, super::xml::fonts("宋体"));
    format!(
        r#"<w:ftr {W}><w:p><w:pPr><w:ind {indent}/><w:jc w:val="{side}"/></w:pPr><w:r>{run}<w:t xml:space="preserve">— </w:t></w:r><w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{run}<w:t>1</w:t></w:r><w:r>{run}<w:fldChar w:fldCharType="end"/></w:r><w:r>{run}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>"#
    )
}
