//! A look over a section before it is read: what kinds of labels it uses.

use crate::lines::Sheet;
use crate::marks::numbering::{Scheme, numbering};
use crate::marks::prose;
use crate::tables;
use std::collections::HashSet;

/// What a section contains.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Survey {
    /// It has numbered clauses.
    pub(crate) numbered: bool,
    /// It numbers by decimals, so `1  总则` is a label.
    pub(crate) decimals: bool,
    /// It has a table.
    pub(crate) tables: bool,
    /// Two paragraphs or more of the form `name：duties`, and nothing numbered.
    pub(crate) named: bool,
    /// Lines that begin with 一是 and are followed by a line that begins with 二是.
    pub(crate) run_ins: HashSet<usize>,
}

/// Looks over a range of lines.
pub(crate) fn survey(sheet: &Sheet<'_>, first: usize, end: usize) -> Survey {
    let mut survey = Survey::default();
    let (mut at, mut named, mut bare, mut run_in) = (first, 0, false, None);
    while at < end {
        if let Some(after) = tables::region(sheet, at, end) {
            survey.tables = true;
            at = after;
            continue;
        }
        let text = sheet.line(at).text;
        if sheet.is_open(at) {
            bare |= survey.label(text);
            named += usize::from(prose::named(text).is_some());
            run_in = survey.run_in(at, text, run_in);
        }
        at += 1;
    }
    survey.numbered |= bare && survey.decimals;
    survey.named = named >= 2 && !survey.numbered;
    survey
}

impl Survey {
    /// Takes note of a label; true for a decimal one that only others can confirm.
    fn label(&mut self, text: &str) -> bool {
        let Some(mark) = numbering(text) else { return false };
        self.decimals |= mark.label == "1.1";
        self.numbered |= mark.sure;
        mark.scheme == Scheme::Decimal
    }

    /// Pairs a line 一是 with the line 二是 after it; the 一是 still waiting.
    fn run_in(&mut self, at: usize, text: &str, waiting: Option<usize>) -> Option<usize> {
        match prose::leading_run_in(text) {
            Some(1) => Some(at),
            Some(2) => {
                self.run_ins.extend(waiting);
                None
            }
            _ => waiting,
        }
    }
}
