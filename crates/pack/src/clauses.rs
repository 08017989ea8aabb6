//! `clauses.csv`: the tree of clauses, each with the digest of its text.

use crate::fault::Spot;
use crate::near::unknown;
use crate::raw::ClauseRow;
use crate::table::{Row, Rows};
use kernel::{Citation, ClausePath, Digest, Say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One clause of a document (条款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Number of the document it stands in.
    pub document: String,
    /// Where it stands in the document.
    pub path: ClausePath,
    /// Its label as people cite it, such as `（一）`.
    pub label: String,
    /// A short title in our own words; empty for most rows of tables.
    pub title: String,
    /// Digest of its normalized text.
    pub digest: Digest,
}

impl Clause {
    /// The citation of this clause.
    pub fn citation(&self) -> Citation {
        Citation { document: self.document.clone(), clause: self.path.clone(), digest: self.digest.clone() }
    }
}

/// The clauses of one document, found by path.
#[derive(Debug, Default)]
pub(crate) struct Clauses {
    list: Vec<Clause>,
    /// `None` for a clause whose digest was refused: it is known, but cannot be cited.
    by_path: BTreeMap<String, Option<usize>>,
}

impl Clauses {
    /// Reads the rows. A clause with a bad digest stays findable, so that its facts are not blamed for it.
    pub(crate) fn read(document: &str, rows: Rows<'_, ClauseRow>) -> Clauses {
        let mut clauses = Clauses::default();
        for row in rows.list {
            clauses.add(document, row);
        }
        clauses
    }

    fn add(&mut self, document: &str, row: Row<'_, ClauseRow>) {
        let Row { spot, raw, .. } = row;
        let digest = digest(&raw.digest, spot.column("digest"));
        let spot = spot.column("path");
        let Some(path) = path(&raw.path, spot) else { return };
        if self.by_path.contains_key(path.as_str()) {
            return spot.fault(Say::new("pack.clause_twice").with("found", &path));
        }
        if raw.label != path.label() {
            let say = Say::new("pack.other_label").with("found", &raw.label).with("expected", path.label());
            spot.column("label").fault(say);
        }
        if let Some(parent) = path.parent().filter(|parent| !self.by_path.contains_key(parent.as_str())) {
            spot.fault(Say::new("pack.no_parent").with("found", &path).with("parent", parent));
        }
        self.by_path.insert(path.to_string(), digest.as_ref().map(|_| self.list.len()));
        self.list.extend(digest.map(|digest| Clause {
            document: document.to_owned(),
            path,
            label: raw.label,
            title: raw.title,
            digest,
        }));
    }

    /// The citation of a clause that a fact names.
    pub(crate) fn cite(&self, written: &str, spot: Spot<'_>) -> Option<Citation> {
        let at = self.by_path.get(written);
        // A tree without clauses has a fault of its own; every citation would only repeat it.
        if at.is_none() && !self.by_path.is_empty() {
            let known = self.by_path.keys().map(String::as_str);
            spot.fault(unknown(("pack.unknown_clause", "pack.unknown_clause_like"), written, known));
        }
        at.copied().flatten().and_then(|at| self.list.get(at)).map(Clause::citation)
    }

    /// The clauses in the document's order.
    pub(crate) fn into_list(self) -> Vec<Clause> {
        self.list
    }
}

fn path(written: &str, spot: Spot<'_>) -> Option<ClausePath> {
    spot.keep(written.try_into().map_err(|_| Say::new("pack.not_a_path").with("found", written)))
}

fn digest(written: &str, spot: Spot<'_>) -> Option<Digest> {
    let say = || match written {
        "" => Say::new("pack.no_digest"),
        _ => Say::new("pack.not_a_digest").with("found", written),
    };
    spot.keep(written.to_owned().try_into().map_err(|_| say()))
}
