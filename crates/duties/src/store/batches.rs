//! Work on many duties at once, in one transaction.

use super::list::Filter;
use super::write::{denied, event, known, record};
use super::{acting, derived, is_organ};
use crate::model::{Act, Batch, BatchUndone, Denied, DutyEvent, decide, is_for_many, may_undo, standing_at};
use jiff::Timestamp;
use kernel::{Entry, Event, Say};
use page::Refusal;
use people::User;
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, Value};

/// The most duties of one batch.
pub(crate) const BATCH_MAX: u32 = 20_000;

/// Which duties a batch is for.
#[derive(Debug, Clone)]
pub(crate) enum Chosen {
    /// Those that were ticked.
    Ids(Vec<String>),
    /// All that fit.
    All(Box<Filter>),
}

/// What a batch would do, or did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Done {
    /// The batch; empty while it is only looked at.
    pub(crate) id: String,
    /// The ledger's entry of the batch.
    pub(crate) seq: u64,
    /// To how many it is done.
    pub(crate) done: u64,
    /// Why it is not done to others, with how many and the first of them.
    pub(crate) refused: Vec<(Say, u64, String)>,
    /// How many entries the ledger has: a batch that was made since is not made twice.
    pub(crate) seen: u64,
}

fn ids(tx: &mut Tx<'_>, chosen: &Chosen) -> Result<Vec<String>, Refusal> {
    let ids = match chosen {
        Chosen::Ids(ids) => ids.clone(),
        Chosen::All(filter) => filter.ids(tx, BATCH_MAX + 1)?,
    };
    if ids.is_empty() {
        return Err(Refusal::Invalid(Say::new("duties.batch_of_none")));
    }
    if ids.len() > BATCH_MAX as usize {
        return Err(Refusal::Invalid(Say::new("duties.batch_too_large").with("most", BATCH_MAX)));
    }
    Ok(ids)
}

fn checked(tx: &mut Tx<'_>, act: &Act) -> Result<(), Refusal> {
    if !is_for_many(act) {
        return Err(Refusal::Invalid(Say::new("duties.batch_which_act")));
    }
    match act {
        Act::Assign { to, .. } if !to.trim().is_empty() && !is_organ(tx, to.trim())? => {
            Err(Refusal::Invalid(Say::new("duties.unknown_organ").with("organ", to)))
        }
        _ => Ok(()),
    }
}

fn size(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tx.head()?.map_or(0, |head| head.size))
}

/// Refusals of single duties, those with the same sentence together.
#[derive(Default)]
struct Refused(BTreeMap<String, (Say, u64, String)>);

impl Refused {
    fn add(&mut self, id: &str, denied: Denied) {
        let (Denied::NotYours(say) | Denied::Invalid(say) | Denied::Conflict(say)) = denied;
        let (_, count, _) = self.0.entry(say.to_string()).or_insert_with(|| (say, 0, id.to_owned()));
        *count += 1;
    }

    fn list(self) -> Vec<(Say, u64, String)> {
        self.0.into_values().collect()
    }
}

/// What a batch would do now: nothing is recorded.
///
/// # Errors
/// Nothing or too much was chosen, the act is not for many, or the store's failure.
pub(crate) fn look(
    tx: &mut Tx<'_>,
    user: &User,
    chosen: &Chosen,
    act: &Act,
    now: Timestamp,
) -> Result<Done, Refusal> {
    checked(tx, act)?;
    let mut refused = Refused::default();
    let mut would = Done { seen: size(tx)?, ..Done::default() };
    for id in ids(tx, chosen)? {
        let duty = known(tx, &id)?;
        match decide(&duty, acting(user, &duty), act.clone(), now) {
            Ok(_) => would.done += 1,
            Err(denied) => refused.add(&id, denied),
        }
    }
    Ok(Done { refused: refused.list(), ..would })
}

/// Does it to every duty to which it can be done. `seen` is the ledger's size when it was looked at: the same act by
/// the same account since then is the same form sent twice.
///
/// # Errors
/// As [`look`]; it can be done to none; it was done already; or the store's failure.
pub(crate) fn many(
    tx: &mut Tx<'_>,
    user: &User,
    (chosen, seen): (&Chosen, u64),
    (word, act): (&str, &Act),
    now: Timestamp,
) -> Result<Done, Refusal> {
    checked(tx, act)?;
    let twice = "SELECT id FROM duty_batches WHERE district = ?1 AND seq > ?2 AND actor = ?3 AND act = ?4";
    let values: [Value; 4] = [tx.district().into(), seen.into(), (&user.account).into(), word.into()];
    if tx.query_one(twice, &values)?.is_some() {
        return Err(Refusal::Conflict(Say::new("duties.batch_twice")));
    }
    let id = size(tx)?.to_string();
    let (mut done, mut refused) = (Vec::new(), Refused::default());
    for duty in ids(tx, chosen)? {
        let duty = known(tx, &duty)?;
        match decide(&duty, acting(user, &duty), act.clone(), now) {
            Ok(event) => {
                record(tx, &duty, &event, &user.account, now)?;
                done.push((duty.opened.id, duty.version + 1));
            }
            Err(denied) => refused.add(&duty.opened.id, denied),
        }
    }
    let refused = refused.list();
    if done.is_empty() {
        let say =
            refused.into_iter().next().map_or_else(|| Say::new("duties.batch_of_none"), |(say, ..)| say);
        return Err(Refusal::Conflict(say));
    }
    let count = done.len() as u64;
    let not = refused.iter().map(|(_, count, _)| count).sum();
    let batch = Batch { id: id.clone(), act: word.to_owned(), reason: reason(act), done, refused: not };
    let seq = put(tx, &id, 0, Batch::KIND, &batch, (&user.account, now))?;
    Ok(Done { id, seq, done: count, refused, seen })
}

fn reason(act: &Act) -> String {
    match act {
        Act::Chase(reason) | Act::Extend { reason, .. } | Act::Assign { reason, .. } => reason.clone(),
        _ => String::new(),
    }
}

fn put(
    tx: &mut Tx<'_>,
    id: &str,
    version: u64,
    kind: &str,
    body: &impl serde::Serialize,
    (by, now): (&str, Timestamp),
) -> Result<u64, Refusal> {
    let body = serde_json::to_value(body).map_err(|e| derived(&e))?;
    let event = Event { kind: kind.to_owned(), body };
    let numbers = tx.append(&format!("duty-batch/{id}"), version, &[event], by, now)?;
    Ok(numbers.first().copied().unwrap_or_default())
}

/// Takes a batch back: every duty to which nothing happened since stands as it stood before.
///
/// # Errors
/// No such batch, it was taken back, its day is over, or the store's failure.
pub(crate) fn undo(tx: &mut Tx<'_>, id: &str, by: &str, now: Timestamp) -> Result<BatchUndone, Refusal> {
    let unknown = || Refusal::NotFound(Say::new("duties.no_batch").with("id", id));
    let history = tx.stream(&format!("duty-batch/{id}"))?;
    let first = history.first().ok_or_else(unknown)?;
    may_undo(first.at, history.len() > 1, now).map_err(denied)?;
    let batch: Batch = serde_json::from_str(&first.body).map_err(|e| derived(&e))?;
    let mut left = Vec::new();
    let mut undone = 0;
    for (duty, version) in batch.done {
        let known = known(tx, &duty)?;
        let before = standing_at(&tx.stream(&format!("duty/{duty}"))?, version.saturating_sub(1));
        match before.filter(|_| known.version == version) {
            Some(was) => {
                let back = DutyEvent::Undone { batch: id.to_owned(), was: Box::new(was) };
                tx.append(&format!("duty/{duty}"), version, &[event(&back)?], by, now)?;
                undone += 1;
            }
            None => left.push(duty),
        }
    }
    let done = BatchUndone { id: id.to_owned(), undone, left };
    put(tx, id, 1, BatchUndone::KIND, &done, (by, now))?;
    Ok(done)
}

/// What the ledger makes of a batch and of its undoing.
pub(super) fn batched(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    if entry.kind == BatchUndone::KIND {
        let undone: BatchUndone = serde_json::from_str(&entry.body).map_err(|e| derived(&e))?;
        let sql = "UPDATE duty_batches SET undone = 1 WHERE district = ?1 AND id = ?2";
        return tx.execute(sql, &[tx.district().into(), undone.id.into()]).map(|_| ());
    }
    let batch: Batch = serde_json::from_str(&entry.body).map_err(|e| derived(&e))?;
    let key = [("district", tx.district().into()), ("id", (&batch.id).into())];
    let rest: [(&str, Value); 8] = [
        ("seq", entry.seq.into()),
        ("act", (&batch.act).into()),
        ("reason", (&batch.reason).into()),
        ("actor", (&entry.actor).into()),
        ("at", entry.at.into()),
        ("done", batch.done.len().into()),
        ("refused", batch.refused.into()),
        ("undone", false.into()),
    ];
    tx.upsert("duty_batches", &key, &rest)
}

/// A batch in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BatchRow {
    pub(crate) id: String,
    pub(crate) seq: u64,
    pub(crate) act: String,
    pub(crate) reason: String,
    pub(crate) actor: String,
    pub(crate) at: Timestamp,
    pub(crate) done: u64,
    pub(crate) refused: u64,
    pub(crate) undone: bool,
}

impl BatchRow {
    /// Whether it can be taken back now.
    pub(crate) fn may_undo(&self, now: Timestamp) -> bool {
        may_undo(self.at, self.undone, now).is_ok()
    }
}

/// The last batches, the latest first.
///
/// # Errors
/// The store's failure.
pub(crate) fn batches(tx: &mut Tx<'_>, take: u32) -> Result<Vec<BatchRow>, StoreError> {
    let sql = format!(
        "SELECT id, seq, act, reason, actor, at, done, refused, undone FROM duty_batches WHERE district = ?1 \
         ORDER BY seq DESC LIMIT {take}"
    );
    tx.query(&sql, &[tx.district().into()])?.iter().map(batch_row).collect()
}

fn batch_row(row: &Row) -> Result<BatchRow, StoreError> {
    Ok(BatchRow {
        id: row.text(0)?,
        seq: row.count(1)?,
        act: row.text(2)?,
        reason: row.text(3)?,
        actor: row.text(4)?,
        at: row.time(5)?,
        done: row.count(6)?,
        refused: row.count(7)?,
        undone: row.count(8)? > 0,
    })
}
