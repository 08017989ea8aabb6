//! `luoshi check FILE...`: what a person should look at, for people, programs or editors.

use crate::failure::Failure;
use crate::files;
use crate::options::Options;
use crate::report::{Compiled, human, json, sarif};
use compiler::Severity;
use kernel::Say;
use std::path::Path;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let files = compile_all(options, "luoshi.check_what")?;
    match options.format.as_deref() {
        None | Some("human") => {
            files.iter().for_each(|file| print!("{}", human::print(file, options.language)));
        }
        Some("json") => {
            files.iter().for_each(|file| println!("{}", json::diagnostics(file, options.language)));
        }
        Some("sarif") => println!("{:#}", sarif::log(&files, options.language)),
        Some(other) => return Err(Failure::Usage(Say::new("luoshi.check_format").with("name", other))),
    }
    let errors = files.iter().flat_map(Compiled::diagnostics).any(|found| found.severity == Severity::Error);
    if errors { Err(Failure::Found(vec![])) } else { Ok(()) }
}

/// Reads and compiles every file that was named.
pub(super) fn compile_all(options: &Options, wanted: &'static str) -> Result<Vec<Compiled>, Failure> {
    let names = options.words.get(1..).filter(|names| !names.is_empty());
    let names = names.ok_or_else(|| Failure::Usage(Say::new(wanted)))?;
    names
        .iter()
        .map(|name| {
            let text = files::read_document(Path::new(name))?;
            Ok(Compiled { name: name.clone(), compiled: compiler::compile(text) })
        })
        .collect()
}
