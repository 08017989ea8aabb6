//! From files to a [`Pack`], or to every fault they have.

use crate::document::{self, Document, Seen, Sources};
use crate::fault::{Fault, Faults, File, Spot};
use crate::organs;
use crate::pack::Pack;
use crate::raw;
use crate::reader::required;
use crate::registers;
use crate::standards::Standards;
use crate::tree::{Page, Tree};
use kernel::Say;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The format this program reads.
const FORMAT: i64 = 1;

/// Reads a pack.
///
/// # Errors
/// The pack is refused whole when anything in it cannot be understood; all faults are given, in file and line
/// order. The caller has read the files; that one is not UTF-8 is the caller's to say.
pub fn load(files: &[File<'_>], standards: &Standards) -> Result<Pack, Vec<Fault>> {
    let faults = Faults::default();
    let folder = Folder::new(files);
    let pack = read(&folder, standards, &faults);
    // Without `pack.toml` every file is a stray; that would only repeat its fault.
    if pack.is_some() {
        folder.strays(&faults);
    }
    let list = faults.into_list();
    pack.filter(|_| list.is_empty()).ok_or(list)
}

/// The files of a pack, and which of them somebody has read.
#[derive(Debug)]
pub(crate) struct Folder<'a> {
    files: BTreeMap<&'a str, File<'a>>,
    taken: RefCell<BTreeSet<String>>,
}

impl<'a> Folder<'a> {
    /// A folder nobody has read yet.
    pub(crate) fn new(files: &'a [File<'a>]) -> Folder<'a> {
        let files = files.iter().map(|file| (file.path, *file)).collect();
        Folder { files, taken: RefCell::default() }
    }

    /// The file of that path, if there is one.
    pub(crate) fn take(&self, path: &str) -> Option<File<'a>> {
        let file = self.files.get(path)?;
        self.taken.borrow_mut().insert(path.to_owned());
        Some(*file)
    }

    /// The file of that path; a fault at its place when there is none.
    pub(crate) fn must(&self, path: &str, faults: &Faults) -> Option<File<'a>> {
        let file = self.take(path);
        if file.is_none() {
            faults.at(path, 1).fault(Say::new("pack.missing_file").with("file", path));
        }
        file
    }

    /// The names of the files directly in a folder, without folder and ending.
    pub(crate) fn names(&self, folder: &str, ending: &str) -> BTreeSet<String> {
        let name = |path: &&'a str| path.strip_prefix(folder)?.strip_suffix(ending);
        self.files.keys().filter_map(name).filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }

    /// A fault for every file that nobody reads: it would be lost without a word.
    pub(crate) fn strays(&self, faults: &Faults) {
        let taken = self.taken.borrow();
        for path in self.files.keys().filter(|path| !taken.contains(**path)) {
            faults.at(path, 1).fault(Say::new("pack.stray").with("file", path));
        }
    }
}

fn read(folder: &Folder<'_>, standards: &Standards, faults: &Faults) -> Option<Pack> {
    let (organs, organ_notes) =
        folder.must("organs.csv", faults).map(|file| organs::read(&file, faults)).unwrap_or_default();
    let divisions = folder.take("divisions.csv");
    let divisions = divisions.map(|file| organs::read_divisions(&file, &organs, faults)).unwrap_or_default();
    let file = folder.must("pack.toml", faults)?;
    let page = Page::new(&file, faults);
    let head: raw::PackHead = Tree::parse(&file, faults)?.head()?;
    check(&head, page);
    let sources = Sources { folder, organs: &organs, standards, faults };
    let documents = documents(&head, page, sources);
    let registers = registers::read(sources, &documents);
    Some(Pack {
        id: head.id.into_inner(),
        title: head.title.into_inner(),
        title_en: head.title_en,
        district: head.district.into_inner(),
        district_name: head.district_name.into_inner(),
        edition: head.edition.into_inner(),
        organs,
        organ_notes,
        divisions,
        documents,
        registers,
    })
}

fn check(head: &raw::PackHead, page: Page<'_>) {
    check_format(&head.format, page);
    required(head.id.get_ref(), page.spot(&head.id, "id"));
    required(head.title.get_ref(), page.spot(&head.title, "title"));
    required(head.district_name.get_ref(), page.spot(&head.district_name, "district_name"));
    required(head.edition.get_ref(), page.spot(&head.edition, "edition"));
    let code = head.district.get_ref();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        page.spot(&head.district, "district").fault(Say::new("pack.not_a_district").with("found", code));
    }
}

/// A fault when the pack is of a format this program does not read.
pub(crate) fn check_format(format: &Spanned<i64>, page: Page<'_>) {
    if *format.get_ref() != FORMAT {
        let say = Say::new("pack.format").with("found", format.get_ref()).with("accepted", FORMAT);
        page.spot(format, "format").fault(say);
    }
}

fn documents(head: &raw::PackHead, page: Page<'_>, sources: Sources<'_>) -> Vec<Document> {
    let (mut slugs, mut seen) = (BTreeSet::new(), Seen::default());
    let mut documents = Vec::new();
    for slug in &head.documents {
        let spot = page.spot(slug, "documents");
        let slug = slug.get_ref();
        if !is_slug(slug) {
            spot.fault(Say::new("pack.not_a_slug").with("found", slug));
        } else if !slugs.insert(slug) {
            spot.fault(Say::new("pack.twice").with("found", slug));
        } else {
            documents.extend(document(slug, spot, sources, &mut seen));
        }
    }
    documents
}

fn document(slug: &str, spot: Spot<'_>, sources: Sources<'_>, seen: &mut Seen) -> Option<Document> {
    for name in ["document.toml", "clauses.csv"] {
        let path = format!("{slug}/{name}");
        if sources.folder.take(&path).is_none() {
            spot.fault(Say::new("pack.missing_file").with("file", path));
        }
    }
    let file = sources.folder.take(&format!("{slug}/document.toml"))?;
    document::read(slug, &file, sources, seen)
}

/// Slugs stand in addresses and identifiers.
fn is_slug(written: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !written.is_empty() && written.bytes().all(sign)
}
