//! Sums below a table, and the counts that a declaration asks for.

use super::rows::{Filter, condition};
use super::slots::{figure_column, text_column};
use crate::model::{sortable, unscaled};
use jiff::civil::Date;
use kernel::{Decimal, Period, Say};
use pack::{FieldKind, Register, Tally};
use page::Refusal;
use store::{StoreError, Tx, Value};

/// The sums of the figures of a filter, by field, in the order of the declaration.
///
/// # Errors
/// As for the rows of the filter, or the store's failure.
pub fn totals(
    tx: &mut Tx<'_>,
    register: &Register,
    filter: &Filter,
    today: Date,
) -> Result<Vec<(String, Decimal)>, Refusal> {
    let figures = register.fields.iter().filter(|field| field.kind.is_figure());
    let columns: Vec<(String, String)> = figures
        .filter_map(|field| Some((field.name.clone(), figure_column(register, &field.name)?)))
        .collect();
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let (condition, values) = condition(tx.district(), register, filter, today)?;
    let sums: Vec<String> =
        columns.iter().map(|(_, column)| format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)")).collect();
    let sql = format!("SELECT {} FROM register_rows WHERE {condition}", sums.join(", "));
    let Some(row) = tx.query_one(&sql, &values)? else { return Ok(Vec::new()) };
    let sum = |(at, (name, _)): (usize, (String, String))| Ok((name, unscaled(row.int(at)?)));
    columns.into_iter().enumerate().map(sum).collect()
}

/// A count that a declaration asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The declaration of the count.
    pub tally: Tally,
    /// What it comes to.
    pub value: Decimal,
    /// Rows that it rests on.
    pub rows: u64,
}

/// What a count of the declaration comes to, over all rows in force or those whose day falls into a period.
///
/// # Errors
/// A condition on a field that has no column, or the store's failure.
pub fn counted(
    tx: &mut Tx<'_>,
    register: &Register,
    tally: &Tally,
    period: Option<Period>,
    today: Date,
) -> Result<Counted, Refusal> {
    let mut values: Vec<Value> = vec![tx.district().into(), (&register.id).into(), today.to_string().into()];
    let mut sql = "district = ?1 AND register = ?2 AND ended > ?3".to_owned();
    let mut and = |column: &str, sign: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND {column} {sign} ?{}", values.len()));
    };
    let none = |name: &str| Refusal::Invalid(Say::new("registers.not_sorted").with("field", name));
    for need in &tally.only {
        let kind = register.field(&need.field).map_or(FieldKind::Text, |field| field.kind);
        let column = match need.field.as_str() {
            "state" => "state".to_owned(),
            name => text_column(register, name).ok_or_else(|| none(name))?,
        };
        match &need.value {
            Some(value) => and(&column, "=", sortable(kind, value).into()),
            None => and(&column, "<>", "".into()),
        }
    }
    if let (Some(period), Some(day)) = (period, &tally.day) {
        let column = text_column(register, day).ok_or_else(|| none(day))?;
        and(&column, ">=", period.start().to_string().into());
        and(&column, "<=", period.end().to_string().into());
    }
    let of = match &tally.of {
        None => "COUNT(*) * 10000".to_owned(),
        Some(of) => {
            let column = figure_column(register, of).ok_or_else(|| none(of))?;
            format!("COALESCE(SUM({column}), 0)")
        }
    };
    let sql = format!("SELECT CAST({of} AS BIGINT), COUNT(*) FROM register_rows WHERE {sql}");
    let row = tx.query_one(&sql, &values)?.ok_or(StoreError::Column { column: 0, wanted: "a row" })?;
    Ok(Counted { tally: tally.clone(), value: unscaled(row.int(0)?), rows: row.count(1)? })
}
