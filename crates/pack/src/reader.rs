//! What every reader of one document's facts has at hand.

use crate::clauses::Clauses;
use crate::fault::Spot;
use crate::named::{Named, list, resolve};
use crate::raw::Text;
use crate::table::Row;
use crate::tree::Page;
use kernel::{Citation, Organs, Say};
use std::collections::BTreeSet;

/// The document whose facts are being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// Slug of the document, which begins every identifier.
    pub(crate) slug: &'a str,
    /// Its clauses.
    pub(crate) clauses: &'a Clauses,
    /// The pack's register of organs.
    pub(crate) organs: &'a Organs,
}

impl Reader<'_> {
    /// The identifier of a fact: `{slug}.{kind}.{which}`.
    pub(crate) fn id(self, kind: &str, which: impl std::fmt::Display) -> String {
        format!("{}.{kind}.{which}", self.slug)
    }

    /// The clause a row names in its column `clause`.
    pub(crate) fn cite(self, written: &str, row: Spot<'_>) -> Option<Citation> {
        self.clauses.cite(written, row.column("clause"))
    }

    /// The clause an entry names in its key `clause`.
    pub(crate) fn cite_at(self, written: &Text, page: Page<'_>) -> Option<Citation> {
        self.clauses.cite(written.get_ref(), page.spot(written, "clause"))
    }

    /// The organs of a cell, in the document's order.
    pub(crate) fn named(self, cell: &str, spot: Spot<'_>) -> Vec<Named> {
        list(cell).filter_map(|written| resolve(self.organs, written, spot)).collect()
    }

    /// The organs of a key that holds a list.
    pub(crate) fn named_each(self, list: &[Text], key: &'static str, page: Page<'_>) -> Vec<Named> {
        list.iter()
            .filter_map(|written| resolve(self.organs, written.get_ref(), page.spot(written, key)))
            .collect()
    }

    /// The organs of a key that holds one text, separated by `;`.
    pub(crate) fn named_in(self, written: &Text, key: &'static str, page: Page<'_>) -> Vec<Named> {
        self.named(written.get_ref(), page.spot(written, key))
    }

    /// The one organ of a key, which must name somebody.
    pub(crate) fn named_must(self, written: &Text, key: &'static str, page: Page<'_>) -> Option<Named> {
        resolve(self.organs, written.get_ref(), page.spot(written, key))
    }

    /// The one organ of a key; nobody when it is empty.
    pub(crate) fn named_one(self, written: &Text, key: &'static str, page: Page<'_>) -> Option<Named> {
        if written.get_ref().is_empty() { None } else { self.named_must(written, key, page) }
    }
}

/// Reads every row of a table into facts; the row's position must be its `seq`.
pub(crate) fn facts<'a, Raw, Fact>(
    rows: Vec<Row<'a, Raw>>,
    seq: impl Fn(&Raw) -> &str,
    mut fact: impl FnMut(u32, Raw, Spot<'a>) -> Option<Fact>,
) -> Vec<Fact> {
    let read = |Row { position, spot, raw }: Row<'a, Raw>| {
        number(seq(&raw), position, spot.column("seq"));
        fact(position, raw, spot)
    };
    rows.into_iter().filter_map(read).collect()
}

fn number(written: &str, position: u32, spot: Spot<'_>) {
    if written != position.to_string() {
        spot.fault(Say::new("pack.seq").with("found", written).with("expected", position));
    }
}

/// Remembers what must be there only once.
#[derive(Debug, Default)]
pub(crate) struct Once(BTreeSet<String>);

impl Once {
    /// A fault when this was there before.
    pub(crate) fn check(&mut self, written: &str, spot: Spot<'_>) {
        if !self.0.insert(written.to_owned()) {
            spot.fault(Say::new("pack.twice").with("found", written));
        }
    }
}

/// Text that may be absent: empty means that the document does not say.
pub(crate) fn stated(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// A fault when something the fact cannot do without is empty.
pub(crate) fn required(text: &str, spot: Spot<'_>) {
    if text.is_empty() {
        spot.fault(Say::new("pack.empty"));
    }
}
