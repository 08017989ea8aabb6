//! Deliveries: what is queued, who tries it, and what came back.

use super::{record, stream};
use crate::backoff::{LEASE, next_attempt};
use crate::channel::Channel;
use crate::event::Happened;
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// One way a notice went out, or is to go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Over which channel.
    pub channel: Channel,
    /// `queued`, `sent`, `delivered` or `undeliverable`.
    pub state: String,
    /// Since when.
    pub at: Timestamp,
    /// The identity the message carried.
    pub message: String,
    /// Why it was not taken, in the channel's words.
    pub why: String,
    /// Failed attempts while it is queued.
    pub attempts: u64,
}

fn channel(row: &Row, column: usize) -> Result<Channel, StoreError> {
    Channel::read(&row.text(column)?).ok_or(StoreError::Column { column, wanted: "a channel" })
}

/// How a notice went out, in the order of channels.
///
/// # Errors
/// The store's failure.
pub fn deliveries(tx: &mut Tx<'_>, notice: &str) -> Result<Vec<Delivery>, StoreError> {
    let sql = "SELECT d.channel, d.state, d.at, d.message, d.why, a.attempts, a.why FROM notices_deliveries d
               LEFT JOIN notices_attempts a
               ON a.district = d.district AND a.notice = d.notice AND a.channel = d.channel
               WHERE d.district = ?1 AND d.notice = ?2";
    let read = |row: &Row| {
        let why = row.text(4)?;
        let tried = row.opt_text(6)?.unwrap_or_default();
        Ok(Delivery {
            channel: channel(row, 0)?,
            state: row.text(1)?,
            at: row.time(2)?,
            message: row.text(3)?,
            why: if why.is_empty() { tried } else { why },
            attempts: row.opt_int(5)?.and_then(|n| n.try_into().ok()).unwrap_or_default(),
        })
    };
    let rows = tx.query(sql, &[tx.district().into(), notice.into()])?;
    let mut all: Vec<Delivery> = rows.iter().map(read).collect::<Result<_, StoreError>>()?;
    all.sort_by_key(|delivery| delivery.channel);
    Ok(all)
}

/// A delivery whose turn has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) notice: String,
    pub(crate) channel: Channel,
    /// This attempt's number, from 1.
    pub(crate) attempt: u32,
}

/// The delivery that waits longest, what is urgent first; in quiet hours nothing else. It is leased to the caller:
/// whoever else asks meanwhile gets another one, and if the caller dies it is tried again when the lease is over.
pub(crate) fn next_waiting(
    tx: &mut Tx<'_>,
    quiet: bool,
    now: Timestamp,
) -> Result<Option<Waiting>, StoreError> {
    let Some(row) = waiting_row(tx, quiet, now)? else { return Ok(None) };
    let before: u32 = row.opt_int(2)?.and_then(|n| n.try_into().ok()).unwrap_or_default();
    let waiting =
        Waiting { notice: row.text(0)?, channel: channel(&row, 1)?, attempt: before.saturating_add(1) };
    let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
    put_attempt(tx, &waiting, until, "")?;
    Ok(Some(waiting))
}

/// Whether anything waits; it only reads.
pub(crate) fn any_waiting(tx: &mut Tx<'_>, quiet: bool, now: Timestamp) -> Result<bool, StoreError> {
    Ok(waiting_row(tx, quiet, now)?.is_some())
}

fn waiting_row(tx: &mut Tx<'_>, quiet: bool, now: Timestamp) -> Result<Option<Row>, StoreError> {
    let only_urgent = if quiet { "AND d.urgent = 1" } else { "" };
    let sql = format!(
        "SELECT d.notice, d.channel, a.attempts FROM notices_deliveries d
         LEFT JOIN notices_attempts a
         ON a.district = d.district AND a.notice = d.notice AND a.channel = d.channel
         WHERE d.district = ?1 AND d.state = 'queued' {only_urgent} AND (a.next_at IS NULL OR a.next_at <= ?2)
         ORDER BY d.urgent DESC, d.at, d.notice, d.channel LIMIT 1"
    );
    tx.query_one(&sql, &[tx.district().into(), now.into()])
}

fn put_attempt(tx: &mut Tx<'_>, waiting: &Waiting, next: Timestamp, why: &str) -> Result<(), StoreError> {
    let key: [(&str, Value); 3] = [
        ("district", tx.district().into()),
        ("notice", (&waiting.notice).into()),
        ("channel", waiting.channel.word().into()),
    ];
    let rest: [(&str, Value); 3] =
        [("attempts", waiting.attempt.into()), ("next_at", next.into()), ("why", why.into())];
    tx.upsert("notices_attempts", &key, &rest)
}

fn drop_attempt(tx: &mut Tx<'_>, notice: &str, channel: Channel) -> Result<(), StoreError> {
    let sql = "DELETE FROM notices_attempts WHERE district = ?1 AND notice = ?2 AND channel = ?3";
    tx.execute(sql, &[tx.district().into(), notice.into(), channel.word().into()]).map(|_| ())
}

/// Records that the channel took it.
pub(crate) fn took(
    tx: &mut Tx<'_>,
    waiting: &Waiting,
    message: &str,
    delivered: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    drop_attempt(tx, &waiting.notice, waiting.channel)?;
    let happened = Happened::Sent { channel: waiting.channel, message: message.to_owned(), delivered };
    record(tx, &stream(&waiting.notice), &happened, SENDER, now).map(|_| ())
}

/// Remembers that an attempt failed, and when the next one is; after the last it is undeliverable.
pub(crate) fn tried(tx: &mut Tx<'_>, waiting: &Waiting, why: &str, now: Timestamp) -> Result<(), StoreError> {
    match next_attempt(waiting.attempt, now) {
        Some(next) => put_attempt(tx, waiting, next, why),
        None => give_up(tx, waiting, why, now),
    }
}

/// Records that it cannot be delivered.
pub(crate) fn give_up(
    tx: &mut Tx<'_>,
    waiting: &Waiting,
    why: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    drop_attempt(tx, &waiting.notice, waiting.channel)?;
    let (channel, attempts) = (waiting.channel, waiting.attempt);
    let happened = Happened::Undeliverable { channel, why: why.to_owned(), attempts };
    record(tx, &stream(&waiting.notice), &happened, SENDER, now).map(|_| ())
}

/// The name in the ledger of whoever carries notices out.
const SENDER: &str = "sender";

/// Queues what could not be delivered once more.
///
/// # Errors
/// Nothing of that notice and channel is undeliverable.
pub fn queue_again(
    tx: &mut Tx<'_>,
    notice: &str,
    channel: Channel,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let failed = |delivery: &Delivery| delivery.channel == channel && delivery.state == "undeliverable";
    if !deliveries(tx, notice)?.iter().any(failed) {
        return Err(Refusal::Conflict(Say::new("notices.nothing_to_try_again")));
    }
    record(tx, &stream(notice), &Happened::QueuedAgain { channel }, by, now)?;
    Ok(())
}
