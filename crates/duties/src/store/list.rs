//! What lists ask for.

use super::counts::by_state;
use super::row::{COLUMNS, read};
use crate::model::{Duty, DutyState};
use jiff::Timestamp;
use store::{StoreError, Tx, Value};

/// The duty of that identity.
///
/// # Errors
/// The store's failure.
pub fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Duty>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM duties WHERE district = ?1 AND id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// Which duties are wanted; an empty text means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who owes.
    pub organ: String,
    /// Which document demands.
    pub document: String,
    /// Which clause of it.
    pub clause: String,
    /// The state's word.
    pub state: String,
    /// What opened it: a schedule, a task, a clock.
    pub cause: String,
    /// The period it reports on.
    pub period: String,
    /// The organ's part in it.
    pub part: String,
    /// The lead that confirms the reports of its branch.
    pub reviewer: String,
    /// Only those on which the organ still has to do something.
    pub awaits: bool,
    /// Only those on which the organ still has to do something and that are not late at this instant.
    pub pending_at: Option<Timestamp>,
    /// Only those overdue at this instant.
    pub overdue_at: Option<Timestamp>,
    /// Only those that should have been taken note of by this instant and were not.
    pub unclaimed_at: Option<Timestamp>,
    /// Only those with something asked for that nobody has decided.
    pub wished: bool,
    /// Only those due after this instant: the start of the first day wanted.
    pub due_from: Option<Timestamp>,
    /// Only those due by this instant: the end of the last day wanted.
    pub due_to: Option<Timestamp>,
    /// Only those to which something happened after this instant.
    pub changed_since: Option<Timestamp>,
}

/// From so many on, a page of them is found sooner on the way than by sorting them all.
const MANY: u64 = 2_000;

impl Filter {
    /// The condition and its values, in step. `many` fit: then a list in the order of time reads on until its page is
    /// full, instead of sorting all that fit; a column in an expression is no way into an index.
    fn condition(&self, district: &str, many: bool) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = vec![district.into()];
        let mut sql = "district = ?1".to_owned();
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&format!(" AND {condition} ?{}", values.len()));
        };
        let texts = [
            ("organ =", &self.organ),
            ("document =", &self.document),
            ("clause =", &self.clause),
            ("state =", &self.state),
            ("cause =", &self.cause),
            ("period =", &self.period),
            ("part =", &self.part),
            ("reviewer =", &self.reviewer),
        ];
        for (condition, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            and(condition, text.into());
        }
        // A day's limit is its 24:00: what is due on the 25th lies after its beginning and on the 26th's.
        let times = [
            ("due_order <", self.overdue_at),
            ("due_order >=", self.pending_at),
            ("due_order >", self.due_from),
            ("due_order <=", self.due_to),
            (if many { "(claim_by || '') <" } else { "claim_by <" }, self.unclaimed_at),
            (if many { "(changed || '') >" } else { "changed >" }, self.changed_since),
        ];
        for (condition, time) in times.into_iter().filter_map(|(c, t)| t.map(|t| (c, t))) {
            and(condition, time.into());
        }
        if self.due_from.is_some() && self.due_to.is_none() {
            // What has no limit is not due after a day.
            and("due_order <", "9999".into());
        }
        if self.awaits || self.overdue_at.is_some() || self.pending_at.is_some() {
            and("awaits =", true.into());
        }
        if self.wished {
            and("wished =", true.into());
        }
        (sql, values)
    }

    /// What is asked of the states alone, when nothing else is: then the counts are kept and need not be made.
    fn only_states(&self) -> Option<fn(DutyState) -> bool> {
        let known = Filter {
            organ: self.organ.clone(),
            document: self.document.clone(),
            state: self.state.clone(),
            awaits: self.awaits,
            ..Filter::default()
        };
        let awaits: fn(DutyState) -> bool = |state| state.awaits_organ();
        let any: fn(DutyState) -> bool = |_| true;
        (*self == known).then_some(if self.awaits { awaits } else { any })
    }

    /// How many duties fit.
    ///
    /// # Errors
    /// The store's failure.
    pub fn count(&self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        if let Some(fits) = self.only_states() {
            let states = by_state(tx, self)?;
            return Ok(states.into_iter().filter(|(state, _)| fits(*state)).map(|(_, count)| count).sum());
        }
        let (condition, values) = self.condition(tx.district(), false);
        let row = tx.query_one(&format!("SELECT COUNT(*) FROM duties WHERE {condition}"), &values)?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// The identities of all that fit, soonest due first, at most so many.
    ///
    /// # Errors
    /// The store's failure.
    pub fn ids(&self, tx: &mut Tx<'_>, take: u32) -> Result<Vec<String>, StoreError> {
        let (condition, values) = self.condition(tx.district(), false);
        let sql = format!("SELECT id FROM duties WHERE {condition} ORDER BY due_order, id LIMIT {take}");
        tx.query(&sql, &values)?.iter().map(|row| row.text(0)).collect()
    }
}

/// One page of the duties wanted, soonest due first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: u32, per: u32) -> Result<(u64, Vec<Duty>), StoreError> {
    let total = filter.count(tx)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    if offset >= total {
        return Ok((total, Vec::new()));
    }
    let (condition, values) = filter.condition(tx.district(), total > MANY);
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE {condition} ORDER BY due_order, id LIMIT {per} OFFSET {offset}"
    );
    let rows = tx.query(&sql, &values)?;
    Ok((total, rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// The duties an organ reported on last, the latest first.
///
/// # Errors
/// The store's failure.
pub fn recent(tx: &mut Tx<'_>, organ: &str, take: u32) -> Result<Vec<Duty>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE district = ?1 AND organ = ?2 AND reported IS NOT NULL \
         ORDER BY reported DESC, id LIMIT {take}"
    );
    tx.query(&sql, &[tx.district().into(), organ.into()])?.iter().map(read).collect()
}

/// What has opened duties, each once, in order. Walks from one cause to the next instead of through every duty.
///
/// # Errors
/// The store's failure.
pub fn causes(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let next = "SELECT MIN(cause) FROM duties WHERE district = ?1 AND cause > ?2";
    let (mut causes, mut last) = (Vec::new(), String::new());
    while let Some(row) = tx.query_one(next, &[tx.district().into(), last.as_str().into()])? {
        let Some(cause) = row.opt_text(0)? else { break };
        causes.push(cause.clone());
        last = cause;
    }
    Ok(causes)
}

/// The duties of a cause that their organs have in hand.
///
/// # Errors
/// The store's failure.
pub fn in_hand(tx: &mut Tx<'_>, cause: &str) -> Result<Vec<Duty>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE district = ?1 AND cause = ?2 \
         AND state IN ('waiting', 'open', 'returned') ORDER BY due_order, id"
    );
    tx.query(&sql, &[tx.district().into(), cause.into()])?.iter().map(read).collect()
}

/// The last duty of the same kind that an organ reported on before a period: what its next report goes on from.
///
/// # Errors
/// The store's failure.
pub(crate) fn previous(tx: &mut Tx<'_>, duty: &Duty) -> Result<Option<Duty>, StoreError> {
    if duty.opened.period.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE district = ?1 AND cause = ?2 AND organ = ?3 AND period < ?4 \
         AND reviewer = ?5 AND reported IS NOT NULL ORDER BY period DESC LIMIT 1"
    );
    let o = &duty.opened;
    let values: [Value; 5] = [
        tx.district().into(),
        (&o.cause).into(),
        duty.organ().into(),
        (&o.period).into(),
        (&o.reviewer).into(),
    ];
    tx.query_one(&sql, &values)?.as_ref().map(read).transpose()
}
