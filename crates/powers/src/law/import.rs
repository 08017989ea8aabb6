//! Reads the register from pasted lines: one law or change a line, cells divided by tabs, or by commas when there is no
//! tab. Pure; nothing is guessed, and each line that cannot be understood says why.

use super::lines::lines;
use super::model::{Decided, Law, LawChange, What};
use super::title::canonical;
use crate::pages::split;
use jiff::civil::Date;
use kernel::Say;

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// 法规: a law for the register.
    Law(Law),
    /// 修改, 废止 or 决定.
    Change(LawChange),
}

/// A line of the register as pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Its number, from 1.
    pub line: usize,
    /// Its first two cells, to be found again.
    pub head: (String, String),
    /// What it says, or why it cannot be understood.
    pub meant: Result<Meant, Say>,
}

/// Words in the first cell of a line of headings.
const HEADINGS: [&str; 4] = ["类型", "行别", "种类", "kind"];
const LAW: [&str; 3] = ["法规", "登记", "law"];
const AMENDED: [&str; 4] = ["修改", "修订", "修正", "amended"];
const REPEALED: [&str; 3] = ["废止", "失效", "repealed"];
const DECIDED: [&str; 3] = ["决定", "下放", "decided"];

/// Reads what was pasted; `today` is asked for the day by which a change must be decided on. Blank lines and headings
/// are passed over.
pub fn read(text: &str, today: Date) -> Vec<ImportLine> {
    let tabbed = if text.contains('\t') { text.to_owned() } else { text.replace(',', "\t") };
    let lines = split(&tabbed).into_iter();
    let told =
        lines.filter(|(_, cells)| !cells.first().is_some_and(|cell| HEADINGS.contains(&cell.as_str())));
    told.map(|(line, cells)| {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        ImportLine { line, head: (cell(0), cell(1)), meant: meant(&cells, today) }
    })
    .collect()
}

/// One line, cell by cell.
///
/// # Errors
/// What cannot be understood, and what would be accepted.
pub(crate) fn meant(cells: &[String], today: Date) -> Result<Meant, Say> {
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
    let kind = cell(0).to_lowercase();
    if cell(1).is_empty() {
        return Err(Say::new("powers_law.no_title"));
    }
    if cells.iter().skip(8).any(|cell| !cell.is_empty()) {
        return Err(Say::new("powers_law.too_many_cells"));
    }
    let kind = kind.as_str();
    if LAW.contains(&kind) {
        return Ok(Meant::Law(law(&cell)?));
    }
    let what = if AMENDED.contains(&kind) {
        What::Amended { lines: lines(cell(4))? }
    } else if REPEALED.contains(&kind) {
        What::Repealed { successor: filled(cell(4)) }
    } else if DECIDED.contains(&kind) {
        What::Decided { items: decided(cell(4))? }
    } else {
        return Err(Say::new("powers_law.bad_kind").with("found", cell(0)));
    };
    let effective = day(cell(2))?.ok_or_else(|| Say::new("powers_law.no_day"))?;
    let decide_by = decide_by(effective, day(cell(5))?, today)?;
    let source = filled(cell(3)).ok_or_else(|| Say::new("powers_law.no_source"))?;
    let law = cell(1).trim_matches(['《', '》']).to_owned();
    Ok(Meant::Change(LawChange { law, what, effective, source, decide_by, note: cell(6).to_owned() }))
}

fn law<'a>(cell: &dyn Fn(usize) -> &'a str) -> Result<Law, Say> {
    let aliases = cell(6).split(['、', '；', ';']).map(|alias| alias.trim().trim_matches(['《', '》']));
    Ok(Law {
        title: cell(1).trim_matches(['《', '》']).to_owned(),
        class: cell(2).to_owned(),
        issuer: cell(3).to_owned(),
        number: cell(4).to_owned(),
        effective: day(cell(5))?,
        aliases: aliases.filter(|alias| !canonical(alias).is_empty()).map(str::to_owned).collect(),
        source: cell(7).to_owned(),
    })
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().trim_matches(['《', '》'])).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn day(text: &str) -> Result<Option<Date>, Say> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Say::new("powers_law.bad_day").with("found", text))
}

/// The day by whose end the items must be decided on: the one that is given, else the day on which the change holds
/// when that is still ahead. There is no rule in the documents for a change that holds already.
///
/// # Errors
/// No day is given where none follows, or one that has passed.
pub fn decide_by(effective: Date, given: Option<Date>, today: Date) -> Result<Date, Say> {
    match given {
        Some(given) if given < today => Err(Say::new("powers_law.decide_past").with("day", given)),
        Some(given) => Ok(given),
        None if effective >= today => Ok(effective),
        None => Err(Say::new("powers_law.no_decide_by").with("effective", effective)),
    }
}

/// 取消 甲、乙；下放 丙 街道办事处: what a decision says of items, by code or name.
///
/// # Errors
/// A piece that says neither, or names no item.
pub fn decided(text: &str) -> Result<Vec<Decided>, Say> {
    let mut items = Vec::new();
    for piece in text.split(['；', ';', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let bad = || Say::new("powers_law.bad_decided").with("line", piece);
        let (word, rest) = piece.split_once([' ', '　', ':', '：']).ok_or_else(bad)?;
        let (named, to) = match word {
            "取消" => (rest, None),
            "下放" => {
                let (named, to) = rest.trim().rsplit_once([' ', '　']).ok_or_else(bad)?;
                (named, Some(to.trim().to_owned()))
            }
            _ => return Err(bad()),
        };
        let named = named.split('、').map(str::trim).filter(|item| !item.is_empty());
        items.extend(named.map(|item| Decided { item: item.to_owned(), to: to.clone() }));
    }
    if items.is_empty() { Err(Say::new("powers_law.no_items")) } else { Ok(items) }
}
