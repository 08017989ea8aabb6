//! The original with what was found in it marked, as links to the cards beside it. Pure.

use maud::{Markup, html};
use std::collections::BTreeSet;
use syntax::{Source, Span};

/// A stretch that is marked: where, the anchor of its card when it is a thing, or else something to look at.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) card: Option<String>,
}

/// The text at a place with its marks. Blank lines and tabs that only lay out a file are drawn as line ends.
pub(crate) fn marked(source: &Source, place: Span, marks: &[Mark]) -> Markup {
    let inside: Vec<&Mark> =
        marks.iter().filter(|mark| mark.span.start < place.end && mark.span.end > place.start).collect();
    let mut cuts: BTreeSet<usize> = BTreeSet::from([place.start, place.end]);
    for mark in &inside {
        cuts.insert(mark.span.start.clamp(place.start, place.end));
        cuts.insert(mark.span.end.clamp(place.start, place.end));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let pieces = cuts.windows(2).filter_map(|pair| Some(Span::new(*pair.first()?, *pair.last()?)));
    let mut met = BTreeSet::new();
    html! {
        @for piece in pieces { (drawn(&tidy(source.slice(piece)), piece, place, &inside, &mut met)) }
    }
}

/// One piece: the shortest thing it belongs to is its link; the first piece of a thing is where its card leads back.
fn drawn<'m>(
    text: &str,
    piece: Span,
    place: Span,
    marks: &[&'m Mark],
    met: &mut BTreeSet<&'m str>,
) -> Markup {
    let covers = |mark: &&&Mark| mark.span.contains(piece);
    let thing =
        marks.iter().filter(covers).filter(|mark| mark.card.is_some()).min_by_key(|mark| mark.span.len());
    let doubted = marks.iter().filter(covers).any(|mark| mark.card.is_none());
    let inner = html! { @if doubted { mark.doubt { (text) } } @else { (text) } };
    match thing.and_then(|mark| Some((mark, mark.card.as_ref()?))) {
        Some((mark, card)) if !text.trim().is_empty() => {
            // A whole clause is not underlined: that would mark nothing in it.
            let whole = mark.span.contains(place).then_some("whole");
            let id = met.insert(card).then(|| format!("t-{card}"));
            html! { a id=[id] class={ "found" @if let Some(whole) = whole { " " (whole) } } href=(format!("#{card}")) { (inner) } }
        }
        _ => inner,
    }
}

fn tidy(text: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(line.trim_matches(['\t', '\r', '\u{3000}', ' ']));
    }
    out
}

#[cfg(test)]
mod tests;
