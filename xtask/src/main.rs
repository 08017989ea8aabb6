//! Chores of this repository, as `cargo x <chore>`.
//!
//! What it is for: `tidy` holds the house rules as tests, `golden` rewrites expected outputs, `sizes` prints
//! how long files and functions are. What it may know: the tree as text; no crate of ours. Where to begin:
//! [`tidy::RULES`].

mod files;
mod golden;
mod rust;
mod sizes;
mod tidy;
mod tree;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo x <chore>
  tidy             hold the tree against the house rules (xtask/src/tidy/)
  golden [ARGS]    run `cargo test` (default --workspace) and rewrite the expected outputs of all suites
  sizes            lines of functions and files, share of doc comments, per crate";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("tidy") => with_tree(tidy::run),
        Some("sizes") => with_tree(sizes::run),
        Some("golden") => golden::run(arguments.collect()),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn with_tree(chore: fn(&tree::Tree) -> ExitCode) -> ExitCode {
    match files::tree() {
        Ok(tree) => chore(&tree),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}
