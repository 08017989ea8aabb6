//! The invented county of the pack suite, for tests.

use kernel::Calendar;
use pack::{File, Pack, Standards};

const PAGE: &str = include_str!("../../pack/suite/good.md");

/// The files of the page: its fenced blocks that begin with `file:`.
fn files(folder: &str) -> Vec<File<'static>> {
    let blocks = PAGE.split("```file: ").skip(1).filter_map(|block| block.split_once('\n'));
    let named = blocks.filter_map(|(path, rest)| Some((path, rest.split("```").next()?)));
    let standard = |path: &str| path.starts_with("standards/");
    let mine = named.filter(|(path, _)| standard(path) != folder.is_empty());
    mine.map(|(path, text)| File { path: path.strip_prefix(folder).unwrap_or(path), text }).collect()
}

fn standards() -> Standards {
    pack::load_standards(&files("standards/")).unwrap()
}

/// The county's pack: one document with schedules and a dated task, one emergency plan.
pub(crate) fn pack() -> Pack {
    pack::load(&files(""), &standards()).unwrap()
}

/// Its calendar knows 2024 only.
pub(crate) fn calendar() -> Calendar {
    standards().calendar
}
