use super::statement;
use crate::Value;

#[test]
fn values_are_written_so_that_none_of_them_can_end_its_quotes() {
    let values = [
        "'; DROP TABLE heads; --".into(),
        "$1 ?1 \\'".into(),
        Value::Null,
        vec![0, 255].into(),
        (-5_i64).into(),
    ];
    assert_eq!(
        statement("SELECT ?1, ?2, ?3, ?4, ?5, '?1'", &values),
        "SELECT '''; DROP TABLE heads; --', '$1 ?1 \\''', NULL, '\\x00ff'::BYTEA, -5, '?1'"
    );
}

#[test]
fn the_tenth_place_is_not_the_first() {
    let values: Vec<Value> = (1..=10_i64).map(Value::from).collect();
    assert_eq!(statement("?1 ?2 ?10", &values), "1 2 10");
}
