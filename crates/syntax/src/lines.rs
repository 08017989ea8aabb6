//! Lines with their places, and what each line was taken for.

use crate::marks::{official, page};
use crate::span::Span;
use crate::{contents, grid};

/// One line: its text and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'t> {
    /// Without the blanks at both ends.
    pub(crate) text: &'t str,
    /// As written, without the line end.
    pub(crate) raw: &'t str,
    /// Where the raw line begins.
    pub(crate) start: usize,
    /// Where `text` stands; empty for a blank line.
    pub(crate) content: Span,
    /// Where `text` begins in bytes of the whole.
    pub(crate) byte: usize,
    /// Whether it is made of cells: a tabulator stands in it, or it is a row of another way of writing tables.
    pub(crate) tab: bool,
    /// What stands between its cells.
    pub(crate) divider: Divider,
}

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Divider {
    /// A tabulator.
    #[default]
    Tab,
    /// An upright stroke, as Markdown has it.
    Stroke,
    /// Two blanks or more.
    Blanks,
}

impl<'t> Line<'t> {
    /// The cells of the line: how many characters of the raw line stand before each, and its text.
    pub(crate) fn cells(&self) -> Vec<(usize, &'t str)> {
        match self.divider {
            Divider::Tab => divided(self.raw, 0, |rest| rest.find('\t').map(|at| (at, 1))),
            Divider::Stroke => {
                let led = self.raw.trim_start_matches(is_blank);
                let led = led.strip_prefix('|').unwrap_or(led);
                let before = self.raw.len() - led.len();
                let inside = led.trim_end_matches(is_blank);
                let inside = inside.strip_suffix('|').unwrap_or(inside);
                let lead = self.raw.get(..before).unwrap_or_default().chars().count();
                divided(inside, lead, |rest| rest.find('|').map(|at| (at, 1)))
            }
            Divider::Blanks => {
                let led = self.raw.trim_start_matches(is_blank);
                let lead = self.raw.get(..self.raw.len() - led.len()).unwrap_or_default().chars().count();
                divided(led.trim_end_matches(is_blank), lead, blanks)
            }
        }
    }
}

/// Parts of a text between dividers, each with the characters before it.
fn divided(text: &str, lead: usize, next: impl Fn(&str) -> Option<(usize, usize)>) -> Vec<(usize, &str)> {
    let (mut cells, mut rest, mut at) = (vec![], text, lead);
    while let Some((end, length)) = next(rest) {
        let cell = rest.get(..end).unwrap_or_default();
        cells.push((at, cell));
        at += rest.get(..end + length).unwrap_or_default().chars().count();
        rest = rest.get(end + length..).unwrap_or_default();
    }
    cells.push((at, rest));
    cells
}

/// The next run of two blanks or more: where it begins, and its length in bytes.
fn blanks(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find(is_blank)?;
        let rest = text.get(start..)?;
        let length = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
        if rest.chars().take_while(|c| is_blank(*c)).nth(1).is_some() {
            return Some((start, length));
        }
        from = start + length;
    }
}

/// What a line was taken for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PieceKind {
    /// Blanks and line ends.
    #[default]
    Blank,
    /// Page numbers and tables of contents: of the page, not of the document.
    Furniture,
    /// Issuer, title, number, addressees.
    Head,
    /// Text of a clause.
    Clause,
    /// Signature, date, disclosure, list of attachments, imprint.
    Closing,
    /// Not placed in any document.
    NotUnderstood,
}

static NOWHERE: Line<'static> = Line {
    text: "",
    raw: "",
    start: 0,
    content: Span { start: 0, end: 0 },
    byte: 0,
    tab: false,
    divider: Divider::Tab,
};

/// The text as numbered lines. "Solid" lines are those that are neither blank nor furniture.
#[derive(Debug)]
pub(crate) struct Sheet<'t> {
    pub(crate) text: &'t str,
    pub(crate) solid: Vec<usize>,
    lines: Vec<Line<'t>>,
    kinds: Vec<PieceKind>,
    rank: Vec<usize>,
    chars: usize,
    /// Numbers that a page of the web says above a document, with their lines.
    numbers: Vec<(usize, String)>,
}

impl<'t> Sheet<'t> {
    pub(crate) fn new(text: &'t str) -> Sheet<'t> {
        let mut sheet = Sheet {
            text,
            solid: vec![],
            lines: vec![],
            kinds: vec![],
            rank: vec![],
            chars: 0,
            numbers: vec![],
        };
        let mut byte = 0;
        for whole in text.split_inclusive('\n') {
            sheet.push(whole, byte);
            byte += whole.len();
        }
        grid::find_blanks(&mut sheet);
        contents::take_out(&mut sheet);
        sheet
    }

    /// Takes a line for a row whose cells stand apart by blanks.
    pub(crate) fn make_row(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at) {
            (line.tab, line.divider) = (true, Divider::Blanks);
        }
    }

    /// Takes a line for furniture: it is no longer solid. Positions must be counted anew afterwards.
    pub(crate) fn set_aside(&mut self, at: usize) {
        self.claim(at, PieceKind::Furniture);
    }

    /// Counts the solid lines anew.
    pub(crate) fn count(&mut self) {
        self.solid.clear();
        self.rank.clear();
        for (at, kind) in self.kinds.iter().enumerate() {
            self.rank.push(self.solid.len());
            if *kind == PieceKind::NotUnderstood {
                self.solid.push(at);
            }
        }
    }

    /// The last number that the page says between two lines.
    pub(crate) fn number_between(&self, first: usize, end: usize) -> Option<&str> {
        let start = self.numbers.partition_point(|(at, _)| *at < first);
        let stop = self.numbers.partition_point(|(at, _)| *at < end);
        self.numbers.get(start..stop)?.last().map(|(_, number)| number.as_str())
    }

    fn push(&mut self, whole: &'t str, byte: usize) {
        let raw = whole.trim_end_matches(['\n', '\r']);
        let led = raw.trim_start_matches(is_blank);
        let text = led.trim_end_matches(is_blank);
        let lead = raw.len() - led.len();
        let start = self.chars + raw.get(..lead).unwrap_or_default().chars().count();
        let content = Span::new(start, start + text.chars().count());
        let stroke = grid::is_row(text);
        let line = Line {
            text,
            raw,
            start: self.chars,
            content,
            byte: byte + lead,
            tab: stroke || raw.contains('\t'),
            divider: if stroke { Divider::Stroke } else { Divider::Tab },
        };
        let kind = match text {
            "" => PieceKind::Blank,
            _ if stroke && grid::is_rule(text) => PieceKind::Furniture,
            _ if !line.tab && official::furniture(text) => PieceKind::Furniture,
            _ if !line.tab && page::line(text) => PieceKind::Furniture,
            _ => PieceKind::NotUnderstood,
        };
        if kind == PieceKind::Furniture
            && let Some(number) = page::number(text)
        {
            self.numbers.push((self.lines.len(), number));
        }
        self.rank.push(self.solid.len());
        if kind == PieceKind::NotUnderstood {
            self.solid.push(self.lines.len());
        }
        let tail = raw.len() - lead - text.len() + (whole.len() - raw.len());
        let rest = whole.get(whole.len() - tail..).unwrap_or_default();
        self.chars = content.end + rest.chars().count();
        self.lines.push(line);
        self.kinds.push(kind);
    }

    /// Number of lines.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Number of characters.
    pub(crate) fn chars(&self) -> usize {
        self.chars
    }

    /// A line by its number; a blank one beyond the end.
    pub(crate) fn line(&self, at: usize) -> &Line<'t> {
        self.lines.get(at).unwrap_or(&NOWHERE)
    }

    /// The line at a position among solid lines.
    pub(crate) fn solid(&self, position: usize) -> &Line<'t> {
        self.line(self.solid_at(position))
    }

    /// Line number of a position among solid lines; one past the last line beyond the end.
    pub(crate) fn solid_at(&self, position: usize) -> usize {
        self.solid.get(position).copied().unwrap_or(self.lines.len())
    }

    /// Position among solid lines of the first one at or after a line.
    pub(crate) fn rank(&self, at: usize) -> usize {
        self.rank.get(at).copied().unwrap_or(self.solid.len())
    }

    /// What a line was taken for so far.
    pub(crate) fn kind(&self, at: usize) -> PieceKind {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// Whether the line has text nobody has claimed yet.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        self.kind(at) == PieceKind::NotUnderstood
    }

    /// Claims a line; a blank line or furniture stays what it is.
    pub(crate) fn claim(&mut self, at: usize, kind: PieceKind) {
        if let Some(now) = self.kinds.get_mut(at).filter(|now| **now == PieceKind::NotUnderstood) {
            *now = kind;
        }
    }

    /// The text from the first character of one line to the last of another, blanks at both ends left out.
    pub(crate) fn between(&self, first: usize, last: usize) -> &'t str {
        let (from, to) = (self.line(first), self.line(last));
        self.text.get(from.byte..to.byte + to.text.len()).unwrap_or_default()
    }
}

/// White space, and the marks without width that word processors leave at the start of files and lines.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}
