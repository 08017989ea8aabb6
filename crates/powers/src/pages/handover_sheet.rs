//! The hand-over sheet on paper: a page for the printer, and a document for office programs (P-009).
//!
//! The two bodies sign in the ledger; on paper they sign once more, with a witness (监交人), whom the ledger does not know.

use super::handover_day::Days;
use super::of_list;
use crate::store::{self, Handover, HandoverSheet, Signature};
use jiff::Timestamp;
use kernel::{CHINA, Say};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Block, DOCX, Page, Refusal, Route, Sheet, date, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let reads = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/powers/handovers/{code}/{edition}/sheet", reads, printed),
        Route::get("/powers/handovers/{code}/{edition}/sheet.docx", reads, document),
    ]
}

/// Links to the sheet on paper.
pub(super) fn ways(ask: &Ask<'_>, handover: &Handover) -> Markup {
    let base = format!("/powers/handovers/{}/{}/sheet", encode(&handover.code), handover.edition);
    let query = of_list(&handover.list);
    html! {
        p.meta {
            a href={ (base) (query) } { (ask.t("powers_pages.print")) } " · "
            a href={ (base) ".docx" (query) } { "DOCX" }
        }
    }
}

/// What stands on the sheet, in words.
struct Paper {
    /// Label and value.
    facts: Vec<[String; 2]>,
    /// A heading with its lines; a line says so when there is nothing.
    parts: Vec<(String, Vec<String>)>,
    /// Role, body, who signed and when, as far as the ledger knows.
    signatures: Vec<[String; 3]>,
}

fn paper(ask: &Ask<'_>) -> Result<Paper, Refusal> {
    let (code, edition) = (ask.path.get("code"), ask.path.get("edition"));
    let (handover, days) = ask.read(|tx| {
        let list = store::history(tx, ask.query.get("list"), code)?.list.id;
        let handover = store::handover(tx, (&list, code, edition.parse().unwrap_or_default()))?;
        let days = Days::of(tx, std::slice::from_ref(&handover))?;
        Ok((handover, days))
    })?;
    Ok(Paper {
        facts: facts(ask, &handover, &days),
        parts: parts(ask, &handover.sheet.clone().unwrap_or_default()),
        signatures: signatures(ask, &handover),
    })
}

fn facts(ask: &Ask<'_>, handover: &Handover, days: &Days) -> Vec<[String; 2]> {
    let last = days.deadline(handover).day();
    let last =
        last.map_or_else(|| ask.t("powers_pages.day_unsettled").to_owned(), |day| date(ask.language, day));
    let facts = [
        ("powers_pages.name", handover.name.clone()),
        ("powers_pages.code", handover.code.clone()),
        ("powers_pages.giving", handover.giving.clone()),
        ("powers_pages.taking", handover.taking.clone()),
        ("powers_pages.basis_document", handover.basis.clone()),
        ("powers_pages.effective", date(ask.language, handover.effective)),
        ("powers_records.last_day", last),
    ];
    facts.map(|(key, value)| [ask.t(key).to_owned(), value]).to_vec()
}

fn parts(ask: &Ask<'_>, sheet: &HandoverSheet) -> Vec<(String, Vec<String>)> {
    let cases = sheet.open_cases.iter().map(|case| {
        let finishes = Say::new("powers_pages.finishes").with("body", &case.finishes);
        format!("{}：{}", case.case, ask.say(&finishes))
    });
    let note = Some(sheet.note.clone()).filter(|note| !note.is_empty());
    let parts = [
        ("powers_pages.sheet_cases", cases.collect()),
        ("powers_pages.sheet_files", sheet.files.clone()),
        ("powers_records.seals", sheet.seals.clone()),
        ("powers_records.systems", sheet.systems.clone()),
        ("powers_pages.sheet_note", note.into_iter().collect::<Vec<_>>()),
    ];
    let none = || vec![ask.t("powers_pages.none").to_owned()];
    let or_none = |lines: Vec<String>| if lines.is_empty() { none() } else { lines };
    parts.into_iter().map(|(key, lines)| (ask.t(key).to_owned(), or_none(lines))).collect()
}

fn signatures(ask: &Ask<'_>, handover: &Handover) -> Vec<[String; 3]> {
    let signed = |signature: &Option<Signature>| match signature {
        Some(signature) => ask.say(
            &Say::new("powers_records.signed_in_ledger")
                .with("at", minute(signature.at))
                .with("seq", signature.seq),
        ),
        None => String::new(),
    };
    let row = |key: &str, body: &str, signed: String| [ask.t(key).to_owned(), body.to_owned(), signed];
    vec![
        row("powers_pages.giving", &handover.giving, signed(&handover.given)),
        row("powers_pages.taking", &handover.taking, signed(&handover.taken)),
        row("powers_records.witness", "", String::new()),
    ]
}

/// An instant as a sheet of paper says it.
fn minute(at: Timestamp) -> String {
    CHINA.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// `GET …/sheet`: the sheet alone, with room for the signatures.
fn printed(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let paper = paper(ask)?;
    Ok(Page::new(ask.t("powers_pages.sheet"), html! {
        dl.facts { @for [label, value] in &paper.facts { dt { (label) } dd { (value) } } }
        @for (heading, lines) in &paper.parts {
            h2 { (heading) }
            ol { @for line in lines { li { (line) } } }
        }
        h2 { (ask.t("powers_records.signed_on_paper")) }
        dl.facts { @for [role, body, signed] in &paper.signatures {
            dt { (role) " " (body) }
            dd { (ask.t("powers_records.sign_here")) @if !signed.is_empty() { br; span.meta { (signed) } } }
        } }
    })
    .here("/powers")
    .into())
}

/// `GET …/sheet.docx`: the same in the layout of official documents.
fn document(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let paper = paper(ask)?;
    let facts: Vec<Vec<String>> = paper.facts.iter().map(|fact| fact.to_vec()).collect();
    let mut body = vec![Block::Table(vec![2, 6], facts)];
    for (heading, lines) in &paper.parts {
        body.push(Block::Heading(heading.clone()));
        body.extend(numbered(lines).into_iter().map(Block::Paragraph));
    }
    let line = |[role, body, signed]: &[String; 3]| {
        vec![format!("{role}\n{body}"), ask.t("powers_records.sign_here").to_owned(), signed.clone()]
    };
    let signatures: Vec<Vec<String>> = paper.signatures.iter().map(line).collect();
    body.push(Block::Heading(ask.t("powers_records.signed_on_paper").to_owned()));
    body.push(Block::Table(vec![3, 5, 3], signatures));
    let sheet = Sheet { title: ask.t("powers_pages.sheet").to_owned(), body };
    let bytes = sheet.docx().map_err(|e| Refusal::Broken(e.to_string()))?;
    let name = format!("{}-{}.docx", ask.path.get("code"), ask.path.get("edition"));
    Ok(Answer::file(DOCX, &name, bytes))
}

/// Lines with their numbers, when there are several.
fn numbered(lines: &[String]) -> Vec<String> {
    match lines {
        [only] => vec![only.clone()],
        several => (1..).zip(several).map(|(n, line)| format!("{n}. {line}")).collect(),
    }
}
