//! Nothing in the tree names a folder of one machine.
//!
//! Why: such a path is true on one desk and misleads on every other. Lock files are left alone: tools write them.

use crate::tree::{Fault, File, Tree, lines};

/// Where machines keep what is theirs. The rule's own file and suite must name them.
const PLACES: &[&str] = &["/tmp/", "/home/", "/root/", "/Users/"];
const OWN: &[&str] = &["xtask/src/tidy/machine_paths.rs", "xtask/suite/machine_paths.txt"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let files =
        tree.files().filter(|file| !OWN.contains(&file.path.as_str()) && !file.name().ends_with(".lock"));
    files.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let fault = |(number, line): (usize, &str)| {
        let place = PLACES.iter().find(|place| line.contains(**place))?;
        Some(file.fault(number, format!("`{place}` is a folder of one machine"), "a path below the checkout"))
    };
    lines(&file.text).filter_map(fault).collect()
}
