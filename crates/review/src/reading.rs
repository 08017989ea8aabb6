//! A review as it stands: the text compiled, each thing found, what is doubtful about it, what was decided.

use crate::model::{Act, Standing};
use crate::store::{ReviewRow, decisions, review};
use crate::thing::{Field, Kind, name, walk};
use ::store::Tx;
use compiler::{Compiled, Diagnostic, Severity, compile};
use kernel::Say;
use page::Refusal;
use std::collections::BTreeMap;
use syntax::Span;

/// A review with its text compiled. What the compiler finds is a function of the text, so nothing of it is stored.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) row: ReviewRow,
    pub(crate) compiled: Compiled,
    pub(crate) items: Vec<Item>,
    /// What was decided about each diagnostic, in their order: the list of drafting defects.
    pub(crate) defects: Vec<Option<Standing>>,
}

/// The key of a diagnostic: its code and where it begins, which the text alone fixes.
pub(crate) fn defect_key(diagnostic: &Diagnostic) -> String {
    format!("defect/{}/{}", diagnostic.code, diagnostic.span.start)
}

/// One thing found.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) key: String,
    pub(crate) kind: Kind,
    /// Position of its document.
    pub(crate) document: usize,
    pub(crate) clause: String,
    pub(crate) title: String,
    pub(crate) span: Span,
    /// The fields as found.
    pub(crate) found: Vec<Field>,
    /// A value that matters was carried down or restored, or a warning speaks of it: a person has to look.
    pub(crate) doubtful: bool,
    /// The fields whose values were carried down or restored.
    pub(crate) inferred: Vec<&'static str>,
    pub(crate) standing: Option<Standing>,
}

impl Item {
    /// The fields as they stand: what was put right in place of what was found.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let right = |name: &str| self.standing.as_ref()?.fields.get(name).cloned();
        self.found.iter().map(|(name, value)| (*name, right(name).unwrap_or_else(|| value.clone()))).collect()
    }

    /// Whether somebody has decided about it.
    pub(crate) fn is_decided(&self) -> bool {
        self.standing.is_some()
    }

    /// A sure thing that nobody has decided about: it may be accepted together with others.
    pub(crate) fn is_plain(&self) -> bool {
        !self.is_decided() && !self.doubtful
    }
}

impl Reading {
    /// Reads a review.
    pub(crate) fn of(tx: &mut Tx<'_>, id: &str) -> Result<Reading, Refusal> {
        let unknown = || Refusal::NotFound(Say::new("review.none").with("id", id));
        let row = review(tx, id)?.ok_or_else(unknown)?;
        let blob = tx.blob(&row.blob)?.ok_or_else(unknown)?;
        let mut decided = decisions(tx, id)?;
        let mut compiled = compile(String::from_utf8_lossy(&blob.bytes).into_owned());
        let items = items(&mut compiled, &mut decided);
        let defects = compiled.facts.diagnostics.iter().map(|it| decided.remove(&defect_key(it))).collect();
        Ok(Reading { row, compiled, items, defects })
    }

    /// The thing of a key.
    pub(crate) fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    /// Whether the review has a thing or a defect of that key.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.item(key).is_some() || self.compiled.facts.diagnostics.iter().any(|it| defect_key(it) == key)
    }

    /// Every defect with what was decided about it.
    pub(crate) fn defects(&self) -> impl Iterator<Item = (&Diagnostic, Option<&Standing>)> {
        self.compiled.facts.diagnostics.iter().zip(self.defects.iter().map(Option::as_ref))
    }

    /// The things of a document.
    pub(crate) fn of_document(&self, at: usize) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.document == at)
    }

    /// How many things nobody has decided about.
    pub(crate) fn undecided(&self) -> usize {
        self.items.iter().filter(|item| !item.is_decided()).count()
    }

    /// Lays the decisions over what was found.
    pub(crate) fn decided(mut self) -> Compiled {
        let names: Vec<String> = self.compiled.facts.documents.iter().map(name).collect();
        let standings: BTreeMap<&str, &Standing> =
            self.items.iter().filter_map(|item| Some((item.key.as_str(), item.standing.as_ref()?))).collect();
        walk(&mut self.compiled.facts, &mut |key, _, _, thing| {
            let Some(standing) = standings.get(key) else { return true };
            for (field, value) in &standing.fields {
                // It was taken when it was decided; a newer program that reads it otherwise leaves what it found.
                _ = thing.set(field, value);
            }
            if standing.act == Act::Open {
                thing.ask(&standing.note);
            } else {
                thing.confirm();
            }
            standing.act != Act::Drop
        });
        rename(&mut self.compiled, &names);
        self.compiled
    }
}

/// Facts name their document by its number: they follow when the number was put right.
fn rename(compiled: &mut Compiled, before: &[String]) {
    let after: Vec<String> = compiled.facts.documents.iter().map(name).collect();
    let names: BTreeMap<&str, &String> = before.iter().map(String::as_str).zip(&after).collect();
    for schedule in &mut compiled.facts.schedules {
        if let Some(name) = names.get(schedule.document.as_str()) {
            schedule.document.clone_from(name);
        }
    }
}

/// The parts a row stands under. Merged cells are how tables show them, and a person sees at once whether they are right.
const ABOVE: [&str; 3] = ["category", "measure", "group"];

fn items(compiled: &mut Compiled, decided: &mut BTreeMap<String, Standing>) -> Vec<Item> {
    let mut items = vec![];
    walk(&mut compiled.facts, &mut |key, kind, document, thing| {
        items.push(Item {
            key: key.to_owned(),
            kind,
            document,
            clause: thing.clause().to_owned(),
            title: thing.title(),
            span: thing.span(),
            found: thing.fields(),
            doubtful: thing.inferred().iter().any(|field| !ABOVE.contains(field)),
            inferred: thing.inferred().to_vec(),
            standing: decided.remove(key),
        });
        true
    });
    let mut grave: Vec<&Diagnostic> =
        compiled.facts.diagnostics.iter().filter(|found| found.severity > Severity::Note).collect();
    grave.sort_by_key(|found| found.span.start);
    for item in &mut items {
        item.doubtful |= if item.kind == Kind::Head {
            item.found.iter().take(4).any(|(_, value)| value.is_empty())
        } else {
            touches(&grave, item.span)
        };
    }
    items
}

/// Whether a diagnostic begins inside a place.
fn touches(sorted: &[&Diagnostic], span: Span) -> bool {
    let first = sorted.partition_point(|found| found.span.start < span.start);
    sorted.get(first).is_some_and(|found| found.span.start < span.end)
}
