//! `packs/standards`: national tables, each with its source.

use crate::fault::{Fault, Faults, File, Spot};
use crate::load::{Folder, check_format};
use crate::near::unknown;
use crate::raw;
use crate::reader::{Once, stated};
use crate::readings::date_at;
use crate::tree::{Page, Tree};
use jiff::civil::Date;
use kernel::{Calendar, Say, TableError, Units};
use toml::Spanned;

/// The tables that every district shares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standards {
    /// Their identifier.
    pub id: String,
    /// What they are called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Which edition of the tables.
    pub edition: String,
    /// Days off and working days, from `calendar.csv`.
    pub calendar: Calendar,
    /// Units and their exact factors, from `units.csv`.
    pub units: Units,
    /// Every table as it stands, in the order of `pack.toml`.
    pub tables: Vec<Table>,
}

/// A table with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of its file, such as `beaufort.csv`.
    pub file: String,
    /// What it holds.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The standard or notice it is taken from.
    pub source: String,
    /// Which version of that.
    pub version: String,
    /// First day it applies, when known.
    pub from: Option<Date>,
    /// Last day it applies, when it has ended.
    pub to: Option<Date>,
    /// A remark of whoever wrote it.
    pub note: Option<String>,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The cell of a row in the column of that name.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        row.get(at).map(String::as_str)
    }
}

impl Standards {
    /// The table in that file.
    pub fn table(&self, file: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.file == file)
    }

    /// A fault when a unit is written that the table of units does not have.
    pub(crate) fn check_unit(&self, symbol: &str, spot: Spot<'_>) {
        if !symbol.is_empty() && self.units.get(symbol).is_err() {
            let known = self.units.iter().map(|unit| unit.symbol.as_str());
            spot.fault(unknown(("pack.unknown_unit", "pack.unknown_unit_like"), symbol, known));
        }
    }
}

/// Reads the national tables.
///
/// # Errors
/// As for packs: refused whole, every fault in file and line order.
pub fn load_standards(files: &[File<'_>]) -> Result<Standards, Vec<Fault>> {
    let faults = Faults::default();
    let folder = Folder::new(files);
    let standards = read(&folder, &faults);
    if standards.is_some() {
        folder.strays(&faults);
    }
    let list = faults.into_list();
    standards.filter(|_| list.is_empty()).ok_or(list)
}

fn read(folder: &Folder<'_>, faults: &Faults) -> Option<Standards> {
    let calendar = parsed(folder, "calendar.csv", faults, Calendar::read);
    let units = parsed(folder, "units.csv", faults, Units::read);
    let file = folder.must("pack.toml", faults)?;
    let mut tree = Tree::parse(&file, faults)?;
    let page = tree.page();
    let mut once = Once::default();
    let entries: Vec<Spanned<raw::StandardTable>> = tree.list("table");
    let mut read =
        |entry: Spanned<raw::StandardTable>| table(entry.into_inner(), &mut once, folder, page, faults);
    let tables = entries.into_iter().filter_map(&mut read).collect();
    let head: raw::StandardsHead = tree.head()?;
    check_format(&head.format, page);
    Some(Standards {
        id: head.id,
        title: head.title,
        title_en: head.title_en,
        edition: head.edition,
        calendar,
        units,
        tables,
    })
}

/// A table that the kernel reads itself.
fn parsed<T: Default>(
    folder: &Folder<'_>,
    path: &'static str,
    faults: &Faults,
    read: impl Fn(&str) -> Result<T, TableError>,
) -> T {
    let Some(file) = folder.must(path, faults) else { return T::default() };
    read(file.text).unwrap_or_else(|error| {
        faults.at(path, error.line).fault(Say::new("pack.not_a_row").with("why", error.what));
        T::default()
    })
}

fn table(
    raw: raw::StandardTable,
    once: &mut Once,
    folder: &Folder<'_>,
    page: Page<'_>,
    faults: &Faults,
) -> Option<Table> {
    let spot = page.spot(&raw.file, "file");
    once.check(raw.file.get_ref(), spot);
    let from = raw.from.as_ref().and_then(|from| date_at(from, "from", page));
    let to = raw.to.as_ref().and_then(|to| date_at(to, "to", page));
    let Some(file) = folder.take(raw.file.get_ref()) else {
        spot.fault(Say::new("pack.missing_file").with("file", raw.file.get_ref()));
        return None;
    };
    let (columns, rows) = crate::table::read_any(&file, faults);
    Some(Table {
        file: raw.file.into_inner(),
        title: raw.title,
        title_en: raw.title_en,
        source: raw.source,
        version: raw.version,
        from,
        to,
        note: stated(raw.note),
        columns,
        rows,
    })
}
