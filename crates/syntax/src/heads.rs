//! Where documents begin: issuer, title, number, addressees (GB/T 9704 7.2, 7.3.1).

use crate::lines::Sheet;
use crate::marks::{numbering::numbering, official};

/// The opening of a document. Positions count solid lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Head {
    pub(crate) first: usize,
    pub(crate) issuer: Option<String>,
    pub(crate) title: String,
    pub(crate) number: Option<String>,
    /// First position after title and number.
    pub(crate) body: usize,
}

/// Most lines a title takes.
const TITLE_LINES: usize = 7;
/// Most bodies that issue a document together.
const ISSUERS: usize = 6;

/// Finds every opening in one pass. A title without a number opens a document only where none is open.
pub(crate) fn heads(sheet: &Sheet<'_>) -> Vec<Head> {
    let mut heads: Vec<Head> = vec![];
    let (mut at, mut from, mut free) = (0, 0, true);
    while at < sheet.solid.len() {
        let found = numbered(sheet, at, from)
            .or_else(|| in_one_line(sheet, at, from))
            .or_else(|| free.then(|| unnumbered(sheet, at)).flatten());
        if let Some(head) = found {
            let head = with_number(sheet, head, from);
            (at, from, free) = (head.body, head.body, false);
            heads.push(head);
        } else {
            let text = sheet.solid(at).text;
            free |= official::date(text).is_some() || official::disclosure(text).is_some();
            at += 1;
        }
    }
    heads
}

/// A number line with a title above or below it.
fn numbered(sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Head> {
    let text = sheet.solid(at).text;
    if let Some(number) = official::order_number(text) {
        return order(sheet, at, from, number);
    }
    let number = official::number(text)?;
    let head = title_above(sheet, at, from)
        .or_else(|| title_below(sheet, at, from))
        .or_else(|| kind_above(sheet, at, from))?;
    Some(Head { number: Some(number), ..head })
}

/// A line with number and title, followed by addressees.
fn in_one_line(sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Head> {
    let (number, title) = official::number_and_title(sheet.solid(at).text)?;
    addressees(sheet, at + 1)?;
    let head =
        Head { first: at, title: title.to_owned(), body: at + 1, number: Some(number), ..Head::default() };
    Some(with_issuer(sheet, head, from))
}

/// The number that the page says above or below the title, when the document itself has none.
fn with_number(sheet: &Sheet<'_>, head: Head, from: usize) -> Head {
    if head.number.is_some() {
        return head;
    }
    let first = if from == 0 { 0 } else { sheet.solid_at(from) };
    let number = sheet.number_between(first, sheet.solid_at(head.body)).map(str::to_owned);
    Head { number, ..head }
}

/// An order or announcement: its name, then 第12号.
fn order(sheet: &Sheet<'_>, at: usize, from: usize, number: String) -> Option<Head> {
    let above = at.checked_sub(1).filter(|above| *above >= from)?;
    let title = sheet.solid(above).text;
    let name = ["令", "公告", "通告"].iter().find_map(|kind| title.strip_suffix(kind))?;
    let issuer = official::is_body(name).then(|| name.to_owned())?;
    Some(Head {
        first: above,
        issuer: Some(issuer),
        title: title.to_owned(),
        number: Some(number),
        body: at + 1,
    })
}

fn title_above(sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Head> {
    let lowest = from.max(at.saturating_sub(TITLE_LINES));
    let part = |above: &usize| is_title_line(sheet.solid(*above).text) && !sheet.solid(*above).tab;
    let first =
        (lowest..at).rev().take_while(part).find(|above| official::starts_title(sheet.solid(*above).text))?;
    Some(with_issuer(
        sheet,
        Head { first, title: joined(sheet, first, at), body: at + 1, ..Head::default() },
        from,
    ))
}

/// A line that names a kind of document directly above its number: 某区2024年政务公开工作要点.
fn kind_above(sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Head> {
    let above = at.checked_sub(1).filter(|above| *above >= from)?;
    let line = sheet.solid(above);
    let titled = !line.tab && is_title_line(line.text) && official::kind(line.text).is_some();
    let head = Head { first: above, title: line.text.to_owned(), body: at + 1, ..Head::default() };
    titled.then(|| with_issuer(sheet, head, from))
}

fn title_below(sheet: &Sheet<'_>, at: usize, from: usize) -> Option<Head> {
    let end = title_end(sheet, at + 1)?;
    let title = joined(sheet, at + 1, end);
    Some(with_issuer(sheet, Head { first: at, title, body: end, ..Head::default() }, from))
}

/// A title that ends with a kind of document and is followed by addressees.
fn unnumbered(sheet: &Sheet<'_>, at: usize) -> Option<Head> {
    let first = at + usize::from(!official::starts_title(sheet.solid(at).text) && is_issuer(sheet, at));
    let starts = official::starts_title(sheet.solid(first).text) && !sheet.solid(first).tab;
    let body = starts.then(|| title_end(sheet, first)).flatten()?;
    addressees(sheet, body)?;
    let head = Head { first, title: joined(sheet, first, body), body, ..Head::default() };
    Some(with_issuer(sheet, head, at))
}

/// One past the last line of a title that begins at a position: where it names a kind of document.
fn title_end(sheet: &Sheet<'_>, first: usize) -> Option<usize> {
    let part = |at: &usize| is_title_line(sheet.solid(*at).text) && !sheet.solid(*at).tab;
    (first..first + TITLE_LINES)
        .take_while(part)
        .find(|at| {
            official::kind(sheet.solid(*at).text).is_some() && joined(sheet, first, at + 1).contains("关于")
        })
        .map(|at| at + 1)
}

/// Adds the bodies named in the lines above, or the one at the beginning of the title.
fn with_issuer(sheet: &Sheet<'_>, head: Head, from: usize) -> Head {
    let first = issuers(sheet, head.first, from);
    let names: Vec<&str> = (first..head.first).map(|at| issuer_name(sheet.solid(at).text)).collect();
    if !names.is_empty() {
        return Head { first, issuer: Some(names.join("、")), ..head };
    }
    let name = head.title.split_once("关于").map(|(before, _)| before).filter(|name| official::is_body(name));
    Head { issuer: name.map(str::to_owned), ..head }
}

/// The first of the lines above a position that name issuers. Several issuers stand in lines directly below each
/// other; a name further up belongs to the document before.
fn issuers(sheet: &Sheet<'_>, below: usize, from: usize) -> usize {
    let mut first = below;
    while first > from && below - first < ISSUERS && is_issuer(sheet, first - 1) {
        let adjacent = sheet.solid_at(first - 1) + 1 == sheet.solid_at(first);
        if first < below && !adjacent {
            break;
        }
        first -= 1;
    }
    first
}

fn issuer_name(text: &str) -> &str {
    text.strip_suffix("文件").unwrap_or(text).trim()
}

fn is_issuer(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = sheet.solid(at);
    !line.tab && official::is_body(line.text) && official::date(sheet.solid(at + 1).text).is_none()
}

fn is_title_line(text: &str) -> bool {
    let label = || numbering(text).is_some_and(|mark| mark.sure);
    official::is_title_like(text)
        && official::date(text).is_none()
        && official::number(text).is_none()
        && official::attachment(text).is_none()
        && !label()
}

fn joined(sheet: &Sheet<'_>, first: usize, end: usize) -> String {
    (first..end).map(|at| sheet.solid(at).text).collect()
}

/// The addressees at a position: their names and the position after them.
pub(crate) fn addressees(sheet: &Sheet<'_>, at: usize) -> Option<(Vec<String>, usize)> {
    let mut text = String::new();
    for next in at..at + 4 {
        let line = sheet.solid(next);
        let label =
            numbering(line.text).is_some_and(|mark| mark.sure) || official::number(line.text).is_some();
        if label || line.tab || line.text.is_empty() || line.text.contains('。') {
            return None;
        }
        text.push_str(line.text);
        if line.text.ends_with(['：', ':']) {
            return official::is_addressees(&text).then(|| (official::addressees(&text), next + 1));
        }
    }
    None
}
