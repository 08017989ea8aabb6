//! `lib.rs` is the door plate of a crate: at most 60 lines, begins with `//!`, and shows modules for a reason.
//!
//! Why: a newcomer reads it first. Private modules and a few `pub use` keep what others can hold on to small.

use crate::tree::{Fault, File, Tree, lines};

const LIMIT: usize = 60;

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    tree.rust().filter(|file| file.path.ends_with("src/lib.rs")).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let mut faults = bare_modules(file);
    if !file.text.starts_with("//!") {
        let accepted = "`//!` on line 1: what it is for, what it may know, where to begin";
        faults.push(file.fault(1, "the crate does not say what it is for", accepted));
    }
    let count = file.text.lines().count();
    if count > LIMIT {
        let accepted = format!("at most {LIMIT}: move what is not a list of modules into one");
        faults.push(file.fault(LIMIT + 1, format!("{count} lines"), accepted));
    }
    faults
}

/// Public modules without a comment on the line before.
fn bare_modules(file: &File) -> Vec<Fault> {
    let before = std::iter::once("").chain(file.text.lines());
    let bare = lines(&file.text).zip(before).filter(|((_, line), before)| {
        line.trim_start().starts_with("pub mod ") && !before.trim_start().starts_with("//")
    });
    let accepted = "a private `mod` with `pub use`, or a `//` line before it that says why";
    bare.map(|((number, line), _)| {
        file.fault(number, format!("`{}` without a reason", line.trim()), accepted)
    })
    .collect()
}
