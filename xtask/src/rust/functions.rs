//! Functions of a source file and how long they are.

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Where its signature begins, from 1.
    pub(crate) line: usize,
    /// From the line with `fn` to the line with the closing brace, both counted.
    pub(crate) lines: usize,
    /// Carries `#[test]` or another attribute that ends in `test`.
    pub(crate) test: bool,
}

/// A word or a sign of the code, and its line.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// All functions with bodies, given code without comments and literals (see [`super::code`]).
pub(crate) fn functions(code: &str) -> Vec<Function> {
    let tokens = tokens(code);
    (0..tokens.len()).filter_map(|at| function(&tokens, at)).collect()
}

/// The function whose `fn` stands at this token. A `fn` without a name is a type.
fn function(tokens: &[Token<'_>], at: usize) -> Option<Function> {
    let [start, name, rest @ ..] = tokens.get(at..)? else { return None };
    if start.text != "fn" || !name.text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let end = end_of_body(rest)?;
    let test = is_test(tokens.get(..at).unwrap_or_default());
    Some(Function { name: name.text.to_owned(), line: start.line, lines: end + 1 - start.line, test })
}

/// The line of the closing brace; `None` for a declaration that ends in `;`.
fn end_of_body(tokens: &[Token<'_>]) -> Option<usize> {
    let (mut brackets, mut braces) = (0_usize, 0_usize);
    for token in tokens {
        match token.text {
            "(" | "[" if braces == 0 => brackets += 1,
            ")" | "]" if braces == 0 => brackets = brackets.saturating_sub(1),
            ";" if braces == 0 && brackets == 0 => return None,
            "{" if braces > 0 || brackets == 0 => braces += 1,
            "}" if braces == 1 => return Some(token.line),
            "}" => braces = braces.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Whether what stands before a `fn`, back to the item before it, holds `#[test]` or `#[…::test(…)]`.
fn is_test(before: &[Token<'_>]) -> bool {
    let own = before.iter().rposition(|token| matches!(token.text, ";" | "{" | "}"));
    let own = before.get(own.map_or(0, |at| at + 1)..).unwrap_or_default();
    own.windows(2)
        .any(|pair| matches!(pair, [word, sign] if word.text == "test" && matches!(sign.text, "]" | "(")))
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (code, 1);
    while let Some(first) = rest.chars().next() {
        let length = super::word(rest).max(first.len_utf8());
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if first == '\n' {
            line += 1;
        } else if !first.is_whitespace() {
            found.push(Token { text, line });
        }
        rest = after;
    }
    found
}
