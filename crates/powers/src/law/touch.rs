//! What a change does to an item that cites the law.

use super::cite::{Cites, Way, cites};
use super::found::{Found, named, rested_on};
use super::model::{Becomes, Decided, LawChange, Line, Touched, What};
use super::own;
use super::place::{Head, Place, Places};
use jiff::civil::Date;
use kernel::Say;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// An item as the watch sees it.
#[derive(Debug, Clone, Copy)]
pub struct Watched<'a> {
    /// Official code.
    pub code: &'a str,
    /// Official name.
    pub name: &'a str,
    /// What it rests on, stated or added.
    pub basis: Option<&'a str>,
}

/// What the change does to an item; `None` when nothing. `names` are those of the law that changes; `gone` says
/// from when on a law, by name, is repealed without successor.
pub fn touch(
    change: &LawChange,
    names: &[String],
    gone: &dyn Fn(&str) -> Option<Date>,
    item: Watched<'_>,
) -> Option<Touched> {
    if let What::Decided { items } = &change.what {
        return items
            .iter()
            .find(|decided| is_meant(decided, item))
            .map(|decided| by_decision(change, decided));
    }
    let found = cites(item.name, item.basis);
    let why = reasons(change, names, &found, item);
    if why.is_empty() {
        return None;
    }
    let cancels = match &change.what {
        What::Repealed { successor: None } => falls(change, &found, names, gone),
        _ => None,
    };
    let basis = item.basis.unwrap_or_default();
    let proposal = proposal(change, names, basis, &rested_on(basis).0);
    Some(Touched {
        why,
        cancels,
        proposal,
        rename: self::proposal(change, names, item.name, &named(item.name)),
    })
}

fn is_meant(decided: &Decided, item: Watched<'_>) -> bool {
    let wanted = kernel::normalize(&decided.item);
    wanted == item.code || wanted == kernel::normalize(item.name)
}

fn by_decision(change: &LawChange, decided: &Decided) -> Touched {
    let why = match &decided.to {
        None => Say::new("powers_law.why_cancelled"),
        Some(to) => Say::new("powers_law.why_delegated").with("to", to),
    };
    let why = why.with("law", &change.law);
    Touched {
        why: vec![why],
        cancels: decided.to.is_none().then_some(change.effective),
        proposal: None,
        rename: None,
    }
}

/// An item falls with its law when its basis rests on repealed laws only, on the day of the last repeal. A name that
/// cites a law is no basis.
fn falls(
    change: &LawChange,
    found: &Cites,
    names: &[String],
    gone: &dyn Fn(&str) -> Option<Date>,
) -> Option<Date> {
    let rests = found.cites.iter().filter(|cite| cite.way == Way::Basis);
    let ends =
        |law: &str| if names.iter().any(|name| name == law) { Some(change.effective) } else { gone(law) };
    let days: Option<Vec<Date>> = rests.map(|cite| ends(&cite.law)).collect();
    days?.into_iter().max().filter(|_| found.unread.is_empty())
}

fn reasons(change: &LawChange, names: &[String], found: &Cites, item: Watched<'_>) -> Vec<Say> {
    let mut why: Vec<Say> = Vec::new();
    for cite in found.cites.iter().filter(|cite| names.contains(&cite.law)) {
        let said = match &change.what {
            What::Repealed { successor: None } => vec![Say::new("powers_law.why_repealed")],
            What::Repealed { successor: Some(by) } => {
                vec![Say::new("powers_law.why_replaced").with("by", by)]
            }
            What::Amended { lines } if lines.is_empty() => vec![Say::new("powers_law.why_revised")],
            What::Amended { lines } if cite.places.is_empty() => {
                vec![Say::new("powers_law.why_no_article").with("count", lines.len())]
            }
            What::Amended { lines } => lines.iter().filter_map(|line| of_line(line, &cite.places)).collect(),
            What::Decided { .. } => Vec::new(),
        };
        why.extend(said.into_iter().map(|say| say.with("law", &cite.title)));
        if !why.is_empty() && cite.way == Way::Quoted {
            why.push(Say::new("powers_law.why_quoted").with("law", &cite.title));
        }
    }
    let law = names.first().map(String::as_str).unwrap_or_default();
    if let Some(word) = found.own.as_deref().filter(|word| why.is_empty() && own::fits(word, law))
        && own::is_alike(law, item.name)
    {
        why.push(Say::new("powers_law.why_own").with("word", word).with("law", &change.law));
    }
    why
}

/// What an amended article does to a cite of these places.
fn of_line(line: &Line, places: &[Places]) -> Option<Say> {
    if !places.iter().any(|places| places.meet(line.at)) {
        return None;
    }
    let say = match line.becomes {
        Becomes::Added => return None,
        Becomes::Altered => Say::new("powers_law.why_altered"),
        Becomes::Deleted => Say::new("powers_law.why_deleted"),
        Becomes::Moved { to } => Say::new("powers_law.why_moved").with("to", to),
        Becomes::MovedAltered { to } => Say::new("powers_law.why_moved_altered").with("to", to),
    };
    Some(say.with("at", line.at))
}

/// A basis or name after the change: renumbered articles under their new numbers, a replaced law under its new title and
/// without articles, for nobody has said which ones they are now.
fn proposal(change: &LawChange, names: &[String], text: &str, found: &[Found]) -> Option<String> {
    let mine = found.iter().filter(|found| names.contains(&found.law));
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for one in mine {
        match &change.what {
            What::Repealed { successor: Some(by) } => {
                let end = one.mentioned.last().map_or(one.span.end, |last| last.span.end);
                edits.push((one.span.start..end, format!("《{}》", by.trim_matches(['《', '》']))));
            }
            What::Amended { lines } => edits.extend(renumbered(one, lines)),
            _ => {}
        }
    }
    edited(text, &edits).filter(|new| new != text)
}

/// Each mention of articles that holds a moved one, written anew; as little of it as can be.
fn renumbered(found: &Found, lines: &[Line]) -> Vec<(Range<usize>, String)> {
    let mut edits: BTreeMap<(usize, usize), Vec<Places>> = BTreeMap::new();
    let mut changed = BTreeSet::new();
    for mentioned in &found.mentioned {
        let new = moved(mentioned.places, lines);
        let deep = |places: Places| (places.from.paragraph, places.from.item);
        let (span, new) = match &mentioned.head {
            Head::Own(head) if new.to.is_none() && deep(new) == deep(mentioned.places) => {
                (head, Places { from: Place { paragraph: 0, item: 0, ..new.from }, to: None })
            }
            Head::Before if deep(new) == deep(mentioned.places) => continue,
            _ => (&mentioned.span, new),
        };
        edits.entry((span.start, span.end)).or_default().push(new);
        if moved(mentioned.places, lines) != mentioned.places {
            changed.insert((span.start, span.end));
        }
    }
    let written = |((start, end), places): ((usize, usize), Vec<Places>)| {
        let words: Vec<String> = places.iter().map(ToString::to_string).collect();
        (start..end, words.join("、"))
    };
    edits.into_iter().filter(|(span, _)| changed.contains(span)).map(written).collect()
}

fn moved(places: Places, lines: &[Line]) -> Places {
    let one = |place: Place| {
        let to = lines.iter().find_map(|line| match line.becomes {
            Becomes::Moved { to } | Becomes::MovedAltered { to } if line.at.meets(place) => {
                Some((line.at, to))
            }
            _ => None,
        });
        to.map_or(place, |(at, to)| Place {
            article: to.article,
            inserted: to.inserted,
            paragraph: if at.paragraph > 0 { to.paragraph } else { place.paragraph },
            item: if at.item > 0 { to.item } else { place.item },
        })
    };
    Places { from: one(places.from), to: places.to.map(one) }
}

/// The text with pieces replaced, which do not overlap.
fn edited(text: &str, edits: &[(Range<usize>, String)]) -> Option<String> {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::new(), 0);
    for (span, words) in edits {
        out.push_str(text.get(at..span.start)?);
        out.push_str(words);
        at = span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
