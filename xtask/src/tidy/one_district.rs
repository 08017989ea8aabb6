//! The program knows no district.
//!
//! Why: a second district must start from its own gazette without one line of code changed. What is particular
//! to a place stands in its pack; tests may use any place.

use crate::tree::{Fault, File, Tree, lines};

/// The first district's name, its city's name and its GB/T 2260 code.
const NAMES: &[&str] = &["周村", "淄博", "370306"];

/// What is built into the program for every district.
const SHARED: &[&str] = &["crates/", "texts/", "migrations/"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let files = SHARED.iter().flat_map(|folder| tree.under(folder)).filter(|file| !file.is_test());
    files.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let fault = |(number, line): (usize, &str)| {
        let name = NAMES.iter().find(|name| line.contains(**name))?;
        Some(file.fault(number, format!("`{name}` is one district's"), "a field of the pack, or a test"))
    };
    lines(&file.text).filter_map(fault).collect()
}
