//! Just enough of Rust's grammar to tell code from comments and literals, and to measure functions.

mod functions;
#[cfg(test)]
mod tests;

pub(crate) use functions::{Function, functions};

/// What a stretch of source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Comment,
    /// `///`, `//!`, `/**`, `/*!`.
    Doc,
    /// A string or character, with its quotes.
    Literal,
}

/// A stretch of source of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
    /// Where it begins, from 1.
    pub(crate) line: usize,
}

/// A string literal, and the code in front of it up to the literal or comment before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal<'a> {
    pub(crate) before: &'a str,
    /// Without quotes, escapes as written.
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

/// Cuts source into pieces; joined again they are the source.
pub(crate) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut line, mut code_from, mut at) = (1, 0, 0);
    let mut push = |kind, from, to| {
        let text = source.get(from..to).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(Piece { kind, text, line });
        }
        line += text.matches('\n').count();
    };
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = first(rest);
        if kind != Kind::Code {
            push(Kind::Code, code_from, at);
            push(kind, at, at + length);
            code_from = at + length;
        }
        at += length;
    }
    push(Kind::Code, code_from, at);
    pieces
}

/// The source with comments and literals as spaces: every offset and line stays where it was.
pub(crate) fn code(source: &str) -> String {
    pieces(source).iter().fold(String::with_capacity(source.len()), |mut code, piece| {
        if piece.kind == Kind::Code {
            code.push_str(piece.text);
        } else {
            code.extend(piece.text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        }
        code
    })
}

/// All string literals of the source.
pub(crate) fn literals(source: &str) -> Vec<Literal<'_>> {
    let mut before = "";
    let mut found = Vec::new();
    for piece in pieces(source) {
        if let (Kind::Literal, Some(text)) = (piece.kind, unquoted(piece.text)) {
            found.push(Literal { before, text, line: piece.line });
        }
        before = if piece.kind == Kind::Code { piece.text } else { "" };
    }
    found
}

fn unquoted(literal: &str) -> Option<&str> {
    let (_, rest) = literal.split_once('"')?;
    rest.rsplit_once('"').map(|(text, _)| text)
}

/// The kind and length in bytes of what stands first; a word is taken whole, so that `r` in `for` is no raw string.
fn first(rest: &str) -> (Kind, usize) {
    if rest.starts_with("//") {
        (comment_kind(rest), rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        (comment_kind(rest), block_comment(rest))
    } else if rest.starts_with('"') {
        (Kind::Literal, string(rest))
    } else if let Some(length) = raw_string(rest).or_else(|| character(rest)) {
        (Kind::Literal, length)
    } else {
        (Kind::Code, word(rest).max(rest.chars().next().map_or(1, char::len_utf8)))
    }
}

fn comment_kind(rest: &str) -> Kind {
    let doc = ["///", "//!", "/**", "/*!"].iter().any(|mark| rest.starts_with(mark));
    if doc && !rest.starts_with("////") && !rest.starts_with("/**/") { Kind::Doc } else { Kind::Comment }
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let head = ["r", "br", "cr"].iter().find(|head| {
        let after = rest.strip_prefix(**head).unwrap_or_default();
        after.trim_start_matches('#').starts_with('"')
    })?;
    let after = rest.strip_prefix(*head)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let start = head.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    let body = rest.get(start..)?;
    Some(body.find(&close).map_or(rest.len(), |at| start + at + close.len()))
}

/// A character literal; `None` for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.strip_prefix('\'')?.chars();
    let first = chars.next()?;
    if first == '\\' {
        let skipped = 2 + chars.next()?.len_utf8();
        return rest.get(skipped..)?.find('\'').map(|at| skipped + at + 1);
    }
    (chars.next()? == '\'').then(|| 2 + first.len_utf8())
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}
