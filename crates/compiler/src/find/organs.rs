//! Bodies that a file names, learnt from the file itself, with the names that are certainly the same body.
//!
//! Certain are: the issuer's full name and its short form 区政府, a name with and without the area before it, a name
//! that the text gives in brackets. Names that are only probably the same stay apart.

use crate::context::{Context, Doc, Place};
use crate::facts::{Facts, Organ};
use crate::words::body::{ends_as_body, is_body, kind, kind_word, without_remark};
use std::collections::{HashMap, HashSet};
use syntax::Span;

/// Collects every body that a fact or a head names, then counts how often the text names it.
pub(crate) fn find(context: &Context<'_>, facts: &Facts) -> Vec<Organ> {
    let mut register = Register::default();
    for doc in &context.docs {
        heads(doc, &mut register);
    }
    for duty in &facts.duties {
        let place = place(context, duty.at);
        [&duty.lead, &duty.responsible, &duty.participating]
            .into_iter()
            .flatten()
            .for_each(|name| register.add(name, place));
    }
    for indicator in &facts.indicators {
        indicator.organs.iter().for_each(|name| register.add(name, place(context, indicator.at)));
    }
    for plan in &facts.plans {
        let place = place(context, plan.at);
        let groups = plan.groups.iter().flat_map(|group| group.lead.iter().chain(&group.members));
        let clocks = plan.clocks.iter().flat_map(|clock| clock.who.iter().chain(&clock.to));
        let release = plan.release.iter().flat_map(|release| release.files_with.iter().chain([&release.by]));
        let named = plan.organs.iter().map(|department| &department.name);
        groups.chain(clocks).chain(release).chain(named).for_each(|name| register.add(name, place));
    }
    facts
        .schedules
        .iter()
        .filter_map(|schedule| schedule.to.as_ref())
        .for_each(|name| register.add(name, None));
    facts
        .powers
        .iter()
        .filter_map(|power| power.holder.as_ref())
        .filter(|name| is_body(name))
        .for_each(|name| register.add(name, None));
    count(context, register.done())
}

fn place<'c>(context: &'c Context<'_>, at: usize) -> Option<&'c Place> {
    context.docs.get(at).and_then(|doc| doc.place.as_ref())
}

fn heads(doc: &Doc<'_>, register: &mut Register) {
    let place = doc.place.as_ref();
    let signers = [doc.tree.issuer.as_deref(), doc.tree.signature.as_deref()];
    for name in signers.into_iter().flatten().flat_map(|names| names.split('、')) {
        if is_body(name) {
            register.add(name, place);
        }
    }
    doc.tree
        .addressees
        .iter()
        .filter(|name| ends_as_body(name) && name.chars().count() > 2)
        .for_each(|name| register.add(name, place));
}

#[derive(Debug, Default)]
struct Register {
    list: Vec<(String, Vec<String>)>,
    by_name: HashMap<String, usize>,
    met: HashSet<String>,
}

impl Register {
    fn add(&mut self, name: &str, place: Option<&Place>) {
        if !self.met.insert(name.to_owned()) {
            return;
        }
        let names = same(name, place);
        let known = names.iter().find_map(|name| self.by_name.get(name).copied());
        let at = known.unwrap_or(self.list.len());
        if known.is_none() {
            self.list.push((name.to_owned(), vec![]));
        }
        if let Some((main, aliases)) = self.list.get_mut(at) {
            for other in names {
                self.by_name.entry(other.clone()).or_insert(at);
                if other != *main && !aliases.contains(&other) {
                    aliases.push(other);
                }
            }
        }
    }

    fn done(self) -> Vec<(String, Vec<String>)> {
        self.list
    }
}

/// The name and what is certainly the same.
fn same(name: &str, place: Option<&Place>) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    let plain = without_remark(name);
    if plain != name {
        names.push(plain.to_owned());
        let inside = name.get(plain.len()..).unwrap_or_default().trim_matches(['（', '）', '(', ')']);
        if is_body(inside) && inside.chars().count() > 2 {
            names.push(inside.to_owned());
        }
    }
    let Some(place) = place else { return names };
    let full = format!("{}{}", place.name, place.level);
    let short = |name: &str| name.strip_prefix(full.as_str()).map(|rest| format!("{}{rest}", place.level));
    if let Some(short) = short(plain).filter(|short| short.chars().count() > 2) {
        names.push(short);
    }
    let governments: Vec<String> = names
        .iter()
        .filter(|name| name.contains("人民政府"))
        .map(|name| name.replace("人民政府", "政府"))
        .collect();
    names.extend(governments);
    names
}

/// Counts every name in the text and puts the most written one first.
fn count(context: &Context<'_>, list: Vec<(String, Vec<String>)>) -> Vec<Organ> {
    let mut trie = Names::default();
    for (at, (name, aliases)) in list.iter().enumerate() {
        std::iter::once(name).chain(aliases).for_each(|name| trie.add(name, at));
    }
    let seen = trie.count(context.source.text());
    let mut organs: Vec<Organ> = vec![];
    for (at, (name, aliases)) in list.into_iter().enumerate() {
        let names: Vec<String> = std::iter::once(name).chain(aliases).collect();
        let times = |name: &String| seen.get(&(at, name.as_str())).map_or(0, |(times, _)| *times);
        let mut written: Vec<&String> = names.iter().filter(|name| times(name) > 0).collect();
        written.sort_by_key(|name| std::cmp::Reverse(times(name)));
        let mentions = names.iter().map(times).sum();
        let Some(main) = written.first().copied().or(names.first()).cloned() else { continue };
        let first =
            names.iter().filter_map(|name| seen.get(&(at, name.as_str())).map(|(_, first)| *first)).min();
        let span = first.map_or(Span::default(), |(start, end)| {
            Span::new(context.source.char(start), context.source.char(end))
        });
        let aliases = written.into_iter().filter(|name| **name != main).cloned().collect();
        let word = kind_word(kind(&main));
        organs.push(Organ { kind: word, name: main, aliases, mentions, span });
    }
    organs.sort_by_key(|organ| organ.span);
    organs
}

/// Names by their first two characters, so that counting them reads the text once.
#[derive(Debug, Default)]
struct Names {
    starts: HashSet<char>,
    by_start: HashMap<(char, char), Vec<(String, usize)>>,
}

type Seen<'n> = HashMap<(usize, &'n str), (usize, (usize, usize))>;

impl Names {
    fn add(&mut self, name: &str, at: usize) {
        let mut chars = name.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return };
        self.starts.insert(first);
        let names = self.by_start.entry((first, second)).or_default();
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), at));
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
    }

    /// Where each name is written, the longest at each place; how often, and the first bytes.
    fn count(&self, text: &str) -> Seen<'_> {
        let mut seen = Seen::new();
        let mut dense = [false; 1 << 16];
        self.starts.iter().for_each(|c| {
            dense.get_mut(*c as usize & 0xFFFF).into_iter().for_each(|flag| *flag = true);
        });
        let mut after = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            if at < after || !dense.get(first as usize & 0xFFFF).copied().unwrap_or_default() {
                continue;
            }
            let Some((_, second)) = chars.peek() else { break };
            let Some(names) = self.by_start.get(&(first, *second)) else { continue };
            let rest = text.get(at..).unwrap_or_default();
            if let Some((name, organ)) = names.iter().find(|(name, _)| rest.starts_with(name.as_str())) {
                after = at + name.len();
                seen.entry((*organ, name.as_str())).or_insert((0, (at, after))).0 += 1;
            }
        }
        seen
    }
}
