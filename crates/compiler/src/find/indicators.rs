//! Rows of indicator tables (指标表): name, unit, where one stands, where one wants to be, who is responsible.

use super::columns::{Column, Columns, Kind, columns};
use super::rows::{Cells, rows, serial};
use crate::context::{Context, Doc};
use crate::facts::{Goal, Indicator};
use crate::words::parties::{self, Part};
use kernel::Target;

/// Every row of every indicator table.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, indicators: &mut Vec<Indicator>) {
    for (table, clauses) in doc.tables() {
        let known = columns(context, table, &clauses).filter(|columns| columns.kind == Kind::Indicators);
        let Some(columns) = known else { continue };
        let mut carried = Carried::default();
        for row in rows(context, &columns, &clauses) {
            indicators.extend(indicator(doc, &columns, &row, &mut carried));
        }
    }
}

/// What the rows above say for those below.
#[derive(Debug, Default)]
struct Carried {
    group: Option<String>,
    last: Option<Indicator>,
    count: usize,
}

fn indicator(doc: &Doc<'_>, columns: &Columns, row: &Cells<'_>, carried: &mut Carried) -> Option<Indicator> {
    let cell = row.get(Column::Name).or_else(|| row.only())?;
    let (name, heads) = plain_name(cell.text);
    let figures = [Column::Target, Column::Growth, Column::Baseline, Column::Unit, Column::BaselineGrowth];
    let filled = figures.iter().any(|role| row.get(*role).is_some());
    if heads
        || !filled
            && row
                .each()
                .all(|(role, cell)| role == Column::Name || role == Column::Serial || cell.text.is_empty())
    {
        carried.group = Some(name.clone());
    }
    if let Some(group) = row.get(Column::Content) {
        carried.group = Some(group.text.to_owned());
    }
    if !filled && row.each().all(|(role, cell)| !matches!(role, Column::Party(_)) || cell.text.is_empty()) {
        carried.last = None;
        return None;
    }
    carried.count += 1;
    let mut found = Indicator {
        document: doc.name.clone(),
        clause: row.clause.path.to_string(),
        seq: serial(row).unwrap_or(carried.count),
        name,
        group: carried.group.clone(),
        unit: text(row, Column::Unit),
        target: text(row, Column::Target).map(goal),
        growth: text(row, Column::Growth).map(goal),
        baseline: text(row, Column::Baseline),
        baseline_growth: text(row, Column::BaselineGrowth),
        organs: organs(row),
        property: text(row, Column::Property),
        inferred: vec![],
        note: String::new(),
        span: row.clause.span,
        at: doc.at,
    };
    carry(&mut found, row, carried.last.as_ref());
    if found.unit.is_none() && !columns.has(|column| *column == Column::Unit) {
        found.unit = found.target.as_ref().and_then(unit_of);
    }
    carried.last = Some(found.clone());
    Some(found)
}

/// Cells merged with the one above: blank where the row above has words.
fn carry(found: &mut Indicator, row: &Cells<'_>, last: Option<&Indicator>) {
    let Some(last) = last else { return };
    if row.is_merged(Column::Target) && last.target.is_some() {
        found.target.clone_from(&last.target);
        found.inferred.push("target");
    }
    if row.is_merged(Column::Growth) && last.growth.is_some() {
        found.growth.clone_from(&last.growth);
        found.inferred.push("growth");
    }
    if row.is_merged(Column::Baseline) && last.baseline.is_some() && found.inferred.contains(&"target") {
        found.baseline.clone_from(&last.baseline);
        found.inferred.push("baseline");
    }
    if row.is_merged(Column::Unit) && last.unit.is_some() {
        found.unit.clone_from(&last.unit);
        found.inferred.push("unit");
    }
    let blank = row.each().all(|(role, cell)| !matches!(role, Column::Party(_)) || cell.text.is_empty());
    if blank
        && found.organs.is_empty()
        && !last.organs.is_empty()
        && row.each().any(|(role, _)| matches!(role, Column::Party(_)))
    {
        found.organs.clone_from(&last.organs);
        found.inferred.push("organs");
    }
}

fn text(row: &Cells<'_>, role: Column) -> Option<String> {
    row.get(role).map(|cell| cell.text.to_owned())
}

fn organs(row: &Cells<'_>) -> Vec<String> {
    let cells = row.each().filter_map(|(role, cell)| match role {
        Column::Party(part) if part != Part::Time => Some(parties::list(cell, part, true)),
        _ => None,
    });
    cells
        .flat_map(|parties| parties.lead.into_iter().chain(parties.responsible).chain(parties.helps))
        .collect()
}

/// A target as written; read when its words are in a known form.
pub(crate) fn goal(text: String) -> Goal {
    match Target::parse(&text) {
        Ok(target) => Goal::Read(Box::new(target)),
        Err(_) => Goal::Words { text, kind: None },
    }
}

fn unit_of(goal: &Goal) -> Option<String> {
    match goal {
        Goal::Read(target) => target.unit.clone(),
        Goal::Words { .. } => None,
    }
}

/// 一、地区生产总值 is the name 地区生产总值 and heads the rows below. 其中： and indents are left out.
fn plain_name(text: &str) -> (String, bool) {
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    if rest.len() < text.len()
        && let Some(name) = rest.strip_prefix(['、', '.', '．'])
    {
        return (name.trim().to_owned(), true);
    }
    let bracket = text.strip_prefix(['（', '(']).and_then(|inner| {
        let rest = inner.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        (rest.len() < inner.len()).then(|| rest.strip_prefix(['）', ')'])).flatten()
    });
    let plain = bracket.unwrap_or(text).trim();
    let plain = plain.trim_start_matches("其中：").trim_start_matches("其中:").trim_start_matches("#").trim();
    (plain.to_owned(), bracket.is_some())
}
