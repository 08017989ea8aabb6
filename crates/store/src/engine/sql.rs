//! Portable SQL as PostgreSQL wants it.

/// Where a piece of SQL may be changed: not inside quotes and comments.
enum Piece<'a> {
    Code(&'a str),
    Other(&'a str),
}

/// Cuts SQL into code and what must stay as it is.
fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sql;
    while let Some(at) = rest.find(['\'', '"', '-']) {
        let (code, from) = rest.split_at(at);
        let (end, skip) = match from.chars().next() {
            Some('-') if from.starts_with("--") => (from.find('\n'), 0),
            Some('-') => (Some(0), 1),
            Some(quote) => (from.chars().skip(1).collect::<String>().find(quote).map(|end| end + 1), 1),
            None => (None, 0),
        };
        let (other, after) = from.split_at(end.map_or(from.len(), |end| end + skip));
        pieces.push(Piece::Code(code));
        pieces.push(Piece::Other(other));
        rest = after;
    }
    pieces.push(Piece::Code(rest));
    pieces
}

fn rewrite(sql: &str, code: impl Fn(&str) -> String) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Code(text) => code(text),
        Piece::Other(text) => (*text).to_owned(),
    };
    pieces(sql).iter().map(piece).collect()
}

/// `?1` becomes `$1`, outside quotes and comments.
pub(crate) fn for_postgres(sql: &str) -> String {
    rewrite(sql, |code| code.replace('?', "$"))
}

/// A schema script for PostgreSQL: BLOB is BYTEA there; text is ordered by its bytes, as SQLite does, whatever
/// the server's language; and every table has its own row order.
pub(crate) fn schema_for_postgres(script: &str) -> String {
    rewrite(script, |code| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let words = code.split_inclusive(|c| !is_word(c)).map(|piece| {
            let word = piece.trim_end_matches(|c| !is_word(c));
            let end = piece.strip_prefix(word).unwrap_or_default();
            match word {
                "BLOB" => format!("BYTEA{end}"),
                "TEXT" => format!("TEXT COLLATE \"C\"{end}"),
                _ => piece.to_owned(),
            }
        });
        words.collect::<String>().replace("WITHOUT ROWID", "")
    })
}
