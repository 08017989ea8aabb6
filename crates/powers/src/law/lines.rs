//! The changes of an amendment as an official writes them: 第六十二条修改；第六十三条删去；第九十一条改为第九十四条.

use super::cursor::Cursor;
use super::model::{Becomes, Line};
use super::place::{Place, run};
use kernel::Say;

/// Words for what becomes of an article; the longest first.
const WORDS: [(&str, Kind); 13] = [
    ("作出修改", Kind::Altered),
    ("修改", Kind::Altered),
    ("修正", Kind::Altered),
    ("删去", Kind::Deleted),
    ("删除", Kind::Deleted),
    ("废止", Kind::Deleted),
    ("改为", Kind::Moved),
    ("调整为", Kind::Moved),
    ("变为", Kind::Moved),
    ("->", Kind::Moved),
    ("→", Kind::Moved),
    ("新增", Kind::Added),
    ("增加", Kind::Added),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Altered,
    Deleted,
    Moved,
    Added,
}

/// Reads the changes, divided by ；, 。 or the end of a line.
///
/// # Errors
/// The first that cannot be understood, and what would be accepted.
pub fn lines(text: &str) -> Result<Vec<Line>, Say> {
    let pieces = text.split(['；', ';', '。', '\n']).map(str::trim).filter(|piece| !piece.is_empty());
    let mut lines = Vec::new();
    for piece in pieces {
        let bad = || Say::new("powers_law.bad_line").with("line", piece);
        lines.extend(read(piece).ok_or_else(bad)?);
    }
    Ok(lines)
}

fn word(cursor: &mut Cursor<'_>) -> Option<Kind> {
    while cursor.eat_any(" 　，,：:将").is_some() {}
    WORDS.iter().find(|(word, _)| cursor.eat(word)).map(|(_, kind)| *kind)
}

fn read(piece: &str) -> Option<Vec<Line>> {
    let mut cursor = Cursor::new(piece, 0);
    let before = word(&mut cursor);
    let at = places(&mut cursor)?;
    let kind = before.or_else(|| word(&mut cursor))?;
    if kind != Kind::Moved {
        let becomes = match kind {
            Kind::Altered => Becomes::Altered,
            Kind::Deleted => Becomes::Deleted,
            _ => Becomes::Added,
        };
        return Some(at.into_iter().map(|at| Line { at, becomes }).collect());
    }
    while cursor.eat_any(" 　").is_some() {}
    let to = places(&mut cursor)?;
    let altered = ["修改", "修正"].iter().any(|word| cursor.rest().contains(word));
    if at.len() != to.len() {
        return None;
    }
    let becomes = |to| if altered { Becomes::MovedAltered { to } } else { Becomes::Moved { to } };
    Some(at.into_iter().zip(to).map(|(at, to)| Line { at, becomes: becomes(to) }).collect())
}

/// So many articles no law has; a range longer than this is a slip of the pen.
const LONGEST: u32 = 2000;

/// The places that stand here, ranges written out.
fn places(cursor: &mut Cursor<'_>) -> Option<Vec<Place>> {
    let run = run(cursor.text(), cursor.at);
    cursor.at = run.last()?.span.end;
    let mut all = Vec::new();
    for places in run.into_iter().map(|mentioned| mentioned.places) {
        match places.to {
            None => all.push(places.from),
            Some(to) if to.article >= places.from.article && to.article - places.from.article < LONGEST => {
                all.extend((places.from.article..=to.article).map(Place::article));
            }
            Some(_) => return None,
        }
    }
    Some(all)
}
