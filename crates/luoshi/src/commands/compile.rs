//! `luoshi compile FILE... [-o DIR] --format json|pack|akn|xlsx`: facts as files.

use super::check::compile_all;
use super::print;
use crate::builtin::{refused, standards};
use crate::failure::Failure;
use crate::files;
use crate::options::Options;
use crate::report::{Compiled, json, words};
use crate::workbook;
use compiler::{Needs, akn, draft};
use documents::clause_digest;
use kernel::Say;
use std::path::{Path, PathBuf};

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let compiled = compile_all(options, "luoshi.compile_what")?;
    let format = options.format.as_deref().unwrap_or(if options.out.is_some() { "pack" } else { "json" });
    for file in &compiled {
        match format {
            "json" => json(options, file)?,
            "pack" => pack(options, file, folder(options, file, compiled.len())?)?,
            "akn" => xml(options, file)?,
            "xlsx" => xlsx(options, file)?,
            other => return Err(Failure::Usage(Say::new("luoshi.compile_format").with("name", other))),
        }
    }
    Ok(())
}

/// The folder asked for; of several files each gets one of its own below it.
fn folder(options: &Options, file: &Compiled, count: usize) -> Result<PathBuf, Failure> {
    let out = options.out.as_ref().ok_or_else(|| Failure::Usage(Say::new("luoshi.compile_out")))?;
    Ok(if count > 1 { out.join(stem(file)) } else { out.clone() })
}

fn stem(file: &Compiled) -> String {
    let stem = Path::new(&file.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    stem.unwrap_or_else(|| "document".to_owned())
}

fn json(options: &Options, file: &Compiled) -> Result<(), Failure> {
    let value = json::facts(file, options.language);
    match &options.out {
        None => println!("{value:#}"),
        Some(out) => {
            files::create_folder(out)?;
            files::write(&out.join(format!("{}.json", stem(file))), format!("{value:#}\n").as_bytes())?;
        }
    }
    Ok(())
}

fn xml(options: &Options, file: &Compiled) -> Result<(), Failure> {
    let documents = akn(&file.compiled);
    match &options.out {
        None => documents.iter().for_each(|(_, text)| print!("{text}")),
        Some(out) => {
            files::create_folder(out)?;
            for (name, text) in &documents {
                files::write(&out.join(format!("{}-{name}", stem(file))), text.as_bytes())?;
            }
        }
    }
    Ok(())
}

fn xlsx(options: &Options, file: &Compiled) -> Result<(), Failure> {
    let out = options.out.as_ref().ok_or_else(|| Failure::Usage(Say::new("luoshi.compile_out")))?;
    let bytes = workbook::write(file, options.language)?;
    files::create_folder(out)?;
    let path = out.join(format!("{}.xlsx", stem(file)));
    files::write(&path, &bytes)?;
    print(options, &Say::new("luoshi.compiled_to").with("path", path.display()));
    Ok(())
}

/// Writes a pack draft and says what is not in it.
fn pack(options: &Options, file: &Compiled, out: PathBuf) -> Result<(), Failure> {
    let standards = standards().map_err(refused)?;
    let name = out.file_name().map_or_else(|| stem(file), |name| name.to_string_lossy().into_owned());
    let issuer = file.compiled.facts.documents.iter().find_map(|document| document.issuer.clone());
    let needs = Needs {
        id: name,
        district: options.district.clone().unwrap_or_else(|| "000000".to_owned()),
        district_name: issuer.unwrap_or_else(|| stem(file)),
        digest: &|clause| clause_digest(clause, &file.compiled.source),
        known_unit: &|unit| standards.units.get(unit).is_ok(),
        slug: &|_| None,
    };
    let draft = draft(&file.compiled, &needs);
    for (path, text) in &draft.files {
        let path = out.join(path);
        if let Some(folder) = path.parent() {
            files::create_folder(folder)?;
        }
        files::write(&path, text.as_bytes())?;
    }
    for say in &draft.left_out {
        eprintln!("{}", words(options.language, say));
    }
    let say = Say::new("luoshi.drafted").with("path", out.display()).with("left", draft.left_out.len());
    print(options, &say);
    Ok(())
}
