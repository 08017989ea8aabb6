//! The tree as text a person can compare: one line a fact.

use crate::{Clause, Document, Gazette, Shape, Source};
use std::fmt::Write;

/// How many characters of a clause's own text are shown.
const SHOWN: usize = 16;

/// Everything the tree says about a text.
pub(super) fn outline(gazette: &Gazette, source: &Source) -> String {
    let mut out = String::new();
    for document in &gazette.documents {
        head(&mut out, document);
        for clause in &document.clauses {
            let heading = clause.heading.as_deref().unwrap_or("-");
            let shown = shown(clause, source);
            let _ = writeln!(out, "{} | {} | {heading} | {shown}", clause.path, clause.label);
        }
    }
    for finding in &gazette.findings {
        let _ = writeln!(out, "finding: {}", finding.say);
    }
    let c = gazette.coverage();
    let _ = writeln!(out, "coverage: {} = {} + {} + {}", c.characters, c.read, c.ignored, c.not_understood);
    out
}

fn head(out: &mut String, document: &Document) {
    let lines = [
        ("document", document.number.clone().unwrap_or_else(|| "without number".to_owned())),
        ("title", document.title.clone()),
        ("issuer", document.issuer.clone().unwrap_or_default()),
        ("to", document.addressees.join("; ")),
        ("issued", document.issued.clone().unwrap_or_default()),
        ("signature", document.signature.clone().unwrap_or_default()),
        ("disclosure", document.disclosure.clone().unwrap_or_default()),
        ("issues", document.issues.clone().unwrap_or_default()),
    ];
    for (name, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "{name}: {value}");
    }
    for attachment in &document.attachments {
        let _ = writeln!(out, "attachment {}: {}", attachment.no, attachment.title);
    }
}

fn shown(clause: &Clause, source: &Source) -> String {
    match &clause.shape {
        Shape::Row(row) => {
            let cells: Vec<String> = row.cells.iter().map(|cell| flat(cell.text(source))).collect();
            format!("{}{}", cells.join(" ¦ "), if row.restored { " (restored)" } else { "" })
        }
        Shape::Table(table) => format!("{} columns, {} header rows", table.columns, table.header.len()),
        Shape::Text => flat(clause.text(source)).chars().take(SHOWN).collect(),
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
