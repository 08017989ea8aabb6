//! Use of the list: cases opened under an item, and what was never used (P-016, P-017).

use super::rows::places;
use super::{derived, edition_on, history, json, links};
use crate::event::PowersEvent;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Entry, Happening, Say, day_of};
use page::Refusal;
use serde::{Deserialize, Serialize};
use store::{Row, StoreError, Tx, Value};

/// A penalty or inspection record is opened under an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// Its identity, as the body numbers it.
    pub id: String,
    /// The list.
    pub list: String,
    /// The item it rests on.
    pub code: String,
    /// Who acts.
    pub body: String,
    /// The day of the act.
    pub day: Date,
    /// Whom or what it concerns; no more than is needed to find it again.
    pub subject: String,
    /// The act it is about, the same under every item it might fall under: one act is not punished twice (P-006).
    #[serde(default)]
    pub act: String,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// How it was opened.
    pub opened: CaseOpened,
    /// What came of it; `None` while it is open.
    pub result: Option<String>,
    /// The ledger's entry that opened it.
    pub seq: u64,
}

/// Which cases; an empty text means any.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// The list.
    pub list: String,
    /// The item.
    pub code: String,
    /// Who acts.
    pub body: String,
    /// Only those still open.
    pub open: bool,
}

/// How much an item was used in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The item.
    pub code: String,
    /// Its name at the year's end.
    pub name: String,
    /// Cases opened under it in the year; 0 when it was never used.
    pub cases: u64,
    /// Of which closed.
    pub closed: u64,
}

/// The row's own part: how a case was opened and what came of it.
#[derive(Serialize, Deserialize)]
struct Detail {
    opened: CaseOpened,
    result: Option<String>,
}

/// Applies the opening of a case.
pub(super) fn opened(tx: &mut Tx<'_>, opened: CaseOpened, entry: &Entry) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("id", (&opened.id).into())];
    let (list, code, body) = ((&opened.list).into(), (&opened.code).into(), (&opened.body).into());
    let (day, act) = (opened.day.to_string().into(), (&opened.act).into());
    let detail = json(&Detail { opened, result: None })?;
    let rest: [(&str, Value); 8] = [
        ("list", list),
        ("code", code),
        ("body", body),
        ("opened", day),
        ("act", act),
        ("closed", false.into()),
        ("seq", entry.seq.into()),
        ("detail", detail.into()),
    ];
    tx.upsert("power_cases", &key, &rest)
}

/// Applies the closing of a case.
pub(super) fn closed(tx: &mut Tx<'_>, id: &str, result: String) -> Result<(), StoreError> {
    let Some(case) = find(tx, id)? else { return Ok(()) };
    let detail = json(&Detail { opened: case.opened, result: Some(result) })?;
    let sql = "UPDATE power_cases SET closed = 1, detail = ?1 WHERE district = ?2 AND id = ?3";
    tx.execute(sql, &[detail.into(), tx.district().into(), id.into()]).map(|_| ())
}

const CASE: &str = "detail, seq";

fn read(row: &Row) -> Result<Case, StoreError> {
    let Detail { opened, result } = serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?;
    Ok(Case { opened, result, seq: row.count(1)? })
}

fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Case>, StoreError> {
    let sql = format!("SELECT {CASE} FROM power_cases WHERE district = ?1 AND id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// Opens a case; gives the ledger's number.
///
/// # Errors
/// The item is not in force for that body on that day, the act is punished under a linked item already, the case
/// exists, the day lies ahead; or the store's failure.
pub fn open_case(tx: &mut Tx<'_>, case: CaseOpened, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    if case.id.trim().is_empty() || case.subject.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.case_empty")));
    }
    if case.day > day_of(now) {
        return Err(Refusal::Invalid(Say::new("powers.case_ahead").with("day", case.day)));
    }
    if find(tx, &case.id)?.is_some() {
        return Err(Refusal::Conflict(Say::new("powers.case_exists").with("case", &case.id)));
    }
    let list = may(tx, &case)?;
    let case = CaseOpened { list, ..case };
    not_twice(tx, &case)?;
    append(tx, &case.id.clone(), &PowersEvent::CaseOpened(case), by, now)
}

/// The list whose item is in force for that body on that day (P-016).
fn may(tx: &mut Tx<'_>, case: &CaseOpened) -> Result<String, Refusal> {
    let history = history(tx, &case.list, &case.code)?;
    let say = match history.spans.iter().find(|span| span.covers(case.day)) {
        Some(span) if span.item.holder == case.body => return Ok(history.list.id),
        Some(span) => Say::new("powers.case_other_body").with("holder", &span.item.holder),
        None => Say::new("powers.case_not_in_force"),
    };
    Err(Refusal::Conflict(say.with("code", &case.code).with("day", case.day).with("body", &case.body)))
}

/// One act is not punished under a general and a special item (P-006).
fn not_twice(tx: &mut Tx<'_>, case: &CaseOpened) -> Result<(), Refusal> {
    if case.act.is_empty() {
        return Ok(());
    }
    let linked = links(tx, &case.list, &case.code)?;
    let sql = format!("SELECT {CASE} FROM power_cases WHERE district = ?1 AND list = ?2 AND act = ?3");
    let rows = tx.query(&sql, &[tx.district().into(), (&case.list).into(), (&case.act).into()])?;
    for row in &rows {
        let other = read(row)?;
        let touches =
            |link: &super::Link| [&link.linked.general, &link.linked.special].contains(&&other.opened.code);
        if other.opened.code == case.code || linked.iter().any(touches) {
            let say = Say::new("powers.act_twice").with("act", &case.act).with("case", &other.opened.id);
            return Err(Refusal::Conflict(say.with("code", &other.opened.code)));
        }
    }
    Ok(())
}

/// One case.
///
/// # Errors
/// No such case, or the store's failure.
pub fn case(tx: &mut Tx<'_>, id: &str) -> Result<Case, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("powers.no_case").with("case", id)))
}

/// Closes a case with its result; gives the ledger's number.
///
/// # Errors
/// No such case, it is closed already, no result; or the store's failure.
pub fn close_case(tx: &mut Tx<'_>, id: &str, result: &str, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let case = case(tx, id)?;
    if case.result.is_some() {
        return Err(Refusal::Conflict(Say::new("powers.case_closed").with("case", id)));
    }
    if result.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.case_no_result")));
    }
    append(tx, id, &PowersEvent::CaseClosed { id: id.to_owned(), result: result.to_owned() }, by, now)
}

fn append(tx: &mut Tx<'_>, id: &str, event: &PowersEvent, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let stream = format!("powers-case/{id}");
    let version = tx.version(&stream)?;
    let event = event.event().map_err(|e| derived(&e))?;
    Ok(tx.append(&stream, version, &[event], by, now)?.first().copied().unwrap_or_default())
}

/// One page of cases, the latest first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn cases(
    tx: &mut Tx<'_>,
    filter: &CaseFilter,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Case>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into()];
    let mut sql = "district = ?1".to_owned();
    let texts = [("list", &filter.list), ("code", &filter.code), ("body", &filter.body)];
    for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        values.push(text.into());
        sql.push_str(&format!(" AND {column} = ?{}", values.len()));
    }
    if filter.open {
        sql.push_str(" AND closed = 0");
    }
    let total = tx.query_one(&format!("SELECT COUNT(*) FROM power_cases WHERE {sql}"), &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT {CASE} FROM power_cases WHERE {sql} ORDER BY opened DESC, id LIMIT {per} OFFSET {offset}"
    );
    let found = tx.query(&sql, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, found))
}

/// The open cases under some items.
pub(super) fn open_under(tx: &mut Tx<'_>, list: &str, codes: &[&str]) -> Result<Vec<Case>, StoreError> {
    let mut found = Vec::new();
    for some in codes.chunks(super::rows::ROWS) {
        let sql = format!(
            "SELECT {CASE} FROM power_cases WHERE district = ?1 AND list = ?2 AND closed = 0 AND code IN ({}) ORDER BY id",
            places(2, some.len())
        );
        let mut values: Vec<Value> = vec![tx.district().into(), list.into()];
        values.extend(some.iter().map(|code| Value::from(*code)));
        for row in tx.query(&sql, &values)? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// How much each item of a list was used in a year, in the list's order; those never used have 0. The items are
/// those in force at the year's end.
///
/// # Errors
/// The store's failure.
pub fn use_of(tx: &mut Tx<'_>, list: &str, year: i16) -> Result<Vec<Use>, StoreError> {
    let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    let end: Date = last.parse().map_err(|_| derived(&format!("`{year}` is no year")))?;
    let Some(edition) = edition_on(tx, list, end)? else { return Ok(Vec::new()) };
    let sql = "SELECT s.code, s.name, COUNT(c.id), COALESCE(SUM(c.closed), 0) FROM power_spans s \
        LEFT JOIN power_cases c ON c.district = s.district AND c.list = s.list AND c.code = s.code \
          AND c.opened >= ?3 AND c.opened <= ?4 \
        WHERE s.district = ?1 AND s.list = ?2 AND +s.edition <= ?5 AND +s.ended > ?5 \
        GROUP BY s.position, s.code, s.name ORDER BY s.position";
    let values: [Value; 5] =
        [tx.district().into(), list.into(), first.into(), last.into(), edition.number.into()];
    let read = |row: &Row| {
        Ok(Use { code: row.text(0)?, name: row.text(1)?, cases: row.count(2)?, closed: row.count(3)? })
    };
    tx.query(sql, &values)?.iter().map(read).collect()
}
