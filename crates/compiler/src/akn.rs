//! Documents as Akoma Ntoso 3.0 (OASIS LegalDocML): head, clauses with their paths as `eId`, tables, references.

use crate::compile::Compiled;
use kernel::xml_text;
use std::fmt::Write as _;
use syntax::{Clause, Document, Source, Span};

/// Every document with a file name, as Akoma Ntoso. The text is complete: labels, headings and paragraphs as written.
pub fn akn(compiled: &Compiled) -> Vec<(String, String)> {
    let documents = compiled.gazette.documents.iter().zip(1..);
    documents.map(|(document, at)| (format!("{at}.xml"), one(document, &compiled.source, at))).collect()
}

fn one(document: &Document, source: &Source, at: usize) -> String {
    let date = document.issued.as_deref().unwrap_or("0001-01-01");
    let number = document.number.as_deref().unwrap_or_default();
    let uri = format!("/akn/cn/doc/{date}/{at}");
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n",
    );
    _ = writeln!(out, "<doc name=\"gongwen\">\n<meta>\n<identification source=\"#compiler\">");
    for (level, suffix) in [("FRBRWork", ""), ("FRBRExpression", "/zho@"), ("FRBRManifestation", "/zho@.xml")]
    {
        _ = writeln!(
            out,
            "<{level}><FRBRthis value=\"{uri}{suffix}/!main\"/><FRBRuri value=\"{uri}{suffix}\"/>"
        );
        _ = writeln!(out, "<FRBRdate date=\"{date}\" name=\"issued\"/><FRBRauthor href=\"#issuer\"/>");
        match level {
            "FRBRWork" => {
                _ = writeln!(
                    out,
                    "<FRBRcountry value=\"cn\"/><FRBRnumber value=\"{}\"/></{level}>",
                    escaped(number)
                );
            }
            "FRBRExpression" => _ = writeln!(out, "<FRBRlanguage language=\"zho\"/></{level}>"),
            _ => _ = writeln!(out, "</{level}>"),
        }
    }
    let issuer = document.issuer.as_deref().unwrap_or_default();
    _ = writeln!(
        out,
        "</identification>\n<references source=\"#compiler\"><TLCOrganization eId=\"issuer\" href=\"/ontology/organization/issuer\" showAs=\"{}\"/><TLCOrganization eId=\"compiler\" href=\"/ontology/organization/compiler\" showAs=\"Luoshi\"/></references>\n</meta>",
        escaped(issuer)
    );
    _ = writeln!(
        out,
        "<preface><p><docNumber>{}</docNumber></p><p><docTitle>{}</docTitle></p></preface>\n<mainBody>",
        escaped(number),
        escaped(&document.title)
    );
    let tops: Vec<usize> = (0..document.clauses.len())
        .filter(|at| document.clauses.get(*at).is_some_and(|clause| clause.parent.is_none()))
        .collect();
    let children = children(document);
    for top in tops {
        clause(document, source, &children, top, &mut out);
    }
    if document.clauses.is_empty() {
        out.push_str("<p/>\n");
    }
    out.push_str("</mainBody>\n</doc>\n</akomaNtoso>\n");
    out
}

/// The children of every clause by index, so that no clause is looked for twice.
fn children(document: &Document) -> Vec<Vec<usize>> {
    let mut children = vec![vec![]; document.clauses.len()];
    for (at, clause) in document.clauses.iter().enumerate() {
        if let Some(list) = clause.parent.and_then(|parent| children.get_mut(parent)) {
            list.push(at);
        }
    }
    children
}

fn clause(document: &Document, source: &Source, children: &[Vec<usize>], at: usize, out: &mut String) {
    let Some(clause) = document.clauses.get(at) else { return };
    let own = children.get(at).map(Vec::as_slice).unwrap_or_default();
    if clause.table().is_some() {
        table(document, source, own, clause, out);
        return;
    }
    _ = writeln!(
        out,
        "<hcontainer name=\"clause\" eId=\"{}\"><num>{}</num>",
        id(clause),
        escaped(&clause.label)
    );
    if let Some(heading) = &clause.heading {
        _ = writeln!(out, "<heading>{}</heading>", escaped(heading));
    }
    let paragraphs = paragraphs(source, clause.own);
    match own.is_empty() {
        true => _ = writeln!(out, "<content>{paragraphs}</content>"),
        false => {
            _ = writeln!(out, "<intro>{paragraphs}</intro>");
            own.iter().for_each(|child| self::clause(document, source, children, *child, out));
        }
    }
    out.push_str("</hcontainer>\n");
}

fn paragraphs(source: &Source, span: Span) -> String {
    let lines = source.slice(span).lines().map(str::trim).filter(|line| !line.is_empty());
    let text: String = lines.map(|line| format!("<p>{}</p>", escaped(line))).collect();
    if text.is_empty() { "<p/>".to_owned() } else { text }
}

fn table(document: &Document, source: &Source, rows: &[usize], clause: &Clause, out: &mut String) {
    _ = write!(out, "<hcontainer name=\"table\" eId=\"{}\"><content><table>", id(clause));
    for row in clause.table().into_iter().flat_map(|table| &table.header) {
        let cells: String =
            row.cells.iter().map(|cell| format!("<th><p>{}</p></th>", escaped(cell.text(source)))).collect();
        _ = write!(out, "<tr>{cells}</tr>");
    }
    for row in rows.iter().filter_map(|at| document.clauses.get(*at)) {
        let cells = row.row().into_iter().flat_map(|row| &row.cells);
        let cells: String =
            cells.map(|cell| format!("<td><p>{}</p></td>", escaped(cell.text(source)))).collect();
        _ = write!(out, "<tr eId=\"{}\">{cells}</tr>", id(row));
    }
    out.push_str("</table></content></hcontainer>\n");
}

/// The path as an identifier: parts joined as Akoma Ntoso joins them.
fn id(clause: &Clause) -> String {
    escaped(&clause.path.as_str().replace('/', "__"))
}

/// Text on one line.
fn escaped(text: &str) -> String {
    xml_text(&text.replace(['\n', '\t'], " "))
}
