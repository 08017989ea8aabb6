//! The one door to the file system.

use crate::failure::Failure;
use kernel::Say;
use std::fs::File;
use std::path::{Path, PathBuf};

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Usage(Say::new("luoshi.cannot_read").with("path", path.display()).with("why", error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Usage(Say::new("luoshi.cannot_write").with("path", path.display()).with("why", error))
}

/// The bytes of a file.
#[expect(clippy::disallowed_methods, reason = "this is the door that the lint names")]
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| unreadable(path, &e))
}

/// The text of a document, in any encoding documents come in.
pub(crate) fn read_document(path: &Path) -> Result<String, Failure> {
    let unreadable = || Failure::Usage(Say::new("luoshi.no_encoding").with("path", path.display()));
    syntax::decode(&read(path)?).ok_or_else(unreadable)
}

/// The text of a file, which must be UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path)?)
        .map_err(|_| Failure::Usage(Say::new("luoshi.not_utf8").with("path", path.display())))
}

/// Writes a file that may exist.
#[expect(clippy::disallowed_methods, reason = "this is the door that the lint names")]
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|e| unwritable(path, &e))
}

/// Makes a folder with those above it; one that exists stays as it is.
pub(crate) fn create_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|e| unwritable(path, &e))
}

/// Whether something stands at the path.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

/// Opens a file for reading.
#[expect(clippy::disallowed_methods, reason = "this is the door that the lint names")]
pub(crate) fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|e| unreadable(path, &e))
}

/// Creates a file that must not exist: a backup never overwrites another.
pub(crate) fn create_new(path: &Path) -> Result<File, Failure> {
    File::options().read(true).write(true).create_new(true).open(path).map_err(|e| unwritable(path, &e))
}

/// Removes a file that could not be completed.
pub(crate) fn remove(path: &Path) {
    // It may not have come into being; then there is nothing to remove.
    _ = std::fs::remove_file(path);
}

/// Every CSV and TOML file below a folder with its path relative to it, in order.
pub(crate) fn folder(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    files.into_iter().map(|(name, path)| Ok((name, read_text(&path)?))).collect()
}

#[expect(clippy::disallowed_methods, reason = "this is the door that the lint names")]
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "csv" || kind == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, path));
        }
    }
    Ok(())
}
