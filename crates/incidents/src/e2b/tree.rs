//! XML as a tree, within bounds.

use kernel::Say;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements within one another.
const DEEPEST: usize = 100;
/// Elements of one file.
const MOST: usize = 1_000_000;

/// One element.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<usize>,
}

/// A document; elements are named by their place in it.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// Parses a document.
pub(super) fn parse(text: &str) -> Result<Tree, Say> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut tree = Tree { nodes: vec![Node::default()] };
    let mut open = vec![0_usize];
    loop {
        let bad = |why: &dyn std::fmt::Display, at: u64| {
            Say::new("cases.file_not_xml").with("why", why).with("at", at)
        };
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| bad(&error, at))? {
            Event::Start(start) => {
                let node = tree.add(&open, &start).map_err(|why| bad(&why, at))?;
                open.push(node);
                if open.len() > DEEPEST {
                    return Err(Say::new("cases.file_too_deep").with("deepest", DEEPEST));
                }
            }
            Event::Empty(start) => _ = tree.add(&open, &start).map_err(|why| bad(&why, at))?,
            Event::End(_) => _ = open.pop(),
            Event::Text(text) => tree.write(&open, &text.xml10_content()),
            Event::CData(text) => tree.write(&open, &text.xml10_content()),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(character) => tree.write(&open, character.encode_utf8(&mut [0; 4])),
                None => return Err(Say::new("cases.file_entity")),
            },
            Event::DocType(_) => return Err(Say::new("cases.file_doctype")),
            Event::Eof if open.len() == 1 => return Ok(tree),
            Event::Eof => return Err(bad(&"…", at)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if tree.nodes.len() > MOST {
            return Err(Say::new("cases.file_too_deep").with("deepest", DEEPEST));
        }
    }
}

/// A character written as a number, or one of the five that every document may name. Nothing else is expanded.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

impl Tree {
    fn add(&mut self, open: &[usize], start: &BytesStart<'_>) -> Result<usize, String> {
        let mut node = Node { name: start.local_name().as_ref().to_owned(), ..Node::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let name = attribute.key.local_name().as_ref().to_owned();
            let value = attribute.normalized_value(quick_xml::XmlVersion::default());
            node.attributes.push((name, value.map_err(|error| error.to_string())?.into_owned()));
        }
        let at = self.nodes.len();
        self.nodes.push(node);
        let parent = open.last().and_then(|parent| self.nodes.get_mut(*parent));
        parent.ok_or("…")?.children.push(at);
        Ok(at)
    }

    fn write(&mut self, open: &[usize], text: &str) {
        if let Some(node) = open.last().and_then(|node| self.nodes.get_mut(*node)) {
            node.text.push_str(text);
        }
    }

    fn children(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map_or(&[], |node| &node.children)
    }

    /// The outermost element.
    pub(super) fn root(&self) -> usize {
        self.children(0).first().copied().unwrap_or_default()
    }

    /// Its name without a prefix.
    pub(super) fn name(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &node.name)
    }

    /// Its own words.
    pub(super) fn text(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| node.text.trim())
    }

    /// An attribute; empty when it has none.
    pub(super) fn attribute(&self, node: usize, name: &str) -> &str {
        let node = self.nodes.get(node);
        let found = node.and_then(|node| node.attributes.iter().find(|(known, _)| known == name));
        found.map_or("", |(_, value)| value.trim())
    }

    /// Its children of a name.
    pub(super) fn named(&self, node: usize, name: &str) -> Vec<usize> {
        self.children(node).iter().copied().filter(|child| self.name(*child) == name).collect()
    }

    /// What a path of names leads to, such as `component/observation`.
    pub(super) fn at(&self, node: usize, path: &str) -> Vec<usize> {
        path.split('/').fold(vec![node], |found, name| {
            found.into_iter().flat_map(|node| self.named(node, name)).collect()
        })
    }

    /// Every element of a name below it, at any depth.
    pub(super) fn below(&self, node: usize, name: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut waiting: Vec<usize> = self.children(node).iter().rev().copied().collect();
        while let Some(next) = waiting.pop() {
            if self.name(next) == name {
                found.push(next);
            }
            waiting.extend(self.children(next).iter().rev().copied());
        }
        found
    }
}
