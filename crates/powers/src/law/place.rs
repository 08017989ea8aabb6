//! Places in a law: articles, paragraphs (款) and items (项), alone and as ranges.

use super::cursor::Cursor;
use super::numeral;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// A place in a law, such as 第二十条之一第二款第（三）项; 0 means the place goes no deeper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place {
    /// 条.
    pub article: u32,
    /// 之一, 之二: an article inserted after this one.
    pub inserted: u32,
    /// 款.
    pub paragraph: u32,
    /// 项.
    pub item: u32,
}

impl Place {
    /// An article as a whole.
    pub fn article(article: u32) -> Place {
        Place { article, ..Place::default() }
    }

    /// Whether one of the two lies within the other, or they are the same.
    pub fn meets(self, other: Place) -> bool {
        let same = |a: u32, b: u32| a == 0 || b == 0 || a == b;
        (self.article, self.inserted) == (other.article, other.inserted)
            && same(self.paragraph, other.paragraph)
            && (self.paragraph == 0 || other.paragraph == 0 || same(self.item, other.item))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}条", numeral::write(self.article))?;
        if self.inserted > 0 {
            write!(f, "之{}", numeral::write(self.inserted))?;
        }
        if self.paragraph > 0 {
            write!(f, "第{}款", numeral::write(self.paragraph))?;
        }
        if self.item > 0 {
            write!(f, "第（{}）项", numeral::write(self.item))?;
        }
        Ok(())
    }
}

/// A text that names no single place of a law.
#[derive(Debug)]
pub struct BadPlace(String);

impl fmt::Display for BadPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no place such as 第六十二条", self.0)
    }
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Place, BadPlace> {
        let text = text.trim();
        let bad = || BadPlace(text.to_owned());
        let run = run(text, 0);
        match run.as_slice() {
            [only] if only.span == (0..text.len()) && only.places.to.is_none() => Ok(only.places.from),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Place {
    type Error = BadPlace;

    fn try_from(text: String) -> Result<Place, BadPlace> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> String {
        place.to_string()
    }
}

/// One place, or all from one article to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Places {
    /// The place, or the first article.
    pub from: Place,
    /// The last article of a range (第二十四条至第二十六条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Place>,
}

impl Places {
    /// Whether a place lies within, or holds one of these.
    pub fn meet(&self, place: Place) -> bool {
        match self.to {
            None => self.from.meets(place),
            Some(to) => {
                let number = |place: Place| (place.article, place.inserted);
                number(self.from) <= number(place) && number(place) <= number(to)
            }
        }
    }
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.fmt(f)?;
        self.to.map_or(Ok(()), |to| write!(f, "至{to}"))
    }
}

/// Places as they stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mentioned {
    pub(super) places: Places,
    /// Where, in bytes.
    pub(super) span: Range<usize>,
    /// Where the article's own number stands within.
    pub(super) head: Head,
}

/// How a mention says its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// By its own number: 第十四条 of 第十四条第一款.
    Own(Range<usize>),
    /// By the mention before it: 第二款.
    Before,
    /// Together with others: 第十四、十六条.
    Shared,
}

/// What stands between two places of one run.
const BETWEEN: &str = "、，,和及与或 　";
/// What makes a range of two places.
const UP_TO: &str = "至到-－—～~";

/// The places that stand one after another from `at` on: 第十四条、第十六条第一款、第二款.
pub(super) fn run(text: &str, at: usize) -> Vec<Mentioned> {
    let mut found: Vec<Mentioned> = Vec::new();
    let mut cursor = Cursor::new(text, at);
    loop {
        let mut next = cursor;
        if !found.is_empty() && next.eat_any(UP_TO).is_some() {
            if let Some((last, _)) = mention(&mut next, None).filter(|(_, more)| more.is_empty()) {
                extend(&mut found, last.places.from, next.at);
                cursor = next;
                continue;
            }
            return found;
        }
        next.eat("以");
        while next.eat_any(BETWEEN).is_some() {}
        let before = found.last().map(|last| last.places.from);
        let Some((first, more)) = mention(&mut next, before) else { return found };
        found.push(first);
        found.extend(more);
        cursor = next;
    }
}

/// Makes a range of the last place.
fn extend(found: &mut [Mentioned], to: Place, end: usize) {
    if let Some(last) = found.last_mut() {
        last.places.to = Some(to);
        last.span.end = end;
        last.head = Head::Shared;
    }
}

/// 第十四条, 第十四、十六条, 第一款 of the article before; the first and those that share its 条.
fn mention(cursor: &mut Cursor<'_>, before: Option<Place>) -> Option<(Mentioned, Vec<Mentioned>)> {
    let start = cursor.at;
    let (numbers, unit) = match (numbered(cursor), before) {
        (None, Some(_)) => (vec![(bare(cursor)?, false)], '条'),
        (found, _) => found?,
    };
    let base = before.unwrap_or_default();
    let place = |number: u32| match unit {
        '条' => Some(Place::article(number)),
        '款' if base.article > 0 => Some(Place { paragraph: number, item: 0, ..base }),
        '项' if base.article > 0 => Some(Place { item: number, ..base }),
        _ => None,
    };
    let mut places = Vec::new();
    for (number, up_to) in numbers {
        let found = place(number)?;
        match places.last_mut() {
            Some(Places { to, .. }) if up_to => *to = Some(found),
            _ => places.push(Places { from: found, to: None }),
        }
    }
    inserted(cursor, unit, places.last_mut()?);
    let head = match (unit, places.as_slice()) {
        ('条', [Places { to: None, .. }]) => Head::Own(start..cursor.at),
        ('条', _) => Head::Shared,
        _ => Head::Before,
    };
    deeper(cursor, places.last_mut()?);
    let span = start..cursor.at;
    let mut all =
        places.into_iter().map(|places| Mentioned { places, span: span.clone(), head: head.clone() });
    Some((all.next()?, all.collect()))
}

/// 之一 after an article.
fn inserted(cursor: &mut Cursor<'_>, unit: char, last: &mut Places) {
    let mut next = *cursor;
    if unit == '条'
        && next.eat("之")
        && let Some(number) = next.number()
    {
        last.to.as_mut().unwrap_or(&mut last.from).inserted = number;
        *cursor = next;
    }
}

/// 第一款 and 第（三）项 after an article.
fn deeper(cursor: &mut Cursor<'_>, last: &mut Places) {
    let last = last.to.as_mut().unwrap_or(&mut last.from);
    loop {
        let mut next = *cursor;
        match numbered(&mut next) {
            Some((numbers, unit)) if numbers.len() == 1 && "款项目".contains(unit) => {
                let number = numbers.first().map(|(number, _)| *number).unwrap_or_default();
                match unit {
                    '款' => last.paragraph = number,
                    '项' => last.item = number,
                    _ => {}
                }
                *cursor = next;
            }
            _ => return,
        }
    }
}

/// 九十五条 after 第九十四条、.
fn bare(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut next = *cursor;
    let number = next.number().filter(|_| next.eat("条"))?;
    *cursor = next;
    Some(number)
}

/// Numbers between 第 and the unit, each with whether it ends a range with the one before it.
type Numbers = Vec<(u32, bool)>;

/// 第 … 条, with one number or several.
fn numbered(cursor: &mut Cursor<'_>) -> Option<(Numbers, char)> {
    let mut next = *cursor;
    if !next.eat("第") {
        return None;
    }
    next.blanks();
    let mut numbers = vec![(next.number()?, false)];
    loop {
        let mut more = next;
        let up_to = more.eat_any(UP_TO).is_some();
        if (up_to || more.eat_any("、，,和及").is_some())
            && let Some(number) = more.number()
        {
            numbers.push((number, up_to));
            next = more;
        } else {
            break;
        }
    }
    next.blanks();
    let unit = next.eat_any("条款项目")?;
    *cursor = next;
    Some((numbers, unit))
}
