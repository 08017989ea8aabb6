//! No function is longer than 60 lines, from its signature to its closing brace.
//!
//! Why: of everything measured, short functions are what tells code that is easy to enter from code that is not.
//! Tests count too: a long test hides which line is the case.

use crate::rust::{Function, functions};
use crate::tree::{Fault, File, Tree};

const LIMIT: usize = 60;

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    tree.rust().flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let long = functions(file.code()).into_iter().filter(|function| function.lines > LIMIT);
    let fault = |function: Function| {
        let what = format!("function `{}` has {} lines", function.name, function.lines);
        file.fault(function.line, what, format!("at most {LIMIT}: give its steps names"))
    };
    long.map(fault).collect()
}
