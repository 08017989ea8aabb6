//! Subject cards: what any page may show of a thing without knowing the job it belongs to.
//!
//! The projection of that job puts, changes and removes the card; a replay gives the same cards.

use crate::{Row, StoreError, Tx, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing, as a line in somebody's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its identity: the stream it is recorded on, such as `duty/…`.
    pub subject: String,
    /// The job's word for what it is, such as `duty`.
    pub kind: String,
    /// Its title in Chinese.
    pub title: String,
    /// Its title in English; may be empty.
    pub title_en: String,
    /// Its state, in the job's words.
    pub state: String,
    /// Where its page is, such as `/duties/…`.
    pub url: String,
    /// The organ it is due from or belongs to; may be empty.
    pub organ: String,
    /// When it is due.
    pub due: Option<Timestamp>,
    /// The document it comes from; may be empty.
    pub document: String,
    /// The clause of that document; may be empty.
    pub clause: String,
    /// Made up for a demonstration, and shown as such wherever it is shown.
    pub made_up: bool,
}

/// Which cards; what is `None` does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    /// Of this organ.
    pub organ: Option<String>,
    /// From this document.
    pub document: Option<String>,
    /// From this clause; with `document`.
    pub clause: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// Due at or after this instant.
    pub due_from: Option<Timestamp>,
    /// Due before this instant.
    pub due_before: Option<Timestamp>,
    /// How many cards to pass over.
    pub skip: u64,
    /// How many cards to give at most; 0 only counts.
    pub take: u32,
}

/// Some of the cards that fit, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// All that fit.
    pub total: u64,
    /// Those of this page: soonest due first, those without a due instant last.
    pub cards: Vec<Card>,
}

const COLUMNS: &str = "subject, kind, title, title_en, state, url, organ, due, document, clause, made_up";

/// Writes a card, replacing the one its subject had.
///
/// # Errors
/// The database refused.
pub fn put(tx: &mut Tx<'_>, card: &Card) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("subject", card.subject.as_str().into())];
    let rest: [(&str, Value); 10] = [
        ("kind", card.kind.as_str().into()),
        ("title", card.title.as_str().into()),
        ("title_en", card.title_en.as_str().into()),
        ("state", card.state.as_str().into()),
        ("url", card.url.as_str().into()),
        ("organ", card.organ.as_str().into()),
        ("due", card.due.into()),
        ("document", card.document.as_str().into()),
        ("clause", card.clause.as_str().into()),
        ("made_up", card.made_up.into()),
    ];
    tx.upsert("cards", &key, &rest)
}

/// Removes the card of a subject, if it has one.
///
/// # Errors
/// The database refused.
pub fn remove(tx: &mut Tx<'_>, subject: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM cards WHERE district = ?1 AND subject = ?2";
    tx.execute(sql, &[tx.district().into(), subject.into()]).map(|_| ())
}

/// The card of a subject.
///
/// # Errors
/// The database refused.
pub fn get(tx: &mut Tx<'_>, subject: &str) -> Result<Option<Card>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM cards WHERE district = ?1 AND subject = ?2");
    tx.query_one(&sql, &[tx.district().into(), subject.into()])?.as_ref().map(read).transpose()
}

/// Every card from a document whose subject begins so, the soonest due first.
///
/// # Errors
/// The database refused.
pub fn beginning(tx: &mut Tx<'_>, document: &str, prefix: &str) -> Result<Vec<Card>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM cards WHERE district = ?1 AND document = ?2 AND SUBSTR(subject, 1, ?3) = ?4
         ORDER BY due IS NULL, due, subject"
    );
    let length = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
    let params = [tx.district().into(), document.into(), length.into(), prefix.into()];
    tx.query(&sql, &params)?.iter().map(read).collect()
}

/// Whether any card is of something made up.
///
/// # Errors
/// The database refused.
pub fn any_made_up(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM cards WHERE district = ?1 AND made_up = 1 LIMIT 1";
    Ok(tx.query_one(sql, &[tx.district().into()])?.is_some())
}

/// The cards that fit, one page of them.
///
/// # Errors
/// The database refused.
pub fn find(tx: &mut Tx<'_>, wanted: &Find) -> Result<Found, StoreError> {
    let (condition, mut values) = condition(tx.district(), wanted);
    let count = format!("SELECT COUNT(*) FROM cards WHERE {condition}");
    let total = tx.query_one(&count, &values)?.map_or(Ok(0), |row| row.count(0))?;
    if wanted.take == 0 || wanted.skip >= total {
        return Ok(Found { total, cards: Vec::new() });
    }
    let (take, skip) = (values.len() + 1, values.len() + 2);
    let page = format!(
        "SELECT {COLUMNS} FROM cards WHERE {condition}
         ORDER BY due IS NULL, due, subject LIMIT ?{take} OFFSET ?{skip}"
    );
    values.extend([wanted.take.into(), wanted.skip.into()]);
    let cards = tx.query(&page, &values)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Found { total, cards })
}

/// The WHERE of a search. Only what is asked for is named, so that the fitting index is used.
fn condition(district: &str, wanted: &Find) -> (String, Vec<Value>) {
    let mut terms = vec!["district = ?1".to_owned()];
    let mut values = vec![district.into()];
    let text = |value: &Option<String>| value.as_deref().map(Value::from);
    let parts = [
        ("organ =", text(&wanted.organ)),
        ("document =", text(&wanted.document)),
        ("clause =", text(&wanted.clause)),
        ("kind =", text(&wanted.kind)),
        ("state =", text(&wanted.state)),
        ("due >=", wanted.due_from.map(Value::from)),
        ("due <", wanted.due_before.map(Value::from)),
    ];
    for (term, value) in parts.into_iter().filter_map(|(term, value)| Some((term, value?))) {
        values.push(value);
        terms.push(format!("{term} ?{}", values.len()));
    }
    (terms.join(" AND "), values)
}

fn read(row: &Row) -> Result<Card, StoreError> {
    Ok(Card {
        subject: row.text(0)?,
        kind: row.text(1)?,
        title: row.text(2)?,
        title_en: row.text(3)?,
        state: row.text(4)?,
        url: row.text(5)?,
        organ: row.text(6)?,
        due: row.opt_time(7)?,
        document: row.text(8)?,
        clause: row.text(9)?,
        made_up: row.flag(10)?,
    })
}
