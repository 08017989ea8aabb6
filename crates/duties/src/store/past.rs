//! The worklist as it stood on a day that is over.

use super::derived;
use super::row::{COLUMNS, LAST, read};
use crate::model::{Duty, DutyState};
use jiff::Timestamp;
use store::{StoreError, Tx, Value};

/// A duty as it stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stood {
    /// The duty as it stands now: what never changes is read from it.
    pub(crate) duty: Duty,
    /// Who owed it then.
    pub(crate) organ: String,
    /// Where it stood then.
    pub(crate) state: DutyState,
    /// The last instant in force then; `None` when there was none.
    pub(crate) due: Option<Timestamp>,
}

impl Stood {
    /// Whether it was overdue then.
    pub(crate) fn was_overdue(&self, then: Timestamp) -> bool {
        self.due.is_some_and(|due| due < then)
    }
}

/// One page of what awaited organs at an instant, soonest due first, and how many there were: of one organ or document
/// when it is not empty.
///
/// # Errors
/// The store's failure.
pub(crate) fn worklist_at(
    tx: &mut Tx<'_>,
    then: Timestamp,
    (organ, document): (&str, &str),
    (page, per): (u32, u32),
) -> Result<(u64, Vec<Stood>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into(), then.into()];
    let mut of = "s.district = ?1 AND s.awaits = 1 AND s.valid_from <= ?2 AND s.valid_to > ?2".to_owned();
    for (column, text) in [("organ", organ), ("document", document)] {
        if !text.is_empty() {
            values.push(text.into());
            of.push_str(&format!(" AND s.{column} = ?{}", values.len()));
        }
    }
    let count = format!("SELECT COUNT(*) FROM duty_spans s WHERE {of}");
    let total = tx.query_one(&count, &values)?.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("d.{column}")).collect();
    let sql = format!(
        "SELECT {}, s.organ, s.state, s.due_order FROM duty_spans s \
         JOIN duties d ON d.district = s.district AND d.id = s.id WHERE {of} \
         ORDER BY s.due_order, s.id LIMIT {per} OFFSET {offset}",
        columns.join(", ")
    );
    let rows = tx.query(&sql, &values)?;
    let stood = rows.iter().map(|row| {
        let state = row.text(4)?;
        // What has no limit stands behind every instant there is.
        let limited = row.text(5)? != LAST;
        Ok(Stood {
            duty: read(row)?,
            organ: row.text(3)?,
            state: DutyState::from_word(&state).ok_or_else(|| derived(&"unknown state"))?,
            due: if limited { row.opt_time(5)? } else { None },
        })
    });
    Ok((total, stood.collect::<Result<_, StoreError>>()?))
}
