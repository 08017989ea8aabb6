//! Rows of lists of administrative powers (权责清单): code, name, kind.

use super::columns::{Column, Kind, columns};
use super::rows::{Cells, rows, serial};
use crate::context::{Context, Doc};
use crate::facts::Power;

/// Every row of every list of powers.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, powers: &mut Vec<Power>) {
    for (table, clauses) in doc.tables() {
        let known = columns(context, table, &clauses).filter(|columns| columns.kind == Kind::Powers);
        let Some(columns) = known else { continue };
        let (mut count, mut last) = (0, None);
        for row in rows(context, &columns, &clauses) {
            if let Some(power) = power(doc, &row, count + 1, last.as_ref()) {
                count = power.seq;
                last = Some(power.clone());
                powers.push(power);
            }
        }
    }
}

fn power(doc: &Doc<'_>, row: &Cells<'_>, next: usize, last: Option<&Power>) -> Option<Power> {
    let name = row.get(Column::Name).map(|cell| one_line(cell.text))?;
    if row.only().is_some() {
        return None;
    }
    let mut inferred = vec![];
    let printed = serial(row);
    if printed.is_none() && row.has(Column::Serial) {
        inferred.push("seq");
    }
    let mut text = |role, name, above: Option<&String>| {
        let own = row.get(role).map(|cell| one_line(cell.text));
        if own.is_none() && above.is_some() && row.is_merged(role) {
            inferred.push(name);
            return above.cloned();
        }
        own
    };
    Some(Power {
        document: doc.name.clone(),
        clause: row.clause.path.to_string(),
        seq: printed.unwrap_or(next),
        kind: text(Column::PowerKind, "kind", last.and_then(|last| last.kind.as_ref())),
        holder: text(Column::Holder, "holder", last.and_then(|last| last.holder.as_ref())),
        code: text(Column::Code, "code", None)
            .map(|code| code.chars().filter(|c| !c.is_whitespace()).collect()),
        basis: text(Column::Basis, "basis", None),
        name,
        inferred,
        span: row.clause.span,
        at: doc.at,
    })
}

/// A name that runs over several lines of a cell is one name.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}
