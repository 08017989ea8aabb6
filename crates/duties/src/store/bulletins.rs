//! Bulletins: made from the duties of a document and period, kept whole once issued.

use super::{denied, derived, list, list::Filter};
use crate::model::{Bulletin, Denied, Issued, Line, Rule, line, scores};
use jiff::Timestamp;
use kernel::{Entry, Event, Period, Say, end_of_day, start_of_day};
use pack::Pack;
use page::Refusal;
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, Value};

/// The documents of a pack: bulletins name them.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    for document in &pack.documents {
        let key = [("district", tx.district().into()), ("number", (&document.number).into())];
        let rest: [(&str, Value); 3] = [
            ("title", (&document.title).into()),
            ("subject", (&document.subject).into()),
            ("subject_en", (&document.subject_en).into()),
        ];
        tx.upsert("duty_documents", &key, &rest)?;
    }
    Ok(())
}

/// An issued bulletin, as the ledger has it.
pub(super) fn issued(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let issued: Issued = serde_json::from_str(&entry.body).map_err(|e| derived(&e))?;
    let key: [(&str, Value); 4] = [
        ("district", tx.district().into()),
        ("document", (&issued.bulletin.document).into()),
        ("period", (&issued.bulletin.period).into()),
        ("edition", issued.edition.into()),
    ];
    let rest: [(&str, Value); 4] = [
        ("seq", entry.seq.into()),
        ("issued", entry.at.into()),
        ("actor", (&entry.actor).into()),
        ("detail", (&entry.body).into()),
    ];
    tx.upsert("duty_bulletins", &key, &rest)
}

/// What a bulletin of a document and period would say now: duties of that period, and dated tasks whose last day lies
/// in it. What is reported to a lead in its branch is the lead's and stands in no bulletin of the office.
///
/// # Errors
/// No such document or period, or the store's failure.
pub(crate) fn made(
    tx: &mut Tx<'_>,
    document: &str,
    period: &str,
    now: Timestamp,
) -> Result<Bulletin, Refusal> {
    let sql = "SELECT title, subject FROM duty_documents WHERE district = ?1 AND number = ?2";
    let row = tx.query_one(sql, &[tx.district().into(), document.into()])?;
    let unknown = || Refusal::NotFound(Say::new("duties.no_document").with("document", document));
    let row = row.ok_or_else(unknown)?;
    let known: Period =
        period.parse().map_err(|_| Refusal::Invalid(Say::new("duties.bad_period").with("period", period)))?;
    let mut lines = lines(tx, document, known, now)?;
    in_order(tx, &mut lines)?;
    let rule = Rule::in_use();
    Ok(Bulletin {
        document: document.to_owned(),
        title: row.text(0)?,
        subject: row.text(1)?,
        period: known.to_string(),
        at: now,
        scores: scores(&rule, &lines, now),
        rule,
        lines,
    })
}

/// More than any district has in one document and period; a bulletin of more would be no bulletin.
const LINES_MAX: u32 = 5000;

fn lines(tx: &mut Tx<'_>, document: &str, period: Period, now: Timestamp) -> Result<Vec<Line>, StoreError> {
    let of = || Filter { document: document.to_owned(), ..Filter::default() };
    let reports = Filter { period: period.to_string(), ..of() };
    let (first, last) = (start_of_day(period.start()), end_of_day(period.end()));
    let dated = Filter { due_from: Some(first), due_to: Some(last), ..of() };
    let mut duties = list::list(tx, &reports, 1, LINES_MAX)?.1;
    let tasks = list::list(tx, &dated, 1, LINES_MAX)?.1;
    duties.extend(tasks.into_iter().filter(|duty| duty.opened.period.is_empty()));
    let mut lines = Vec::new();
    for duty in duties.iter().filter(|duty| duty.opened.reviewer.is_empty()) {
        let history = tx.stream(&format!("duty/{}", duty.opened.id))?;
        lines.extend(line(duty, &history, now));
    }
    Ok(lines)
}

/// Units in the register's order, whatever they did; within a unit by due instant.
fn in_order(tx: &mut Tx<'_>, lines: &mut [Line]) -> Result<(), StoreError> {
    let order: BTreeMap<String, usize> =
        super::bodies(tx)?.into_iter().enumerate().map(|(at, organ)| (organ, at)).collect();
    let place = |line: &Line| order.get(&line.organ).copied().unwrap_or(usize::MAX);
    lines.sort_by(|a, b| (place(a), &a.organ, a.due, &a.duty).cmp(&(place(b), &b.organ, b.due, &b.duty)));
    Ok(())
}

/// What the office adds to a bulletin when it issues it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Issue {
    /// Its own number.
    pub(crate) number: String,
    /// In whose name.
    pub(crate) issuer: String,
    /// What the office asks for.
    pub(crate) remarks: String,
    /// Whether the scores are a part of it.
    pub(crate) with_scores: bool,
}

/// Issues a bulletin as things stand now; the next of the same document and period is its correction.
///
/// # Errors
/// Nothing is due in it, or as [`made`].
pub(crate) fn issue(
    tx: &mut Tx<'_>,
    (document, period): (&str, &str),
    issue: Issue,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let bulletin = made(tx, document, period, now)?;
    if bulletin.lines.is_empty() {
        return Err(denied(Denied::Conflict(Say::new("duties.nothing_to_bulletin"))));
    }
    let stream = format!("bulletin/{document}/{}", bulletin.period);
    let version = tx.version(&stream)?;
    let head = tx.head()?;
    let issued = Issued {
        bulletin,
        number: issue.number,
        issuer: issue.issuer,
        remarks: issue.remarks,
        with_scores: issue.with_scores,
        edition: u32::try_from(version + 1).unwrap_or(u32::MAX),
        head_size: head.as_ref().map_or(0, |head| head.size),
        head_root: head.map(|head| head.root.to_string()).unwrap_or_default(),
    };
    let body = serde_json::to_value(&issued).map_err(|e| derived(&e))?;
    let event = Event { kind: Issued::KIND.to_owned(), body };
    Ok(tx.append(&stream, version, &[event], by, now)?.first().copied().unwrap_or_default())
}

/// A bulletin that was issued, with where it stands in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The bulletin.
    pub(crate) issued: Issued,
    /// The entry.
    pub(crate) seq: u64,
    /// When it was issued.
    pub(crate) at: Timestamp,
    /// By which account.
    pub(crate) actor: String,
}

const KEPT: &str = "SELECT detail, seq, issued, actor FROM duty_bulletins WHERE district = ?1";

fn kept(row: &Row) -> Result<Kept, StoreError> {
    Ok(Kept {
        issued: serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))?,
        seq: row.count(1)?,
        at: row.time(2)?,
        actor: row.text(3)?,
    })
}

/// The last edition of a bulletin that was issued of a document and period.
///
/// # Errors
/// The store's failure.
pub(crate) fn last_issued(tx: &mut Tx<'_>, document: &str, period: &str) -> Result<Option<Kept>, StoreError> {
    let sql = format!("{KEPT} AND document = ?2 AND period = ?3 ORDER BY edition DESC LIMIT 1");
    tx.query_one(&sql, &[tx.district().into(), document.into(), period.into()])?
        .as_ref()
        .map(kept)
        .transpose()
}

/// The bulletins issued last, the latest first.
///
/// # Errors
/// The store's failure.
pub(crate) fn recently_issued(tx: &mut Tx<'_>, take: u32) -> Result<Vec<Kept>, StoreError> {
    let sql = format!("{KEPT} ORDER BY issued DESC, document, period, edition DESC LIMIT {take}");
    tx.query(&sql, &[tx.district().into()])?.iter().map(kept).collect()
}

/// The documents with reports by period, and those periods, the latest first. Walks from one to the next instead of
/// through every duty. Days are no periods of bulletins.
///
/// # Errors
/// The store's failure.
pub(crate) fn reported_periods(tx: &mut Tx<'_>) -> Result<Vec<(String, Vec<String>)>, StoreError> {
    let documents = "SELECT number FROM duty_documents WHERE district = ?1 ORDER BY number";
    let next = "SELECT MIN(period) FROM duties WHERE district = ?1 AND document = ?2 AND period > ?3";
    let mut all = Vec::new();
    for row in tx.query(documents, &[tx.district().into()])? {
        let document = row.text(0)?;
        let (mut periods, mut last) = (Vec::new(), String::new());
        while let Some(row) =
            tx.query_one(next, &[tx.district().into(), document.as_str().into(), last.as_str().into()])?
        {
            let Some(period) = row.opt_text(0)? else { break };
            last.clone_from(&period);
            if period.len() < "2023-06-25".len() {
                periods.push(period);
            }
        }
        periods.reverse();
        if !periods.is_empty() {
            all.push((document, periods));
        }
    }
    Ok(all)
}
