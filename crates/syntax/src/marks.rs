//! Recognisers: what one line can be, told from the line alone. Each is one small function.
//!
//! [`numbering`] knows the labels of clauses, [`official`] the parts of a document's form (GB/T 9704),
//! [`numerals`] the ways numbers are written, [`prose`] headings and run-in items.

pub(crate) mod numbering;
pub(crate) mod numerals;
pub(crate) mod official;
pub(crate) mod page;
pub(crate) mod prose;
pub(crate) mod sets;

#[cfg(test)]
mod tests;
