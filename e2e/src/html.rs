//! Just enough of HTML to ask what stands on a page.

use std::collections::BTreeMap;

/// An opening tag with its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name in small letters.
    pub name: String,
    /// Attributes, entities resolved; one without a value is empty.
    pub attributes: BTreeMap<String, String>,
    /// What follows up to the next tag, entities resolved.
    pub words: String,
}

impl Tag {
    /// An attribute; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Every opening tag of a page, in order. Our own pages quote every attribute that has a value.
pub fn tags(html: &str) -> Vec<Tag> {
    let pieces = html.split('<').skip(1).filter(|piece| piece.starts_with(|c: char| c.is_ascii_alphabetic()));
    pieces.map(tag).collect()
}

fn tag(piece: &str) -> Tag {
    let name_ends = piece.find(|c: char| c == '>' || c == '/' || c.is_whitespace()).unwrap_or(piece.len());
    let (name, mut rest) = piece.split_at(name_ends);
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let ends = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(ends);
        if attribute.is_empty() {
            break;
        }
        let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        let (value, after) = quoted.unwrap_or(("", after));
        attributes.insert(attribute.to_ascii_lowercase(), resolved(value));
        rest = after;
    }
    let words = resolved(rest.strip_prefix('>').unwrap_or_default());
    Tag { name: name.to_ascii_lowercase(), attributes, words }
}

/// The words of a page, without its tags.
pub fn words_of(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
    resolved(&pieces.collect::<Vec<_>>().join(" "))
}

fn resolved(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests;
