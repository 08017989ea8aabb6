//! Rows of task tables (任务分工表): category, measure, task, who leads, who is responsible, until when.

use super::columns::{Column, Columns, Kind, columns};
use super::rows::{Cells, rows, serial};
use crate::context::{Context, Doc};
use crate::facts::{Contact, Deadline, Duty};
use crate::passage::Passage;
use crate::words::dates::dates;
use crate::words::parties::{self, Part, Parties};
use crate::words::persons;
use jiff::civil::Date;

/// Every row of every task table.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, duties: &mut Vec<Duty>) {
    for (table, clauses) in doc.tables() {
        let Some(columns) = columns(context, table, &clauses).filter(|columns| columns.kind == Kind::Tasks)
        else {
            continue;
        };
        let mut carried = Carried { group: heading(doc, table), ..Carried::default() };
        for row in rows(context, &columns, &clauses) {
            duties.extend(duty(doc, &columns, &row, &mut carried));
        }
    }
}

/// What the table's own place says of all its rows.
fn heading(doc: &Doc<'_>, table: &syntax::Clause) -> Option<String> {
    let parent = doc.parent(table)?;
    (!parent.label.starts_with("附件")).then(|| parent.heading.clone()).flatten()
}

/// What merged cells hold for the rows below.
#[derive(Debug, Default)]
struct Carried {
    /// A heading over the rows.
    group: Option<String>,
    content: Vec<Option<String>>,
    parties: Parties,
    serial: usize,
}

fn duty(doc: &Doc<'_>, columns: &Columns, row: &Cells<'_>, carried: &mut Carried) -> Option<Duty> {
    if let Some(only) = row.only() {
        carried.group = Some(group_name(only.text));
        carried.content.clear();
        return None;
    }
    let mut inferred = vec![];
    let content: Vec<Passage<'_>> = row.all(Column::Content).collect();
    let text = content.last().copied().filter(|cell| !cell.text.is_empty())?;
    let seq = seq(row, columns, carried, &mut inferred);
    let above = headings(&content, carried, &mut inferred);
    let (mut parties, contacts, times) = roles(row);
    if parties.is_empty() {
        let merged = columns.has(|column| matches!(column, Column::Party(_)));
        if merged && row.each().all(|(role, cell)| !matches!(role, Column::Party(_)) || cell.text.is_empty())
        {
            parties = Parties { times: vec![], ..carried.parties.clone() };
            inferred.extend(
                [("lead", !parties.lead.is_empty()), ("responsible", !parties.responsible.is_empty())]
                    .iter()
                    .filter(|(_, has)| *has)
                    .map(|(name, _)| *name),
            );
        }
    } else {
        carried.parties = parties.clone();
    }
    let mut deadlines = limits(text, doc.year);
    times.iter().for_each(|cell| deadlines.extend(time_cell(*cell, doc.year)));
    deadlines.dedup();
    let mut above = above.into_iter();
    let (category, measure) = (above.next().flatten(), above.last().flatten());
    Some(Duty {
        document: doc.name.clone(),
        clause: row.clause.path.to_string(),
        seq,
        category: category.or_else(|| carried.group.clone()),
        measure,
        text: text.text.to_owned(),
        lead: parties.lead,
        responsible: parties.responsible,
        participating: parties.helps,
        open: parties.open,
        contacts,
        deadlines,
        inferred,
        note: String::new(),
        from: "table",
        span: row.clause.span,
        at: doc.at,
    })
}

/// 一、降低成本（3项） is a heading over rows.
fn group_name(text: &str) -> String {
    let rest = text
        .trim_start_matches(|c| "一二三四五六七八九十（）()".contains(c))
        .trim_start_matches(['、', '.', '．']);
    if rest.is_empty() { text.to_owned() } else { rest.trim().to_owned() }
}

/// The serial as printed; a lost one is the one after the row before.
fn seq(row: &Cells<'_>, columns: &Columns, carried: &mut Carried, inferred: &mut Vec<&'static str>) -> usize {
    let printed = serial(row);
    let next = carried.serial + 1;
    if printed.is_none() && columns.has(|column| *column == Column::Serial) {
        inferred.push("seq");
    }
    carried.serial = printed.unwrap_or(next);
    carried.serial
}

/// Category and measure of the row; a blank one goes on from above unless a new heading stands left of it.
fn headings(
    content: &[Passage<'_>],
    carried: &mut Carried,
    inferred: &mut Vec<&'static str>,
) -> Vec<Option<String>> {
    let above = content.len().saturating_sub(1);
    let names = ["category", "measure"];
    carried.content.resize(above, None);
    let mut fresh = false;
    for (at, (cell, held)) in content.iter().take(above).zip(carried.content.iter_mut()).enumerate() {
        let name = names.get(if at == 0 { 0 } else { 1 });
        if cell.text.is_empty() {
            if fresh {
                *held = None;
            } else if held.is_some() {
                inferred.extend(name.filter(|name| !inferred.contains(name)));
            }
        } else {
            fresh |= held.as_deref() != Some(cell.text) && at + 1 < above;
            *held = Some(cell.text.to_owned());
        }
    }
    carried.content.clone()
}

fn roles<'t>(row: &Cells<'t>) -> (Parties, Vec<Contact>, Vec<Passage<'t>>) {
    let (mut parties, mut contacts, mut times) = (Parties::default(), vec![], vec![]);
    for (role, cell) in row.each().filter(|(_, cell)| !cell.text.is_empty()) {
        match role {
            Column::Party(Part::Time) | Column::Time => times.push(cell),
            Column::Party(part) if cell.text.contains(['：', ':']) => {
                let said = parties::remark(cell);
                parties.join(if said.is_empty() { parties::list(cell, part, true) } else { said });
            }
            Column::Party(part) => parties.join(parties::list(cell, part, true)),
            Column::Contact => contacts.extend(persons::contacts(cell)),
            _ => {}
        }
    }
    (parties, contacts, times)
}

/// The limits that a text sets, with their words.
pub(crate) fn limits(text: Passage<'_>, year: Option<i16>) -> Vec<Deadline> {
    let found = dates(text, year).into_iter().filter(|date| date.limit);
    found
        .map(|date| {
            let quote = text.text.get(date.bytes.clone()).unwrap_or_default().to_owned();
            Deadline { date: date.last, quote, span: text.span(date.bytes) }
        })
        .collect()
}

/// A cell that says when: every date in it counts; words without a date are kept.
pub(crate) fn time_cell(cell: Passage<'_>, year: Option<i16>) -> Vec<Deadline> {
    let found = dates(cell, year);
    if found.is_empty() {
        return vec![Deadline { date: dotted(cell.text), quote: cell.text.to_owned(), span: cell.whole() }];
    }
    let last = found.into_iter().last();
    last.map(|date| Deadline { date: date.last, quote: cell.text.to_owned(), span: cell.whole() })
        .into_iter()
        .collect()
}

/// `2024.6` and `2024-06` in a column of dates.
fn dotted(text: &str) -> Option<Date> {
    let (year, month) = text.trim().split_once(['.', '-', '/', '．'])?;
    let day =
        Date::new(year.parse().ok().filter(|year| (1949..=2999).contains(year))?, month.parse().ok()?, 1)
            .ok()?;
    Some(day.last_of_month())
}
