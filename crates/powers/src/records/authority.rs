//! Authorities that items name in old words, and whose task they are today (P-005). The items' text is not touched.

use super::{Matter, Record, filled, not_ahead, short_enough};
use crate::model::Item;
use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whose task is what an authority's name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The name as items write it.
    pub name: String,
    /// The body in charge.
    pub body: String,
    /// Since when.
    pub from: Date,
    /// Number of the document it follows from, such as a reform plan or a rule on duties.
    pub document: String,
}

impl Authority {
    /// Whether it can be recorded. `named` tells whether an item in force has the name in its words.
    pub(crate) fn check(&self, named: &dyn Fn(&str) -> bool, today: Date) -> Result<(), Say> {
        filled(&[
            (&self.name, "powers_records.need_authority"),
            (&self.document, "powers_records.need_document"),
        ])?;
        short_enough(&[&self.name, &self.document])?;
        not_ahead(self.from, today)?;
        if self.name.chars().count() >= SHORTEST && named(&self.name) {
            return Ok(());
        }
        Err(Say::new("powers_records.not_named").with("name", &self.name))
    }
}

/// A name of fewer characters would be found in words that name nobody.
const SHORTEST: usize = 3;

/// An authority's name with the items that have it in their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    pub(crate) name: String,
    /// The newest record about the name, with its entry.
    pub(crate) settled: Option<(u64, &'a Authority)>,
    /// Codes of the items, in the list's order.
    pub(crate) codes: Vec<String>,
}

/// Every name that was settled, and the items that have it. A name inside a longer settled name counts where it
/// stands by itself only.
pub(crate) fn named<'a>(records: &'a [Record], items: &[&Item]) -> Vec<Named<'a>> {
    let mut newest: BTreeMap<&str, (u64, &Authority)> = BTreeMap::new();
    for record in records {
        if let Matter::Authority(authority) = &record.matter {
            newest.insert(authority.name.as_str(), (record.seq, authority));
        }
    }
    let longer: Vec<&str> = newest.keys().copied().collect();
    let found = newest.iter().map(|(name, settled)| Named {
        name: (*name).to_owned(),
        settled: Some(*settled),
        codes: holding(name, &longer, items),
    });
    found.collect()
}

/// Names that look like an authority's and are not settled: what items write before 部门 or 机关. What only
/// adds words before a settled name is settled with it.
pub(crate) fn unsettled(records: &[Record], items: &[&Item]) -> Vec<Named<'static>> {
    let settled: BTreeSet<&str> = records
        .iter()
        .filter_map(|record| match &record.matter {
            Matter::Authority(authority) => Some(authority.name.as_str()),
            _ => None,
        })
        .collect();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in items {
        let names: BTreeSet<String> = in_words(&item.name).into_iter().collect();
        for name in names.into_iter().filter(|name| !settled.iter().any(|known| name.ends_with(known))) {
            found.entry(name).or_default().push(item.code.clone());
        }
    }
    found.into_iter().map(|(name, codes)| Named { name, settled: None, codes }).collect()
}

fn holding(name: &str, settled: &[&str], items: &[&Item]) -> Vec<String> {
    let longer: Vec<&&str> =
        settled.iter().filter(|other| other.len() > name.len() && other.contains(name)).collect();
    let has = |text: &str| {
        let alone = longer.iter().fold(text.to_owned(), |text, longer| text.replace(**longer, "\u{fffc}"));
        alone.contains(name)
    };
    items.iter().filter(|item| has(&item.name)).map(|item| item.code.clone()).collect()
}

/// What an authority's name ends with.
pub(crate) const ENDS: [&str; 2] = ["部门", "机关"];

/// Words and marks that do not stand inside an authority's name.
const DIVIDES: [char; 33] = [
    '的', '向', '由', '经', '未', '被', '对', '和', '或', '与', '在', '按', '及', '将', '并', '为', '给',
    '报', '、', '，', '。', '（', '）', '(', ')', ',', '“', '”', '《', '》', '者', '照', '到',
];

/// Names in an item's words.
fn in_words(text: &str) -> Vec<String> {
    text.split(|c: char| DIVIDES.contains(&c) || c.is_whitespace()).filter_map(name_in).collect()
}

/// The longest beginning of a piece that ends like an authority's name.
fn name_in(piece: &str) -> Option<String> {
    let end = ENDS.iter().filter_map(|end| piece.rfind(end).map(|at| at + end.len())).max()?;
    let name = piece.get(..end)?;
    (name.chars().count() > SHORTEST).then(|| name.to_owned())
}
