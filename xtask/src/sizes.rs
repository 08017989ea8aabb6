//! Prints what the house style measures, per crate: how long functions and files are, how much is explained.

#[cfg(test)]
mod tests;

use crate::rust::{Kind, functions, pieces};
use crate::tree::{File, Tree};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// The figures of one crate; test files are left out.
#[derive(Debug, Default)]
struct Sizes {
    functions: Vec<usize>,
    files: Vec<usize>,
    /// Lines that are not blank.
    filled: usize,
    /// Lines of doc comments among them.
    doc: usize,
}

/// Prints the table.
pub(crate) fn run(tree: &Tree) -> ExitCode {
    println!("{}", table(tree));
    ExitCode::SUCCESS
}

fn table(tree: &Tree) -> String {
    let mut crates: BTreeMap<String, Sizes> = BTreeMap::new();
    let mut all = Sizes::default();
    for file in tree.rust().filter(|file| !file.is_test()) {
        let top = file.path.split('/').next().unwrap_or_default();
        crates.entry(file.krate().unwrap_or(top).to_owned()).or_default().add(file);
        all.add(file);
    }
    let head = "crate            lines  functions  median  p95  files  median  p95  doc %".to_owned();
    let rows = crates.iter().map(|(name, sizes)| sizes.row(name));
    let rows: Vec<String> = [head].into_iter().chain(rows).chain([all.row("all")]).collect();
    rows.join("\n")
}

impl Sizes {
    fn add(&mut self, file: &File) {
        let filled = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
        self.functions.extend(functions(file.code()).iter().map(|function| function.lines));
        self.files.push(file.text.lines().count());
        self.filled += filled(&file.text);
        let docs = pieces(&file.text).into_iter().filter(|piece| piece.kind == Kind::Doc);
        self.doc += docs.map(|piece| filled(piece.text)).sum::<usize>();
    }

    fn row(&self, name: &str) -> String {
        format!(
            "{name:<14}{:>8}{:>11}{:>8}{:>5}{:>7}{:>8}{:>5}{:>7}",
            self.files.iter().sum::<usize>(),
            self.functions.len(),
            share_at(&self.functions, 50),
            share_at(&self.functions, 95),
            self.files.len(),
            share_at(&self.files, 50),
            share_at(&self.files, 95),
            (self.doc * 100).checked_div(self.filled).unwrap_or_default(),
        )
    }
}

/// The smallest of the values that at least `percent` of them do not exceed; 0 for none.
fn share_at(values: &[usize], percent: usize) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}
