//! Text of an official document to a lossless tree; never fails.
//!
//! What it is for: finding the documents in a text, their heads, sections, clauses and tables, each with a stable
//! path and a place in characters, for documents written the way GB/T 9704 and office habit write them.
//! What it may know: how documents are written; no district, no file, no clock. Any text gives a tree, in time
//! proportional to its length, and every character is accounted for in [`Gazette::pieces`].
//! Where to begin: [`parse`], then `heads` (where documents begin), `sections` (body, issued text, attachments),
//! `clauses` (the tree), `tables`; `marks` holds the recognisers they all use. `suite/` shows it by example.

mod clauses;
mod contents;
mod decode;
mod documents;
mod grid;
mod heads;
mod lines;
mod marks;
mod pieces;
mod sections;
mod span;
mod tables;
mod tree;

#[cfg(test)]
mod tests;

pub use decode::decode;
pub use lines::PieceKind;
pub use marks::sets::set_of_governments;
pub use span::{Source, Span};
pub use tree::{
    Attachment, Cell, Clause, Coverage, Document, Finding, Gazette, Piece, Row, Shape, Table, digest_text,
};

/// Reads a text. It never fails: what cannot be placed is in [`Gazette::findings`] and in the coverage.
pub fn parse(text: &str) -> Gazette {
    let mut sheet = lines::Sheet::new(text);
    let mut gazette = documents::documents(&mut sheet);
    gazette.pieces = pieces::pieces(&sheet);
    gazette.findings.extend(pieces::strange(&gazette.pieces));
    gazette
}
