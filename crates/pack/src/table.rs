//! CSV as written: rows with the line they stand on.

use crate::fault::{Faults, File, Spot};
use csv::StringRecord;
use kernel::Say;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// The columns of one kind of table.
pub(crate) trait Columns: DeserializeOwned {
    /// The header, in the order of the format.
    const COLUMNS: &'static [&'static str];
}

/// The rows that could be read.
#[derive(Debug)]
pub(crate) struct Rows<'a, T> {
    /// Row by row.
    pub(crate) list: Vec<Row<'a, T>>,
    /// Nothing was left out: only then can rows be counted.
    pub(crate) whole: bool,
}

impl<T> Rows<'_, T> {
    /// The rows of a table that is not there.
    pub(crate) fn none() -> Self {
        Rows { list: Vec::new(), whole: true }
    }
}

/// One row and its place.
#[derive(Debug)]
pub(crate) struct Row<'a, T> {
    /// Its position in the table, from 1; rows that could not be read count.
    pub(crate) position: u32,
    /// Where the row begins.
    pub(crate) spot: Spot<'a>,
    /// The cells as written, without surrounding spaces.
    pub(crate) raw: T,
}

/// Reads a table; nothing of it when its header is wrong, because every row would only repeat that.
pub(crate) fn read<'a, T: Columns>(file: &File<'a>, faults: &'a Faults) -> Rows<'a, T> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file.text.as_bytes());
    let top = faults.at(file.path, 1);
    let header = reader.headers().cloned().unwrap_or_default();
    if !header_is_right::<T>(&header, top) {
        return Rows { list: Vec::new(), whole: false };
    }
    let lines = Lines::new(file.text);
    let mut rows = Rows::none();
    let mut last = 1;
    for (position, record) in (1..).zip(reader.records().flatten()) {
        last = lines.of_record(&record);
        let row = row(position, &header, &record, top.line(last));
        rows.whole &= row.is_some();
        rows.list.extend(row);
    }
    if file.text.matches('"').count() % 2 == 1 {
        rows.whole = false;
        top.line(last).fault(Say::new("pack.open_quote"));
    }
    rows
}

/// Reads a table that a pack cannot do without: one without rows is a fault.
pub(crate) fn read_some<'a, T: Columns>(file: &File<'a>, faults: &'a Faults) -> Rows<'a, T> {
    let rows = read(file, faults);
    if rows.whole && rows.list.is_empty() {
        faults.at(file.path, 1).fault(Say::new("pack.no_rows"));
    }
    rows
}

/// Reads a table whose columns are its own business: the header and rows as wide as it.
pub(crate) fn read_any(file: &File<'_>, faults: &Faults) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file.text.as_bytes());
    let top = faults.at(file.path, 1);
    let header = reader.headers().cloned().unwrap_or_default();
    let lines = Lines::new(file.text);
    let cells = |record: &StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let whole = |record: &StringRecord| same_width(&header, record, top.line(lines.of_record(record)));
    let rows = reader.records().flatten().filter(whole).map(|record| cells(&record)).collect();
    (cells(&header), rows)
}

fn same_width(header: &StringRecord, record: &StringRecord, spot: Spot<'_>) -> bool {
    let same = record.len() == header.len();
    if !same {
        spot.fault(Say::new("pack.cells").with("found", record.len()).with("expected", header.len()));
    }
    same
}

fn header_is_right<T: Columns>(header: &StringRecord, top: Spot<'_>) -> bool {
    let accepted = || T::COLUMNS.join(",");
    let mut right = true;
    let mut seen = BTreeSet::new();
    for found in header {
        let key = if !T::COLUMNS.contains(&found) {
            "pack.unknown_column"
        } else if !seen.insert(found) {
            "pack.column_twice"
        } else {
            continue;
        };
        right = false;
        top.fault(Say::new(key).with("found", found).with("accepted", accepted()));
    }
    for wanted in T::COLUMNS.iter().filter(|wanted| !seen.contains(*wanted)) {
        right = false;
        top.fault(Say::new("pack.missing_column").with("missing", wanted).with("accepted", accepted()));
    }
    right
}

fn row<'a, T: Columns>(
    position: u32,
    header: &StringRecord,
    record: &StringRecord,
    spot: Spot<'a>,
) -> Option<Row<'a, T>> {
    if !same_width(header, record, spot) {
        return None;
    }
    match record.deserialize(Some(header)) {
        Ok(raw) => Some(Row { position, spot, raw }),
        Err(error) => {
            spot.fault(Say::new("pack.not_a_row").with("why", error));
            None
        }
    }
}

/// Finds the line of a record by its byte, because the reader counts blank lines and carriage returns
/// before a record as part of it.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let starts =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        Lines { text, starts }
    }

    fn of_record(&self, record: &StringRecord) -> usize {
        let byte =
            record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let blank =
            self.text.as_bytes().iter().skip(byte).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.starts.partition_point(|start| *start <= byte + blank) + 1
    }
}
