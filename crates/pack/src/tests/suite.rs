//! The pages of `suite/`: every refusal, shown by a few changed lines of one good pack.

use super::suite_page::{Block, Piece, change, parse, print};
use super::words::{ZH, render};
use super::{Files, read};
use std::path::PathBuf;

/// The good pack.
pub(super) fn good() -> Files {
    files_of(include_str!("../../suite/good.md"))
}

#[expect(clippy::disallowed_methods, reason = "tests read their own pages")]
#[test]
fn every_page_of_the_suite_says_what_the_program_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("suite");
    let rewrite = std::env::var("LUOSHI_GOLDEN").is_ok();
    let good = good();
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut wrong = Vec::new();
    for path in pages {
        let page = std::fs::read_to_string(&path).unwrap();
        let told = run(&page, &good);
        if rewrite {
            std::fs::write(&path, &told).unwrap();
        } else if told != page {
            let differs = page.lines().zip(told.lines()).find(|(page, told)| page != told);
            wrong.push(format!("{}: {differs:?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "rewrite with LUOSHI_GOLDEN=1 and read the difference:\n{}", wrong.join("\n"));
}

fn files_of(page: &str) -> Files {
    let file = |piece| match piece {
        Piece::Block(Block::File(path), body) => Some((path, body)),
        _ => None,
    };
    parse(page).into_iter().filter_map(file).collect()
}

/// The page with what the program says in its `faults` and `unsettled` blocks. Each `faults` block closes a
/// case; the next one starts from the good pack again.
fn run(page: &str, good: &Files) -> String {
    let mut files = good.clone();
    let mut last = String::new();
    let pieces = parse(page).into_iter().map(|piece| match piece {
        Piece::Block(Block::Faults, _) => {
            let (faults, unsettled) = told(&std::mem::replace(&mut files, good.clone()));
            last = unsettled;
            Piece::Block(Block::Faults, faults)
        }
        Piece::Block(Block::Unsettled, _) => Piece::Block(Block::Unsettled, last.clone()),
        Piece::Block(block, body) => {
            apply(&mut files, &block, &body);
            Piece::Block(block, body)
        }
        prose => prose,
    });
    print(&pieces.collect::<Vec<_>>())
}

fn apply(files: &mut Files, block: &Block, body: &str) {
    match block {
        Block::Remove(gone) => files.retain(|(path, _)| path != gone),
        Block::File(new) => {
            files.retain(|(path, _)| path != new);
            files.push((new.clone(), body.to_owned()));
        }
        Block::Change(changed) => {
            let file = files.iter_mut().find(|(path, _)| path == changed);
            let (_, text) = file.unwrap_or_else(|| panic!("no file {changed} to change"));
            *text = change(text, body);
        }
        Block::Faults | Block::Unsettled => {}
    }
}

fn told(files: &Files) -> (String, String) {
    match read(files) {
        Ok((pack, _)) => {
            let line = |open: &crate::Unsettled| format!("{}: {}\n", open.citation, render(&open.say, ZH));
            (String::new(), pack.unsettled().iter().map(line).collect())
        }
        Err(faults) => {
            let line =
                |fault: &crate::Fault| format!("{}:{}: {}\n", fault.file, fault.line, render(&fault.say, ZH));
            (faults.iter().map(line).collect(), String::new())
        }
    }
}
