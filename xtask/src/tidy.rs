//! The house rules as tests: one rule per file, listed here, each with its cases in `xtask/suite/<rule>.txt`.

mod coverage;
mod crate_levels;
mod file_length;
mod function_length;
mod lib_map;
mod machine_paths;
mod migrations;
mod no_allow;
mod one_district;
mod persons;
mod pure_models;
mod routes;
#[cfg(test)]
mod tests;
mod texts;

use crate::tree::{Fault, Tree};
use std::process::ExitCode;

/// A rule: its name, which is its file and its suite, and what breaks it in a tree.
#[derive(Debug)]
pub(crate) struct Rule {
    name: &'static str,
    check: fn(&Tree) -> Vec<Fault>,
}

/// All rules. A new one is a file beside these, a line here and a suite.
pub(crate) const RULES: &[Rule] = &[
    Rule { name: "coverage", check: coverage::check },
    Rule { name: "crate_levels", check: crate_levels::check },
    Rule { name: "file_length", check: file_length::check },
    Rule { name: "function_length", check: function_length::check },
    Rule { name: "lib_map", check: lib_map::check },
    Rule { name: "migrations", check: migrations::check },
    Rule { name: "no_allow", check: no_allow::check },
    Rule { name: "one_district", check: one_district::check },
    Rule { name: "persons", check: persons::check },
    Rule { name: "pure_models", check: pure_models::check },
    Rule { name: "routes", check: routes::check },
    Rule { name: "texts", check: texts::check },
    Rule { name: "machine_paths", check: machine_paths::check },
];

/// Prints every fault as `path:line: what is wrong — what would be accepted`.
pub(crate) fn run(tree: &Tree) -> ExitCode {
    let mut broken = Vec::new();
    for rule in RULES {
        let mut faults = (rule.check)(tree);
        faults.sort();
        faults.iter().for_each(|fault| println!("{fault}"));
        if !faults.is_empty() {
            broken.push(format!("{} ({})", rule.name, faults.len()));
        }
    }
    if broken.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("broken rules: {}; xtask/src/tidy/<rule>.rs says why each exists", broken.join(", "));
    ExitCode::FAILURE
}
