//! Cases opened under an item (P-016), and the lists of them.

use super::closing::Detail;
use super::rows::places;
use super::{derived, history, json, links};
use crate::cases::{Case, CaseOpened, PENALTY};
use crate::event::PowersEvent;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Entry, Say, day_of};
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// Which cases; an empty text means any.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// The list.
    pub list: String,
    /// The item.
    pub code: String,
    /// Who acts.
    pub body: String,
    /// Words that stand in number or subject.
    pub words: String,
    /// Only those still open.
    pub open: bool,
    /// Only acts of that year.
    pub year: Option<i16>,
    /// Only open cases whose item is not in force for their body on that day while nobody was named to finish them.
    pub stranded: Option<Date>,
    /// Only open penalty cases filed before that day.
    pub filed_before: Option<Date>,
    /// Only those of a random draw.
    pub draw: String,
}

/// A case beside its item as it stood on the day of the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// The case.
    pub case: Case,
    /// The item's name; empty when the list has lost it.
    pub name: String,
    /// The item's kind.
    pub kind: String,
}

/// Applies the opening of a case.
pub(super) fn opened(tx: &mut Tx<'_>, opened: CaseOpened, entry: &Entry) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("id", (&opened.id).into())];
    let rest: [(&str, Value); 13] = [
        ("list", (&opened.list).into()),
        ("code", (&opened.code).into()),
        ("body", (&opened.body).into()),
        ("opened", opened.day.to_string().into()),
        ("act", (&opened.act).into()),
        ("subject", (&opened.subject).into()),
        ("draw", (&opened.draw).into()),
        ("closed", false.into()),
        ("finisher", "".into()),
        ("outcome", "".into()),
        ("reviewed", "".into()),
        ("seq", entry.seq.into()),
        ("detail", json(&Detail::opened(opened))?.into()),
    ];
    tx.upsert("power_cases", &key, &rest)
}

/// The columns of a case as it is read.
const CASE: &str = "c.detail, c.seq";

fn read(row: &Row) -> Result<Case, StoreError> {
    let detail: Detail = serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?;
    Ok(detail.case(row.count(1)?))
}

pub(super) fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Case>, StoreError> {
    let sql = format!("SELECT {CASE} FROM power_cases c WHERE c.district = ?1 AND c.id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// Opens a case; gives the ledger's number.
///
/// # Errors
/// The item is not in force for that body on that day, the act is punished under a linked item already, the case
/// exists, the day lies ahead, the draw did not choose the subject; or the store's failure.
pub fn open_case(tx: &mut Tx<'_>, case: CaseOpened, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    if case.id.trim().is_empty() || case.subject.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("powers.case_empty")));
    }
    if case.id.contains(['/', '?', '#']) {
        return Err(Refusal::Invalid(Say::new("powers.case_number").with("case", &case.id)));
    }
    if case.day > day_of(now) {
        return Err(Refusal::Invalid(Say::new("powers.case_ahead").with("day", case.day)));
    }
    if find(tx, &case.id)?.is_some() {
        return Err(Refusal::Conflict(Say::new("powers.case_exists").with("case", &case.id)));
    }
    let list = may(tx, (&case.list, &case.code, &case.body), case.day)?;
    let case = CaseOpened { list, ..case };
    not_twice(tx, &case)?;
    super::draws::chose(tx, &case)?;
    append(tx, &case.id.clone(), &PowersEvent::CaseOpened(case), by, now)
}

/// The list whose item is in force for that body on that day (P-016). `of` is list, code and body.
pub(super) fn may(tx: &mut Tx<'_>, of: (&str, &str, &str), day: Date) -> Result<String, Refusal> {
    let (list, code, body) = of;
    let history = history(tx, list, code)?;
    let say = match history.spans.iter().find(|span| span.covers(day)) {
        Some(span) if span.item.holder == body => return Ok(history.list.id),
        Some(span) => Say::new("powers.case_other_body").with("holder", &span.item.holder),
        None => Say::new("powers.case_not_in_force"),
    };
    Err(Refusal::Conflict(say.with("code", code).with("day", day).with("body", body)))
}

/// One act is not punished under a general and a special item (P-006).
fn not_twice(tx: &mut Tx<'_>, case: &CaseOpened) -> Result<(), Refusal> {
    if case.act.is_empty() {
        return Ok(());
    }
    let linked = links(tx, &case.list, &case.code)?;
    let sql =
        format!("SELECT {CASE} FROM power_cases c WHERE c.district = ?1 AND c.list = ?2 AND c.act = ?3");
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

/// Records something about a case.
pub(super) fn append(
    tx: &mut Tx<'_>,
    id: &str,
    event: &PowersEvent,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    Ok(super::append(tx, &format!("powers-case/{id}"), event, by, now)?)
}

/// The condition of a filter and its values.
fn condition(district: &str, filter: &CaseFilter) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![district.into()];
    let mut sql = "c.district = ?1".to_owned();
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND {}", condition.replace("?", &format!("?{}", values.len()))));
    };
    let texts =
        [("list", &filter.list), ("code", &filter.code), ("body", &filter.body), ("draw", &filter.draw)];
    for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        and(&format!("c.{column} = ?"), text.into());
    }
    for word in filter.words.split_whitespace() {
        let like = format!("%{}%", word.replace(['%', '_', '\\'], " "));
        and("(c.id LIKE ? OR c.subject LIKE ?)", like.into());
    }
    if let Some(year) = filter.year {
        and("c.opened >= ?", format!("{year:04}-01-01").into());
        and("c.opened <= ?", format!("{year:04}-12-31").into());
    }
    if let Some(day) = filter.filed_before {
        and("c.opened < ?", day.to_string().into());
        and("s.kind = ?", PENALTY.into());
    }
    if let Some(day) = filter.stranded {
        let held = "EXISTS (SELECT 1 FROM power_spans h WHERE h.district = c.district AND h.list = c.list \
            AND h.code = c.code AND h.holder = c.body AND h.valid_from <= ? AND h.valid_to > ?)";
        and(&format!("c.finisher = '' AND NOT {held}"), day.to_string().into());
    }
    if filter.open || filter.stranded.is_some() || filter.filed_before.is_some() {
        sql.push_str(" AND c.closed = 0");
    }
    (sql, values)
}

/// The item as it stood on the day of the act.
const ITEM: &str = "LEFT JOIN power_spans s ON s.district = c.district AND s.list = c.list AND s.code = c.code \
    AND s.valid_from <= c.opened AND s.valid_to > c.opened";

/// One page of cases, the latest first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn cases(
    tx: &mut Tx<'_>,
    filter: &CaseFilter,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<ListedCase>), StoreError> {
    let (condition, values) = condition(tx.district(), filter);
    let joined = if filter.filed_before.is_some() { ITEM } else { "" };
    let counted = format!("SELECT COUNT(*) FROM power_cases c {joined} WHERE {condition}");
    let total = tx.query_one(&counted, &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT {CASE}, COALESCE(s.name, ''), COALESCE(s.kind, '') FROM power_cases c {ITEM} WHERE {condition} \
         ORDER BY c.opened DESC, c.id LIMIT {per} OFFSET {offset}"
    );
    let listed = |row: &Row| Ok(ListedCase { case: read(row)?, name: row.text(2)?, kind: row.text(3)? });
    let found = tx.query(&sql, &values)?.iter().map(listed).collect::<Result<_, StoreError>>()?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, found))
}

/// The open cases under some items.
pub(super) fn open_under(tx: &mut Tx<'_>, list: &str, codes: &[&str]) -> Result<Vec<Case>, StoreError> {
    let mut found = Vec::new();
    for some in codes.chunks(super::rows::ROWS) {
        let sql = format!(
            "SELECT {CASE} FROM power_cases c WHERE c.district = ?1 AND c.list = ?2 AND c.closed = 0 \
             AND c.code IN ({}) ORDER BY c.id",
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

/// The newest closed cases under an item that ended in a decision, for comparison; `most` at once.
pub(super) fn decided(tx: &mut Tx<'_>, list: &str, code: &str, most: u32) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {CASE} FROM power_cases c WHERE c.district = ?1 AND c.list = ?2 AND c.code = ?3 \
         AND c.outcome = 'imposed' ORDER BY c.opened DESC, c.id LIMIT {most}"
    );
    tx.query(&sql, &[tx.district().into(), list.into(), code.into()])?.iter().map(read).collect()
}
