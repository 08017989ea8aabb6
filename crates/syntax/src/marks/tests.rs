//! Tables of cases for every recogniser.

use super::numbering::{Scheme, follows, numbering};
use super::{numerals, official, prose};

#[test]
fn labels_are_recognised_at_the_start_of_a_line() {
    let cases = [
        // GB/T 9704 7.3.3
        ("一、总体要求", Some((Scheme::Han, "一", 1))),
        ("二十一、附则", Some((Scheme::Han, "二十一", 21))),
        ("（一）指导思想", Some((Scheme::HanBracket, "（一）", 1))),
        ("(十二)其他", Some((Scheme::HanBracket, "（十二）", 12))),
        ("1．布设站点", Some((Scheme::Arabic, "1", 1))),
        ("３．全角数字", Some((Scheme::Arabic, "3", 3))),
        ("12、顿号", Some((Scheme::Arabic, "12", 12))),
        ("1.2023年底前完成", Some((Scheme::Arabic, "1", 1))),
        ("（1）负责", Some((Scheme::ArabicBracket, "（1）", 1))),
        ("( 2 )负责", Some((Scheme::ArabicBracket, "（2）", 2))),
        // Office habit.
        ("1）一式两份", Some((Scheme::ArabicHalf, "1）", 1))),
        ("③做好记录", Some((Scheme::Circled, "③", 3))),
        ("3.2.2  报告程序", Some((Scheme::Decimal, "3.2.2", 2))),
        ("3．1　监测", Some((Scheme::Decimal, "3.1", 1))),
        ("第三章 附则", Some((Scheme::Chapter, "第三章", 3))),
        ("第十二条　本办法", Some((Scheme::Article, "第十二条", 12))),
        // Plain text.
        ("第三条规定的职责", None),
        ("2023年4月19日", None),
        ("12345热线", None),
        ("1.5%以上", None),
        ("（2023年修订）", None),
        ("（含）以上", None),
        ("一是精准治气", None),
        ("十分重要", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let found = numbering(text).map(|mark| (mark.scheme, mark.label, mark.ordinal));
        assert_eq!(found, expected.map(|(scheme, label, n)| (scheme, label.to_owned(), n)), "{text}");
    }
}

#[test]
fn labels_that_may_be_text_are_not_sure() {
    for (text, sure) in
        [("1.1  目的", true), ("1.1目的", false), ("1  总则", false), ("1.1.目的", true), ("3.5万元", false)]
    {
        assert_eq!(numbering(text).map(|mark| mark.sure), Some(sure), "{text}");
    }
}

#[test]
fn decimals_follow_first_child_sibling_and_sibling_above() {
    let cases = [
        ("1", "1.1", true),
        ("1.1", "1.2", true),
        ("1.1.3", "1.2", true),
        ("1.1", "1.1.1", true),
        ("2.1", "3.5", false),
        ("1.1", "1.3", false),
        ("1.11", "1.2", false),
        ("1.1", "1.0", false),
    ];
    for (before, label, expected) in cases {
        assert_eq!(follows(before, label), expected, "{before} → {label}");
    }
}

#[test]
fn chinese_numerals_have_their_value() {
    let cases = [
        ("一", Some(1)),
        ("十", Some(10)),
        ("十九", Some(19)),
        ("二十", Some(20)),
        ("一百零八", Some(108)),
        ("零", None),
    ];
    for (text, value) in cases {
        assert_eq!(numerals::han(text).map(|(_, value, _)| value), value, "{text}");
    }
    assert_eq!(numerals::han("一二三"), None, "digits without units are no number here");
}

#[test]
fn numbers_are_read_in_every_bracket_and_written_in_one() {
    for text in [
        "某政发〔2023〕3号",
        "某政发[2023]3号",
        "某政发(2023)3号",
        "某政发（2023）3号",
        "某政发【2023】3号",
        "（某政发〔2023〕第3号）",
    ] {
        assert_eq!(official::number(text).as_deref(), Some("某政发〔2023〕3号"), "{text}");
    }
    for text in [
        "某政发〔2023〕3号文件",
        "〔2023〕3号",
        "某政发2023年3号",
        "某政发〔1823〕3号",
        "依据某政发〔2023〕3号，",
    ] {
        assert_eq!(official::number(text), None, "{text}");
    }
}

#[test]
fn dates_are_read_in_both_writings() {
    for text in ["2023年4月9日", "２０２３年０４月０９日", "二〇二三年四月九日", "2023 年 4 月 9 日"]
    {
        assert_eq!(official::date(text).as_deref(), Some("2023-04-09"), "{text}");
    }
    for text in ["2023年13月1日", "2023年4月", "2023年4月9日起", "23年4月9日", "年月日"] {
        assert_eq!(official::date(text), None, "{text}");
    }
}

#[test]
fn attachments_open_with_their_marker() {
    let cases = [
        ("附件", Some(("", ""))),
        ("附  件", Some(("", ""))),
        ("附件1", Some(("1", ""))),
        ("附件 2：", Some(("2", ""))),
        ("附件三", Some(("3", ""))),
        ("附件1：成员名单", Some(("1", "成员名单"))),
        ("附件：成员名单", None),
        ("附件1和附件2", None),
        ("附件1所列事项由各部门负责。", None),
    ];
    for (text, expected) in cases {
        let found = official::attachment(text);
        assert_eq!(found.as_ref().map(|(no, title)| (no.as_str(), *title)), expected, "{text}");
    }
}

#[test]
fn forms_of_the_page_are_told_from_text() {
    for text in ["— 3 —", "- 12 -", "第 3 页", "第3页 共9页", "关于放假的通知……………12", "目  录"]
    {
        assert!(official::furniture(text), "{text}");
    }
    for text in ["3", "—", "2023年", "第三条", "稳中求进……", "目录管理"] {
        assert!(!official::furniture(text), "{text}");
    }
}

#[test]
fn addressees_divide_outside_brackets_and_a_lead_in_is_none() {
    assert!(official::is_addressees("各镇政府、街道办事处，有关单位："));
    assert!(!official::is_addressees("现将有关事项公布如下："));
    assert_eq!(
        official::addressees("各县（区、市）政府、委办，有关单位："),
        ["各县（区、市）政府", "委办", "有关单位"]
    );
}

#[test]
fn the_last_word_of_a_title_names_the_thing() {
    let cases = [
        ("某县植树实施方案", "方案"),
        ("管理办法（试行）", "办法"),
        ("工作任务分工", "分工"),
        ("事项一览表", "一览表"),
    ];
    for (title, word) in cases {
        assert_eq!(official::last_word(title).as_deref(), Some(word), "{title}");
    }
}

#[test]
fn headings_stand_alone_or_before_a_stop_or_colon() {
    let cases = [
        ("总体要求", Some("总体要求")),
        ("强化组织领导。健全机制。", Some("强化组织领导")),
        ("综合协调组：由某局牵头。", Some("综合协调组")),
        ("指挥部办公室职责如下：", Some("指挥部办公室职责如下")),
        ("负责贯彻落实各项部署。", None),
        ("有下列情形之一的，属于重大事件：", None),
        ("药品生产企业；", None),
    ];
    for (text, expected) in cases {
        assert_eq!(prose::heading(text), expected, "{text}");
    }
}

#[test]
fn run_in_items_need_at_least_two_in_order() {
    let labels = |text| prose::run_ins(text).into_iter().map(|item| item.label).collect::<Vec<_>>();
    assert_eq!(labels("总起。一是甲。二是乙；三是丙。"), ["一是", "二是", "三是"]);
    assert!(labels("总起。一是甲。").is_empty());
    assert!(labels("二是乙。一是甲。").is_empty());
    assert!(labels("统一是前提，不二是态度。").is_empty());
}

#[test]
fn a_list_of_duties_names_bodies_without_their_alias() {
    let cases = [
        ("区商贸局（区外办）：负责市场供应。", Some("区商贸局")),
        ("区教育局、区体育局：负责学校。", Some("区教育局、区体育局")),
        ("组  长：甲某某  副县长", None),
        ("区应急局：无", None),
    ];
    for (text, expected) in cases {
        assert_eq!(prose::named(text), expected, "{text}");
    }
}
