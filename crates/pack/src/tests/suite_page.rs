//! A page of the suite: Markdown whose fenced blocks are files, changes to them, and what is expected.

/// What a fenced block is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// A whole file of the pack.
    File(String),
    /// Lines of a file: `- was`, `+ is`; lines with `+` alone go to the end.
    Change(String),
    /// A file taken away.
    Remove(String),
    /// Expected faults.
    Faults,
    /// Expected questions.
    Unsettled,
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Prose, kept as it is.
    Prose(String),
    /// A block and its lines.
    Block(Block, String),
}

pub(super) fn parse(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            Some(head) => {
                let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                pieces.push(Piece::Block(block(head), body.iter().map(|line| format!("{line}\n")).collect()));
            }
            None => pieces.push(Piece::Prose(format!("{line}\n"))),
        }
    }
    pieces
}

fn block(head: &str) -> Block {
    match head.split_once(": ") {
        Some(("file", path)) => Block::File(path.to_owned()),
        Some(("change", path)) => Block::Change(path.to_owned()),
        Some(("remove", path)) => Block::Remove(path.to_owned()),
        None if head == "faults" => Block::Faults,
        None if head == "unsettled" => Block::Unsettled,
        _ => panic!("unknown block `{head}`: file: …, change: …, remove: …, faults, unsettled"),
    }
}

pub(super) fn print(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Prose(line) => line.clone(),
        Piece::Block(block, body) => format!("```{}\n{body}```\n", head(block)),
    };
    pieces.iter().map(piece).collect()
}

fn head(block: &Block) -> String {
    match block {
        Block::File(path) => format!("file: {path}"),
        Block::Change(path) => format!("change: {path}"),
        Block::Remove(path) => format!("remove: {path}"),
        Block::Faults => "faults".to_owned(),
        Block::Unsettled => "unsettled".to_owned(),
    }
}

/// Applies a change, in the order of the file: `- was` goes, a `+ is` after it takes its place, and `+` lines
/// before any `-` go to the end. A line that is to go must be there.
pub(super) fn change(text: &str, change: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut at = lines.len();
    for line in change.lines() {
        let (sign, rest) = line.split_at(1);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        match sign {
            "-" => {
                let from = if at == lines.len() { 0 } else { at };
                let found = lines.iter().skip(from).position(|line| *line == rest);
                at = from + found.unwrap_or_else(|| panic!("no line `{rest}` further down"));
                lines.remove(at);
            }
            "+" => {
                lines.insert(at, rest);
                at += 1;
            }
            _ => panic!("`{line}` begins with neither - nor +"),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}
