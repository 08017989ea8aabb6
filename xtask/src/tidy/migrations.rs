//! Migrations run in one order: numbered without a gap, listed in `crates/store/src/migrate.rs`, and
//! `migrations/HEAD` names the last.
//!
//! Why: two people who add a migration at the same time both change HEAD, so that the merge stops them instead
//! of the database.

use crate::rust::literals;
use crate::tree::{Fault, File, Tree};

const HEAD: &str = "migrations/HEAD";
const LIST: &str = "crates/store/src/migrate.rs";

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let files: Vec<&File> = tree.under("migrations/").filter(|file| file.extension() == "sql").collect();
    let Some(last) = files.last() else { return Vec::new() };
    numbered(&files).into_iter().chain(listed(tree, &files)).chain(head(tree, last)).collect()
}

/// File names begin with `0001_`, `0002_` and so on.
fn numbered(files: &[&File]) -> Vec<Fault> {
    let wrong = |(number, file): (usize, &&File)| {
        let start = format!("{number:04}_");
        let what = format!("`{}` stands at place {number}", file.name());
        (!file.name().starts_with(&start))
            .then(|| file.fault(1, what, format!("a name that begins with `{start}`")))
    };
    (1..).zip(files).filter_map(wrong).collect()
}

fn listed(tree: &Tree, files: &[&File]) -> Vec<Fault> {
    let list = tree.get(LIST).map(|list| literals(&list.text)).unwrap_or_default();
    let known = |file: &File| {
        list.iter().any(|it| {
            it.text.rsplit('/').next().is_some_and(|name| name == file.name() || name == stem(file))
        })
    };
    let fault = |file: &&File| file.fault(1, "the migration never runs", format!("its name in {LIST}"));
    files.iter().filter(|file| !known(file)).map(fault).collect()
}

fn head(tree: &Tree, last: &File) -> Option<Fault> {
    let said = tree.get(HEAD).map_or("", |file| file.text.trim());
    let met = said == last.name() || said == stem(last);
    let fault = || Fault {
        path: HEAD.to_owned(),
        line: 1,
        what: format!("names `{said}`"),
        accepted: format!("`{}`", last.name()),
    };
    (!met).then(fault)
}

fn stem(file: &File) -> &str {
    file.name().trim_end_matches(".sql")
}
