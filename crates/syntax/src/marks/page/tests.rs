use super::*;

#[test]
fn lines_of_a_page_are_told_from_lines_of_a_document() {
    for text in [
        "当前位置：首页 > 政务公开",
        "索 引 号：A1/2024-1",
        "主题分类: 综合 发文字号: 某政发〔2024〕3号",
        "发布日期：2024-01-05 浏览次数：",
        "【字体：大 中 小】",
        "打印",
        "文号|某政发〔2024〕3号|",
    ] {
        assert!(line(text), "{text}");
    }
    for text in [
        "发布单位应当核实内容。",
        "文号和标题要规范",
        "打印机采购方案",
        "正文：",
        "成文日期以负责人签发的日期为准",
        "有效性审查",
        "一、总体要求",
    ] {
        assert!(!line(text), "{text}");
    }
}

#[test]
fn the_number_is_found_behind_its_label() {
    let found = |text: &str| number(text);
    assert_eq!(found("主题分类: 综合 发文字号: 某政发〔2024〕3号").as_deref(), Some("某政发〔2024〕3号"));
    assert_eq!(
        found("文 号 | 某政办〔2020〕2 号 | 发文日期 | 2020-04-19 |").as_deref(),
        Some("某政办〔2020〕2号")
    );
    assert_eq!(found("索引号：A1/2024-1"), None);
}
