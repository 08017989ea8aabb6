//! Keeps the tables of notices in step with the ledger.

use super::derived;
use crate::event::{Happened, Issued, Line};
use kernel::Entry;
use store::{Projection, StoreError, Tx, Value};

/// Keeps the derived tables of notices and of their settings in step with the ledger.
pub static PROJECTION: &dyn Projection = &Notices;

#[derive(Debug)]
struct Notices;

impl Projection for Notices {
    fn name(&self) -> &'static str {
        "notices"
    }

    fn tables(&self) -> &'static [&'static str] {
        &[
            "notices",
            "notices_lines",
            "notices_deliveries",
            "notices_ladders",
            "notices_posts",
            "notices_hours",
            "notices_feeds",
        ]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        if !Happened::is_ours(&entry.kind) {
            return Ok(());
        }
        let happened = entry.read().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
        apply(tx, entry, happened)
    }
}

fn apply(tx: &mut Tx<'_>, entry: &Entry, happened: Happened) -> Result<(), StoreError> {
    match happened {
        Happened::Issued(issued) => put(tx, entry, &issued),
        Happened::Sent { channel, message, delivered } => {
            let state = if delivered { "delivered" } else { "sent" };
            deliver(tx, entry, channel.word(), [state, &message, ""])
        }
        Happened::Undeliverable { channel, why, .. } => {
            deliver(tx, entry, channel.word(), ["undeliverable", "", &why])
        }
        Happened::QueuedAgain { channel } => deliver(tx, entry, channel.word(), ["queued", "", ""]),
        Happened::Read {} => mark(tx, entry, "read_at"),
        Happened::Confirmed {} => mark(tx, entry, "confirmed_at"),
        Happened::LadderSet { cause, ladder } => {
            set(tx, "notices_ladders", ("cause", &cause), ("ladder", &ladder))
        }
        Happened::PostSet { account, post } => {
            set(tx, "notices_posts", ("account", &account), ("post", &post))
        }
        Happened::HoursSet { hours } => set(tx, "notices_hours", ("id", "hours"), ("hours", &hours)),
        // How a server sends is its own business; the entry only says who changed it.
        Happened::ChannelSet { .. } => Ok(()),
        Happened::FeedOpened { feed, account, organ } => {
            let rest: [(&str, Value); 3] =
                [("account", account.into()), ("organ", organ.into()), ("opened", entry.at.into())];
            tx.upsert("notices_feeds", &[("district", tx.district().into()), ("feed", feed.into())], &rest)
        }
        Happened::FeedRevoked { feed } => {
            let sql = "UPDATE notices_feeds SET revoked = ?3 WHERE district = ?1 AND feed = ?2";
            tx.execute(sql, &[tx.district().into(), feed.into(), entry.at.into()]).map(|_| ())
        }
    }
}

fn put(tx: &mut Tx<'_>, entry: &Entry, issued: &Issued) -> Result<(), StoreError> {
    let district: Value = tx.district().into();
    let rest: [(&str, Value); 11] = [
        ("account", (&issued.account).into()),
        ("kind", (&issued.kind).into()),
        ("urgent", issued.urgent.into()),
        ("confirm", issued.confirm.into()),
        ("title", (&issued.title).into()),
        ("title_en", (&issued.title_en).into()),
        ("issued", entry.at.into()),
        ("read_at", Value::Null),
        ("confirmed_at", Value::Null),
        ("made_up", issued.made_up.into()),
        ("version", entry.version.into()),
    ];
    tx.upsert("notices", &[("district", district.clone()), ("id", (&issued.id).into())], &rest)?;
    for (number, line) in (1_u64..).zip(&issued.lines) {
        put_line(tx, entry, issued, number, line)?;
    }
    for channel in &issued.channels {
        let key: [(&str, Value); 3] = [
            ("district", district.clone()),
            ("notice", (&issued.id).into()),
            ("channel", channel.word().into()),
        ];
        let rest: [(&str, Value); 5] = [
            ("urgent", issued.urgent.into()),
            ("state", "queued".into()),
            ("at", entry.at.into()),
            ("message", "".into()),
            ("why", "".into()),
        ];
        tx.upsert("notices_deliveries", &key, &rest)?;
    }
    Ok(())
}

fn put_line(
    tx: &mut Tx<'_>,
    entry: &Entry,
    issued: &Issued,
    number: u64,
    line: &Line,
) -> Result<(), StoreError> {
    let key: [(&str, Value); 3] =
        [("district", tx.district().into()), ("notice", (&issued.id).into()), ("number", number.into())];
    let rest: [(&str, Value); 10] = [
        ("subject", (&line.subject).into()),
        ("account", (&issued.account).into()),
        ("due", line.due.into()),
        ("told", entry.at.into()),
        ("rung", (&line.rung).into()),
        ("title", (&line.title).into()),
        ("title_en", (&line.title_en).into()),
        ("words", (&line.words).into()),
        ("words_en", (&line.words_en).into()),
        ("url", (&line.url).into()),
    ];
    tx.upsert("notices_lines", &key, &rest)
}

/// Sets state, message and reason of a delivery.
fn deliver(tx: &mut Tx<'_>, entry: &Entry, channel: &str, to: [&str; 3]) -> Result<(), StoreError> {
    let sql = "UPDATE notices_deliveries SET state = ?4, message = ?5, why = ?6, at = ?7
               WHERE district = ?1 AND notice = ?2 AND channel = ?3";
    let [state, message, why] = to;
    let district = tx.district().into();
    let values = [district, id(entry).into(), channel.into(), state.into(), message.into(), why.into()];
    tx.execute(sql, &[&values[..], &[entry.at.into()]].concat())?;
    keep_version(tx, entry)
}

/// Sets an instant that is set once.
fn mark(tx: &mut Tx<'_>, entry: &Entry, column: &str) -> Result<(), StoreError> {
    let sql =
        format!("UPDATE notices SET {column} = ?3 WHERE district = ?1 AND id = ?2 AND {column} IS NULL");
    tx.execute(&sql, &[tx.district().into(), id(entry).into(), entry.at.into()])?;
    keep_version(tx, entry)
}

fn keep_version(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let sql = "UPDATE notices SET version = ?3 WHERE district = ?1 AND id = ?2";
    tx.execute(sql, &[tx.district().into(), id(entry).into(), entry.version.into()]).map(|_| ())
}

/// The notice an entry is about.
fn id(entry: &Entry) -> &str {
    entry.stream.strip_prefix("notice/").unwrap_or_default()
}

/// A setting by its key; an empty value means none.
fn set(tx: &mut Tx<'_>, table: &str, key: (&str, &str), value: (&str, &str)) -> Result<(), StoreError> {
    if value.1.is_empty() {
        let sql = format!("DELETE FROM {table} WHERE district = ?1 AND {} = ?2", key.0);
        return tx.execute(&sql, &[tx.district().into(), key.1.into()]).map(|_| ());
    }
    let district = tx.district().into();
    tx.upsert(table, &[("district", district), (key.0, key.1.into())], &[(value.0, value.1.into())])
}
