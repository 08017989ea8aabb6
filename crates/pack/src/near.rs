//! Names like the one that was written, so that a refusal can say what would be accepted.

use kernel::Say;

/// At most this many names are proposed.
const MOST: usize = 3;

/// The refusal of a name that is not known: worded by the second key when names like it are.
pub(crate) fn unknown<'a>(
    keys: (&'static str, &'static str),
    written: &str,
    known: impl Iterator<Item = &'a str>,
) -> Say {
    match near(written, known) {
        like if like.is_empty() => Say::new(keys.0).with("found", written),
        like => Say::new(keys.1).with("found", written).with("like", like),
    }
}

/// The known names most like `written`, best first, joined by ` / `; empty when nothing is like it.
fn near<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut scored: Vec<(usize, &str)> =
        known.map(|name| (likeness(written, name), name)).filter(|(score, _)| *score >= 500).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup();
    scored.iter().take(MOST).map(|(_, name)| *name).collect::<Vec<_>>().join(" / ")
}

/// Twice the characters both have, per thousand characters of the two: 1000 for the same set of characters.
fn likeness(a: &str, b: &str) -> usize {
    let mut rest: Vec<char> = b.chars().collect();
    let all = a.chars().count() + rest.len();
    let mut shared = 0;
    for c in a.chars() {
        if let Some(at) = rest.iter().position(|other| *other == c) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    2000 * shared / all.max(1)
}
