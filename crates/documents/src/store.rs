//! Rows in, rows out.

use crate::attach::GazetteAttached;
use crate::facts::{Fact, facts};
use crate::settle::OrganSettled;
use jiff::Timestamp;
use kernel::{Entry, Organ};
use pack::{Adopted, Document, Pack, Unsettled, UnsettledKind};
use std::collections::BTreeMap;
use store::{Projection, Row, StoreError, Tx, Value};

/// Keeps the tables of documents, clauses, facts and organs in step with the ledger.
pub static PROJECTION: &dyn Projection = &Documents;

#[derive(Debug)]
struct Documents;

impl Projection for Documents {
    fn name(&self) -> &'static str {
        "documents"
    }

    fn tables(&self) -> &'static [&'static str] {
        &[
            "packs",
            "documents",
            "clauses",
            "facts",
            "fact_organs",
            "organs",
            "unsettled",
            "organ_settled",
            "gazettes",
            "originals",
        ]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => adopted(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack, entry),
            GazetteAttached::KIND => {
                attached(tx, &serde_json::from_str(&entry.body).map_err(|e| derived(&e))?, entry.at)
            }
            OrganSettled::KIND => settled(tx, &serde_json::from_str(&entry.body).map_err(|e| derived(&e))?),
            _ => Ok(()),
        }
    }
}

pub(crate) fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "documents", reason: reason.to_string() }
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

/// The rows of a pack take the place of those its earlier edition left.
fn adopted(tx: &mut Tx<'_>, pack: &Pack, entry: &Entry) -> Result<(), StoreError> {
    forget(tx, &pack.id)?;
    let key = [("district", tx.district().into()), ("id", (&pack.id).into())];
    let rest: [(&str, Value); 6] = [
        ("edition", (&pack.edition).into()),
        ("title", (&pack.title).into()),
        ("title_en", (&pack.title_en).into()),
        ("name", (&pack.district_name).into()),
        ("seq", entry.seq.into()),
        ("adopted", entry.at.into()),
    ];
    tx.upsert("packs", &key, &rest)?;
    for (at, document) in pack.documents.iter().enumerate() {
        put_document(tx, &pack.id, at, document)?;
    }
    for (at, fact) in facts(pack).iter().enumerate() {
        put_fact(tx, at, fact)?;
    }
    for (at, organ) in pack.organs.iter().enumerate() {
        let key = [("district", tx.district().into()), ("name", (&organ.name).into())];
        tx.upsert(
            "organs",
            &key,
            &[("pack", (&pack.id).into()), ("position", at.into()), ("detail", json(organ)?.into())],
        )?;
    }
    let known = settled_names(tx)?;
    for (at, open) in pack.unsettled().iter().enumerate() {
        if open.kind != UnsettledKind::DoubtfulOrgan || !known.contains_key(&open.about) {
            put_unsettled(tx, &pack.id, at, open)?;
        }
    }
    Ok(())
}

/// A decision on a doubtful name answers the question about it wherever it was asked.
fn settled(tx: &mut Tx<'_>, decision: &OrganSettled) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("name", (&decision.name).into())];
    tx.upsert("organ_settled", &key, &[("same_as", (&decision.same_as).into())])?;
    let asked = tx
        .query("SELECT pack, position, detail FROM unsettled WHERE district = ?1", &[tx.district().into()])?;
    for row in asked {
        let open: Unsettled = serde_json::from_str(&row.text(2)?).map_err(|e| derived(&e))?;
        if open.kind == UnsettledKind::DoubtfulOrgan && open.about == decision.name {
            let sql = "DELETE FROM unsettled WHERE district = ?1 AND pack = ?2 AND position = ?3";
            tx.execute(sql, &[tx.district().into(), row.text(0)?.into(), row.int(1)?.into()])?;
        }
    }
    Ok(())
}

/// The names that somebody has decided on, each with the organ it is.
pub(crate) fn settled_names(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let rows =
        tx.query("SELECT name, same_as FROM organ_settled WHERE district = ?1", &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

fn put_unsettled(tx: &mut Tx<'_>, pack: &str, at: usize, open: &Unsettled) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("pack", pack.into()), ("position", at.into())];
    let rest: [(&str, Value); 3] = [
        ("document", (&open.citation.document).into()),
        ("clause", open.citation.clause.as_str().into()),
        ("detail", json(open)?.into()),
    ];
    tx.upsert("unsettled", &key, &rest)
}

/// Removes what an edition left: children before the documents that name them.
fn forget(tx: &mut Tx<'_>, pack: &str) -> Result<(), StoreError> {
    let mine = "document IN (SELECT number FROM documents WHERE district = ?1 AND pack = ?2)";
    let of_documents = [
        format!(
            "DELETE FROM fact_organs WHERE district = ?1 AND fact IN (SELECT id FROM facts WHERE district = ?1 AND {mine})"
        ),
        format!("DELETE FROM facts WHERE district = ?1 AND {mine}"),
        format!("DELETE FROM clauses WHERE district = ?1 AND {mine}"),
    ];
    let of_pack = ["unsettled", "organs", "documents"]
        .map(|table| format!("DELETE FROM {table} WHERE district = ?1 AND pack = ?2"));
    for sql in of_documents.iter().chain(&of_pack) {
        tx.execute(sql, &[tx.district().into(), pack.into()])?;
    }
    Ok(())
}

fn put_document(tx: &mut Tx<'_>, pack: &str, at: usize, document: &Document) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("number", (&document.number).into())];
    // The lists of facts have tables of their own; what is left describes the document.
    let head = Document {
        clauses: Vec::new(),
        duties: Vec::new(),
        indicators: Vec::new(),
        commitments: Vec::new(),
        powers: Vec::new(),
        plan: None,
        ..document.clone()
    };
    let rest: [(&str, Value); 5] = [
        ("pack", pack.into()),
        ("position", at.into()),
        ("slug", (&document.slug).into()),
        ("issued", document.issued.to_string().into()),
        ("detail", json(&head)?.into()),
    ];
    tx.upsert("documents", &key, &rest)?;
    for (at, clause) in document.clauses.iter().enumerate() {
        let key = [
            ("district", tx.district().into()),
            ("document", (&document.number).into()),
            ("path", clause.path.as_str().into()),
        ];
        let rest: [(&str, Value); 4] = [
            ("position", at.into()),
            ("label", (&clause.label).into()),
            ("title", (&clause.title).into()),
            ("digest", clause.digest.as_str().into()),
        ];
        tx.upsert("clauses", &key, &rest)?;
    }
    Ok(())
}

fn put_fact(tx: &mut Tx<'_>, at: usize, fact: &Fact) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("id", (&fact.id).into())];
    let rest: [(&str, Value); 7] = [
        ("kind", fact.kind.word().into()),
        ("document", (&fact.citation.document).into()),
        ("clause", fact.citation.clause.as_str().into()),
        ("position", at.into()),
        ("title", (&fact.title).into()),
        ("title_en", (&fact.title_en).into()),
        ("detail", (&fact.detail).into()),
    ];
    tx.upsert("facts", &key, &rest)?;
    for (at, (role, organ)) in fact.organs.iter().enumerate() {
        let key: [(&str, Value); 5] = [
            ("district", tx.district().into()),
            ("organ", organ.into()),
            ("fact", (&fact.id).into()),
            ("role", role.word().into()),
            ("position", at.into()),
        ];
        tx.upsert("fact_organs", &key, &[])?;
    }
    Ok(())
}

fn attached(tx: &mut Tx<'_>, gazette: &GazetteAttached, at: Timestamp) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("blob", (&gazette.blob).into())];
    let rest: [(&str, Value); 3] = [
        ("name", (&gazette.name).into()),
        ("attached", at.into()),
        ("characters", gazette.characters.into()),
    ];
    tx.upsert("gazettes", &key, &rest)?;
    for found in &gazette.clauses {
        let key: [(&str, Value); 3] = [
            ("district", tx.district().into()),
            ("document", (&found.document).into()),
            ("path", (&found.path).into()),
        ];
        let rest: [(&str, Value); 4] = [
            ("blob", (&gazette.blob).into()),
            ("span_start", found.start.into()),
            ("span_end", found.end.into()),
            ("digest", (&found.digest).into()),
        ];
        tx.upsert("originals", &key, &rest)?;
    }
    Ok(())
}

/// A pack in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// Its identity.
    pub id: String,
    /// Its edition.
    pub edition: String,
    /// Its title.
    pub title: String,
    /// Name of the district.
    pub district_name: String,
    /// When it was adopted.
    pub adopted: Timestamp,
    /// The ledger's entry that holds it.
    pub seq: u64,
}

/// The packs in force.
///
/// # Errors
/// The store's failure.
pub fn packs(tx: &mut Tx<'_>) -> Result<Vec<PackRow>, StoreError> {
    let sql = "SELECT id, edition, title, name, adopted, seq FROM packs WHERE district = ?1 ORDER BY id";
    let read = |row: &Row| {
        Ok(PackRow {
            id: row.text(0)?,
            edition: row.text(1)?,
            title: row.text(2)?,
            district_name: row.text(3)?,
            adopted: row.time(4)?,
            seq: row.count(5)?,
        })
    };
    tx.query(sql, &[tx.district().into()])?.iter().map(read).collect()
}

/// The pack of that identity as it was adopted last.
///
/// # Errors
/// The store's failure.
pub fn pack_in_force(tx: &mut Tx<'_>, id: &str) -> Result<Option<Pack>, StoreError> {
    let Some(last) = tx.stream(&format!("pack/{id}"))?.pop() else { return Ok(None) };
    Adopted::of(&last).map(|adopted| Some(adopted.pack)).map_err(|e| derived(&e))
}

/// A document with what describes it; its facts are asked for one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// What describes it.
    pub head: Document,
    /// How many clauses it has.
    pub clauses: u64,
    /// How many of them stand in the attached text.
    pub found: u64,
    /// How many of those have the digest the pack gives.
    pub verified: u64,
}

/// The documents in force, in the packs' order.
///
/// # Errors
/// The store's failure.
pub fn documents(tx: &mut Tx<'_>) -> Result<Vec<DocumentRow>, StoreError> {
    let sql = "SELECT d.detail, \
        (SELECT COUNT(*) FROM clauses c WHERE c.district = d.district AND c.document = d.number), \
        (SELECT COUNT(*) FROM originals o JOIN clauses c ON c.district = o.district AND c.document = o.document AND c.path = o.path \
           WHERE o.district = d.district AND o.document = d.number), \
        (SELECT COUNT(*) FROM originals o JOIN clauses c ON c.district = o.district AND c.document = o.document AND c.path = o.path \
           AND c.digest = o.digest WHERE o.district = d.district AND o.document = d.number) \
        FROM documents d WHERE d.district = ?1 ORDER BY d.pack, d.position";
    let read = |row: &Row| {
        Ok(DocumentRow {
            head: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
            clauses: row.count(1)?,
            found: row.count(2)?,
            verified: row.count(3)?,
        })
    };
    tx.query(sql, &[tx.district().into()])?.iter().map(read).collect()
}

/// A clause with its original text's place, when a gazette is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClauseRow {
    pub(crate) path: String,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) original: Option<Original>,
}

/// Where a clause's original text stands, and whether it is the text the pack was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Original {
    pub(crate) blob: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) verified: bool,
}

/// One page of a document's clauses, in order.
pub(crate) fn clauses(
    tx: &mut Tx<'_>,
    document: &str,
    skip: u64,
    take: u32,
) -> Result<Vec<ClauseRow>, StoreError> {
    let sql = "SELECT c.path, c.label, c.title, o.blob, o.span_start, o.span_end, CASE WHEN c.digest = o.digest THEN 1 ELSE 0 END \
        FROM clauses c LEFT JOIN originals o ON o.district = c.district AND o.document = c.document AND o.path = c.path \
        WHERE c.district = ?1 AND c.document = ?2 ORDER BY c.position LIMIT ?3 OFFSET ?4";
    let rows = tx.query(sql, &[tx.district().into(), document.into(), take.into(), skip.into()])?;
    rows.iter().map(read_clause).collect()
}

fn read_clause(row: &Row) -> Result<ClauseRow, StoreError> {
    let original = match row.opt_text(3)? {
        Some(blob) => Some(Original {
            blob,
            start: usize::try_from(row.count(4)?).unwrap_or_default(),
            end: usize::try_from(row.count(5)?).unwrap_or_default(),
            verified: row.flag(6)?,
        }),
        None => None,
    };
    Ok(ClauseRow { path: row.text(0)?, label: row.text(1)?, title: row.text(2)?, original })
}

/// How many clauses stand before this one in its document.
pub(crate) fn clauses_before(tx: &mut Tx<'_>, document: &str, path: &str) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT position FROM clauses WHERE district = ?1 AND document = ?2 AND path = ?3";
    tx.query_one(sql, &[tx.district().into(), document.into(), path.into()])?
        .map(|row| row.count(0))
        .transpose()
}

/// The digest of every clause in force, by document and path.
pub(crate) fn clause_digests(tx: &mut Tx<'_>) -> Result<BTreeMap<(String, String), String>, StoreError> {
    let rows =
        tx.query("SELECT document, path, digest FROM clauses WHERE district = ?1", &[tx.district().into()])?;
    rows.iter().map(|row| Ok(((row.text(0)?, row.text(1)?), row.text(2)?))).collect()
}

/// A fact as its table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FactRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) document: String,
    pub(crate) clause: String,
    pub(crate) title: String,
    pub(crate) title_en: String,
    pub(crate) detail: String,
}

const FACT_COLUMNS: &str = "f.id, f.kind, f.document, f.clause, f.title, f.title_en, f.detail";

fn read_fact(row: &Row) -> Result<FactRow, StoreError> {
    Ok(FactRow {
        id: row.text(0)?,
        kind: row.text(1)?,
        document: row.text(2)?,
        clause: row.text(3)?,
        title: row.text(4)?,
        title_en: row.text(5)?,
        detail: row.text(6)?,
    })
}

/// Every fact of a document, in order.
pub(crate) fn facts_of_document(tx: &mut Tx<'_>, document: &str) -> Result<Vec<FactRow>, StoreError> {
    let sql = format!(
        "SELECT {FACT_COLUMNS} FROM facts f WHERE f.district = ?1 AND f.document = ?2 ORDER BY f.position"
    );
    tx.query(&sql, &[tx.district().into(), document.into()])?.iter().map(read_fact).collect()
}

/// The organs of a document's facts: fact, role, organ, in order.
pub(crate) fn organs_of_document(
    tx: &mut Tx<'_>,
    document: &str,
) -> Result<Vec<(String, String, String)>, StoreError> {
    let sql = "SELECT o.fact, o.role, o.organ FROM fact_organs o JOIN facts f ON f.district = o.district AND f.id = o.fact \
               WHERE o.district = ?1 AND f.document = ?2 ORDER BY o.fact, o.position";
    let rows = tx.query(sql, &[tx.district().into(), document.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// Every fact in which one of the organs has a part, with role and organ, in reading order.
pub(crate) fn facts_with_organs(
    tx: &mut Tx<'_>,
    names: &[String],
) -> Result<Vec<(String, String, FactRow)>, StoreError> {
    let places: Vec<_> = (0..names.len()).map(|at| format!("?{}", at + 2)).collect();
    let sql = format!(
        "SELECT {FACT_COLUMNS}, o.role, o.organ FROM fact_organs o JOIN facts f ON f.district = o.district AND f.id = o.fact \
         WHERE o.district = ?1 AND o.organ IN ({}) ORDER BY f.position, o.position",
        places.join(", ")
    );
    let values: Vec<Value> =
        std::iter::once(tx.district().into()).chain(names.iter().map(Value::from)).collect();
    tx.query(&sql, &values)?.iter().map(|row| Ok((row.text(7)?, row.text(8)?, read_fact(row)?))).collect()
}

/// Every organ, in the packs' order.
pub(crate) fn organs(tx: &mut Tx<'_>) -> Result<Vec<Organ>, StoreError> {
    let rows = tx.query(
        "SELECT detail FROM organs WHERE district = ?1 ORDER BY pack, position",
        &[tx.district().into()],
    )?;
    rows.iter().map(|row| serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))).collect()
}

/// What the documents leave open, in reading order.
///
/// # Errors
/// The store's failure.
pub fn unsettled(tx: &mut Tx<'_>, document: &str, limit: u32) -> Result<Vec<Unsettled>, StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into(), limit.into()];
    let narrowed = if document.is_empty() { "" } else { "AND document = ?3" };
    if !document.is_empty() {
        values.push(document.into());
    }
    let sql = format!(
        "SELECT detail FROM unsettled WHERE district = ?1 {narrowed} ORDER BY pack, position LIMIT ?2"
    );
    tx.query(&sql, &values)?
        .iter()
        .map(|row| serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e)))
        .collect()
}

/// How many things the documents leave open.
///
/// # Errors
/// The store's failure.
pub fn unsettled_count(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let row = tx.query_one("SELECT COUNT(*) FROM unsettled WHERE district = ?1", &[tx.district().into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}
