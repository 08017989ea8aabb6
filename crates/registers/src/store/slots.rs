//! Which columns of the table hold which fields, so that any register can be sorted, filtered and summed.

use crate::model::{Values, scaled, sortable};
use pack::{FieldKind, Register};
use store::Value;

/// Columns for sorting and filtering.
const TEXTS: usize = 12;
/// Columns for summing.
const FIGURES: usize = 4;

/// The column of a field; none for those beyond the twelfth and for files.
pub(super) fn text_column(register: &Register, field: &str) -> Option<String> {
    let sorted = register.fields.iter().filter(|field| field.kind != FieldKind::File);
    let at = sorted.take(TEXTS).position(|found| found.name == field)?;
    Some(format!("s{}", at + 1))
}

/// The column in which a figure can be summed; none for those beyond the fourth.
pub(super) fn figure_column(register: &Register, field: &str) -> Option<String> {
    let figures = register.fields.iter().filter(|field| field.kind.is_figure());
    let at = figures.take(FIGURES).position(|found| found.name == field)?;
    Some(format!("n{}", at + 1))
}

/// Names of all these columns.
pub(super) const COLUMNS: [&str; TEXTS + FIGURES] =
    ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "n1", "n2", "n3", "n4"];

/// What a row puts there.
pub(super) fn values(register: &Register, values: &Values) -> Vec<Value> {
    let value = |name: &str| values.get(name).map_or("", String::as_str);
    let sorted = register.fields.iter().filter(|field| field.kind != FieldKind::File);
    let texts = sorted.map(|field| Value::from(sortable(field.kind, value(&field.name))));
    let figures = register.fields.iter().filter(|field| field.kind.is_figure());
    let figures = figures.map(|field| Value::from(scaled(value(&field.name)).unwrap_or_default()));
    let nothing = || std::iter::repeat(Value::from(""));
    let nought = std::iter::repeat(Value::from(0_i64));
    texts.chain(nothing()).take(TEXTS).chain(figures.chain(nought).take(FIGURES)).collect()
}

/// The words a search looks through.
pub(super) fn words(values: &Values) -> String {
    values.values().map(|value| value.to_lowercase()).collect::<Vec<_>>().join("\n")
}
