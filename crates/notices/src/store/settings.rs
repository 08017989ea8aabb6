//! How notices are set: ladders, posts, hours (derived from the ledger), and this server's senders (kept here only).

use super::{derived, look_again, record};
use crate::channel::Channel;
use crate::event::Happened;
use crate::hours::Hours;
use crate::ladder::Ladder;
use crate::rung::Post;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// The stream on which settings are recorded.
const STREAM: &str = "notices/settings";

/// The ladders that somebody set, by their cause.
///
/// # Errors
/// The store's failure.
pub fn ladders(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Ladder>, StoreError> {
    let rows =
        tx.query("SELECT cause, ladder FROM notices_ladders WHERE district = ?1", &[tx.district().into()])?;
    let read = |text: String| text.parse::<Ladder>().map_err(|say| derived(&say));
    rows.iter().map(|row| Ok((row.text(0)?, read(row.text(1)?)?))).collect()
}

/// The name of the ladder of running incidents among the causes.
pub(crate) const URGENT: &str = "urgent";

/// The ladder of a cause: its own, or the one for all, or the built-in one.
pub fn ladder(set: &BTreeMap<String, Ladder>, cause: &str, urgent: bool) -> Ladder {
    let general = if urgent { URGENT } else { "" };
    let found = set.get(cause).or_else(|| set.get(general)).cloned();
    found.unwrap_or_else(|| if urgent { Ladder::urgent() } else { Ladder::usual() })
}

/// Sets the ladder of a cause, of all (an empty cause) or of incidents (`urgent`); `None` for the usual one again.
///
/// # Errors
/// The store's failure.
pub fn set_ladder(
    tx: &mut Tx<'_>,
    cause: &str,
    ladder: Option<&Ladder>,
    by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ladder = ladder.map(Ladder::to_string).unwrap_or_default();
    look_again(tx)?;
    record(tx, STREAM, &Happened::LadderSet { cause: cause.to_owned(), ladder }, by, now).map(|_| ())
}

/// Who holds a post, by account.
///
/// # Errors
/// The store's failure.
pub fn posts(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Post>, StoreError> {
    let rows =
        tx.query("SELECT account, post FROM notices_posts WHERE district = ?1", &[tx.district().into()])?;
    let read = |word: String| Post::read(&word).ok_or_else(|| derived(&format!("post {word}")));
    rows.iter().map(|row| Ok((row.text(0)?, read(row.text(1)?)?))).collect()
}

/// Makes somebody leader in charge or head of their organ, or neither.
///
/// # Errors
/// The store's failure.
pub fn set_post(
    tx: &mut Tx<'_>,
    account: &str,
    post: Option<Post>,
    by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let post = post.map(|post| post.word().to_owned()).unwrap_or_default();
    look_again(tx)?;
    record(tx, STREAM, &Happened::PostSet { account: account.to_owned(), post }, by, now).map(|_| ())
}

/// The hours that were set, or the usual ones.
///
/// # Errors
/// The store's failure.
pub fn hours(tx: &mut Tx<'_>) -> Result<Hours, StoreError> {
    let row = tx.query_one("SELECT hours FROM notices_hours WHERE district = ?1", &[tx.district().into()])?;
    match row {
        Some(row) => row.text(0)?.parse().map_err(|say| derived(&say)),
        None => Ok(Hours::default()),
    }
}

/// Sets the hours.
///
/// # Errors
/// The store's failure.
pub fn set_hours(tx: &mut Tx<'_>, hours: Hours, by: &str, now: Timestamp) -> Result<(), StoreError> {
    record(tx, STREAM, &Happened::HoursSet { hours: hours.to_string() }, by, now).map(|_| ())
}

/// The settings of a channel as JSON; `None` when this server cannot send over it.
pub(crate) fn sender(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT settings FROM notices_senders WHERE district = ?1 AND channel = ?2";
    tx.query_one(sql, &[tx.district().into(), name.into()])?.map(|row| row.text(0)).transpose()
}

/// The channels that this server can send over.
pub(crate) fn senders(tx: &mut Tx<'_>) -> Result<Vec<Channel>, StoreError> {
    let rows =
        tx.query("SELECT channel FROM notices_senders WHERE district = ?1", &[tx.district().into()])?;
    let words = rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(words.iter().filter_map(|word| Channel::read(word)).collect())
}

/// Sets up a channel on this server, or takes it down. The ledger learns that it was done and nothing else.
pub(crate) fn set_sender(
    tx: &mut Tx<'_>,
    name: &str,
    settings: Option<&str>,
    by: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("channel", name.into())];
    match settings {
        Some(settings) => tx.upsert("notices_senders", &key, &[("settings", settings.into())])?,
        None => {
            let sql = "DELETE FROM notices_senders WHERE district = ?1 AND channel = ?2";
            tx.execute(sql, &[tx.district().into(), name.into()])?;
        }
    }
    let happened = Happened::ChannelSet { channel: name.to_owned(), on: settings.is_some() };
    record(tx, STREAM, &happened, by, now).map(|_| ())
}
