//! A tree of files in memory, and what can be wrong in it.

use std::cell::OnceCell;
use std::fmt;

/// The files of the repository, ordered by path.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: Vec<File>,
}

/// One file, by its path from the top folder.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
    code: OnceCell<String>,
}

/// One thing that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) path: String,
    /// From 1.
    pub(crate) line: usize,
    pub(crate) what: String,
    /// What would be accepted instead.
    pub(crate) accepted: String,
}

impl FromIterator<(String, String)> for Tree {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Tree {
        let file = |(path, text)| File { path, text, code: OnceCell::new() };
        let mut files: Vec<File> = files.into_iter().map(file).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Tree { files }
    }
}

impl Tree {
    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The files below a folder, named with its closing `/`.
    pub(crate) fn under(&self, folder: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder))
    }

    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.extension() == "rs")
    }

    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether the path is a file or a folder with files in it.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

impl File {
    /// What stands after the last `.` of the name; empty for none.
    pub(crate) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The crate it belongs to, when it stands in `crates/<name>/`.
    pub(crate) fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Tests may know more than what ships: `tests.rs`, `tests/` and `suite/` folders, and the test crates.
    pub(crate) fn is_test(&self) -> bool {
        let folder =
            self.path.split('/').any(|part| matches!(part, "tests" | "suite" | "e2e" | "bench" | "testkit"));
        folder || self.name() == "tests.rs"
    }

    /// The text with comments and literals blanked, so that a word found here is code.
    pub(crate) fn code(&self) -> &str {
        self.code.get_or_init(|| crate::rust::code(&self.text))
    }

    /// A fault on a line of this file.
    pub(crate) fn fault(&self, line: usize, what: impl Into<String>, accepted: impl Into<String>) -> Fault {
        Fault { path: self.path.clone(), line, what: what.into(), accepted: accepted.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} — {}", self.path, self.line, self.what, self.accepted)
    }
}

/// The lines of a text with their numbers, from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Whether `before` ends in `call`, white space aside, and `call` is not the end of a longer name.
pub(crate) fn has_call(before: &str, call: &str) -> bool {
    let Some(head) = before.trim_end().strip_suffix(call) else { return false };
    call.starts_with('.') || !head.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Whether `word` stands in `line` and no letter, digit or `_` touches it on the left.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
