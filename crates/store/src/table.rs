//! Rows as lines of JSON, for tables that a backup carries as they are.

use crate::{StoreError, Tx, Value};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value as Json, json};

/// A value as JSON; bytes as `{"base64": "…"}`.
fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!({ "base64": BASE64_STANDARD.encode(bytes) }),
    }
}

fn from_json(json: &Json) -> Option<Value> {
    match json {
        Json::Null => Some(Value::Null),
        Json::Number(number) => number.as_i64().map(Value::Int),
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Object(object) => {
            BASE64_STANDARD.decode(object.get("base64")?.as_str()?).ok().map(Value::Bytes)
        }
        _ => None,
    }
}

impl Tx<'_> {
    /// Hands over a table line by line: first its column names, then its rows, each a JSON array. Gives the
    /// number of rows.
    pub(crate) fn table_lines(
        &mut self,
        table: &str,
        line: &mut dyn FnMut(String) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let columns = self.connection.columns(table)?;
        line(json!(columns).to_string())?;
        let mut rows = 0;
        self.each(&format!("SELECT {} FROM {table}", columns.join(", ")), &[], &mut |row| {
            rows += 1;
            line(Json::Array(row.0.iter().map(to_json).collect()).to_string())
        })?;
        Ok(rows)
    }

    /// Takes the lines of [`Tx::table_lines`] back. Columns are matched by name, so that a table may have got
    /// more of them since.
    pub(crate) fn put_table_lines(
        &mut self,
        table: &str,
        mut lines: impl Iterator<Item = Result<String, StoreError>>,
    ) -> Result<u64, StoreError> {
        let bad = || StoreError::BadBackup { reason: format!("tables/{table}.jsonl cannot be read") };
        let known = self.connection.columns(table)?;
        let first = lines.next().ok_or_else(bad)??;
        let columns: Vec<String> = serde_json::from_str(&first).map_err(|_| bad())?;
        if !columns.iter().all(|column| known.contains(column)) {
            return Err(bad());
        }
        let places: Vec<_> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
        let mut rows = 0;
        for line in lines {
            let values: Vec<Json> = serde_json::from_str(&line?).map_err(|_| bad())?;
            let values: Option<Vec<Value>> = values.iter().map(from_json).collect();
            self.execute(&sql, &values.ok_or_else(bad)?)?;
            rows += 1;
        }
        Ok(rows)
    }
}
