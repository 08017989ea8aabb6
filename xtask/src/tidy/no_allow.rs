//! No lint is switched off with `allow`.
//!
//! Why: `#[expect(lint, reason = "…")]` says why, and complains once the reason is gone.

use crate::tree::{Fault, File, Tree, has_word, lines};

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    tree.rust().flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let allows = |line: &str| (line.contains("#[") || line.contains("#![")) && has_word(line, "allow(");
    let accepted = "`#[expect(lint, reason = \"…\")]`";
    let found = lines(file.code()).filter(|(_, line)| allows(line));
    found.map(|(number, _)| file.fault(number, "a lint is switched off with `allow`", accepted)).collect()
}
