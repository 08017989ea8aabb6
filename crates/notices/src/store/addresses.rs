//! Where somebody is reached. Kept apart from the ledger: an address is personal and may be deleted.

use crate::channel::Channel;
use store::{Row, StoreError, Tx};

/// An address of a person on a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Over which channel.
    pub channel: Channel,
    /// The address itself: of mail, a robot's or a program's URL, a topic.
    pub address: String,
    /// What signs or authorises a message there; may be empty, and is never shown.
    pub secret: String,
    /// `zh` or `en`.
    pub language: String,
}

impl std::fmt::Debug for Address {
    /// Neither the address nor the secret gets into a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Address").field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// A person's addresses, in the order of channels.
///
/// # Errors
/// The store's failure.
pub fn addresses(tx: &mut Tx<'_>, account: &str) -> Result<Vec<Address>, StoreError> {
    let sql = "SELECT channel, address, secret, language FROM notices_addresses
               WHERE district = ?1 AND account = ?2";
    let rows = tx.query(sql, &[tx.district().into(), account.into()])?;
    let mut all: Vec<Address> = rows.iter().map(read).collect::<Result<_, _>>()?;
    all.sort_by_key(|address| address.channel);
    Ok(all)
}

fn read(row: &Row) -> Result<Address, StoreError> {
    let channel = Channel::read(&row.text(0)?);
    let channel = channel.ok_or(StoreError::Column { column: 0, wanted: "a channel" })?;
    Ok(Address { channel, address: row.text(1)?, secret: row.text(2)?, language: row.text(3)? })
}

/// Writes an address; an empty one removes it.
///
/// # Errors
/// The store's failure.
pub fn set_address(tx: &mut Tx<'_>, account: &str, address: &Address) -> Result<(), StoreError> {
    let (district, channel) = (tx.district().to_owned(), address.channel.word());
    if address.address.is_empty() {
        let sql = "DELETE FROM notices_addresses WHERE district = ?1 AND account = ?2 AND channel = ?3";
        return tx.execute(sql, &[district.into(), account.into(), channel.into()]).map(|_| ());
    }
    let key = [("district", district.into()), ("account", account.into()), ("channel", channel.into())];
    let rest = [
        ("address", (&address.address).into()),
        ("secret", (&address.secret).into()),
        ("language", (&address.language).into()),
    ];
    tx.upsert("notices_addresses", &key, &rest)
}

/// The channels that a notice to this person goes out over: those with an address that this server can send over.
pub(super) fn reached_over(tx: &mut Tx<'_>, account: &str) -> Result<Vec<Channel>, StoreError> {
    let addresses = addresses(tx, account)?;
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let on = super::senders(tx)?;
    Ok(addresses.into_iter().map(|address| address.channel).filter(|channel| on.contains(channel)).collect())
}
