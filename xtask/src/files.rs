//! The door to the disk: everything else in this crate works on a [`Tree`] in memory.
#![expect(clippy::disallowed_methods, reason = "a chore reads the tree it is run in; nothing of this ships")]

use crate::tree::Tree;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top folder of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Every file that is or would be committed, with its text; a file that is not text counts as empty.
///
/// # Errors
/// `git` is missing or this is no repository.
pub(crate) fn tree() -> Result<Tree, String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .map_err(|why| format!("`git ls-files` does not start: {why}; git must be installed"))?;
    if !output.status.success() {
        return Err(format!("`git ls-files` failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(names.split('\0').filter(|name| !name.is_empty()).filter_map(read).collect())
}

/// `None` for a file that git still lists but that is gone.
fn read(path: &str) -> Option<(String, String)> {
    let bytes = std::fs::read(root().join(path)).ok()?;
    Some((path.to_owned(), String::from_utf8(bytes).unwrap_or_default()))
}

/// Whether tests rewrite their expectations instead of checking them.
#[cfg(test)]
pub(crate) fn golden() -> bool {
    std::env::var("LUOSHI_GOLDEN").is_ok_and(|value| value == "1")
}

/// Writes a suite anew.
#[cfg(test)]
pub(crate) fn write(path: &str, text: &str) {
    std::fs::write(root().join(path), text).expect("the suite folder can be written");
}
