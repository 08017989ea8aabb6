//! The list that a document replaces: it is not in the document, so its keeper loads it (P-008). Pure.
//!
//! It becomes edition 0 of the list: in force from its own day until the first edition, every item with one body.

use jiff::civil::Date;
use kernel::Say;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An item of the earlier list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EarlierItem {
    pub(crate) seq: u32,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    /// The department a withdrawn item goes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) department: Option<String>,
}

/// The earlier list, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EarlierList {
    /// First day on which it was in force.
    pub(crate) from: Date,
    /// Number of the document it stands in.
    pub(crate) document: String,
    /// The body that exercised its items.
    pub(crate) holder: String,
    pub(crate) items: Vec<EarlierItem>,
}

/// A cell of a row, in the order in which they are written.
pub(crate) const CELLS: [&str; 5] = [
    "powers_pages.serial",
    "powers_pages.code",
    "powers_pages.name",
    "powers_pages.kind",
    "powers_pages.goes_back_to",
];

/// A row as it was written: serial, code, name, kind, department.
pub(crate) type Cells = [String; 5];

/// What is known of the list that replaced it.
pub(crate) struct Standing {
    /// First day of the first edition.
    pub(crate) first: Date,
    /// Codes of the first edition.
    pub(crate) codes: BTreeSet<String>,
    /// Every name of every body, with the body's own.
    pub(crate) bodies: BTreeMap<String, String>,
    /// Whether a hand-over of an earlier list has been signed: then that list stays as it is.
    pub(crate) signed: bool,
}

/// What is wrong, and what would be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Row and cell from 0; `None` when the list as a whole is refused.
    pub(crate) at: Option<(usize, usize)>,
    pub(crate) say: Say,
}

/// Checks an earlier list: every fault, cell by cell.
pub(crate) fn check(
    from: Option<Date>,
    document: &str,
    holder: &str,
    rows: &[Cells],
    standing: &Standing,
) -> Result<EarlierList, Vec<Fault>> {
    let mut faults: Vec<Fault> = whole(from, document, rows, standing);
    let body = standing.bodies.get(holder.trim()).cloned();
    if body.is_none() {
        faults.push(Fault { at: None, say: unknown_body(holder, &standing.bodies) });
    }
    let body = body.unwrap_or_default();
    let mut seen = BTreeMap::new();
    let mut items = Vec::new();
    for (at, cells) in rows.iter().enumerate() {
        let [_, code, ..] = cells;
        if let Some(before) = seen.insert(code.as_str(), at).filter(|_| !code.is_empty()) {
            let say = Say::new("powers.earlier_code_twice").with("code", code).with("row", before + 1);
            faults.push(Fault { at: Some((at, 1)), say });
        }
        match item(cells, &body, standing) {
            Ok(item) => items.push(item),
            Err(found) => {
                faults.extend(found.into_iter().map(|(cell, say)| Fault { at: Some((at, cell)), say }));
            }
        }
    }
    match from {
        Some(from) if faults.is_empty() => {
            Ok(EarlierList { from, document: document.trim().to_owned(), holder: body, items })
        }
        _ => Err(faults),
    }
}

fn whole(from: Option<Date>, document: &str, rows: &[Cells], standing: &Standing) -> Vec<Fault> {
    let late = || Say::new("powers.earlier_too_late").with("first", standing.first);
    let faults = [
        standing.signed.then(|| Say::new("powers.earlier_signed")),
        from.is_none_or(|from| from >= standing.first).then(late),
        document.trim().is_empty().then(|| Say::new("powers.earlier_no_document")),
        rows.is_empty().then(|| Say::new("powers.earlier_no_rows")),
    ];
    faults.into_iter().flatten().map(|say| Fault { at: None, say }).collect()
}

fn item(cells: &Cells, holder: &str, standing: &Standing) -> Result<EarlierItem, Vec<(usize, Say)>> {
    let mut faults = Vec::new();
    let [seq, code, name, kind, department] = cells;
    let number = seq.parse::<u32>().ok().filter(|number| *number > 0);
    if number.is_none() {
        faults.push((0, Say::new("powers.earlier_no_serial").with("typed", seq)));
    }
    let empty = [code, name, kind].into_iter().zip(1..).filter(|(cell, _)| cell.is_empty());
    faults.extend(empty.map(|(_, at)| (at, Say::new("powers.earlier_empty"))));
    let withdrawn = !standing.codes.contains(code);
    let body = standing.bodies.get(department);
    match (department.as_str(), body) {
        ("", _) if withdrawn => faults.push((4, Say::new("powers.earlier_goes_where"))),
        ("", _) => {}
        (typed, None) => faults.push((4, unknown_body(typed, &standing.bodies))),
        (_, Some(body)) if withdrawn && body == holder => {
            faults.push((4, Say::new("powers.earlier_same_body").with("body", holder)));
        }
        _ => {}
    }
    match number {
        Some(seq) if faults.is_empty() => Ok(EarlierItem {
            seq,
            code: code.clone(),
            name: name.clone(),
            kind: kind.clone(),
            // A department beside an item that stays says nothing: it goes nowhere.
            department: body.filter(|_| withdrawn).cloned(),
        }),
        _ => Err(faults),
    }
}

/// Names like the one that is not known, so that the writer can choose.
const NEAR: usize = 5;

fn unknown_body(typed: &str, bodies: &BTreeMap<String, String>) -> Say {
    let like = |name: &&String| name.contains(typed) || typed.contains(name.as_str());
    let near: BTreeSet<&str> = bodies.keys().filter(like).take(NEAR).map(String::as_str).collect();
    if typed.is_empty() || near.is_empty() {
        return Say::new("powers.earlier_unknown_body").with("body", typed);
    }
    let near = near.into_iter().collect::<Vec<_>>().join("、");
    Say::new("powers.earlier_unknown_body_near").with("body", typed).with("near", near)
}

/// How the first edition differs from the earlier list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) kept: u64,
    pub(crate) withdrawn: u64,
    pub(crate) added: u64,
}

/// Counts by code; a renamed item is kept.
pub(crate) fn compared(earlier: &EarlierList, codes: &BTreeSet<String>) -> Compared {
    let old: BTreeSet<&String> = earlier.items.iter().map(|item| &item.code).collect();
    let kept = old.iter().filter(|code| codes.contains(**code)).count();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Compared { kept: count(kept), withdrawn: count(old.len() - kept), added: count(codes.len() - kept) }
}

#[cfg(test)]
mod tests;
