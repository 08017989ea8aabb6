//! One document after another: its head, its sections, the clauses of each.

use crate::clauses::{Survey, Tree, survey};
use crate::heads::{Head, addressees, heads};
use crate::lines::{PieceKind, Sheet};
use crate::marks::official;
use crate::sections::{Closing, Role, Section, divide};
use crate::span::Span;
use crate::tree::{Clause, Document, Finding, Gazette};
use kernel::{Say, normalize};
use std::collections::HashSet;

/// Reads every document of a text; a text without a head is one document.
pub(crate) fn documents(sheet: &mut Sheet<'_>) -> Gazette {
    let mut gazette = Gazette::default();
    let heads = heads(sheet);
    let ends: Vec<usize> = heads.iter().skip(1).map(|next| next.first).chain([sheet.solid.len()]).collect();
    for (head, end) in heads.iter().zip(ends) {
        push(&mut gazette, document(sheet, head, end));
    }
    if heads.is_empty() && !sheet.solid.is_empty() {
        let span = sheet.solid(0).content;
        gazette.findings.push(Finding { say: Say::new("syntax.no_head"), span, document: None });
        push(&mut gazette, headless(sheet));
    }
    gazette
}

fn push(gazette: &mut Gazette, (document, findings): (Document, Vec<Finding>)) {
    let place = Some(gazette.documents.len());
    gazette.findings.extend(findings.into_iter().map(|finding| Finding { document: place, ..finding }));
    gazette.documents.push(document);
}

/// Reads the document that opens at a head and ends before a position among solid lines.
fn document(sheet: &mut Sheet<'_>, head: &Head, end: usize) -> (Document, Vec<Finding>) {
    let (names, body) = addressees(sheet, head.body).unwrap_or((vec![], head.body));
    claim(sheet, head.first, body);
    let (sections, closing) = divide(sheet, body, end, Role::Body);
    let document = Document {
        number: head.number.clone(),
        title: head.title.clone(),
        addressees: names,
        issuer: head.issuer.clone(),
        ..Document::default()
    };
    finish(sheet, document, &sections, closing, (head.first, end))
}

/// Reads a text without any head as one document: its own title and clauses, as a plan stands in a drawer.
fn headless(sheet: &mut Sheet<'_>) -> (Document, Vec<Finding>) {
    let end = sheet.solid.len();
    let (sections, closing) = divide(sheet, 0, end, Role::Issued);
    let title = sections.first().map(|section| section.title.clone()).unwrap_or_default();
    let document = Document { title, ..Document::default() };
    let (document, findings) = finish(sheet, document, &sections, closing, (0, end));
    (Document { issues: None, ..document }, findings)
}

fn finish(
    sheet: &mut Sheet<'_>,
    document: Document,
    sections: &[Section],
    closing: Closing,
    (first, end): (usize, usize),
) -> (Document, Vec<Finding>) {
    let mut tree = Tree::default();
    let surveys: Vec<Survey> = sections.iter().map(|section| look(sheet, section)).collect();
    let body_numbered =
        sections.iter().zip(&surveys).any(|(s, survey)| s.role == Role::Body && survey.numbered);
    for (section, survey) in sections.iter().zip(&surveys) {
        let label = label(section, survey, body_numbered, &document.title);
        read(&mut tree, sheet, section, survey, label.as_deref());
    }
    tree.finish();
    let issued = sections.iter().find(|section| section.role == Role::Issued);
    let mut findings = tree.findings;
    findings.extend(missing(sections, &closing, sheet, first));
    let document = Document {
        issuer: document.issuer.or_else(|| closing.signature.clone()),
        issued: closing.issued,
        signature: closing.signature,
        disclosure: closing.disclosure,
        issues: issued.map(|section| section.title.clone()).filter(|title| !title.is_empty()),
        attachments: closing.attachments,
        span: extent(sheet, first, end, &tree.clauses),
        clauses: tree.clauses,
        ..document
    };
    (document, findings)
}

fn look(sheet: &Sheet<'_>, section: &Section) -> Survey {
    if section.body >= section.end {
        return Survey::default();
    }
    survey(sheet, sheet.solid_at(section.body), sheet.solid_at(section.end - 1) + 1)
}

/// The label of the clause a section is; `None` when its clauses stand at the root.
fn label(section: &Section, survey: &Survey, body_numbered: bool, title: &str) -> Option<String> {
    match &section.role {
        Role::Body if survey.numbered || section.body >= section.end => None,
        Role::Body => Some(official::kind(title).unwrap_or("正文").to_owned()),
        Role::Issued if !survey.numbered && survey.tables => Some("附件".to_owned()),
        Role::Issued if survey.numbered && !body_numbered => None,
        Role::Issued => Some(official::last_word(&section.title).unwrap_or_else(|| "正文".to_owned())),
        Role::Attachment(number) => Some(format!("附件{number}")),
    }
}

fn read(tree: &mut Tree, sheet: &mut Sheet<'_>, section: &Section, survey: &Survey, label: Option<&str>) {
    let own = if label.is_some() { PieceKind::Clause } else { PieceKind::Head };
    for at in section.first..section.body {
        sheet.claim(sheet.solid_at(at), own);
    }
    let start = open_line(sheet, section).map_or(0, |at| first_char(sheet, at));
    let title = section.body > section.first;
    let end = if title { sheet.solid(section.body - 1).content.end } else { start };
    if label.is_some() && !title && open_line(sheet, section).is_none() {
        return;
    }
    tree.section(label, &section.title, Span::new(start, end));
    if section.body < section.end {
        let (first, last) = (sheet.solid_at(section.body), sheet.solid_at(section.end - 1));
        tree.read(sheet, first, last + 1, survey);
    }
}

/// Where a line begins for a clause: a tabulator at its start is a cell and belongs to it.
fn first_char(sheet: &Sheet<'_>, position: usize) -> usize {
    let line = sheet.solid(position);
    if line.tab { line.start } else { line.content.start }
}

/// Where a document stands, the blank cells at the end of its last table included.
fn extent(sheet: &Sheet<'_>, first: usize, end: usize, clauses: &[Clause]) -> Span {
    let last = sheet.solid(end.saturating_sub(1)).content.end;
    let start = clauses.iter().map(|clause| clause.span.start).min().unwrap_or(usize::MAX);
    let end = clauses.iter().map(|clause| clause.span.end).max().unwrap_or(0);
    Span::new(first_char(sheet, first).min(start), last.max(end))
}

/// The first position of a section that nothing else has claimed.
fn open_line(sheet: &Sheet<'_>, section: &Section) -> Option<usize> {
    if section.body > section.first {
        return Some(section.first);
    }
    (section.body..section.end).find(|at| sheet.is_open(sheet.solid_at(*at)))
}

/// Attachments that are listed and do not follow.
fn missing(sections: &[Section], closing: &Closing, sheet: &Sheet<'_>, first: usize) -> Vec<Finding> {
    let mut there = HashSet::new();
    for section in sections {
        there.insert(normalize(&section.title));
        if let Role::Attachment(number) = &section.role {
            there.insert(number.clone());
        }
    }
    let here = |word: &str| !word.is_empty() && there.contains(word);
    let absent = |no: &str, title: &str| !here(no) && !here(&normalize(title));
    let say = |title: &str| Say::new("syntax.attachment_missing").with("title", title);
    let span = sheet.solid(first).content;
    let listed = closing.attachments.iter().filter(|listed| absent(&listed.no, &listed.title));
    listed.map(|listed| Finding { say: say(&listed.title), span, document: None }).collect()
}

fn claim(sheet: &mut Sheet<'_>, first: usize, end: usize) {
    for at in first..end {
        sheet.claim(sheet.solid_at(at), PieceKind::Head);
    }
}
