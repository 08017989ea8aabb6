use super::{Cells, Compared, Standing, check, compared};
use jiff::civil::date;

fn standing(signed: bool) -> Standing {
    let bodies = [("开发区", "开发区"), ("区应急局", "区应急局"), ("应急局", "区应急局")];
    Standing {
        first: date(2023, 4, 21),
        codes: ["3701".to_owned(), "3703".to_owned()].into(),
        bodies: bodies.map(|(name, own)| (name.to_owned(), own.to_owned())).into(),
        signed,
    }
}

fn rows(text: &str) -> Vec<Cells> {
    let line = |line: &str| {
        let mut cells = line.split('|').map(str::to_owned);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    text.lines().map(line).collect()
}

const GOOD: &str = "1|3701|甲|行政处罚|\n2|3702|乙|行政处罚|应急局";

/// Every fault as `row.cell key`.
fn faults(from: &str, document: &str, holder: &str, text: &str, signed: bool) -> Vec<String> {
    let checked = check(from.parse().ok(), document, holder, &rows(text), &standing(signed));
    let told = |fault: super::Fault| match fault.at {
        Some((row, cell)) => format!("{row}.{cell} {}", fault.say.key),
        None => fault.say.key.into_owned(),
    };
    checked.err().unwrap_or_default().into_iter().map(told).collect()
}

#[test]
fn an_earlier_list_is_taken_with_the_departments_own_names() {
    let list = check(Some(date(2020, 1, 1)), " 旧1号 ", "开发区", &rows(GOOD), &standing(false)).unwrap();
    assert_eq!((list.document.as_str(), list.items.len()), ("旧1号", 2));
    assert_eq!(list.items[0].department, None);
    assert_eq!(list.items[1].department.as_deref(), Some("区应急局"));
    assert_eq!(compared(&list, &standing(false).codes), Compared { kept: 1, withdrawn: 1, added: 1 });
}

#[test]
fn a_department_beside_an_item_that_stays_is_left_out() {
    let text = "1|3701|甲|行政处罚|应急局";
    let list = check(Some(date(2020, 1, 1)), "旧1号", "开发区", &rows(text), &standing(false)).unwrap();
    assert_eq!(list.items[0].department, None);
}

#[test]
fn every_fault_of_an_earlier_list_names_its_cell() {
    let refused = |text: &str| faults("2020-01-01", "旧1号", "开发区", text, false);
    assert_eq!(refused(GOOD), Vec::<String>::new());
    assert_eq!(refused("0|3701|甲|行政处罚"), ["0.0 powers.earlier_no_serial"]);
    assert_eq!(refused("1|3701||"), ["0.2 powers.earlier_empty", "0.3 powers.earlier_empty"]);
    assert_eq!(refused("1|3701|甲|行政处罚\n2|3701|乙|行政处罚"), ["1.1 powers.earlier_code_twice"]);
    assert_eq!(refused("1|3702|甲|行政处罚|"), ["0.4 powers.earlier_goes_where"]);
    assert_eq!(refused("1|3702|甲|行政处罚|林业"), ["0.4 powers.earlier_unknown_body"]);
    assert_eq!(refused("1|3702|甲|行政处罚|应急"), ["0.4 powers.earlier_unknown_body_near"]);
    assert_eq!(refused("1|3702|甲|行政处罚|开发区"), ["0.4 powers.earlier_same_body"]);
}

#[test]
fn an_earlier_list_is_earlier_has_a_document_and_is_not_signed() {
    assert_eq!(faults("2023-04-21", "旧1号", "开发区", GOOD, false), ["powers.earlier_too_late"]);
    assert_eq!(faults("x", "旧1号", "开发区", GOOD, false), ["powers.earlier_too_late"]);
    assert_eq!(faults("2020-01-01", " ", "开发区", GOOD, false), ["powers.earlier_no_document"]);
    assert_eq!(faults("2020-01-01", "旧1号", "开发区", "", false), ["powers.earlier_no_rows"]);
    assert_eq!(faults("2020-01-01", "旧1号", "开发区", GOOD, true), ["powers.earlier_signed"]);
    assert!(
        faults("2020-01-01", "旧1号", "无此局", GOOD, false)
            .contains(&"powers.earlier_unknown_body".to_owned())
    );
}
