//! Searching a list: every word must stand in the item's code, name, basis, kind or body.
//!
//! No index that both engines have finds a word inside Chinese text. A list is small enough to be read through:
//! its words are kept in memory once they were asked for, under the digest of the newest edition, which says that
//! nothing has changed since. At most [`KEPT`] lists are kept.

use super::lists::{edition_on, scope};
use super::spans::{SPAN, read, small};
use super::{Filter, derived};
use crate::model::Span;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{StoreError, Tx, Value};

/// Lists kept in memory; of others the one used longest ago is forgotten.
const KEPT: usize = 8;

static WORDS: Mutex<Vec<Arc<Words>>> = Mutex::new(Vec::new());

/// One page of the items that a search finds on a day, and how many there are.
pub(super) fn found(
    tx: &mut Tx<'_>,
    on: Date,
    filter: &Filter,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Span>), StoreError> {
    let mut skip = u64::from(page.saturating_sub(1)) * u64::from(per);
    let (mut total, mut spans) = (0, Vec::new());
    for list in scope(tx, &filter.list)? {
        let Some(edition) = edition_on(tx, &list, on)? else { continue };
        let words = words(tx, &list)?;
        let rows = words.find(edition.number, filter);
        total += rows.len() as u64;
        let wanted = usize::try_from(skip).unwrap_or(usize::MAX);
        let room = (per as usize).saturating_sub(spans.len());
        for (code, edition) in rows.iter().skip(wanted).take(room) {
            spans.extend(one(tx, &list, code, *edition)?);
        }
        skip = skip.saturating_sub(rows.len() as u64);
    }
    Ok((total, spans))
}

fn one(tx: &mut Tx<'_>, list: &str, code: &str, edition: u32) -> Result<Option<Span>, StoreError> {
    let sql = format!(
        "SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND code = ?3 AND edition = ?4"
    );
    let values: [Value; 4] = [tx.district().into(), list.into(), code.into(), edition.into()];
    tx.query_one(&sql, &values)?.as_ref().map(read).transpose()
}

/// The words of a list, read again when an edition was made since.
fn words(tx: &mut Tx<'_>, list: &str) -> Result<Arc<Words>, StoreError> {
    let sql = "SELECT e.digest FROM power_lists l JOIN power_editions e \
        ON e.district = l.district AND e.list = l.list AND e.number = l.edition WHERE l.district = ?1 AND l.list = ?2";
    let digest = tx.query_one(sql, &[tx.district().into(), list.into()])?;
    let digest = digest.map_or(Ok(String::new()), |row| row.text(0))?;
    let key = (tx.district().to_owned(), list.to_owned());
    let lock = || WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut kept = lock();
    if let Some(at) = kept.iter().position(|words| words.key == key && words.digest == digest) {
        let words = kept.remove(at);
        kept.push(Arc::clone(&words));
        return Ok(words);
    }
    drop(kept);
    let words = Arc::new(Words::read(tx, list, key, digest)?);
    let mut kept = lock();
    kept.retain(|other| other.key != words.key);
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(Arc::clone(&words));
    Ok(words)
}

/// The words of every state of every item of a list.
struct Words {
    key: (String, String),
    digest: String,
    rows: Vec<RowWords>,
    /// Code, name and basis of the rows, one line for each different one.
    text: String,
    /// Where each line of `text` begins.
    lines: Vec<usize>,
    /// Different kinds and bodies.
    terms: Vec<String>,
}

struct RowWords {
    code: String,
    edition: u32,
    ended: u32,
    line: usize,
    kind: usize,
    holder: usize,
}

impl Words {
    fn read(tx: &mut Tx<'_>, list: &str, key: (String, String), digest: String) -> Result<Words, StoreError> {
        let mut words = Words {
            key,
            digest,
            rows: Vec::new(),
            text: String::new(),
            lines: Vec::new(),
            terms: Vec::new(),
        };
        let mut terms: HashMap<String, usize> = HashMap::new();
        let sql = "SELECT code, edition, ended, name, kind, holder, detail FROM power_spans \
            WHERE district = ?1 AND list = ?2 ORDER BY position, edition";
        let (mut last, values) = (String::new(), [tx.district().into(), list.into()]);
        tx.each(sql, &values, &mut |row| {
            let code = row.text(0)?;
            let line = line(&code, &row.text(3)?, &row.text(6)?)?;
            if line != last || words.lines.is_empty() {
                words.lines.push(words.text.len());
                words.text.push_str(&line);
                last = line;
            }
            let mut term = |text: String| {
                *terms.entry(text.to_lowercase()).or_insert_with_key(|text| {
                    words.terms.push(text.clone());
                    words.terms.len() - 1
                })
            };
            let (kind, holder) = (term(row.text(4)?), term(row.text(5)?));
            let line = words.lines.len() - 1;
            words.rows.push(RowWords {
                code,
                edition: small(&row, 1)?,
                ended: small(&row, 2)?,
                line,
                kind,
                holder,
            });
            Ok(())
        })?;
        Ok(words)
    }

    /// The rows of an edition in which every word stands, in the list's order, by code and edition.
    fn find(&self, edition: u32, filter: &Filter) -> Vec<(&str, u32)> {
        let wanted: Vec<Found> =
            filter.q.split_whitespace().map(|word| self.stands(&word.to_lowercase())).collect();
        let exactly = |text: &str| match text {
            "" => None,
            text => Some(self.terms.iter().position(|term| *term == text.to_lowercase())),
        };
        let (kind, holder) = (exactly(&filter.kind), exactly(&filter.holder));
        let fits = |row: &&RowWords| {
            row.edition <= edition
                && edition < row.ended
                && kind.is_none_or(|kind| kind == Some(row.kind))
                && holder.is_none_or(|holder| holder == Some(row.holder))
                && wanted.iter().all(|found| found.has(row))
        };
        self.rows.iter().filter(fits).map(|row| (row.code.as_str(), row.edition)).collect()
    }

    /// Where a word stands.
    fn stands(&self, word: &str) -> Found {
        let mut lines = vec![false; self.lines.len()];
        let mut line = 0;
        for (at, _) in self.text.match_indices(word) {
            while self.lines.get(line + 1).is_some_and(|next| *next <= at) {
                line += 1;
            }
            if let Some(found) = lines.get_mut(line) {
                *found = true;
            }
        }
        Found { lines, terms: self.terms.iter().map(|term| term.contains(word)).collect() }
    }
}

/// Where one word stands: in which lines, and in which kinds and bodies.
struct Found {
    lines: Vec<bool>,
    terms: Vec<bool>,
}

impl Found {
    fn has(&self, row: &RowWords) -> bool {
        let is = |list: &[bool], at: usize| list.get(at).copied().unwrap_or_default();
        is(&self.lines, row.line) || is(&self.terms, row.kind) || is(&self.terms, row.holder)
    }
}

/// What is searched of an item beside its kind and its body.
fn line(code: &str, name: &str, detail: &str) -> Result<String, StoreError> {
    #[derive(serde::Deserialize)]
    struct Basis {
        basis: Option<String>,
    }
    let basis = if detail.contains("\"basis\"") {
        serde_json::from_str::<Basis>(detail).map_err(|e| derived(&e))?.basis.unwrap_or_default()
    } else {
        String::new()
    };
    Ok(format!("{code} {name} {basis}\n").to_lowercase())
}
