//! From `registers/*.toml` to [`Register`]s.

use super::check::{Head, Names, check};
use super::{Register, RegisterField, RowState};
use crate::document::{Document, Sources};
use crate::near::unknown;
use crate::raw;
use crate::reader::{Once, required};
use crate::tree::{Page, Tree};
use kernel::{Citation, Say};
use std::collections::BTreeSet;

/// What the registers of a pack are read beside.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    pub(crate) sources: Sources<'a>,
    pub(crate) documents: &'a [Document],
    /// Every register of the pack, readable or not.
    pub(crate) ids: &'a BTreeSet<String>,
}

/// Reads every register of the folder, in the order of their names.
pub(crate) fn read(sources: Sources<'_>, documents: &[Document]) -> Vec<Register> {
    let ids = sources.folder.names("registers/", ".toml");
    let beside = Beside { sources, documents, ids: &ids };
    ids.iter().filter_map(|id| register(id, beside)).collect()
}

/// An entry with the file it stands in: its own, or that of the base.
#[derive(Debug)]
pub(super) struct Placed<'a, T> {
    pub(super) raw: T,
    pub(super) page: Page<'a>,
}

/// The entries of one file.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) fields: Vec<Placed<'a, raw::RegisterField>>,
    pub(super) states: Vec<Placed<'a, raw::RowState>>,
    pub(super) moves: Vec<Placed<'a, raw::RowMove>>,
    pub(super) gates: Vec<Placed<'a, raw::RowGate>>,
    pub(super) dues: Vec<Placed<'a, raw::DueRule>>,
    pub(super) sums: Vec<Placed<'a, raw::Tally>>,
}

fn placed<'a, T: serde::de::DeserializeOwned>(tree: &mut Tree<'a>, name: &'static str) -> Vec<Placed<'a, T>> {
    let page = tree.page();
    tree.list(name).into_iter().map(|entry| Placed { raw: entry.into_inner(), page }).collect()
}

impl<'a> Parts<'a> {
    fn take(tree: &mut Tree<'a>) -> Parts<'a> {
        let parts = Parts {
            fields: placed(tree, "field"),
            states: placed(tree, "state"),
            moves: placed(tree, "move"),
            gates: placed(tree, "gate"),
            dues: placed(tree, "due"),
            sums: placed(tree, "sum"),
        };
        parts.once();
        parts
    }

    /// No two entries of one file bear one name.
    fn once(&self) {
        let mut once = Once::default();
        for Placed { raw, page } in &self.fields {
            once.check(raw.name.get_ref(), page.spot(&raw.name, "name"));
        }
        let mut once = Once::default();
        for Placed { raw, page } in &self.states {
            once.check(raw.name.get_ref(), page.spot(&raw.name, "name"));
        }
        let mut once = Once::default();
        for Placed { raw, page } in &self.dues {
            once.check(raw.id.get_ref(), page.spot(&raw.id, "id"));
        }
        let mut once = Once::default();
        for Placed { raw, page } in &self.sums {
            once.check(raw.id.get_ref(), page.spot(&raw.id, "id"));
        }
    }

    /// The base's entries with the register's own over them: one of the same name takes its place.
    fn over(self, base: Parts<'a>) -> Parts<'a> {
        Parts {
            fields: over(base.fields, self.fields, |f| f.name.get_ref().clone()),
            states: over(base.states, self.states, |s| s.name.get_ref().clone()),
            moves: over(base.moves, self.moves, |m| format!("{}>{}", m.from.get_ref(), m.to.get_ref())),
            gates: over(base.gates, self.gates, |g| g.to.get_ref().clone()),
            dues: over(base.dues, self.dues, |d| d.id.get_ref().clone()),
            sums: over(base.sums, self.sums, |s| s.id.get_ref().clone()),
        }
    }
}

fn over<T>(mut base: Vec<T>, own: Vec<T>, name: impl Fn(&RawOf<T>) -> String) -> Vec<T>
where
    T: HasRaw,
{
    for entry in own {
        match base.iter_mut().find(|old| name(old.raw()) == name(entry.raw())) {
            Some(old) => *old = entry,
            None => base.push(entry),
        }
    }
    base
}

/// The raw entry within a placed one.
trait HasRaw {
    type Raw;
    fn raw(&self) -> &Self::Raw;
}

type RawOf<T> = <T as HasRaw>::Raw;

impl<T> HasRaw for Placed<'_, T> {
    type Raw = T;
    fn raw(&self) -> &T {
        &self.raw
    }
}

fn register(id: &str, beside: Beside<'_>) -> Option<Register> {
    let Sources { folder, organs, faults, .. } = beside.sources;
    let file = folder.take(&format!("registers/{id}.toml"))?;
    let mut tree = Tree::parse(&file, faults)?;
    let page = tree.page();
    let own = Parts::take(&mut tree);
    let raw: raw::RegisterHead = tree.head()?;
    if raw.id.get_ref() != id {
        let say = Say::new("pack.other_slug").with("found", raw.id.get_ref()).with("expected", id);
        page.spot(&raw.id, "id").fault(say);
    }
    required(raw.title.get_ref(), page.spot(&raw.title, "title"));
    let (base, shared) = match &raw.base {
        Some(name) => base(name, page, beside)?,
        None => (None, Parts::default()),
    };
    let parts = own.over(shared);
    let named = |text: &raw::Text, key| crate::named::resolve(organs, text.get_ref(), page.spot(text, key));
    let keeper = named(&raw.keeper, "keeper");
    let each = |list: &[raw::Text], key| list.iter().filter_map(|text| named(text, key)).collect::<Vec<_>>();
    let (writers, readers) = (each(&raw.writers, "writers"), each(&raw.readers, "readers"));
    let names = Names::of(&parts, beside);
    names.states(&raw.public_in, "public_in", page);
    let head = head(&raw, page, base.as_ref(), !writers.is_empty());
    let cite = |clause: &raw::Text, page: Page<'_>| cite(raw.document.get_ref(), clause, page, beside);
    let citation = document_known(&raw.document, page, beside).then(|| cite(&raw.clause, page)).flatten();
    let built = check(&parts, &head, &names, beside, &cite);
    Some(Register {
        id: id.to_owned(),
        title: raw.title.into_inner(),
        title_en: raw.title_en,
        document: raw.document.into_inner(),
        citation: citation?,
        requirements: raw.requirements,
        keeper: keeper?,
        writers,
        readers,
        owner: built.owner,
        key: built.key,
        fields: built.fields,
        states: built.states,
        moves: built.moves,
        gates: built.gates,
        dues: built.dues,
        sums: built.sums,
        public_in: raw.public_in.iter().map(|text| text.get_ref().clone()).collect(),
        keep_years: raw.keep_years.or(base.and_then(|(head, _)| head.keep_years)),
        note: raw.note.unwrap_or_default(),
    })
}

/// What the top of the file says of the entries; what it leaves out is the base's.
fn head<'a>(
    raw: &'a raw::RegisterHead,
    page: Page<'a>,
    base: Option<&'a (raw::RegisterBase, Page<'a>)>,
    writers: bool,
) -> Head<'a> {
    let own = Head {
        key: &raw.key,
        key_page: page,
        owner: raw.owner.as_ref().map(|owner| (owner, page)),
        writers,
        top: page.spot(&raw.id, "key"),
    };
    let Some((base, base_page)) = base else { return own };
    let (key, key_page) = if raw.key.is_empty() { (&base.key, *base_page) } else { (&raw.key, page) };
    let owner = own.owner.or(base.owner.as_ref().map(|owner| (owner, *base_page)));
    Head { key, key_page, owner, ..own }
}

type Base<'a> = (Option<(raw::RegisterBase, Page<'a>)>, Parts<'a>);

/// The base a register names; a fault when there is none.
fn base<'a>(name: &raw::Text, page: Page<'a>, beside: Beside<'a>) -> Option<Base<'a>> {
    let folder = beside.sources.folder;
    let written = name.get_ref();
    let Some(file) = folder.take(&format!("registers/base/{written}.toml")) else {
        let known = folder.names("registers/base/", ".toml");
        let keys = ("pack.unknown_base", "pack.unknown_base_like");
        page.spot(name, "base").fault(unknown(keys, written, known.iter().map(String::as_str)));
        return None;
    };
    let mut tree = Tree::parse(&file, beside.sources.faults)?;
    let page = tree.page();
    let parts = Parts::take(&mut tree);
    Some((Some((tree.head()?, page)), parts))
}

/// A fault when the pack has no such document.
fn document_known(slug: &raw::Text, page: Page<'_>, beside: Beside<'_>) -> bool {
    let known = beside.documents.iter().any(|document| document.slug == *slug.get_ref());
    // A document that could not be read has faults of its own.
    if !known && beside.sources.folder.take(&format!("{}/document.toml", slug.get_ref())).is_none() {
        let slugs = beside.documents.iter().map(|document| document.slug.as_str());
        let keys = ("pack.unknown_document", "pack.unknown_document_like");
        page.spot(slug, "document").fault(unknown(keys, slug.get_ref(), slugs));
    }
    known
}

/// The clause of the register's document.
fn cite(slug: &str, clause: &raw::Text, page: Page<'_>, beside: Beside<'_>) -> Option<Citation> {
    let document = beside.documents.iter().find(|document| document.slug == slug)?;
    let found = document.clause(clause.get_ref());
    if found.is_none() && !document.clauses.is_empty() {
        let known = document.clauses.iter().map(|clause| clause.path.as_str());
        let keys = ("pack.unknown_clause", "pack.unknown_clause_like");
        page.spot(clause, "clause").fault(unknown(keys, clause.get_ref(), known));
    }
    found.map(crate::Clause::citation)
}

/// The start of a field's life as meant, before its conditions are read.
pub(super) fn plain(raw: &raw::RegisterField) -> RegisterField {
    let texts = |list: &[raw::Text]| list.iter().map(|text| text.get_ref().clone()).collect();
    let text = |value: &Option<raw::Text>| value.as_ref().map(|t| t.get_ref().clone()).unwrap_or_default();
    RegisterField {
        name: raw.name.get_ref().clone(),
        title: raw.title.clone(),
        title_en: raw.title_en.clone(),
        kind: raw.kind,
        unit: text(&raw.unit),
        choices: texts(&raw.choices),
        to: text(&raw.to),
        min: None,
        max: None,
        required: raw.required,
        required_in: texts(&raw.required_in),
        required_when: None,
        only_in: texts(&raw.only_in),
        public: raw.public,
    }
}

/// A state as meant.
pub(super) fn state(raw: &raw::RowState) -> RowState {
    RowState {
        name: raw.name.get_ref().clone(),
        title: raw.title.clone(),
        title_en: raw.title_en.clone(),
        done: raw.done,
    }
}
