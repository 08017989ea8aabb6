use super::{Way, tally, ways};
use crate::model::{Added, Differs, Field, Item};

fn item() -> Item {
    Item {
        code: "3701".to_owned(),
        seq: 1,
        name: "名".to_owned(),
        kind: "行政处罚".to_owned(),
        holder: "甲局".to_owned(),
        basis: None,
        level: None,
        counterpart: None,
        additions: Vec::new(),
        fact: String::new(),
        citation: None,
    }
}

/// An item before and after something was done to it.
fn changed(change: impl FnOnce(&mut Item)) -> Differs {
    let mut after = item();
    change(&mut after);
    Differs { before: Some(item()), after: Some(after) }
}

fn added(field: Field) -> Added {
    let text = || "文".to_owned();
    Added { field, value: text(), author: text(), source: text() }
}

#[test]
fn each_difference_has_its_word() {
    let cases = [
        ("new", Differs { before: None, after: Some(item()) }, vec![Way::Added]),
        ("gone", Differs { before: Some(item()), after: None }, vec![Way::Cancelled]),
        ("another body", changed(|item| item.holder = "乙局".to_owned()), vec![Way::Transferred]),
        ("another name", changed(|item| item.name = "新名".to_owned()), vec![Way::Renamed]),
        ("another level", changed(|item| item.level = Some("镇级".to_owned())), vec![Way::Level]),
        (
            "something added",
            changed(|item| item.additions.push(added(Field::TimeLimit))),
            vec![Way::Completed],
        ),
        ("another basis", changed(|item| item.basis = Some("某法".to_owned())), vec![Way::Restated]),
        ("another kind", changed(|item| item.kind = "行政检查".to_owned()), vec![Way::Restated]),
        (
            "two things at once",
            changed(|item| (item.holder, item.name) = ("乙局".to_owned(), "新名".to_owned())),
            vec![Way::Transferred, Way::Renamed],
        ),
        ("nothing", changed(|_| ()), vec![]),
        ("neither side", Differs { before: None, after: None }, vec![]),
    ];
    for (why, differs, expected) in cases {
        assert_eq!(ways(&differs), expected, "{why}");
    }
}

#[test]
fn the_tally_counts_every_item_of_the_first_edition_once() {
    let differences = [
        Differs { before: None, after: Some(item()) },
        Differs { before: Some(item()), after: None },
        changed(|item| (item.holder, item.name) = ("乙局".to_owned(), "新名".to_owned())),
        changed(|item| item.name = "新名".to_owned()),
    ];
    let tally = tally(128, &differences);
    assert_eq!((tally.kept, tally.changed), (125, 2));
    let counts: Vec<u64> = tally.ways.values().copied().collect();
    assert_eq!(counts, [1, 1, 1, 2], "added, cancelled, transferred, renamed");
    assert_eq!(tally.kept + tally.changed + 1, 128);
}
