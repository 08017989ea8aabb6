//! A pack draft: facts as the files that `luoshi adopt` reads, for a person to review.
//!
//! A draft holds what can be adopted. What the pack format cannot take, or needs and the document does not say, is left
//! out and told in [`Draft::left_out`]; titles are the first words of a text until a person rewords them.

mod csv;
mod lists;
mod plan;
mod register;
mod toml;

use crate::compile::Compiled;
use crate::facts::{Document, Facts};
use csv::Csv;
use kernel::Say;
use register::Register;
use std::collections::HashSet;
use syntax::Clause;

/// What the caller knows and a draft needs.
#[expect(missing_debug_implementations, reason = "functions cannot be shown")]
pub struct Needs<'n> {
    /// Name of the folder.
    pub id: String,
    /// GB/T 2260 code of the district.
    pub district: String,
    /// Its name.
    pub district_name: String,
    /// Digest of a clause's normalised text.
    pub digest: &'n dyn Fn(&Clause) -> String,
    /// Whether the national table of units has a symbol.
    pub known_unit: &'n dyn Fn(&str) -> bool,
    /// The name in addresses that a document of this number has already, or shall have; else one is made.
    pub slug: &'n dyn Fn(&str) -> Option<String>,
}

/// Files by path, and what could not be taken in.
#[derive(Debug, Default)]
pub struct Draft {
    /// Path within the folder, and text.
    pub files: Vec<(String, String)>,
    /// What is not in the draft, one sentence each.
    pub left_out: Vec<Say>,
}

/// What the writers of one document share.
pub(crate) struct Desk<'d> {
    pub(crate) facts: &'d Facts,
    pub(crate) needs: &'d Needs<'d>,
    pub(crate) at: usize,
    pub(crate) document: &'d Document,
    pub(crate) register: &'d mut Register,
    pub(crate) left_out: &'d mut Vec<Say>,
    pub(crate) paths: HashSet<String>,
}

/// Writes a draft of everything found.
pub fn draft(compiled: &Compiled, needs: &Needs<'_>) -> Draft {
    let facts = &compiled.facts;
    let mut register = Register::new(facts);
    let (mut files, mut left_out, mut slugs) = (vec![], vec![], vec![]);
    for (at, (document, tree)) in facts.documents.iter().zip(&compiled.gazette.documents).enumerate() {
        if document.number.is_none() || document.issued.is_none() || document.issuer.is_none() {
            left_out.push(Say::new("check.draft_no_head").with("title", &document.title));
            continue;
        }
        let known = document.number.as_deref().and_then(needs.slug);
        let slug = known.unwrap_or_else(|| slug(document, slugs.len() + 1));
        let (clauses, paths) = clauses(tree, needs);
        files.push((format!("{slug}/clauses.csv"), clauses));
        let mut desk =
            Desk { facts, needs, at, document, register: &mut register, left_out: &mut left_out, paths };
        files.push((format!("{slug}/document.toml"), toml::document(&mut desk, &slug)));
        files.extend(lists::all(&mut desk).into_iter().map(|(name, text)| (format!("{slug}/{name}"), text)));
        files.extend(plan::write(&mut desk, &slug).map(|text| (format!("{slug}/plan.toml"), text)));
        slugs.push(slug);
    }
    files.push(("organs.csv".to_owned(), register.csv()));
    files.push(("pack.toml".to_owned(), toml::pack(needs, &slugs)));
    files.sort();
    Draft { files, left_out }
}

/// `d1-2024-3`: slugs stand in addresses, so they have no Chinese characters.
fn slug(document: &Document, position: usize) -> String {
    let number = document.number.as_deref().unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (year, serial) = number
        .split_once('〕')
        .map_or((String::new(), digits(number)), |(year, serial)| (digits(year), digits(serial)));
    let parts = [format!("d{position}"), year, serial];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Every clause with its digest. A clause whose parent has no clause of its own gets one, for paths must be whole.
fn clauses(tree: &syntax::Document, needs: &Needs<'_>) -> (String, HashSet<String>) {
    let mut csv = Csv::new("path,label,title,digest");
    let mut paths = HashSet::new();
    for clause in &tree.clauses {
        let digest = (needs.digest)(clause);
        let mut missing = vec![];
        let mut above = clause.path.parent();
        while let Some(parent) = above.filter(|parent| !paths.contains(parent.as_str())) {
            above = parent.parent();
            missing.push(parent);
        }
        for parent in missing.into_iter().rev() {
            csv.row(&[parent.as_str(), parent.label(), "", &digest]);
            paths.insert(parent.to_string());
        }
        let title = clause.heading.as_deref().map(|heading| short(heading, 14)).unwrap_or_default();
        let row = clause.row().is_some();
        if paths.insert(clause.path.to_string()) {
            csv.row(&[clause.path.as_str(), clause.path.label(), if row { "" } else { &title }, &digest]);
        }
    }
    (csv.text(), paths)
}

/// The first words of a text, up to a mark and at most so many characters.
pub(crate) fn short(text: &str, most: usize) -> String {
    let first =
        text.split(['，', '。', '；', '：', '\n', '（']).find(|part| !part.trim().is_empty()).unwrap_or(text);
    first.trim().chars().take(most).collect()
}
