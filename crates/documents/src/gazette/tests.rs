use super::{has_telephone, tidy};

#[test]
fn a_cell_with_a_telephone_is_told_from_a_code() {
    assert!(has_telephone(&format!("综合科 某某，{}", "5".repeat(7))));
    assert!(has_telephone(&format!("手机 1{}", "3".repeat(10))));
    assert!(!has_telephone("3700000225001"), "a code of an item has thirteen digits");
    assert!(!has_telephone("2023年6月25日"));
}

#[test]
fn the_layout_of_a_file_is_not_shown() {
    assert_eq!(tidy("\t 一、\n\n\t行政处罚\n"), "一、\n行政处罚");
}
