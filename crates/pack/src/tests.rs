//! Tests of the whole crate: readable suites, the pack beside the crates, damaged files, wordings.

mod damage;
mod real;
mod suite;
mod suite_page;
mod words;

use crate::{Fault, File, Pack, Standards, load, load_standards};

/// A pack as text, with the standards it is read with under `standards/`.
type Files = Vec<(String, String)>;

fn as_files<'a>(files: impl IntoIterator<Item = &'a (String, String)>) -> Vec<File<'a>> {
    files.into_iter().map(|(path, text)| File { path, text }).collect()
}

/// Reads standards and pack; faults of the standards carry their folder.
fn read(files: &Files) -> Result<(Pack, Standards), Vec<Fault>> {
    let of_standards =
        |(path, text): &(String, String)| Some((path.strip_prefix("standards/")?.to_owned(), text.clone()));
    let tables: Files = files.iter().filter_map(of_standards).collect();
    let standards = load_standards(&as_files(&tables)).map_err(|faults| {
        faults
            .into_iter()
            .map(|fault| Fault { file: format!("standards/{}", fault.file), ..fault })
            .collect::<Vec<_>>()
    })?;
    let pack = load(&as_files(files.iter().filter(|(path, _)| !path.starts_with("standards/"))), &standards)?;
    Ok((pack, standards))
}
