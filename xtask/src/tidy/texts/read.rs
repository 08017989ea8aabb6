//! Reads the flat text files of one language, with line numbers.

use crate::tree::{Fault, File, Tree, lines};
use std::collections::{BTreeMap, BTreeSet};

/// All texts of one language.
#[derive(Default)]
pub(super) struct Texts {
    /// Names of the files.
    pub(super) stems: BTreeSet<String>,
    /// By `file.name`.
    pub(super) texts: BTreeMap<String, Text>,
    /// Declared starts of keys, and where.
    pub(super) prefixes: Vec<(String, Fault)>,
    pub(super) faults: Vec<Fault>,
}

/// One wording.
pub(super) struct Text {
    path: String,
    line: usize,
    /// Names in braces.
    pub(super) places: BTreeSet<String>,
}

impl Text {
    pub(super) fn fault(&self, what: String, accepted: &str) -> Fault {
        Fault { path: self.path.clone(), line: self.line, what, accepted: accepted.to_owned() }
    }
}

pub(super) fn read(tree: &Tree, folder: &str) -> Texts {
    let mut texts = Texts::default();
    tree.under(folder).for_each(|file| texts.read(file));
    texts
}

impl Texts {
    fn read(&mut self, file: &File) {
        let stem = file.name().trim_end_matches(".toml");
        self.stems.insert(stem.to_owned());
        for (number, line) in lines(&file.text) {
            let line = line.trim();
            if let Some(prefix) = line.strip_prefix("# prefix:") {
                self.prefix(file, number, stem, prefix.trim());
            } else if !line.is_empty() && !line.starts_with('#') {
                self.line(file, number, stem, line);
            }
        }
    }

    /// A prefix must lie inside its own file.
    fn prefix(&mut self, file: &File, number: usize, stem: &str, prefix: &str) {
        if prefix.starts_with(&format!("{stem}.")) {
            self.prefixes.push((prefix.to_owned(), file.fault(number, "", "")));
        } else {
            self.faults.push(file.fault(
                number,
                format!("prefix `{prefix}`"),
                format!("one that begins with `{stem}.`"),
            ));
        }
    }

    fn line(&mut self, file: &File, number: usize, stem: &str, line: &str) {
        let Some((name, wording)) = line.split_once('=').map(|(name, text)| (name.trim(), text.trim()))
        else {
            return self.faults.push(not_flat(file, number));
        };
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if !plain || wording.len() < 2 || !wording.starts_with(['"', '\'']) || wording.starts_with("\"\"\"") {
            return self.faults.push(not_flat(file, number));
        }
        let text = Text { path: file.path.clone(), line: number, places: places(wording) };
        if self.texts.insert(format!("{stem}.{name}"), text).is_some() {
            self.faults.push(file.fault(number, format!("`{name}` stands here twice"), "each name once"));
        }
    }
}

fn not_flat(file: &File, number: usize) -> Fault {
    file.fault(number, "this line is no text", "`name = \"wording\"`, one line for each")
}

/// Names in braces: `{due}`.
fn places(wording: &str) -> BTreeSet<String> {
    let opened = wording.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
