//! Line by line through a section: what each line opens or continues.

use super::{Survey, Tree};
use crate::lines::{PieceKind, Sheet};
use crate::marks::numbering::{Mark, Scheme, follows, numbering};
use crate::marks::prose::RunIn;
use crate::marks::{official, prose};
use crate::span::Span;
use crate::tables;
use crate::tree::Shape;
use kernel::Say;

/// A line at least this long and without a sentence end goes on in the next one.
const WRAPPED: usize = 20;
/// Characters within which the paragraph on a group's duties names the group.
const NAMES_GROUP: usize = 12;

struct Walk<'w, 't> {
    tree: &'w mut Tree,
    sheet: &'w mut Sheet<'t>,
    survey: &'w Survey,
    end: usize,
    /// The last decimal label read.
    decimal: String,
    /// What the group of a list of members is called.
    group: Option<&'static str>,
    attachment: bool,
}

/// Reads the lines of a section into the tree.
pub(super) fn walk(tree: &mut Tree, sheet: &mut Sheet<'_>, first: usize, end: usize, survey: &Survey) {
    let base = tree.base.and_then(|at| tree.clauses.get(at));
    let group = base.and_then(|clause| clause.heading.as_deref()).and_then(official::group);
    let attachment = base.is_some_and(|clause| clause.label.starts_with("附件"));
    let mut walk = Walk { tree, sheet, survey, end, decimal: String::new(), group, attachment };
    let mut at = first;
    while at < end {
        at = walk.step(at);
    }
}

impl Walk<'_, '_> {
    /// Reads what begins at a line; the next line.
    fn step(&mut self, at: usize) -> usize {
        if let Some(end) = tables::region(self.sheet, at, self.end) {
            self.table(at, end);
            return end;
        }
        if !self.sheet.is_open(at) {
            return at + 1;
        }
        let label = self.open(at);
        self.paragraph(at, label)
    }

    /// Opens what the line opens; how many bytes its label takes.
    fn open(&mut self, at: usize) -> usize {
        let line = *self.sheet.line(at);
        let (text, start) = (line.text, line.content.start);
        if let Some(mark) = self.mark(at, text) {
            let (label, rest) = text.split_at_checked(mark.bytes).unwrap_or((text, ""));
            let span = Span::new(start, start + label.trim_end().chars().count());
            if mark.scheme == Scheme::Decimal {
                self.decimal.clone_from(&mark.label);
            }
            let clause = self.tree.open_mark(&mark, span);
            self.tree.set_heading(clause, prose::heading(rest));
            return mark.bytes;
        }
        let here = Span::new(start, start);
        if let Some(word) = official::note(text) {
            self.note(word, here);
        } else if let Some(name) = self.name(text) {
            self.tree.stack.clear();
            let clause = self.tree.open_named(self.tree.base, Scheme::Named, name, here);
            self.tree.set_heading(clause, Some(name));
        } else if self.tells_duties(text) {
            self.tree.open_named(self.tree.base, Scheme::Named, "职责", here);
        }
        0
    }

    /// The label a line begins with, when the context allows it.
    fn mark(&self, at: usize, text: &str) -> Option<Mark> {
        if let Some(ordinal) = prose::leading_run_in(text) {
            let before =
                self.tree.stack.iter().rfind(|open| open.scheme == Scheme::RunIn).map(|open| open.ordinal);
            let fits = self.survey.run_ins.contains(&at) || ordinal > 1 && before == Some(ordinal - 1);
            let label: String = text.chars().take(2).collect();
            let bytes = label.len();
            return fits.then_some(Mark { scheme: Scheme::RunIn, label, ordinal, bytes, sure: true });
        }
        let mark = numbering(text)?;
        let fits = mark.sure || self.survey.decimals && follows(&self.decimal, &mark.label);
        fits.then_some(mark)
    }

    /// A note stands beside the table it follows, else in the attachment, else in the open clause; never in a note.
    fn note(&mut self, word: &str, here: Span) {
        self.tree.close_notes();
        if self.tree.after_table.is_none() && self.tree.base.is_some() {
            self.tree.stack.clear();
        }
        self.tree.open_named(self.tree.top(), Scheme::Note, word, here);
    }

    /// The body a paragraph of a list of duties is about.
    fn name<'a>(&self, text: &'a str) -> Option<&'a str> {
        let plain = self.tree.stack.iter().all(|open| open.scheme == Scheme::Named);
        (self.survey.named && self.attachment && plain).then(|| prose::named(text)).flatten()
    }

    /// A paragraph after a list of members that says what the group does.
    fn tells_duties(&self, text: &str) -> bool {
        let begins =
            |group| text.find(group).and_then(|at| text.get(..at)).map(|before| before.chars().count());
        let named = self.group.and_then(begins).is_some_and(|at| at <= NAMES_GROUP);
        let duties = text.contains("负责") || text.contains("职责");
        self.attachment && self.tree.stack.is_empty() && named && duties && prose::ends_sentence(text)
    }

    /// Reads the paragraph that begins at a line, its label of so many bytes left out; the line after it.
    fn paragraph(&mut self, at: usize, label: usize) -> usize {
        let last = self.last_line(at);
        let (start, end) = (self.sheet.line(at).content.start, self.sheet.line(last).content.end);
        let (lead, text) = self.sheet.between(at, last).split_at_checked(label).unwrap_or_default();
        let offset = start + lead.chars().count();
        let items = prose::run_ins(text);
        let own = items.first().map_or(end, |item| {
            let before = text.get(..item.byte).unwrap_or_default();
            offset + before.trim_end().chars().count()
        });
        self.tree.extend(Span::new(start, own));
        for (place, item) in items.iter().enumerate() {
            let next = items.get(place + 1);
            let to = next.map_or(text.len(), |next| next.byte);
            self.run_in(item, text.get(item.byte..to).unwrap_or_default(), offset + item.char);
        }
        for line in at..=last {
            self.sheet.claim(line, PieceKind::Clause);
        }
        last + 1
    }

    /// Opens an item 一是… inside a paragraph.
    fn run_in(&mut self, item: &RunIn, text: &str, start: usize) {
        let (label, ordinal) = (item.label.clone(), item.ordinal);
        let rest = text.get(label.len()..).unwrap_or_default();
        let span = Span::new(start, start + text.trim_end().chars().count());
        let clause =
            self.tree.open_mark(&Mark { scheme: Scheme::RunIn, label, ordinal, bytes: 0, sure: true }, span);
        self.tree.set_heading(clause, prose::heading(rest));
    }

    /// The last line of the paragraph: lines broken by the page's width are one.
    fn last_line(&self, at: usize) -> usize {
        let mut last = at;
        while last + 1 < self.end && self.goes_on(last) {
            last += 1;
        }
        last
    }

    /// Whether a line goes on in the next one.
    fn goes_on(&self, at: usize) -> bool {
        let (line, next) = (self.sheet.line(at), self.sheet.line(at + 1));
        let text = next.text;
        line.content.len() >= WRAPPED
            && !prose::ends_sentence(line.text)
            && self.sheet.is_open(at + 1)
            && !next.tab
            && numbering(text).is_none()
            && prose::leading_run_in(text).is_none()
            && official::note(text).is_none()
            && self.name(text).is_none()
            && !self.tells_duties(text)
    }

    /// Reads a table and its rows.
    fn table(&mut self, first: usize, end: usize) {
        let layout = tables::read(self.sheet, first, end);
        self.tree.close_notes();
        let parent = self.tree.top();
        let label = self.tree.table_label(parent);
        let table = self.tree.add(parent, &label, layout.header, Shape::Table(layout.table));
        for (number, (row, span)) in (1..).zip(layout.rows) {
            if row.restored {
                self.tree.find(Say::new("syntax.row_restored").with("row", number), span);
            }
            self.tree.add(table, &format!("行{number}"), span, Shape::Row(row));
        }
        self.tree.after_table = Some(parent);
        for line in first..end {
            self.sheet.claim(line, PieceKind::Clause);
        }
    }
}
