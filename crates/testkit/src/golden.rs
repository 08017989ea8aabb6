//! Files with what is expected: compared, or rewritten when told, to be read as a diff.

use crate::fail::fail;
use std::path::Path;

/// Compares a text with a file. With `LUOSHI_GOLDEN=1` in the environment the file is rewritten instead.
///
/// # Panics
/// Names the first line that differs, or says that the file cannot be read or written.
#[expect(clippy::disallowed_methods, reason = "expected texts are files, and a switch rewrites them")]
pub fn check(path: &Path, actual: &str) {
    if std::env::var("LUOSHI_GOLDEN").is_ok_and(|value| value == "1") {
        if let Err(error) = std::fs::write(path, actual) {
            fail(format!("{} cannot be written: {error}", path.display()));
        }
        return;
    }
    match std::fs::read_to_string(path) {
        Ok(expected) => {
            if let Some(difference) = difference(&expected, actual) {
                fail(format!("{}: {difference}; LUOSHI_GOLDEN=1 rewrites the file", path.display()));
            }
        }
        Err(error) => fail(format!("{} cannot be read: {error}", path.display())),
    }
}

/// Where two texts differ first; `None` when they do not.
pub fn difference(expected: &str, actual: &str) -> Option<String> {
    let (mut wanted, mut found) = (expected.lines(), actual.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (wanted.next(), found.next()) {
            (None, None) => return None,
            (wanted, found) if wanted == found => {}
            (wanted, found) => {
                let shown =
                    |line: Option<&str>| line.map_or("nothing".to_owned(), |line| format!("`{line}`"));
                return Some(format!("line {number} should be {} and is {}", shown(wanted), shown(found)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
