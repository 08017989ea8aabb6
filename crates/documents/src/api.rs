//! Documents and powers for programs.

use crate::store::{self, DocumentRow, documents};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/documents", Access::Needs(Right::ReadDistrict), index)
            .doc(described("Documents in force").gives::<DocumentList>()),
        Route::get("/api/v1/documents/{number}/clauses", Access::Needs(Right::ReadDistrict), clauses).doc(
            described("The clause tree of a document with what each clause created")
                .query(PAGES)
                .gives::<ClauseList>(),
        ),
    ]
}

const PAGES: &[(&str, &str)] = &[("page", "from 1"), ("per", "1 to 500")];

/// A document.
#[derive(Debug, Serialize, ToSchema)]
struct DocumentItem {
    number: String,
    title: String,
    title_en: String,
    issuer: String,
    issued: String,
    clauses: u64,
    found: u64,
    verified: u64,
}

/// The documents in force.
#[derive(Debug, Serialize, ToSchema)]
struct DocumentList {
    total: usize,
    items: Vec<DocumentItem>,
}

/// Something a clause created.
#[derive(Debug, Serialize, ToSchema)]
struct Created {
    id: String,
    kind: String,
    title: String,
    detail: String,
}

/// A clause.
#[derive(Debug, Serialize, ToSchema)]
struct ClauseItem {
    path: String,
    label: String,
    title: String,
    verified: Option<bool>,
    created: Vec<Created>,
}

/// A page of clauses.
#[derive(Debug, Serialize, ToSchema)]
struct ClauseList {
    total: u64,
    items: Vec<ClauseItem>,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let items: Vec<_> = ask.read(|tx| Ok(documents(tx)?))?.into_iter().map(item).collect();
    Ok(Answer::json(&DocumentList { total: items.len(), items }))
}

fn item(row: DocumentRow) -> DocumentItem {
    DocumentItem {
        number: row.head.number,
        title: row.head.title,
        title_en: row.head.title_en,
        issuer: row.head.issuer.written,
        issued: row.head.issued.to_string(),
        clauses: row.clauses,
        found: row.found,
        verified: row.verified,
    }
}

fn clauses(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let number = ask.path.get("number");
    let (page, per) = paged(ask);
    let skip = u64::from(page - 1) * u64::from(per);
    let (document, rows, facts) = ask.read(|tx| {
        let unknown = || Refusal::NotFound(Say::new("documents.no_document").with("number", number));
        let document =
            documents(tx)?.into_iter().find(|row| row.head.number == number).ok_or_else(unknown)?;
        Ok((document, store::clauses(tx, number, skip, per)?, store::facts_of_document(tx, number)?))
    })?;
    let items = rows.into_iter().map(|clause| {
        let mine = facts.iter().filter(|fact| fact.clause == clause.path);
        let created = mine.map(|f| Created {
            id: f.id.clone(),
            kind: f.kind.clone(),
            title: ask.language.of(&f.title, &f.title_en).to_owned(),
            detail: f.detail.clone(),
        });
        ClauseItem {
            created: created.collect(),
            verified: clause.original.map(|original| original.verified),
            path: clause.path,
            label: clause.label,
            title: clause.title,
        }
    });
    Ok(Answer::json(&ClauseList { total: document.clauses, items: items.collect() }))
}
