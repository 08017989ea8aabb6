//! What every finder may ask: the source, the tree, and for each document its name, year and area.

use crate::passage::Passage;
use syntax::{Clause, Document, Gazette, Source, Span};

/// A parsed file with what its documents say of themselves.
#[derive(Debug)]
pub(crate) struct Context<'t> {
    pub(crate) source: &'t Source,
    pub(crate) gazette: &'t Gazette,
    pub(crate) docs: Vec<Doc<'t>>,
}

/// A document with what its head says.
#[derive(Debug)]
pub(crate) struct Doc<'t> {
    pub(crate) at: usize,
    pub(crate) tree: &'t Document,
    /// Number, else title.
    pub(crate) name: String,
    /// The year it was issued in.
    pub(crate) year: Option<i16>,
    /// The year its title is about: 2023年…计划.
    pub(crate) plan_year: Option<i16>,
    /// Name of the area: the issuer's name before 区, 县, 市 ….
    pub(crate) place: Option<Place>,
    /// An emergency plan (预案).
    pub(crate) is_plan: bool,
}

/// An area as its government's name gives it: 某 and 区.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) level: char,
}

impl<'t> Context<'t> {
    /// Looks at every document's head.
    pub(crate) fn new(source: &'t Source, gazette: &'t Gazette) -> Context<'t> {
        let docs = gazette.documents.iter().enumerate().map(|(at, tree)| doc(at, tree)).collect();
        Context { source, gazette, docs }
    }

    /// The text at a place.
    pub(crate) fn passage(&self, span: Span) -> Passage<'t> {
        Passage::new(self.source, span)
    }

    /// A clause's own text, its label left out.
    pub(crate) fn own(&self, clause: &Clause) -> Passage<'t> {
        let passage = self.passage(clause.own);
        let mut rest = passage.text.trim_start_matches(['（', '(']).trim_start();
        let labels = clause.label.split('·').next().unwrap_or_default().trim_matches(['（', '）']);
        rest = rest.strip_prefix(labels).unwrap_or(passage.text);
        if rest.len() < passage.text.len() {
            rest = rest.trim_start_matches(['）', ')', '、', '．', '.', ' ', '\u{3000}']);
        }
        passage.of(rest).trim()
    }
}

impl<'t> Doc<'t> {
    /// The clause at an index.
    pub(crate) fn clause(&self, at: usize) -> Option<&'t Clause> {
        self.tree.clauses.get(at)
    }

    /// The clause a clause stands in.
    pub(crate) fn parent(&self, clause: &Clause) -> Option<&'t Clause> {
        clause.parent.and_then(|at| self.clause(at))
    }

    /// Every clause that is prose, with its index.
    pub(crate) fn prose(&self) -> impl Iterator<Item = (usize, &'t Clause)> {
        self.tree
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.row().is_none() && clause.table().is_none())
    }

    /// Every table with its rows.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&'t Clause, Vec<&'t Clause>)> {
        let clauses = &self.tree.clauses;
        clauses.iter().enumerate().filter(|(_, clause)| clause.table().is_some()).map(|(at, table)| {
            let rows = clauses.iter().skip(at + 1).take_while(|row| row.parent == Some(at));
            (table, rows.collect())
        })
    }

    /// The titles that say what the document is.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.tree.title.as_str()).chain(self.tree.issues.as_deref())
    }
}

fn doc(at: usize, tree: &Document) -> Doc<'_> {
    let name = tree.number.clone().unwrap_or_else(|| tree.title.clone());
    let year = tree.issued.as_ref().and_then(|day| day.get(..4)?.parse().ok()).or_else(|| number_year(tree));
    let signers = [tree.issuer.as_deref(), tree.signature.as_deref()];
    let place = signers.into_iter().flatten().find_map(place);
    let titles: Vec<&str> = std::iter::once(tree.title.as_str()).chain(tree.issues.as_deref()).collect();
    let plan_year = titles.iter().find_map(|title| title_year(title));
    let is_plan = titles.iter().any(|title| title.contains("预案"));
    let year = year.or(plan_year);
    Doc { at, tree, name, year, plan_year, place, is_plan }
}

fn number_year(tree: &Document) -> Option<i16> {
    let (_, rest) = tree.number.as_ref()?.split_once('〔')?;
    rest.split('〕').next()?.parse().ok()
}

/// The year in a title such as 某区2023年国民经济和社会发展计划; a span of years is none.
fn title_year(title: &str) -> Option<i16> {
    let (before, _) = title.split_once('年')?;
    let digits = before.get(before.len().checked_sub(4)?..)?;
    let spans = before.get(..before.len() - 4).is_some_and(|rest| rest.ends_with(['-', '—', '–', '至', '~']));
    digits.parse().ok().filter(|year| !spans && (1949..=2999).contains(year))
}

/// 某区人民政府办公室 governs 某, a 区.
fn place(issuer: &str) -> Option<Place> {
    let name = issuer.split('、').next()?;
    let end = ["人民政府", "政府", "委员会", "委办公室"].iter().filter_map(|end| name.find(end)).min()?;
    let before = name.get(..end)?.trim_start_matches("中共");
    let at = before.find(|c| "省市区县州旗".contains(c))?;
    // The innermost area: 某省某市 is about 某市.
    let last = before.rfind(|c| "省市区县州旗".contains(c)).unwrap_or(at);
    let start = before.get(..last)?.rfind(|c| "省市州".contains(c)).map_or(0, |stop| stop + '省'.len_utf8());
    let level = before.get(last..)?.chars().next()?;
    let place = before.get(start..last)?.to_owned();
    (!place.is_empty() && before.get(last..)?.chars().count() == 1).then_some(Place { name: place, level })
}
