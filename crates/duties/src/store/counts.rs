//! How many duties stand where, without walking through them.

use super::list::Filter;
use crate::model::DutyState;
use jiff::Timestamp;
use store::{StoreError, Tx, Value};

/// How many duties stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Awaiting the organ, not yet late.
    pub open: u64,
    /// Awaiting the organ, late.
    pub overdue: u64,
    /// Reported, awaiting a second person.
    pub submitted: u64,
    /// Accepted, put away or not.
    pub accepted: u64,
    /// Waiting for an upstream document or event.
    pub waiting: u64,
}

/// The counts of one organ, or of all when it is empty.
///
/// # Errors
/// The store's failure.
pub fn counts(tx: &mut Tx<'_>, organ: &str, now: Timestamp) -> Result<Counts, StoreError> {
    let overdue = Filter { organ: organ.to_owned(), overdue_at: Some(now), ..Filter::default() };
    let overdue = overdue.count(tx)?;
    let mut counts = Counts { overdue, ..Counts::default() };
    for (state, count) in by_state(tx, &Filter { organ: organ.to_owned(), ..Filter::default() })? {
        match state {
            DutyState::Open | DutyState::Returned => counts.open += count,
            DutyState::Submitted => counts.submitted += count,
            DutyState::Accepted | DutyState::Closed => counts.accepted += count,
            DutyState::Waiting => counts.waiting += count,
            DutyState::Cancelled | DutyState::Transferred => {}
        }
    }
    counts.open = counts.open.saturating_sub(overdue);
    Ok(counts)
}

/// The counts by state of what fits; only the organ, the document and the state of the filter are looked at.
pub(super) fn by_state(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<(DutyState, u64)>, StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into()];
    let mut sql = "SELECT state, CAST(SUM(count) AS BIGINT) FROM duty_counts WHERE district = ?1".to_owned();
    for (column, text) in [("organ", &filter.organ), ("document", &filter.document), ("state", &filter.state)]
    {
        if !text.is_empty() {
            values.push(text.into());
            sql.push_str(&format!(" AND {column} = ?{}", values.len()));
        }
    }
    sql.push_str(" GROUP BY state");
    let rows = tx.query(&sql, &values)?;
    let mut counts = Vec::new();
    for row in &rows {
        if let Some(state) = DutyState::from_word(&row.text(0)?) {
            counts.push((state, row.count(1)?));
        }
    }
    Ok(counts)
}

/// How many duties are overdue, for monitoring.
///
/// # Errors
/// The store's failure.
pub fn overdue_count(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, StoreError> {
    let overdue = Filter { overdue_at: Some(now), ..Filter::default() };
    overdue.count(tx).map(|count| i64::try_from(count).unwrap_or(i64::MAX))
}
