//! The inbox of a person, and what the office sees of all of them.

use super::{record, stream};
use crate::event::{Happened, Line};
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// A notice as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its identity.
    pub id: String,
    /// The account it is for.
    pub account: String,
    /// `reminder`, `returned` …
    pub kind: String,
    /// It was sent in quiet hours too.
    pub urgent: bool,
    /// Reading is not enough.
    pub confirm: bool,
    /// What it says in one line, in Chinese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// When its person opened it.
    pub read: Option<Timestamp>,
    /// When its person confirmed it.
    pub confirmed: Option<Timestamp>,
    /// It tells of made-up things.
    pub made_up: bool,
}

/// Which notices; what is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    /// Whose.
    pub account: String,
    /// Only those that nobody has opened.
    pub unread: bool,
    /// Only those that wait for a confirmation.
    pub unconfirmed: bool,
    /// Only those that a channel did not take.
    pub undeliverable: bool,
    /// About this thing.
    pub subject: String,
}

const COLUMNS: &str =
    "id, account, kind, urgent, confirm, title, title_en, issued, read_at, confirmed_at, made_up";

impl Find {
    fn condition(&self, district: &str) -> (String, Vec<Value>) {
        let mut sql = "district = ?1".to_owned();
        let mut values: Vec<Value> = vec![district.into()];
        if !self.account.is_empty() {
            values.push((&self.account).into());
            sql.push_str(&format!(" AND account = ?{}", values.len()));
        }
        if self.unread {
            sql.push_str(" AND read_at IS NULL");
        }
        if self.unconfirmed {
            sql.push_str(" AND confirm = 1 AND confirmed_at IS NULL");
        }
        if self.undeliverable {
            sql.push_str(
                " AND id IN (SELECT notice FROM notices_deliveries WHERE district = ?1 AND state = 'undeliverable')",
            );
        }
        if !self.subject.is_empty() {
            values.push((&self.subject).into());
            let place = values.len();
            sql.push_str(&format!(
                " AND id IN (SELECT notice FROM notices_lines WHERE district = ?1 AND subject = ?{place})"
            ));
        }
        (sql, values)
    }
}

fn read(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: row.text(0)?,
        account: row.text(1)?,
        kind: row.text(2)?,
        urgent: row.flag(3)?,
        confirm: row.flag(4)?,
        title: row.text(5)?,
        title_en: row.text(6)?,
        issued: row.time(7)?,
        read: row.opt_time(8)?,
        confirmed: row.opt_time(9)?,
        made_up: row.flag(10)?,
    })
}

/// One page of the notices wanted, the newest first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn list(tx: &mut Tx<'_>, find: &Find, page: u32, per: u32) -> Result<(u64, Vec<Notice>), StoreError> {
    let (condition, values) = find.condition(tx.district());
    let total = tx.query_one(&format!("SELECT COUNT(*) FROM notices WHERE {condition}"), &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT {COLUMNS} FROM notices WHERE {condition} ORDER BY issued DESC, id DESC LIMIT {per} OFFSET {offset}"
    );
    let rows = tx.query(&sql, &values)?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// The notice of that identity, with what it tells of.
///
/// # Errors
/// The store's failure.
pub fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<(Notice, Vec<Line>)>, StoreError> {
    let key = [tx.district().into(), id.into()];
    let sql = format!("SELECT {COLUMNS} FROM notices WHERE district = ?1 AND id = ?2");
    let Some(row) = tx.query_one(&sql, &key)? else { return Ok(None) };
    let sql = "SELECT subject, due, rung, title, title_en, words, words_en, url FROM notices_lines
               WHERE district = ?1 AND notice = ?2 ORDER BY number";
    let lines = tx.query(sql, &key)?.iter().map(line).collect::<Result<_, _>>()?;
    Ok(Some((read(&row)?, lines)))
}

fn line(row: &Row) -> Result<Line, StoreError> {
    Ok(Line {
        subject: row.text(0)?,
        due: row.opt_time(1)?,
        rung: row.text(2)?,
        title: row.text(3)?,
        title_en: row.text(4)?,
        words: row.text(5)?,
        words_en: row.text(6)?,
        url: row.text(7)?,
    })
}

/// How many notices of an account nobody has opened.
///
/// # Errors
/// The store's failure.
pub fn unread_count(tx: &mut Tx<'_>, account: &str) -> Result<u64, StoreError> {
    let sql = "SELECT COUNT(*) FROM notices WHERE district = ?1 AND account = ?2 AND read_at IS NULL";
    tx.query_one(sql, &[tx.district().into(), account.into()])?.map_or(Ok(0), |row| row.count(0))
}

/// How many deliveries no channel took, for monitoring.
///
/// # Errors
/// The store's failure.
pub fn undeliverable_count(tx: &mut Tx<'_>, _now: Timestamp) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM notices_deliveries WHERE district = ?1 AND state = 'undeliverable'";
    tx.query_one(sql, &[tx.district().into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Records that its person opened it; the first time counts.
///
/// # Errors
/// No such notice, or another person's.
pub fn read_by(tx: &mut Tx<'_>, id: &str, account: &str, now: Timestamp) -> Result<(), Refusal> {
    let notice = own(tx, id, account)?;
    if notice.read.is_none() {
        record(tx, &stream(id), &Happened::Read {}, account, now)?;
    }
    Ok(())
}

/// Records that its person confirmed it; gives the ledger's number, whose receipt proves it.
///
/// # Errors
/// No such notice, another person's, one that asks for no confirmation, or one confirmed before.
pub fn confirm(tx: &mut Tx<'_>, id: &str, account: &str, now: Timestamp) -> Result<u64, Refusal> {
    let notice = own(tx, id, account)?;
    if !notice.confirm {
        return Err(Refusal::Conflict(Say::new("notices.asks_no_confirmation")));
    }
    if notice.confirmed.is_some() {
        return Err(Refusal::Conflict(Say::new("notices.already_confirmed")));
    }
    if notice.read.is_none() {
        record(tx, &stream(id), &Happened::Read {}, account, now)?;
    }
    Ok(record(tx, &stream(id), &Happened::Confirmed {}, account, now)?)
}

fn own(tx: &mut Tx<'_>, id: &str, account: &str) -> Result<Notice, Refusal> {
    match find(tx, id)? {
        Some((notice, _)) if notice.account == account => Ok(notice),
        // Whether another person has such a notice is nobody's business.
        _ => Err(Refusal::NotFound(Say::new("notices.no_notice").with("id", id))),
    }
}
