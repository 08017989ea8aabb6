use crate::{Decimal, UnitError, Units};
use proptest::prelude::*;
use std::cmp::Ordering;

const TABLE: &str = include_str!("../../../../packs/standards/units.csv");

fn units() -> Units {
    Units::read(TABLE).expect("the table of the standards pack can be read")
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn money_people_and_shares_convert_exactly() {
    let cases = [
        ("394.3", "亿元", "万元", "3943000"),
        ("4000", "万元", "亿元", "0.4"),
        ("1", "元", "亿元", "0.00000001"),
        ("0.4", "万人", "人", "4000"),
        ("2000", "名", "万人", "0.2"),
        ("5.6", "‰", "%", "0.56"),
        ("18", "/10万", "‰", "0.18"),
        ("0.1139", "亿美元", "美元", "11390000"),
        ("3", "亩", "平方米", "2000"),
        ("90", "％", "1", "0.9"),
    ];
    for (value, from, to, expected) in cases {
        assert_eq!(units().convert(number(value), from, to), Ok(number(expected)), "{value}{from} in {to}");
    }
}

#[test]
fn what_has_no_end_is_refused_but_can_be_compared() {
    let refused = units().convert(number("1"), "亩", "平方米").unwrap_err();
    assert!(matches!(refused, UnitError::Inexact { .. }), "{refused}");
    let compared = units().compare((number("1.5"), "亩"), (number("1000"), "平方米"));
    assert_eq!(compared, Ok(Ordering::Equal));
    assert_eq!(units().compare((number("0.4"), "万人"), (number("4001"), "人")), Ok(Ordering::Less), "E-045");
}

#[test]
fn different_quantities_are_refused_with_both_named() {
    let error = units().compare((number("1"), "亿元"), (number("1"), "亿美元")).unwrap_err().to_string();
    assert!(
        error.contains("`亿元` measures money") && error.contains("`亿美元` measures money_usd"),
        "{error}"
    );
    assert_eq!(units().get("斤").unwrap_err(), UnitError::Unknown("斤".to_owned()));
}

#[test]
fn a_faulty_table_is_refused_with_its_line() {
    let header = "symbol,name,name_en,quantity,factor,to\n元,元,Yuan,money,1,元\n";
    let refused = |line: &str| Units::read(&format!("{header}{line}\n")).unwrap_err().to_string();
    assert!(refused("万元,万元,,money,ten,元").starts_with("line 3: factor: `ten`"));
    assert!(refused("万元,万元,,money,0,元").starts_with("line 3: a unit needs"));
    assert!(refused("元,元,,money,1,元").starts_with("line 3: `元` was given before"));
    assert!(refused("万人,万人,,persons,10000,元").starts_with("line 3: `元` does not lead to"));
    assert!(refused("甲,甲,,money,2,乙\n乙,乙,,money,2,甲").contains("does not lead to"));
    assert!(refused("万元,万元,money").starts_with("line 3: 3 cells; expected 6"));
    assert!(Units::read("symbol,name\n").unwrap_err().to_string().starts_with("line 1: the header is"));
}

#[test]
fn a_cell_may_hold_a_comma_in_quotes() {
    let table = "symbol,name,name_en,quantity,factor,to\r\n元,元,\"Yuan, \"\"RMB\"\"\",money,1,\r\n";
    assert_eq!(Units::read(table).unwrap().get("元").unwrap().name_en, "Yuan, \"RMB\"");
}

proptest! {
    #[test]
    fn converting_there_and_back_gives_the_same_number(mantissa in -1_000_000_000_000_i128..1_000_000_000_000, places in 0_u32..5) {
        let value = Decimal::new(mantissa, places).unwrap();
        for (from, to) in [("亿元", "元"), ("元", "亿元"), ("万元", "亿元"), ("万人", "人"), ("‰", "%"), ("/10万", "‰"), ("%", "/10万")] {
            let there = units().convert(value, from, to).unwrap();
            prop_assert_eq!(units().convert(there, to, from).unwrap(), value, "{} {}", from, to);
            prop_assert_eq!(units().compare((value, from), (there, to)).unwrap(), Ordering::Equal);
        }
    }
}
