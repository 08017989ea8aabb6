//! Which names look general and special to each other.

use super::suite::item;
use crate::model::Item;
use crate::overlap::overlaps;

fn items(names: &[(&str, &str)]) -> Vec<Item> {
    (0..).zip(names).map(|(at, (holder, name))| item(&format!("{at}"), name, "行政处罚", holder)).collect()
}

#[test]
fn the_special_name_has_words_more() {
    const CASES: &[(&str, &str, bool)] = &[
        ("对生产经营单位未按规定执行带班制度的处罚", "对高危生产经营单位未按照规定执行带班制度的处罚", true),
        ("对未取得许可生产的处罚", "对未取得许可生产食品的处罚", true),
        ("对发生重大事故负有责任的处罚", "对发生特别重大事故负有责任的处罚", false),
        ("对未取得许可生产的处罚", "对未取得许可经营食品的处罚", false),
        ("对未取得许可生产的处罚", "对未取得许可生产的处罚", false),
        ("对违章的处罚", "对司机违章的处罚", false),
    ];
    for (general, special, found) in CASES {
        let items = items(&[("局", special), ("局", general)]);
        let pairs = overlaps(&items);
        assert_eq!(!pairs.is_empty(), *found, "{general} / {special}");
        assert!(pairs.iter().all(|pair| pair.general.name == *general && pair.special.name == *special));
    }
}

#[test]
fn another_body_is_no_pair() {
    let items = items(&[("甲局", "对未取得许可生产的处罚"), ("乙局", "对未取得许可生产食品的处罚")]);
    assert_eq!(overlaps(&items), []);
}
