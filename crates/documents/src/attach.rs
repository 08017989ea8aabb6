//! Attaching the original text: its clauses are found by their paths and their digests compared with the pack's.

use crate::store::clause_digests;
use jiff::Timestamp;
use kernel::{Event, Say};
use page::Refusal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use store::{StoreError, Tx};
use syntax::{Clause, Source, digest_text};

/// The event of attaching a text, as the ledger records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GazetteAttached {
    /// SHA-256 of the file, under which it is kept.
    pub(crate) blob: String,
    /// Name the file came with.
    pub(crate) name: String,
    /// Characters in it.
    pub(crate) characters: u64,
    /// Every clause found that belongs to an adopted document.
    pub(crate) clauses: Vec<Match>,
}

impl GazetteAttached {
    pub(crate) const KIND: &'static str = "gazette.attached";
}

/// A clause of the pack found in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Number of the document.
    pub document: String,
    /// Path of the clause.
    pub path: String,
    /// Where its own text stands, in characters, `[start, end)`.
    pub start: usize,
    /// The end.
    pub end: usize,
    /// SHA-256 of its normalized text, to be compared with the pack's.
    pub digest: String,
}

/// How much of the pack the text confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// Clauses of the adopted packs.
    pub clauses: usize,
    /// Those found in the text.
    pub found: usize,
    /// Those whose text is the one the pack was made from.
    pub verified: usize,
}

/// The digest of a clause: SHA-256 of its normalized own text, in hexadecimal.
pub fn clause_digest(clause: &Clause, source: &Source) -> String {
    hex(&Sha256::digest(digest_text(clause, source).as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every clause of the text that is wanted, with its place and digest.
pub fn matches(source: &Source, wanted: &BTreeMap<(String, String), String>) -> Vec<Match> {
    let gazette = syntax::parse(source.text());
    let numbered =
        gazette.documents.iter().filter_map(|document| Some((document.number.as_ref()?, document)));
    let clauses =
        numbered.flat_map(|(number, document)| document.clauses.iter().map(move |clause| (number, clause)));
    let found =
        clauses.filter(|(number, clause)| wanted.contains_key(&((*number).clone(), clause.path.to_string())));
    found
        .map(|(number, clause)| Match {
            document: number.clone(),
            path: clause.path.to_string(),
            start: clause.own.start,
            end: clause.own.end,
            digest: clause_digest(clause, source),
        })
        .collect()
}

/// Attaches a text to the adopted packs.
///
/// # Errors
/// The file is not UTF-8 text, none of its clauses belongs to an adopted document, or the store's failure.
pub fn attach(
    tx: &mut Tx<'_>,
    name: &str,
    bytes: &[u8],
    by: &str,
    now: Timestamp,
) -> Result<Attached, Refusal> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal::Invalid(Say::new("documents.not_utf8").with("name", name)))?;
    let (source, wanted) = (Source::new(text), clause_digests(tx)?);
    let clauses = matches(&source, &wanted);
    if clauses.is_empty() {
        return Err(Refusal::Invalid(Say::new("documents.nothing_matches").with("name", name)));
    }
    let verified = clauses
        .iter()
        .filter(|m| wanted.get(&(m.document.clone(), m.path.clone())) == Some(&m.digest))
        .count();
    let attached = Attached { clauses: wanted.len(), found: clauses.len(), verified };
    let blob = tx.put_blob("text/plain; charset=utf-8", name, bytes)?;
    let event = GazetteAttached { blob, name: name.to_owned(), characters: source.chars() as u64, clauses };
    let body = serde_json::to_value(&event)
        .map_err(|e| StoreError::Derived { table: "gazettes", reason: e.to_string() })?;
    tx.add("gazette", Event { kind: GazetteAttached::KIND.to_owned(), body }, by, now)?;
    Ok(attached)
}
