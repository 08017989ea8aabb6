//! The sections of a document: its own body, the text it issues, its attachments, and what closes it.

use crate::lines::{PieceKind, Sheet};
use crate::marks::numbering::{Scheme, numbering};
use crate::marks::official;
use crate::tables;
use crate::tree::Attachment;
use kernel::normalize;
use std::collections::HashMap;

/// What a section is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// The document's own body.
    Body,
    /// The text it issues, after its signature.
    Issued,
    /// An attachment, with its number.
    Attachment(String),
}

/// A section; positions count solid lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    pub(crate) role: Role,
    pub(crate) title: String,
    /// First position, marker and title included.
    pub(crate) first: usize,
    /// First position after marker and title.
    pub(crate) body: usize,
    /// One past the last position.
    pub(crate) end: usize,
}

/// What the lines around the sections say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Closing {
    pub(crate) signature: Option<String>,
    pub(crate) issued: Option<String>,
    pub(crate) disclosure: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
}

/// Divides the lines of one document; closing lines are claimed on the sheet.
pub(crate) fn divide(sheet: &mut Sheet<'_>, first: usize, end: usize, role: Role) -> (Vec<Section>, Closing) {
    let closing = Closing::default();
    let mut divider = Divider {
        sheet,
        end,
        sections: vec![],
        closing,
        listed: HashMap::new(),
        waiting: vec![],
        closed: false,
    };
    divider.open(role, first, first);
    let mut at = divider.sections.last().map_or(first, |section| section.body);
    while at < end {
        at = divider.step(at);
    }
    if let Some(last) = divider.sections.last_mut() {
        last.end = end;
    }
    (divider.sections, divider.closing)
}

/// A line of more characters is no title.
const LONGEST_TITLE: usize = 120;
/// How many listed attachments are looked for where no marker stands.
const WAITING: usize = 20;

struct Divider<'s, 't> {
    sheet: &'s mut Sheet<'t>,
    end: usize,
    sections: Vec<Section>,
    closing: Closing,
    /// Titles of listed attachments by number, normalised.
    listed: HashMap<String, String>,
    /// Numbers of the first listed attachments that have not begun yet.
    waiting: Vec<String>,
    /// The body has been signed, dated or marked for publication.
    closed: bool,
}

impl Divider<'_, '_> {
    /// Reads what stands at a position; the next position.
    fn step(&mut self, at: usize) -> usize {
        let table = tables::region(self.sheet, self.sheet.solid_at(at), self.sheet.solid_at(self.end));
        if let Some(end) = table {
            self.open_issued(at);
            return self.sheet.rank(end).max(at + 1);
        }
        if let Some(next) = self.attachment_list(at).or_else(|| self.closing_line(at)) {
            return next;
        }
        if let Some((number, title)) = official::attachment(self.sheet.solid(at).text) {
            let body = if title.is_empty() { at + 1 } else { at };
            return self.open(Role::Attachment(number), at, body);
        }
        if let Some(number) = self.listed_here(at) {
            return self.open(Role::Attachment(number), at, at);
        }
        self.open_issued(at).unwrap_or(at + 1)
    }

    fn role(&self) -> Option<&Role> {
        self.sections.last().map(|section| &section.role)
    }

    /// After the body has been closed, other text is the text issued.
    fn open_issued(&mut self, at: usize) -> Option<usize> {
        let issued = self.closed && self.role() == Some(&Role::Body);
        issued.then(|| self.open(Role::Issued, at, at))
    }

    /// Begins a section and reads its title; the position after it, at least one on.
    fn open(&mut self, role: Role, first: usize, at: usize) -> usize {
        if let Some(last) = self.sections.last_mut() {
            last.end = first;
        }
        if let Role::Attachment(number) = &role {
            self.waiting.retain(|waiting| waiting != number);
        }
        let (title, body) = if role == Role::Body { (String::new(), at) } else { self.title(&role, at) };
        self.sections.push(Section { role, title, first, body, end: self.end });
        body.max(first + usize::from(body > first))
    }

    /// The title at a position: as the list of attachments gives it, else the title-like lines that stand there.
    fn title(&self, role: &Role, at: usize) -> (String, usize) {
        if let Role::Attachment(number) = role
            && let Some(end) = self.listed.get(number).and_then(|title| self.spells(at, title))
        {
            return (self.joined(at, end), end);
        }
        if let Some((_, title)) =
            official::attachment(self.sheet.solid(at).text).filter(|(_, title)| !title.is_empty())
        {
            return (title.to_owned(), at + 1);
        }
        let end =
            (at..self.end.min(at + 4)).take_while(|at| self.is_title(*at)).last().map_or(at, |last| last + 1);
        (self.joined(at, end), end)
    }

    /// Whether the line reads as a title: short, and no label, table or list of persons.
    fn is_title(&self, at: usize) -> bool {
        let line = self.sheet.solid(at);
        let label = numbering(line.text).is_some_and(|mark| mark.sure || mark.scheme == Scheme::Decimal);
        let columns = line.text.contains("  ") || line.text.contains('\u{3000}');
        !line.tab && !label && !columns && official::is_title_like(line.text) && !line.text.ends_with('。')
    }

    /// The number of a listed attachment whose title stands here without a marker, the list having been read.
    fn listed_here(&self, at: usize) -> Option<String> {
        let fits =
            |number: &&String| self.listed.get(*number).is_some_and(|title| self.spells(at, title).is_some());
        self.waiting.iter().find(fits).cloned()
    }

    /// The position after the lines that together spell a normalised title.
    fn spells(&self, at: usize, wanted: &str) -> Option<usize> {
        let mut so_far = String::new();
        for next in at..self.end.min(at + 4) {
            let line = self.sheet.solid(next);
            if line.content.len() > LONGEST_TITLE {
                return None;
            }
            so_far.push_str(&normalize(line.text));
            if so_far == wanted {
                return Some(next + 1);
            }
            if !wanted.starts_with(&so_far) {
                return None;
            }
        }
        None
    }

    fn joined(&self, first: usize, end: usize) -> String {
        (first..end).map(|at| self.sheet.solid(at).text).collect()
    }

    fn claim(&mut self, first: usize, end: usize) {
        for at in first..end {
            self.sheet.claim(self.sheet.solid_at(at), PieceKind::Closing);
        }
    }

    /// `附件：1．…` and the items below it; the position after them.
    fn attachment_list(&mut self, at: usize) -> Option<usize> {
        if matches!(self.role(), Some(Role::Attachment(_))) {
            return None;
        }
        let mut item = official::attachment_list(self.sheet.solid(at).text)?;
        let mut next = at;
        while next < self.end {
            let number =
                numbering(item).filter(|mark| matches!(mark.scheme, Scheme::Arabic | Scheme::Decimal));
            let no = number.as_ref().map_or(String::new(), |mark| mark.ordinal.to_string());
            let title = number.and_then(|mark| item.get(mark.bytes..)).unwrap_or(item).trim();
            let end = self.wrapped(next, title);
            let title = format!("{title}{}", self.joined(next + 1, end));
            self.list(&no, title);
            next = end;
            item = self.sheet.solid(next).text;
            let follows = numbering(item)
                .is_some_and(|mark| mark.scheme == Scheme::Arabic && mark.ordinal.to_string() != no);
            if no.is_empty() || !follows || self.sheet.solid(next).tab {
                break;
            }
        }
        self.claim(at, next);
        Some(next)
    }

    fn list(&mut self, no: &str, title: String) {
        self.listed.insert(no.to_owned(), normalize(&title));
        if self.waiting.len() < WAITING {
            self.waiting.push(no.to_owned());
        }
        self.closing.attachments.push(Attachment { no: no.to_owned(), title });
    }

    /// A long title in the list goes on in the line directly below, unless that is the title itself or a signature.
    fn wrapped(&self, at: usize, title: &str) -> usize {
        let below = self.sheet.solid(at + 1);
        let adjacent = self.sheet.solid_at(at + 1) == self.sheet.solid_at(at) + 1 && at + 1 < self.end;
        let long = (20..=LONGEST_TITLE).contains(&title.chars().count());
        let other = self.spells(at + 1, &normalize(title)).is_some()
            || official::is_body(below.text)
            || !self.is_title(at + 1);
        let attachment = official::attachment(below.text).is_some() || official::date(below.text).is_some();
        if adjacent && long && !other && !attachment { at + 2 } else { at + 1 }
    }

    /// Signature, date, disclosure or imprint; the position after it.
    fn closing_line(&mut self, at: usize) -> Option<usize> {
        let text = self.sheet.solid(at).text;
        if let Some(inside) = official::disclosure(text) {
            self.closing.disclosure.get_or_insert_with(|| inside.to_owned());
            return Some(self.close(at, at + 1));
        }
        if official::imprint(text) {
            self.claim(at, at + 1);
            return Some(at + 1);
        }
        if matches!(self.role(), Some(Role::Attachment(_))) {
            return None;
        }
        let signers = (at..at + 4)
            .take_while(|at| *at < self.end && official::is_body(self.sheet.solid(*at).text))
            .count();
        let date = official::date(self.sheet.solid(at + signers).text).filter(|_| at + signers < self.end)?;
        let names: Vec<&str> = (at..at + signers).map(|at| self.sheet.solid(at).text).collect();
        if !names.is_empty() && self.closing.signature.is_none() {
            self.closing.signature = Some(names.join("、"));
        }
        self.closing.issued.get_or_insert(date);
        Some(self.close(at, at + signers + 1))
    }

    fn close(&mut self, first: usize, end: usize) -> usize {
        self.claim(first, end);
        self.closed = true;
        end
    }
}
