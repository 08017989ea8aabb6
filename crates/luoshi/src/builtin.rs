//! The packs inside the program.

use crate::failure::{Failure, Line};
use pack::{Fault, File, Standards, load_standards};

/// Path below `packs/` and content of every file.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The folder of the national tables.
const STANDARDS: &str = "standards";

/// The packs of districts that are built in, in order.
pub fn pack_names() -> Vec<&'static str> {
    let mut names: Vec<&str> =
        FILES.iter().filter_map(|(path, _)| path.split_once('/')).map(|(name, _)| name).collect();
    names.dedup();
    names.retain(|name| *name != STANDARDS);
    names
}

/// The files of a built-in pack, with paths relative to its folder.
pub fn pack_files(name: &str) -> Vec<File<'static>> {
    let of_pack =
        FILES.iter().filter_map(|(path, text)| Some((path.strip_prefix(name)?.strip_prefix('/')?, *text)));
    of_pack.map(|(path, text)| File { path, text }).collect()
}

/// The national tables that are built in.
///
/// # Errors
/// Every fault of the tables: a mistake in this program's own files.
pub fn standards() -> Result<Standards, Vec<Fault>> {
    load_standards(&pack_files(STANDARDS))
}

/// Faults of a pack as lines for the person at the terminal.
pub(crate) fn refused(faults: Vec<Fault>) -> Failure {
    let line = |fault: Fault| Line::At(format!("{}:{}", fault.file, fault.line), fault.say);
    Failure::Found(faults.into_iter().map(line).collect())
}
