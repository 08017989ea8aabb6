use super::{cells, csv_line, workbook};
use crate::model::{Edition, Item, Kinds, Span};
use jiff::Timestamp;
use jiff::civil::date;

fn span(name: &str) -> Span {
    Span {
        list: "list-1".to_owned(),
        item: Item {
            code: "3700000225001".to_owned(),
            seq: 1,
            name: name.to_owned(),
            kind: "行政处罚".to_owned(),
            holder: "甲局".to_owned(),
            basis: None,
            level: Some("区级".to_owned()),
            counterpart: None,
            additions: Vec::new(),
            fact: String::new(),
            citation: None,
        },
        from: date(2023, 4, 21),
        to: None,
        edition: 1,
        ended: None,
        seq: 5,
    }
}

#[test]
fn a_line_of_csv_is_quoted_only_where_it_must_be() {
    let cases: [(&[&str], &str); 5] = [
        (&["a", "b"], "a,b\r\n"),
        (&["", ""], ",\r\n"),
        (&["a,b", "c"], "\"a,b\",c\r\n"),
        (&["“引号”", "a\"b"], "“引号”,\"a\"\"b\"\r\n"),
        (&["a\nb"], "\"a\nb\"\r\n"),
    ];
    for (cells, expected) in cases {
        let mut text = String::new();
        csv_line(&mut text, cells.iter().copied());
        assert_eq!(text, expected);
    }
}

#[test]
fn an_item_has_a_cell_for_every_column() {
    let cells = cells(&span("名"));
    let expected =
        ["1", "3700000225001", "名", "行政处罚", "甲局", "", "区级", "", "", "", "", "2023-04-21", "1", "5"];
    assert_eq!(cells, expected);
}

#[test]
fn the_same_edition_gives_the_same_workbook() {
    let edition = Edition {
        list: "list-1".to_owned(),
        number: 1,
        effective: date(2023, 4, 21),
        basis: String::new(),
        reason: String::new(),
        seq: 5,
        at: Timestamp::from_second(1_700_000_000).expect("an instant"),
        actor: String::new(),
        total: 1,
        kinds: Kinds::new(),
        added: 1,
        cancelled: 0,
        changed: 0,
        passed_over: Vec::new(),
        digest: String::new(),
    };
    let make = |name: &str| {
        workbook(&["序号", "代码"], "清单", "某清单", &edition, &[span(name)]).expect("a workbook")
    };
    assert!(make("甲").starts_with(b"PK"));
    assert!(make("甲") == make("甲"), "the same list twice");
    assert!(make("甲") != make("乙"), "another list");
}
