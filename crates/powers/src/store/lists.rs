//! Reading: the list on any day, one item with its history, editions and the difference between two.

use super::spans::{SPAN, date, read, small};
use super::{derived, search};
use crate::model::{Differs, Edition, Item, Kinds, Span};
use jiff::civil::Date;
use kernel::Say;
use page::Refusal;
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, Value};

/// A list of powers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Its identity: the slug of the document that made it.
    pub id: String,
    /// Number of that document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// The newest edition.
    pub edition: u32,
    /// First day of the newest edition.
    pub effective: Date,
}

/// Which items; an empty text means any.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this list.
    pub list: String,
    /// Exercised by this body.
    pub holder: String,
    /// Of this kind.
    pub kind: String,
    /// Whose name, code, kind, holder or basis contains every one of these words.
    pub q: String,
}

/// Everything known of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Its list.
    pub list: ListRow,
    /// Every state it has had, in order.
    pub spans: Vec<Span>,
}

/// Who could do something on a day, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The item as it stood on that day.
    pub span: Span,
    /// The ledger's entry that put it so; its receipt is `/api/v1/ledger/entries/{seq}/receipt`.
    pub seq: u64,
    /// The ledger's entry of the edition in force on that day: nothing later changed it.
    pub edition_seq: u64,
}

const LIST: &str = "list, document, title, title_en, edition, effective";

fn read_list(row: &Row) -> Result<ListRow, StoreError> {
    Ok(ListRow {
        id: row.text(0)?,
        document: row.text(1)?,
        title: row.text(2)?,
        title_en: row.text(3)?,
        edition: small(row, 4)?,
        effective: date(&row.text(5)?)?,
    })
}

/// Every list, the one that changed last first.
///
/// # Errors
/// The store's failure.
pub fn lists(tx: &mut Tx<'_>) -> Result<Vec<ListRow>, StoreError> {
    let sql = format!("SELECT {LIST} FROM power_lists WHERE district = ?1 ORDER BY effective DESC, list");
    tx.query(&sql, &[tx.district().into()])?.iter().map(read_list).collect()
}

/// The list of that identity or document number; the only one when `id` is empty.
///
/// # Errors
/// None of that identity, or several when none is named; or the store's failure.
pub fn list_of(tx: &mut Tx<'_>, id: &str) -> Result<ListRow, Refusal> {
    let mut lists = lists(tx)?;
    let names: Vec<&str> = lists.iter().map(|list| list.id.as_str()).collect();
    let names = names.join("、");
    if id.is_empty() && lists.len() > 1 {
        return Err(Refusal::Invalid(Say::new("powers.which_list").with("lists", names)));
    }
    lists.retain(|list| id.is_empty() || list.id == id || list.document == id);
    let unknown = || match id {
        "" => Say::new("powers.no_lists"),
        id => Say::new("powers.no_list").with("list", id).with("lists", names),
    };
    lists.pop().ok_or_else(|| Refusal::NotFound(unknown()))
}

/// A condition and its values, in step.
struct Where {
    sql: String,
    values: Vec<Value>,
}

impl Where {
    fn of(tx: &Tx<'_>) -> Where {
        Where { sql: "district = ?1".to_owned(), values: vec![tx.district().into()] }
    }

    fn and(mut self, condition: &str, value: impl Into<Value>) -> Where {
        self.values.push(value.into());
        self.sql.push_str(&format!(" AND {condition} ?{}", self.values.len()));
        self
    }

    /// Passes over a text that is not wanted.
    fn and_if(self, condition: &str, text: &str) -> Where {
        if text.is_empty() { self } else { self.and(condition, text) }
    }

    fn on(self, day: Date) -> Where {
        let day = day.to_string();
        self.and("valid_from <=", &day).and("valid_to >", &day)
    }
}

/// One page of the items in force on a day, in the list's order, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn as_of(
    tx: &mut Tx<'_>,
    on: Date,
    filter: &Filter,
    page: u32,
    per: u32,
) -> Result<(u64, Vec<Span>), StoreError> {
    if !filter.q.trim().is_empty() {
        return search::found(tx, on, filter, page, per);
    }
    let wanted = Where::of(tx)
        .and_if("holder =", &filter.holder)
        .and_if("list =", &filter.list)
        .and_if("kind =", &filter.kind)
        .on(on);
    let total = if filter.holder.is_empty() {
        stated(tx, on, filter)?
    } else {
        let sql = format!("SELECT COUNT(*) FROM power_spans WHERE {}", wanted.sql);
        tx.query_one(&sql, &wanted.values)?.map_or(Ok(0), |row| row.count(0))?
    };
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    if offset >= total {
        return Ok((total, Vec::new()));
    }
    let sql = format!(
        "SELECT {SPAN} FROM power_spans WHERE {} ORDER BY list, position LIMIT {per} OFFSET {offset}",
        wanted.sql
    );
    let spans = tx.query(&sql, &wanted.values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((total, spans))
}

/// How many items the editions in force on a day have: counted when they were made, not now.
fn stated(tx: &mut Tx<'_>, on: Date, filter: &Filter) -> Result<u64, StoreError> {
    let mut total = 0;
    for list in scope(tx, &filter.list)? {
        if let Some(edition) = edition_on(tx, &list, on)? {
            total += match filter.kind.as_str() {
                "" => edition.total,
                kind => edition.kinds.get(kind).copied().unwrap_or_default(),
            };
        }
    }
    Ok(total)
}

/// The lists that are meant: one, or all in order.
pub(super) fn scope(tx: &mut Tx<'_>, list: &str) -> Result<Vec<String>, StoreError> {
    if !list.is_empty() {
        return Ok(vec![list.to_owned()]);
    }
    let rows =
        tx.query("SELECT list FROM power_lists WHERE district = ?1 ORDER BY list", &[tx.district().into()])?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// The items of an edition, all of them, in the list's order: for downloads.
///
/// # Errors
/// The store's failure.
pub fn at_edition(tx: &mut Tx<'_>, list: &str, number: u32) -> Result<Vec<Span>, StoreError> {
    let sql = format!(
        "SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND +edition <= ?3 AND +ended > ?3 ORDER BY position"
    );
    tx.query(&sql, &[tx.district().into(), list.into(), number.into()])?.iter().map(read).collect()
}

/// Everything known of an item; of any list when `list` is empty.
///
/// # Errors
/// No such item, or several lists have it and none is named; or the store's failure.
pub fn history(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<History, Refusal> {
    let wanted = Where::of(tx).and("code =", code).and_if("list =", list);
    let sql = format!("SELECT {SPAN} FROM power_spans WHERE {} ORDER BY valid_from, edition", wanted.sql);
    let rows = tx.query(&sql, &wanted.values)?;
    let mut spans: Vec<Span> = rows.iter().map(read).collect::<Result<_, _>>()?;
    spans.sort_by(|a, b| (&a.list, a.edition).cmp(&(&b.list, b.edition)));
    let Some(first) = spans.first() else {
        return Err(Refusal::NotFound(Say::new("powers.no_item").with("code", code)));
    };
    if spans.iter().any(|span| span.list != first.list) {
        let mut lists: Vec<&str> = spans.iter().map(|span| span.list.as_str()).collect();
        lists.dedup();
        return Err(Refusal::Invalid(Say::new("powers.which_list").with("lists", lists.join("、"))));
    }
    Ok(History { list: list_of(tx, &first.list)?, spans })
}

fn read_edition(row: &Row) -> Result<Edition, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

/// Every edition of a list, the first first.
///
/// # Errors
/// The store's failure.
pub fn editions(tx: &mut Tx<'_>, list: &str) -> Result<Vec<Edition>, StoreError> {
    let sql = "SELECT detail FROM power_editions WHERE district = ?1 AND list = ?2 ORDER BY number";
    tx.query(sql, &[tx.district().into(), list.into()])?.iter().map(read_edition).collect()
}

/// One edition.
///
/// # Errors
/// The store's failure.
pub fn edition(tx: &mut Tx<'_>, list: &str, number: u32) -> Result<Option<Edition>, StoreError> {
    let sql = "SELECT detail FROM power_editions WHERE district = ?1 AND list = ?2 AND number = ?3";
    let row = tx.query_one(sql, &[tx.district().into(), list.into(), number.into()])?;
    row.as_ref().map(read_edition).transpose()
}

/// The edition in force on a day; `None` before the first.
///
/// # Errors
/// The store's failure.
pub fn edition_on(tx: &mut Tx<'_>, list: &str, on: Date) -> Result<Option<Edition>, StoreError> {
    let sql = "SELECT detail FROM power_editions WHERE district = ?1 AND list = ?2 AND effective <= ?3 \
        ORDER BY effective DESC, number DESC LIMIT 1";
    let row = tx.query_one(sql, &[tx.district().into(), list.into(), on.to_string().into()])?;
    row.as_ref().map(read_edition).transpose()
}

/// How two editions of a list differ, in the list's order (P-008).
///
/// # Errors
/// The store's failure.
pub fn difference_between(tx: &mut Tx<'_>, list: &str, a: u32, b: u32) -> Result<Vec<Differs>, StoreError> {
    let (early, late) = (a.min(b), a.max(b));
    let one_side = format!(
        "SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND +edition <= ?3 AND ended > ?3 AND ended <= ?4 \
         UNION ALL SELECT {SPAN} FROM power_spans WHERE district = ?1 AND list = ?2 AND edition > ?3 AND edition <= ?4 AND +ended > ?4"
    );
    let rows = tx.query(&one_side, &[tx.district().into(), list.into(), early.into(), late.into()])?;
    let mut found: BTreeMap<String, Differs> = BTreeMap::new();
    for row in &rows {
        let span = read(row)?;
        let differs = found.entry(span.item.code.clone()).or_insert(Differs { before: None, after: None });
        let side = if span.is_in(a) { &mut differs.before } else { &mut differs.after };
        *side = Some(span.item);
    }
    if early == 0 {
        found.values_mut().for_each(|differs| state_alike(differs, a == early));
    }
    let mut found: Vec<Differs> =
        found.into_values().filter(|differs| differs.before != differs.after).collect();
    found.sort_by_key(|differs| {
        let item = differs.before.as_ref().or(differs.after.as_ref());
        item.map(|item| (item.seq, item.code.clone()))
    });
    Ok(found)
}

/// An earlier list states names, kinds and the body alone: of what it does not state nothing is said to differ.
fn state_alike(differs: &mut Differs, first_is_earlier: bool) {
    let Differs { before: Some(before), after: Some(after) } = differs else { return };
    let (earlier, later) = if first_is_earlier { (before, &*after) } else { (after, &*before) };
    *earlier = Item {
        name: std::mem::take(&mut earlier.name),
        kind: std::mem::take(&mut earlier.kind),
        holder: std::mem::take(&mut earlier.holder),
        ..later.clone()
    };
}

/// Who could exercise an item on a day, and what proves it; `None` when nobody could.
///
/// # Errors
/// As [`history`].
pub fn who_could(tx: &mut Tx<'_>, list: &str, code: &str, on: Date) -> Result<Option<Proof>, Refusal> {
    let history = history(tx, list, code)?;
    let edition = edition_on(tx, &history.list.id, on)?;
    let span = history.spans.into_iter().find(|span| span.covers(on));
    let proof = |(span, edition): (Span, Edition)| Proof { seq: span.seq, edition_seq: edition.seq, span };
    Ok(span.zip(edition).map(proof))
}

/// How many items of a list each body exercises on a day, the most first.
///
/// # Errors
/// The store's failure.
pub fn holders(tx: &mut Tx<'_>, list: &str, on: Date) -> Result<Vec<(String, u64)>, StoreError> {
    let wanted = Where::of(tx).and_if("list =", list).on(on);
    let sql = format!(
        "SELECT holder, COUNT(*) FROM power_spans WHERE {} GROUP BY holder ORDER BY 2 DESC, 1",
        wanted.sql
    );
    tx.query(&sql, &wanted.values)?.iter().map(|row| Ok((row.text(0)?, row.count(1)?))).collect()
}

/// How many items of each kind a list has on a day.
///
/// # Errors
/// The store's failure.
pub fn kinds(tx: &mut Tx<'_>, list: &str, on: Date) -> Result<Kinds, StoreError> {
    let mut kinds = Kinds::new();
    for list in scope(tx, list)? {
        for (kind, count) in edition_on(tx, &list, on)?.map(|edition| edition.kinds).unwrap_or_default() {
            *kinds.entry(kind).or_default() += count;
        }
    }
    Ok(kinds)
}

/// Who exercises an item in the newest edition of a list; `None` when it is not in force there.
///
/// # Errors
/// As [`list_of`].
pub fn newest_holder(tx: &mut Tx<'_>, list: &str, code: &str) -> Result<Option<String>, Refusal> {
    let list = list_of(tx, list)?;
    let sql =
        "SELECT holder FROM power_spans WHERE district = ?1 AND list = ?2 AND code = ?3 AND +ended > ?4";
    let values = [tx.district().into(), (&list.id).into(), code.into(), list.edition.into()];
    Ok(tx.query_one(sql, &values)?.map(|row| row.text(0)).transpose()?)
}
