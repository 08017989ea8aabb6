//! Rows as they stand: filtered, sorted, searched, by pages, or one after the other.

use super::slots::text_column;
use super::{date, derived, end_date, small};
use crate::model::{Row, sortable};
use jiff::civil::Date;
use kernel::Say;
use pack::Register;
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Row as Found, StoreError, Tx, Value};

/// Which rows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that all stand somewhere in the row.
    pub words: String,
    /// The state; empty means any.
    pub state: String,
    /// One of these states; none means any.
    pub states: Vec<String>,
    /// Fields with the value they hold.
    pub fields: Vec<(String, String)>,
    /// Rows that ended as well.
    pub ended: bool,
    /// The order; by number when none is named.
    pub sort: Sort,
}

/// The order of rows.
#[derive(Debug, Clone, Default)]
pub struct Sort {
    /// The field; empty means the number.
    pub field: String,
    /// From the greatest down.
    pub down: bool,
}

pub(super) const ROW: &str = "number, state, detail, valid_from, ended, version, actor, at, seq, made_up";

pub(super) fn read(row: &Found) -> Result<Row, StoreError> {
    Ok(Row {
        id: row.count(0)?,
        state: row.text(1)?,
        values: serde_json::from_str(&row.text(2)?).map_err(|e| derived(&e))?,
        from: date(row, 3)?,
        ended: end_date(row, 4)?,
        version: small(row, 5)?,
        by: row.text(6)?,
        at: row.text(7)?.parse().map_err(|e| derived(&e))?,
        seq: row.count(8)?,
        made_up: row.flag(9)?,
    })
}

/// The condition of a filter and its values.
pub(super) fn condition(
    district: &str,
    register: &Register,
    filter: &Filter,
    today: Date,
) -> Result<(String, Vec<Value>), Refusal> {
    let mut values: Vec<Value> = vec![district.into(), (&register.id).into()];
    let mut sql = "district = ?1 AND register = ?2".to_owned();
    if !filter.states.is_empty() {
        let places: Vec<String> = (3..filter.states.len() + 3).map(|at| format!("?{at}")).collect();
        values.extend(filter.states.iter().map(Value::from));
        sql.push_str(&format!(" AND state IN ({})", places.join(", ")));
    }
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND {}", condition.replace('?', &format!("?{}", values.len()))));
    };
    if !filter.ended {
        and("ended > ?", today.to_string().into());
    }
    if !filter.state.is_empty() {
        and("state = ?", (&filter.state).into());
    }
    for (name, value) in filter.fields.iter().filter(|(_, value)| !value.is_empty()) {
        let column = text_column(register, name).ok_or_else(|| no_column(name))?;
        let kind = register.field(name).map(|field| field.kind).ok_or_else(|| no_column(name))?;
        and(&format!("{column} = ?"), sortable(kind, value).into());
    }
    for word in filter.words.split_whitespace() {
        let plain = word.to_lowercase().replace(['%', '_', '\\'], " ");
        and("words LIKE ?", format!("%{plain}%").into());
    }
    Ok((sql, values))
}

fn no_column(name: &str) -> Refusal {
    Refusal::Invalid(Say::new("registers.not_sorted").with("field", name))
}

fn order(register: &Register, sort: &Sort) -> Result<String, Refusal> {
    let down = if sort.down { " DESC" } else { "" };
    match sort.field.as_str() {
        "" => Ok(format!("number{down}")),
        "state" => Ok(format!("state{down}, number{down}")),
        name => {
            let column = text_column(register, name).ok_or_else(|| no_column(name))?;
            Ok(format!("{column}{down}, number{down}"))
        }
    }
}

/// One page of rows, and how many there are.
///
/// # Errors
/// A field that cannot be sorted or filtered by, or the store's failure.
pub fn rows(
    tx: &mut Tx<'_>,
    register: &Register,
    filter: &Filter,
    today: Date,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Row>), Refusal> {
    let (condition, mut values) = condition(tx.district(), register, filter, today)?;
    let counted = format!("SELECT COUNT(*) FROM register_rows WHERE {condition}");
    let total = tx.query_one(&counted, &values)?.map_or(Ok(0), |row| row.count(0))?;
    let order = order(register, &filter.sort)?;
    let (take, skip) = (values.len() + 1, values.len() + 2);
    let sql = format!(
        "SELECT {ROW} FROM register_rows WHERE {condition} ORDER BY {order} LIMIT ?{take} OFFSET ?{skip}"
    );
    let passed = u64::from(page.saturating_sub(1)) * u64::from(per);
    values.extend([per.into(), passed.into()]);
    let rows = tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total, rows))
}

/// Hands over the rows of a filter one by one, without holding them all.
///
/// # Errors
/// As [`rows`], or what `each` refuses.
pub fn each_row(
    tx: &mut Tx<'_>,
    register: &Register,
    filter: &Filter,
    today: Date,
    each: &mut dyn FnMut(Row) -> Result<(), StoreError>,
) -> Result<(), Refusal> {
    let (condition, values) = condition(tx.district(), register, filter, today)?;
    let order = order(register, &filter.sort)?;
    let sql = format!("SELECT {ROW} FROM register_rows WHERE {condition} ORDER BY {order}");
    Ok(tx.each(&sql, &values, &mut |found| each(read(&found)?))?)
}

/// Every row of a register, ended ones too.
pub(super) fn all(tx: &mut Tx<'_>, register: &str) -> Result<Vec<Row>, StoreError> {
    let sql =
        format!("SELECT {ROW} FROM register_rows WHERE district = ?1 AND register = ?2 ORDER BY number");
    tx.query(&sql, &[tx.district().into(), register.into()])?.iter().map(read).collect()
}

pub(super) fn find(tx: &mut Tx<'_>, register: &str, number: u64) -> Result<Option<Row>, StoreError> {
    let sql =
        format!("SELECT {ROW} FROM register_rows WHERE district = ?1 AND register = ?2 AND number = ?3");
    let found = tx.query_one(&sql, &[tx.district().into(), register.into(), number.into()])?;
    found.as_ref().map(read).transpose()
}

/// One row.
///
/// # Errors
/// There is none of that number, or the store's failure.
pub fn row(tx: &mut Tx<'_>, register: &str, number: u64) -> Result<Row, Refusal> {
    let none = || Refusal::NotFound(Say::new("registers.no_row").with("row", number));
    find(tx, register, number)?.ok_or_else(none)
}

/// Keys asked for at once.
const AT_ONCE: usize = 500;

/// Rows in force that bear one of these keys.
pub(crate) fn by_key(
    tx: &mut Tx<'_>,
    register: &str,
    keys: &BTreeSet<String>,
    today: Date,
) -> Result<BTreeMap<String, Row>, StoreError> {
    let mut found = BTreeMap::new();
    let keys: Vec<&String> = keys.iter().collect();
    for some in keys.chunks(AT_ONCE) {
        let places: Vec<String> = (4..some.len() + 4).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "SELECT {ROW}, key_text FROM register_rows WHERE district = ?1 AND register = ?2 AND ended > ?3 \
            AND key_text IN ({})",
            places.join(", ")
        );
        let mut values: Vec<Value> = vec![tx.district().into(), register.into(), today.to_string().into()];
        values.extend(some.iter().map(|key| Value::from(*key)));
        for row in tx.query(&sql, &values)? {
            found.insert(row.text(10)?, read(&row)?);
        }
    }
    Ok(found)
}
