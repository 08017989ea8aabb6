//! From lines to changes, and from faults back to lines.

use super::{Action, Row};
use crate::model::{Added, Change, Decision, Field, Item, NewItem, Refused};
use kernel::Say;

/// Words for what a list may lack.
const FIELDS: [(Field, &[&str]); 6] = [
    (Field::Basis, &["依据", "法定依据", "basis"]),
    (Field::Level, &["层级", "行使层级", "level"]),
    (Field::Counterpart, &["对应部门", "区有关部门", "counterpart"]),
    (Field::Procedure, &["流程", "办理流程", "procedure"]),
    (Field::TimeLimit, &["时限", "办理时限", "time_limit"]),
    (Field::Discretion, &["裁量基准", "discretion"]),
];

/// Words for what of an item may be stated anew.
const KINDS: [&str; 4] = ["类别", "类型", "权力类型", "kind"];

/// The changes the lines ask for, each with the places of its lines. `author` is whoever adjusts, `now` gives an item
/// as the newest edition has it. A line that says what cannot be becomes a refusal in its row.
pub(crate) fn changes(
    rows: &mut [Row],
    author: &str,
    now: &dyn Fn(&str) -> Option<Item>,
) -> Vec<(Change, Vec<usize>)> {
    let mut changes: Vec<(Change, Vec<usize>)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let Some(action) = row.understood() else { continue };
        if joined(&mut changes, at, action, row) {
            continue;
        }
        match change(row, action, author, now) {
            Ok(change) => changes.push((change, vec![at])),
            Err(say) => row.action = Some(Err(say)),
        }
    }
    changes
}

fn joined(changes: &mut [(Change, Vec<usize>)], at: usize, action: Action, row: &Row) -> bool {
    for (change, lines) in changes {
        if joins(change, action, row) {
            lines.push(at);
            return true;
        }
    }
    false
}

/// Whether the line belongs to a change that lines above began: the parts of a split, the items of a merger, what is
/// stated anew of one item. The change takes what the line adds.
fn joins(change: &mut Change, action: Action, row: &Row) -> bool {
    match (change, action) {
        (Change::Split { code, into }, Action::Split) if code == row.code() => {
            let like = into.first().cloned();
            into.extend(like.map(|like| part(row, &like.kind, &like.holder)));
            true
        }
        (Change::Merge { codes, into }, Action::Merge)
            if into.code == row.cell(2) && into.name == row.cell(3) =>
        {
            codes.push(row.code().to_owned());
            true
        }
        (Change::Restate { code, item }, Action::Restate) if code == row.code() => state(item, row).is_ok(),
        _ => false,
    }
}

fn change(
    row: &Row,
    action: Action,
    author: &str,
    now: &dyn Fn(&str) -> Option<Item>,
) -> Result<Change, Say> {
    let code = row.code().to_owned();
    let (first, second) = (row.cell(2).to_owned(), row.cell(3).to_owned());
    // An item that is not there is for the list to refuse, which knows whether it was cancelled.
    let like = now(row.code()).map(|item| (item.kind, item.holder)).unwrap_or_default();
    Ok(match action {
        Action::Add => add(row),
        Action::Cancel => Change::Cancel { code, basis: some(row, 2) },
        Action::Transfer => Change::Transfer { code, from: first, to: second },
        Action::Rename => Change::Rename { code, name: first },
        Action::Level => Change::ChangeLevel { code, level: first },
        Action::Split => Change::Split { code, into: vec![part(row, &like.0, &like.1)] },
        Action::Merge => Change::Merge { codes: vec![code], into: Box::new(part(row, &like.0, &like.1)) },
        Action::Complete => {
            let field = field(row.cell(2)).ok_or_else(|| unknown_field(row.cell(2)))?;
            let added =
                Added { field, value: second, author: author.to_owned(), source: row.cell(4).to_owned() };
            Change::Complete { code, added }
        }
        Action::Restate => {
            let mut item = now(row.code()).as_ref().map_or_else(|| part(row, "", ""), as_new);
            item.code.clone_from(&code);
            state(&mut item, row)?;
            Change::Restate { code, item }
        }
    })
}

fn some(row: &Row, at: usize) -> Option<String> {
    Some(row.cell(at).to_owned()).filter(|cell| !cell.is_empty())
}

fn add(row: &Row) -> Change {
    let item = NewItem {
        code: row.code().to_owned(),
        name: row.cell(2).to_owned(),
        kind: row.cell(3).to_owned(),
        holder: row.cell(4).to_owned(),
        basis: some(row, 6),
        level: some(row, 7),
        counterpart: some(row, 8),
        fact: None,
        citation: None,
    };
    let decision = Decision { document: row.cell(5).to_owned(), date: None, granted: true };
    Change::Add { item, decision: Some(decision) }
}

/// What a split or a merger makes: its code, name and basis stand in the line, the rest it has from the old item.
fn part(row: &Row, kind: &str, holder: &str) -> NewItem {
    NewItem {
        code: row.cell(2).to_owned(),
        name: row.cell(3).to_owned(),
        kind: kind.to_owned(),
        holder: holder.to_owned(),
        basis: some(row, 4),
        level: None,
        counterpart: None,
        fact: None,
        citation: None,
    }
}

fn as_new(item: &Item) -> NewItem {
    NewItem {
        code: item.code.clone(),
        name: item.name.clone(),
        kind: item.kind.clone(),
        holder: item.holder.clone(),
        basis: item.basis.clone(),
        level: item.level.clone(),
        counterpart: item.counterpart.clone(),
        fact: Some(item.fact.clone()),
        citation: item.citation.clone(),
    }
}

fn field(word: &str) -> Option<Field> {
    let word = word.to_lowercase();
    FIELDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(field, _)| *field)
}

fn unknown_field(word: &str) -> Say {
    Say::new("powers_pages.line_unknown_field").with("field", word)
}

/// States one thing of an item anew.
fn state(item: &mut NewItem, row: &Row) -> Result<(), Say> {
    let (word, value) = (row.cell(2), row.cell(3).to_owned());
    if KINDS.contains(&word.to_lowercase().as_str()) {
        item.kind = value;
        return Ok(());
    }
    match field(word) {
        Some(Field::Basis) => item.basis = Some(value),
        Some(Field::Counterpart) => item.counterpart = Some(value),
        _ => return Err(Say::new("powers_pages.line_cannot_restate").with("field", word)),
    }
    Ok(())
}

/// Every code a change names.
fn codes(change: &Change) -> Vec<&str> {
    match change {
        Change::Add { item, .. } => vec![&item.code],
        Change::Split { code, into } => {
            std::iter::once(code).chain(into.iter().map(|part| &part.code)).map(String::as_str).collect()
        }
        Change::Merge { codes, into } => codes.iter().chain([&into.code]).map(String::as_str).collect(),
        Change::Cancel { code, .. }
        | Change::Transfer { code, .. }
        | Change::Rename { code, .. }
        | Change::ChangeLevel { code, .. }
        | Change::Complete { code, .. }
        | Change::Restate { code, .. } => vec![code],
    }
}

/// Puts each fault beside a line: the place in `rows` for each fault, `None` for what concerns the adjustment as a
/// whole. Changes are checked in order and one that fits is made, so that the faults of a code are those of the last
/// changes that name it.
pub(crate) fn beside(changes: &[(Change, Vec<usize>)], faults: &[Refused]) -> Vec<Option<usize>> {
    let place = |(at, fault): (usize, &Refused)| {
        if fault.code.is_empty() {
            return None;
        }
        let named: Vec<usize> = changes
            .iter()
            .filter(|(change, _)| codes(change).contains(&fault.code.as_str()))
            .filter_map(|(change, lines)| line_of(change, lines, &fault.code))
            .collect();
        let after = faults.iter().skip(at + 1).filter(|other| other.code == fault.code).count();
        named.len().checked_sub(after + 1).and_then(|place| named.get(place)).or(named.first()).copied()
    };
    faults.iter().enumerate().map(place).collect()
}

/// The line of a change on which a code stands.
fn line_of(change: &Change, lines: &[usize], code: &str) -> Option<usize> {
    let part = match change {
        Change::Split { into, .. } => into.iter().position(|part| part.code == code),
        Change::Merge { codes, .. } => codes.iter().position(|merged| merged == code),
        _ => None,
    };
    part.and_then(|part| lines.get(part)).or(lines.first()).copied()
}
