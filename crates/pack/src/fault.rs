//! What is wrong with a pack, and where.

use kernel::Say;
use std::cell::RefCell;
use std::fmt;

/// One file of a pack, read by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// Relative to the pack's folder, with `/`: `xzf-2024-1/duties.csv`.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// Why a pack is refused: the place, and a sentence that says what would be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path of the file, as the caller named it.
    pub file: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column of the table or key of the entry, when one is to blame.
    pub column: Option<String>,
    /// What is wrong and what would be accepted.
    pub say: Say,
}

impl fmt::Display for Fault {
    /// For logs: place and key, in no language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.say)
    }
}

/// Faults found so far. Shared by all readers, so that one bad line never hides the next.
#[derive(Debug, Default)]
pub(crate) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// A place in a file.
    pub(crate) fn at<'a>(&'a self, file: &'a str, line: usize) -> Spot<'a> {
        Spot { faults: self, file, place: Place::Line(line), column: None }
    }

    /// The place of a byte of a file.
    pub(crate) fn at_byte<'a>(&'a self, file: &File<'a>, byte: usize) -> Spot<'a> {
        Spot { faults: self, file: file.path, place: Place::Byte(file.text, byte), column: None }
    }

    /// All faults in file and line order.
    pub(crate) fn into_list(self) -> Vec<Fault> {
        let mut list = self.0.into_inner();
        list.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        // A base is read once for every register that shares it; each of its faults is told once.
        let mut told: Vec<Fault> = Vec::new();
        for fault in list {
            if !told.iter().rev().take_while(|last| last.line == fault.line).any(|last| *last == fault) {
                told.push(fault);
            }
        }
        told
    }
}

/// A place where something is written, ready to take a fault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'a> {
    faults: &'a Faults,
    file: &'a str,
    place: Place<'a>,
    column: Option<&'static str>,
}

/// Where in the file. Lines are counted only for a fault: most places never take one.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// A line, from 1.
    Line(usize),
    /// A byte of this text.
    Byte(&'a str, usize),
}

impl Place<'_> {
    fn line(self) -> usize {
        match self {
            Place::Line(line) => line,
            Place::Byte(text, byte) => text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1,
        }
    }
}

impl<'a> Spot<'a> {
    /// The same line, at one column or key.
    pub(crate) fn column(self, column: &'static str) -> Spot<'a> {
        Spot { column: Some(column), ..self }
    }

    /// Another line of the same file.
    pub(crate) fn line(self, line: usize) -> Spot<'a> {
        Spot { place: Place::Line(line), ..self }
    }

    /// Records a fault here. A column that is known is put into the sentence as `{column}`.
    pub(crate) fn fault(self, say: Say) {
        let say = match self.column {
            Some(column) => say.with("column", column),
            None => say,
        };
        self.faults.0.borrow_mut().push(Fault {
            file: self.file.to_owned(),
            line: self.place.line(),
            column: self.column.map(str::to_owned),
            say,
        });
    }

    /// Keeps the value of a success and records the fault of a failure.
    pub(crate) fn keep<T>(self, result: Result<T, Say>) -> Option<T> {
        result.map_err(|say| self.fault(say)).ok()
    }
}
