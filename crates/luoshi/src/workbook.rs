//! Facts as a workbook that an office can work with: one sheet for each kind of fact, a row for each.

use crate::failure::Failure;
use crate::report::{Compiled, words};
use compiler::Goal;
use kernel::Say;
use page::Language;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The workbook as bytes.
pub(crate) fn write(file: &Compiled, language: Language) -> Result<Vec<u8>, Failure> {
    build(file, language).map_err(|error| Failure::Usage(Say::new("luoshi.no_workbook").with("why", error)))
}

type Rows = Vec<Vec<String>>;

fn build(file: &Compiled, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheets: [(&'static str, &'static str, Rows); 6] = [
        ("luoshi.sheet_duties", "luoshi.columns_duties", duties(file)),
        ("luoshi.sheet_indicators", "luoshi.columns_indicators", indicators(file)),
        ("luoshi.sheet_commitments", "luoshi.columns_commitments", commitments(file)),
        ("luoshi.sheet_powers", "luoshi.columns_powers", powers(file)),
        ("luoshi.sheet_organs", "luoshi.columns_organs", organs(file)),
        ("luoshi.sheet_diagnostics", "luoshi.columns_diagnostics", diagnostics(file, language)),
    ];
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    for (title, columns, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(words(language, &Say::new(title)))?;
        for (at, head) in (0..).zip(words(language, &Say::new(columns)).split('|')) {
            sheet.write_string_with_format(0, at, head, &bold)?;
            sheet.set_column_width(at, if at > 3 { 24 } else { 16 })?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (line, row) in (1..).zip(rows) {
            for (at, cell) in (0..).zip(row) {
                // More does not fit into a cell.
                let cell: String = cell.chars().take(32_000).collect();
                sheet.write_string_with_format(line, at, cell, &wrapped)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn duties(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.duties.iter();
    rows.map(|row| {
        let due = row
            .deadlines
            .iter()
            .map(|day| day.date.map_or_else(|| day.quote.clone(), |date| format!("{date}（{}）", day.quote)));
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            row.category.clone().unwrap_or_default(),
            row.measure.clone().unwrap_or_default(),
            row.text.clone(),
            row.lead.join("、"),
            row.responsible.join("、"),
            row.participating.join("、"),
            due.collect::<Vec<_>>().join("；"),
            row.inferred.join("、"),
        ]
    })
    .collect()
}

fn indicators(file: &Compiled) -> Rows {
    let text = |goal: &Option<Goal>| goal.as_ref().map(|goal| goal.text().to_owned()).unwrap_or_default();
    let rows = file.compiled.facts.indicators.iter();
    rows.map(|row| {
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            row.group.clone().unwrap_or_default(),
            row.name.clone(),
            row.unit.clone().unwrap_or_default(),
            text(&row.target),
            text(&row.growth),
            row.baseline.clone().unwrap_or_default(),
            row.organs.join("、"),
            row.inferred.join("、"),
        ]
    })
    .collect()
}

fn commitments(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.commitments.iter();
    rows.map(|row| {
        let by = row.by.map(|day| day.to_string()).unwrap_or_default();
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.subject.clone(),
            row.target.clone(),
            row.strength.unwrap_or_default().to_owned(),
            by,
            row.quote.clone(),
        ]
    })
    .collect()
}

fn powers(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.powers.iter();
    rows.map(|row| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            row.document.clone(),
            row.clause.clone(),
            row.seq.to_string(),
            text(&row.code),
            row.name.clone(),
            text(&row.kind),
            text(&row.holder),
            text(&row.basis),
        ]
    })
    .collect()
}

fn organs(file: &Compiled) -> Rows {
    let rows = file.compiled.facts.organs.iter();
    rows.map(|row| {
        vec![row.name.clone(), row.kind.to_owned(), row.aliases.join("、"), row.mentions.to_string()]
    })
    .collect()
}

fn diagnostics(file: &Compiled, language: Language) -> Rows {
    let rows = file.diagnostics().iter();
    rows.map(|found| {
        let severity = words(language, &Say::new(crate::report::human::severity_key(found.severity)));
        let help = found.help.as_ref().map(|help| words(language, help)).unwrap_or_default();
        let quote: String = file.compiled.source.slice(found.span).chars().take(60).collect();
        vec![found.code.to_owned(), severity, words(language, &found.say), quote, help]
    })
    .collect()
}
