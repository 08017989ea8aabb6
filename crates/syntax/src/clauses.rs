//! The tree of clauses: labels open clauses, everything else belongs to the clause that is open.

use crate::lines::Sheet;
use crate::marks::numbering::{Mark, Scheme};
use crate::span::Span;
use crate::tree::{Clause, Finding, Shape};
use kernel::{ClausePath, Say};
use std::collections::HashMap;

mod order;
mod survey;
mod walk;

use order::Order;
pub(crate) use survey::{Survey, survey};

/// The clauses of one document while they are read.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) findings: Vec<Finding>,
    taken: HashMap<String, u32>,
    tables: HashMap<Option<usize>, u32>,
    /// The clause the section is, when it is one (附件, 通知, 方案).
    base: Option<usize>,
    stack: Vec<Open>,
    order: Order,
    /// Set while the last thing read was a table: the clause the table stands in.
    after_table: Option<Option<usize>>,
}

/// A clause that may still get children.
#[derive(Debug, Clone)]
struct Open {
    clause: usize,
    scheme: Scheme,
    label: String,
    ordinal: u32,
}

impl Tree {
    /// Begins a section: with a clause of its own, or at the root.
    pub(crate) fn section(&mut self, label: Option<&str>, heading: &str, span: Span) {
        self.stack.clear();
        self.order = Order::default();
        self.after_table = None;
        self.base = None;
        if let Some(label) = label {
            self.base = self.add(None, label, span, Shape::Text);
            self.set_heading(self.base, Some(heading).filter(|heading| !heading.is_empty()));
        }
    }

    /// Reads the lines of the section.
    pub(crate) fn read(&mut self, sheet: &mut Sheet<'_>, first: usize, end: usize, survey: &Survey) {
        walk::walk(self, sheet, first, end, survey);
    }

    /// Makes every clause reach to the end of its last child.
    pub(crate) fn finish(&mut self) {
        for at in (0..self.clauses.len()).rev() {
            let Some((parent, end)) = self.clauses.get(at).and_then(|c| Some((c.parent?, c.span.end))) else {
                continue;
            };
            if let Some(parent) = self.clauses.get_mut(parent) {
                parent.span.end = parent.span.end.max(end);
            }
        }
    }

    fn top(&self) -> Option<usize> {
        self.stack.last().map(|open| open.clause).or(self.base)
    }

    fn path_of(&self, clause: Option<usize>) -> Option<&str> {
        clause.and_then(|at| self.clauses.get(at)).map(|clause| clause.path.as_str())
    }

    fn add(&mut self, parent: Option<usize>, label: &str, span: Span, shape: Shape) -> Option<usize> {
        let path = self.path_of(parent).map_or_else(|| label.to_owned(), |above| format!("{above}/{label}"));
        self.add_at(parent, path, label, span, shape)
    }

    /// Adds a clause; a second one of the same path gets `·2` behind it and a finding.
    fn add_at(
        &mut self,
        parent: Option<usize>,
        path: String,
        label: &str,
        span: Span,
        shape: Shape,
    ) -> Option<usize> {
        let count = self.taken.entry(path.clone()).or_default();
        *count += 1;
        let path = if *count > 1 { format!("{path}·{count}") } else { path };
        if *count > 1 {
            self.find(Say::new("syntax.label_repeated").with("label", label).with("path", &path), span);
        }
        let path = ClausePath::try_from(path).ok()?;
        let level = path.level();
        let label = label.to_owned();
        self.clauses.push(Clause { path, label, heading: None, level, parent, span, own: span, shape });
        Some(self.clauses.len() - 1)
    }

    /// The next free label of a table in a clause: 表1, 表2.
    fn table_label(&mut self, parent: Option<usize>) -> String {
        let count = self.tables.entry(parent).or_default();
        *count += 1;
        format!("表{count}")
    }

    fn find(&mut self, say: Say, span: Span) {
        self.findings.push(Finding { say, span, document: None });
    }

    fn set_heading(&mut self, clause: Option<usize>, heading: Option<&str>) {
        if let Some(clause) = clause.and_then(|at| self.clauses.get_mut(at)) {
            clause.heading = heading.map(str::to_owned);
        }
    }

    /// Opens a numbered clause where its scheme belongs.
    fn open_mark(&mut self, mark: &Mark, span: Span) -> Option<usize> {
        self.after_table = None;
        if mark.scheme != Scheme::RunIn {
            self.stack.retain(|open| !matches!(open.scheme, Scheme::Preamble | Scheme::AfterTable));
        }
        let before =
            if mark.scheme == Scheme::Decimal { self.place_decimal(&mark.label) } else { self.place(mark) };
        if before.is_some_and(|before| mark.ordinal > before + 1) {
            let missing = before.unwrap_or(0) + 1;
            self.find(Say::new("syntax.label_gap").with("label", &mark.label).with("missing", missing), span);
        }
        let parent = self.top();
        let above =
            self.stack.last().filter(|open| is_prefix(&open.label, &mark.label)).and(self.path_of(parent));
        let path = above.map(|above| {
            above.rsplit_once('/').map_or(mark.label.clone(), |(up, _)| format!("{up}/{}", mark.label))
        });
        let clause = match path {
            Some(path) if mark.scheme == Scheme::Decimal => {
                self.add_at(parent, path, &mark.label, span, Shape::Text)
            }
            _ => self.add(parent, &mark.label, span, Shape::Text),
        };
        self.push(clause, mark.scheme, &mark.label, mark.ordinal);
        clause
    }

    fn push(&mut self, clause: Option<usize>, scheme: Scheme, label: &str, ordinal: u32) {
        if let Some(clause) = clause {
            self.stack.push(Open { clause, scheme, label: label.to_owned(), ordinal });
        }
    }

    /// Closes what the label ends; the ordinal of the sibling before it.
    fn place(&mut self, mark: &Mark) -> Option<u32> {
        if let Some(at) = self.stack.iter().position(|open| open.scheme == mark.scheme) {
            let before = self.stack.get(at).map(|open| open.ordinal);
            self.stack.truncate(at);
            return before;
        }
        let open: Vec<Scheme> = self.stack.iter().map(|open| open.scheme).collect();
        self.order.meet(mark, &open);
        while self.stack.last().is_some_and(|open| !self.order.above(open.scheme, mark.scheme)) {
            self.stack.pop();
        }
        None
    }

    /// A decimal label stands in the longest open label that begins it.
    fn place_decimal(&mut self, label: &str) -> Option<u32> {
        let within = self.stack.iter().rposition(|open| {
            matches!(open.scheme, Scheme::Decimal | Scheme::Arabic) && is_prefix(&open.label, label)
        });
        let keep =
            within.map(|at| at + 1).or_else(|| self.stack.iter().position(|o| o.scheme == Scheme::Decimal));
        let Some(keep) = keep else {
            let ordinal = if label.ends_with(".1") || label == "1" { 1 } else { 2 };
            let mark =
                Mark { scheme: Scheme::Decimal, label: label.to_owned(), ordinal, bytes: 0, sure: true };
            return self.place(&mark);
        };
        let dots = |label: &str| label.matches('.').count();
        let sibling =
            self.stack.get(keep).filter(|open| dots(&open.label) == dots(label)).map(|open| open.ordinal);
        self.stack.truncate(keep);
        sibling
    }

    /// Lengthens the open clause to a place; opens 引言 or 表后 where no clause is open.
    fn extend(&mut self, span: Span) {
        if let Some(parent) = self.after_table.take() {
            let clause = self.add(parent, "表后", span, Shape::Text);
            self.push(clause, Scheme::AfterTable, "表后", 1);
        } else if self.top().is_none() {
            let clause = self.add(None, "引言", span, Shape::Text);
            self.push(clause, Scheme::Preamble, "引言", 1);
        }
        if let Some(clause) = self.top().and_then(|at| self.clauses.get_mut(at)) {
            clause.own.end = clause.own.end.max(span.end);
            clause.span.end = clause.span.end.max(span.end);
        }
    }

    /// Closes an open note or 表后: neither tables nor notes stand in them.
    fn close_notes(&mut self) {
        let closes = |open: &Open| matches!(open.scheme, Scheme::Note | Scheme::AfterTable);
        if let Some(at) = self.stack.iter().position(closes) {
            self.stack.truncate(at);
        }
    }

    /// Opens a clause that is named rather than numbered: 注, 职责, a body.
    fn open_named(
        &mut self,
        parent: Option<usize>,
        scheme: Scheme,
        label: &str,
        span: Span,
    ) -> Option<usize> {
        self.after_table = None;
        let clause = self.add(parent, label, span, Shape::Text);
        self.push(clause, scheme, label, 1);
        clause
    }
}

/// Whether a decimal label begins with another: `3.2` begins `3.2.2`.
fn is_prefix(short: &str, long: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with('.'))
}
