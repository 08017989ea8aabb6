//! No written file is longer than 600 lines.
//!
//! Why: one unit is one file, and a unit is about 120 lines. Data (packs, CSV, JSON, lock files) may be long.

use crate::tree::{Fault, Tree};

const LIMIT: usize = 600;

/// What people write by hand.
const WRITTEN: &[&str] = &["rs", "md", "toml", "sql", "css", "js", "mjs", "ts", "sh", "py"];

/// Longer files that are meant, each with its reason: `("path", "reason")`.
const EXCEPTIONS: &[(&str, &str)] = &[];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let written =
        tree.files().filter(|file| WRITTEN.contains(&file.extension()) && !file.path.starts_with("packs/"));
    let plain = written.filter(|file| !EXCEPTIONS.iter().any(|(path, _)| *path == file.path));
    let long = plain.map(|file| (file, file.text.lines().count())).filter(|(_, count)| *count > LIMIT);
    long.map(|(file, count)| {
        file.fault(LIMIT + 1, format!("{count} lines"), format!("at most {LIMIT}: split it by unit"))
    })
    .collect()
}
