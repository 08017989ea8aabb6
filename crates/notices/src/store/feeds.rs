//! Private links to feeds: whoever has the link may read the feed, until it is revoked.

use super::record;
use crate::event::Happened;
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;
use people::Secret;
use store::{Row, StoreError, Tx};

/// A feed, which is not its link: the link is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its identity.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// The organ whose clocks it shows.
    pub organ: String,
    /// When it was made.
    pub opened: Timestamp,
    /// When it was revoked; `None` while the link is good.
    pub revoked: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Feed, StoreError> {
    Ok(Feed {
        id: row.text(0)?,
        account: row.text(1)?,
        organ: row.text(2)?,
        opened: row.time(3)?,
        revoked: row.opt_time(4)?,
    })
}

const COLUMNS: &str = "f.feed, f.account, f.organ, f.opened, f.revoked";

/// Makes a link to a feed of an organ's clocks and of the account's own notices; gives the link's secret, once.
///
/// # Errors
/// The store's failure, or the operating system gives no random bytes.
pub fn open_feed(tx: &mut Tx<'_>, account: &str, organ: &str, now: Timestamp) -> Result<Secret, Refusal> {
    let secret = Secret::draw().map_err(|error| Refusal::Broken(error.to_string()))?;
    let digest = secret.digest();
    // A name that tells nothing of the link: the digest cannot be turned back, and only a part of it is shown.
    let feed: String = digest.chars().take(12).collect();
    let key = [("district", tx.district().into()), ("digest", (&digest).into())];
    tx.upsert("notices_feed_digests", &key, &[("feed", (&feed).into())])?;
    let happened =
        Happened::FeedOpened { feed: feed.clone(), account: account.to_owned(), organ: organ.to_owned() };
    record(tx, &format!("feed/{feed}"), &happened, account, now)?;
    Ok(secret)
}

/// The feed that a link's secret opens; `None` when it is unknown or revoked.
///
/// # Errors
/// The store's failure.
pub fn feed_of(tx: &mut Tx<'_>, secret: &str) -> Result<Option<Feed>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notices_feed_digests d
         JOIN notices_feeds f ON f.district = d.district AND f.feed = d.feed
         WHERE d.district = ?1 AND d.digest = ?2 AND f.revoked IS NULL"
    );
    let digest = people::digest(secret);
    tx.query_one(&sql, &[tx.district().into(), digest.into()])?.as_ref().map(read).transpose()
}

/// An account's feeds, revoked ones too, newest first.
///
/// # Errors
/// The store's failure.
pub fn feeds(tx: &mut Tx<'_>, account: &str) -> Result<Vec<Feed>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notices_feeds f WHERE f.district = ?1 AND f.account = ?2 ORDER BY f.opened DESC, f.feed"
    );
    tx.query(&sql, &[tx.district().into(), account.into()])?.iter().map(read).collect()
}

/// Revokes a link, at once.
///
/// # Errors
/// The account has no such feed, or it is revoked.
pub fn revoke_feed(tx: &mut Tx<'_>, account: &str, feed: &str, now: Timestamp) -> Result<(), Refusal> {
    let mine = feeds(tx, account)?.into_iter().find(|found| found.id == feed && found.revoked.is_none());
    if mine.is_none() {
        return Err(Refusal::NotFound(Say::new("notices.no_feed").with("id", feed)));
    }
    let sql = "DELETE FROM notices_feed_digests WHERE district = ?1 AND feed = ?2";
    tx.execute(sql, &[tx.district().into(), feed.into()])?;
    record(tx, &format!("feed/{feed}"), &Happened::FeedRevoked { feed: feed.to_owned() }, account, now)?;
    Ok(())
}
