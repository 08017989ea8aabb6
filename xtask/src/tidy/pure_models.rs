//! Pure crates and every job's `model` know no database, web, file, environment or clock.
//!
//! Why: what decides must give the same answer on every machine and in every year that a test simulates.
//! Whoever calls it reads the file, asks the clock and hands over what was found.

use crate::tree::{Fault, File, Tree, has_word, lines};

const PURE: &[&str] = &["kernel", "pack", "syntax", "compiler"];

/// What is refused, and what to do instead.
const DOORS: &[(&str, &str)] = &[
    ("rusqlite", "the job's `store.rs`, through `store`"),
    ("postgres", "the job's `store.rs`, through `store`"),
    ("axum", "the job's `pages.rs`"),
    ("maud", "the job's `pages.rs`"),
    ("tokio", "a function without waiting; `luoshi` owns the threads"),
    ("std::fs", "text or bytes as an argument"),
    ("fs::", "text or bytes as an argument"),
    ("std::env", "a setting as an argument"),
    ("env::", "a setting as an argument"),
    ("SystemTime", "`now` as an argument"),
    ("Timestamp::now", "`now` as an argument"),
    ("Zoned::now", "`now` as an argument"),
];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    tree.rust().filter(|file| is_pure(file) && !file.is_test()).flat_map(check_file).collect()
}

fn is_pure(file: &File) -> bool {
    let model = file.name() == "model.rs" || file.path.contains("/model/");
    file.krate().is_some_and(|krate| model || PURE.contains(&krate))
}

fn check_file(file: &File) -> Vec<Fault> {
    let fault = |(number, line)| {
        let (door, instead) = DOORS.iter().find(|(door, _)| opens(line, door))?;
        Some(file.fault(number, format!("`{}` in pure code", door.trim_end_matches(':')), *instead))
    };
    lines(file.code()).filter_map(fault).collect()
}

/// Also `use std::{fs, …}`, which names the door without its path.
fn opens(line: &str, door: &str) -> bool {
    let grouped = || {
        let inside = line.split_once("std::{").map(|(_, inside)| inside)?;
        door.strip_prefix("std::").map(|name| has_word(inside, name))
    };
    has_word(line, door) || grouped().unwrap_or_default()
}
