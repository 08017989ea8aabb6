//! Folders of tests, below the build folder, removed with the test.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh folder; it goes when this goes.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes a folder.
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        if number == 0 {
            remove_what_the_dead_left(&all());
        }
        let path = all().join(format!("{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder of the test's own");
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it, as text for a command line.
    pub fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Default for Folder {
    fn default() -> Folder {
        Folder::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What remains goes at the next run.
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The test's executable stands in `target/<profile>/deps`.
fn all() -> PathBuf {
    let program = std::env::current_exe().expect("the test knows where it is");
    program.ancestors().nth(3).expect("a build folder").join("tmp").join("e2e")
}

/// A test that was killed could not clean up, nor can a value that lives as long as its process.
fn remove_what_the_dead_left(all: &Path) {
    for entry in std::fs::read_dir(all).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.split('-').next().unwrap_or_default().to_owned();
        if !Path::new("/proc").join(process).exists() {
            _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
