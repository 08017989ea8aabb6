//! `luoshi digests DIR --gazette FILE`: fills the digests of a pack's clauses from the gazette's text.
//!
//! A tool for whoever writes a pack: the clauses are found by number and path, and the column `digest` of each
//! `clauses.csv` is written. Clauses that the text does not have are named.

use super::{print, second_word};
use crate::failure::{Failure, Line};
use crate::files;
use crate::options::Options;
use documents::clause_digest;
use kernel::Say;
use std::collections::BTreeMap;
use std::path::Path;
use syntax::Source;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = Path::new(second_word(options, "luoshi.digests_what")?);
    let gazette = options.gazette.as_ref().ok_or_else(|| Failure::Usage(Say::new("luoshi.digests_what")))?;
    let digests = digests(&Source::new(files::read_document(gazette)?));
    let (mut filled, mut missing) = (0, Vec::new());
    let texts = files::folder(folder)?;
    for (path, text) in texts.iter().filter(|(path, _)| path.ends_with("/clauses.csv")) {
        let document = path.trim_end_matches("clauses.csv").to_owned() + "document.toml";
        let number = texts
            .iter()
            .find(|(path, _)| *path == document)
            .and_then(|(_, toml)| number(toml))
            .unwrap_or_default();
        let written = fill(
            text,
            |clause| digests.get(&(number.to_owned(), clause.to_owned())).cloned(),
            &mut |line, clause| {
                let say = Say::new("luoshi.not_in_gazette").with("document", number).with("clause", clause);
                missing.push(Line::At(format!("{path}:{line}"), say));
            },
        );
        filled += written.lines().count().saturating_sub(1);
        files::write(&folder.join(path), written.as_bytes())?;
    }
    print(
        options,
        &Say::new("luoshi.digests_filled")
            .with("filled", filled - missing.len())
            .with("missing", missing.len()),
    );
    if missing.is_empty() { Ok(()) } else { Err(Failure::Found(missing)) }
}

/// The digest of every clause of every numbered document.
fn digests(source: &Source) -> BTreeMap<(String, String), String> {
    let gazette = syntax::parse(source.text());
    let numbered = gazette.documents.iter().filter_map(|document| Some((document.number.clone()?, document)));
    let clauses = numbered
        .flat_map(|(number, document)| document.clauses.iter().map(move |clause| (number.clone(), clause)));
    clauses
        .map(|(number, clause)| ((number, clause.path.to_string()), clause_digest(clause, source)))
        .collect()
}

/// The document's number, from the first lines of `document.toml`.
fn number(toml: &str) -> Option<&str> {
    let line = toml.lines().find_map(|line| line.strip_prefix("number = "))?;
    line.trim().strip_prefix('"')?.strip_suffix('"')
}

/// Rewrites the last column of each line; a path with a comma is quoted, so the first field ends at its own comma.
fn fill(csv: &str, find: impl Fn(&str) -> Option<String>, missing: &mut dyn FnMut(usize, &str)) -> String {
    let mut out = String::new();
    for (at, line) in csv.lines().enumerate() {
        let (kept, _) = line.rsplit_once(',').unwrap_or((line, ""));
        let path = line.split(',').next().unwrap_or_default().trim_matches('"');
        match find(path) {
            _ if at == 0 => out.push_str(line),
            Some(digest) => {
                out.push_str(kept);
                out.push(',');
                out.push_str(&digest);
            }
            None => {
                missing(at + 1, path);
                out.push_str(line);
            }
        }
        out.push('\n');
    }
    out
}
