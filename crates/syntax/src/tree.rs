//! The tree: what [`parse`](crate::parse) gives back.

use crate::lines::PieceKind;
use crate::span::{Source, Span};
use kernel::{ClausePath, Say, normalize};

/// A file of official documents (公报).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gazette {
    /// The documents in the order they stand.
    pub documents: Vec<Document>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
    /// The whole text in pieces: every character is in exactly one.
    pub pieces: Vec<Piece>,
}

/// A run of characters that were taken for the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where.
    pub span: Span,
    /// For what.
    pub kind: PieceKind,
}

/// How many characters were read, ignored and not understood; they add up to all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All characters of the text.
    pub characters: usize,
    /// Placed in a document.
    pub read: usize,
    /// Blanks, line ends, page furniture.
    pub ignored: usize,
    /// Text outside every document.
    pub not_understood: usize,
}

/// Something a person should look at; the reading goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found; `texts/*/syntax.toml` has the wording.
    pub say: Say,
    /// Where.
    pub span: Span,
    /// Which of the documents, by position.
    pub document: Option<usize>,
}

/// One document (公文).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Number (发文字号), its brackets written 〔〕.
    pub number: Option<String>,
    /// Title, its lines joined.
    pub title: String,
    /// Issuing body (发文机关) as printed above the title, or in it, or signed.
    pub issuer: Option<String>,
    /// Date of the document (成文日期), `2023-04-19`.
    pub issued: Option<String>,
    /// Who signed (署名).
    pub signature: Option<String>,
    /// Whom it is sent to (主送机关), in order.
    pub addressees: Vec<String>,
    /// The inside of （此件公开发布）.
    pub disclosure: Option<String>,
    /// Title of the text a notice issues, when it has one of its own.
    pub issues: Option<String>,
    /// Attachments it lists (附件说明), in order.
    pub attachments: Vec<Attachment>,
    /// Where it stands.
    pub span: Span,
    /// Its clauses in document order, parents before children.
    pub clauses: Vec<Clause>,
}

/// One line of the list of attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Number as printed; empty when there is only one without number.
    pub no: String,
    /// Title.
    pub title: String,
}

/// One clause (条款).
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Stable path within the document; no two clauses share one.
    pub path: ClausePath,
    /// Normalised label, the last part of the path; a second 一 at the same place has the path `一·2`.
    pub label: String,
    /// Heading, in its own line or run in before a full stop or colon.
    pub heading: Option<String>,
    /// Depth from 1.
    pub level: usize,
    /// Index of the clause it stands in.
    pub parent: Option<usize>,
    /// From its label to the end of its last child.
    pub span: Span,
    /// Its own text: from its label up to its first child. A table's is its header, a row's its cells.
    pub own: Span,
    /// Prose, table or row.
    pub shape: Shape,
}

/// What a clause is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Paragraphs.
    Text,
    /// A table; its rows are its children.
    Table(Table),
    /// A row of a table.
    Row(Row),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Number of columns of the widest header row.
    pub columns: usize,
    /// Header rows, outermost first.
    pub header: Vec<Row>,
}

/// A row; merged cells are blank as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Cells from left to right. A row narrower than its table lacks cells at the right, unless it was restored.
    pub cells: Vec<Cell>,
    /// The text lost the boundary before this row; lost cells at the left stand as blank ones.
    pub restored: bool,
}

/// A cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text without blanks at both ends; it may run over several lines.
    pub span: Span,
}

impl Cell {
    /// The cell's text.
    pub fn text<'t>(&self, source: &'t Source) -> &'t str {
        source.slice(self.span)
    }
}

impl Gazette {
    /// Counts characters by what became of them.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for piece in &self.pieces {
            let characters = piece.span.len();
            coverage.characters += characters;
            match piece.kind {
                PieceKind::Blank | PieceKind::Furniture => coverage.ignored += characters,
                PieceKind::NotUnderstood => coverage.not_understood += characters,
                PieceKind::Head | PieceKind::Clause | PieceKind::Closing => coverage.read += characters,
            }
        }
        coverage
    }
}

impl Document {
    /// The clause at a path.
    pub fn clause(&self, path: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.path.as_str() == path)
    }
}

impl Clause {
    /// Its own text: heading and paragraphs up to the first child; a row: its cells.
    pub fn text<'t>(&self, source: &'t Source) -> &'t str {
        source.slice(self.own)
    }

    /// The row, when it is one.
    pub fn row(&self) -> Option<&Row> {
        if let Shape::Row(row) = &self.shape { Some(row) } else { None }
    }

    /// The table, when it is one.
    pub fn table(&self) -> Option<&Table> {
        if let Shape::Table(table) = &self.shape { Some(table) } else { None }
    }
}

/// What the digest of a citation is taken of: the clause's own text, normalised.
pub fn digest_text(clause: &Clause, source: &Source) -> String {
    normalize(clause.text(source))
}
