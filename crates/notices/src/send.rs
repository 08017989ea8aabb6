//! Carrying out: one delivery after the other is leased, sent and recorded.
//!
//! Between sending and recording a crash can happen. Then the lease ends and the message is sent once more under the
//! same identity; a channel that knows identities makes it one again, on the others the person sees the number.

use crate::channel::{Channel, Outcome, mail, mqtt, robot, webhook};
use crate::event::Line;
use crate::message::Message;
use crate::store::{self, Address, Notice, Waiting};
use ::store::{Store, StoreError, Tx};
use jiff::Timestamp;
use page::{Clock, Language};
use serde::de::DeserializeOwned;
use store::derived;

/// Deliveries of one round, so that a full outbox does not keep the clock from ticking.
const ROUND: usize = 200;

/// Where the server's own address is kept among the senders' settings.
pub(crate) const SITE: &str = "site";

/// What is needed to send one delivery, read in one snapshot.
#[derive(Debug)]
pub(crate) struct Parcel {
    notice: Notice,
    lines: Vec<Line>,
    address: Option<Address>,
    settings: Option<String>,
    origin: String,
    district: String,
}

/// Sends whatever is queued and due; gives how many deliveries were tried. It may run at any time, on several servers
/// at once, and be killed at any point.
///
/// # Errors
/// The store's failure; what was not done is done by the next round.
pub fn carry_out(store: &Store, clock: &dyn Clock) -> Result<usize, StoreError> {
    let drill = clock.is_set();
    carry(store, &|| clock.now(), &|waiting, parcel, now| send(waiting, parcel, drill, now))
}

/// The same with another way of telling time and of sending, for tests.
pub(crate) fn carry(
    store: &Store,
    now: &dyn Fn() -> Timestamp,
    send: &dyn Fn(&Waiting, &Parcel, Timestamp) -> Outcome,
) -> Result<usize, StoreError> {
    for done in 0..ROUND {
        let quiet = store.read(store::hours)?.is_quiet(now());
        let Some(waiting) = lease(store, quiet, now())? else { return Ok(done) };
        let parcel = store.read(|tx| parcel(tx, &waiting))?;
        let outcome = send(&waiting, &parcel, now());
        store.write(|tx| came_back(tx, &waiting, &outcome, now()))?;
    }
    Ok(ROUND)
}

/// The common case asks for nothing and must not stop those who write.
fn lease(store: &Store, quiet: bool, now: Timestamp) -> Result<Option<Waiting>, StoreError> {
    if !store.read(|tx| store::any_waiting(tx, quiet, now))? {
        return Ok(None);
    }
    store.write(|tx| store::next_waiting(tx, quiet, now))
}

fn parcel(tx: &mut Tx<'_>, waiting: &Waiting) -> Result<Parcel, StoreError> {
    let (notice, lines) =
        store::find(tx, &waiting.notice)?.ok_or_else(|| derived(&format!("notice {}", waiting.notice)))?;
    let all = store::addresses(tx, &notice.account)?;
    Ok(Parcel {
        address: all.into_iter().find(|address| address.channel == waiting.channel),
        settings: store::sender(tx, waiting.channel.word())?,
        origin: store::sender(tx, SITE)?.unwrap_or_default(),
        district: tx.district().to_owned(),
        notice,
        lines,
    })
}

fn came_back(
    tx: &mut Tx<'_>,
    waiting: &Waiting,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(), StoreError> {
    match outcome {
        Outcome::Took { delivered } => {
            store::took(tx, waiting, &identity(tx.district(), waiting), *delivered, now)
        }
        Outcome::TryAgain(why) => store::tried(tx, waiting, why, now),
        Outcome::Refused(why) => store::give_up(tx, waiting, why, now),
    }
}

/// What a message is known by, the same at every attempt; also good as a `Message-ID`.
fn identity(district: &str, waiting: &Waiting) -> String {
    format!("{}.{}@{district}.luoshi", waiting.notice, waiting.channel.word())
}

pub(crate) fn send(waiting: &Waiting, parcel: &Parcel, drill: bool, now: Timestamp) -> Outcome {
    let Some(address) = &parcel.address else {
        return Outcome::Refused("its person has removed the address".to_owned());
    };
    let Some(settings) = &parcel.settings else {
        return Outcome::TryAgain("this server cannot send over the channel".to_owned());
    };
    let message = Message {
        id: identity(&parcel.district, waiting),
        notice: &parcel.notice,
        lines: &parcel.lines,
        address: &address.address,
        language: Language::from_code(&address.language).unwrap_or_default(),
        origin: &parcel.origin,
        district: &parcel.district,
        drill,
    };
    match waiting.channel {
        Channel::Mail => with(settings, |mail| mail::send(mail, &message)),
        Channel::WeCom | Channel::DingTalk => {
            with(settings, |http| robot::send(http, waiting.channel, &message, &address.secret, now))
        }
        Channel::Webhook => with(settings, |http| webhook::send(http, &message)),
        Channel::Mqtt => with(settings, |mqtt| mqtt::send(mqtt, &message)),
    }
}

fn with<T: DeserializeOwned>(settings: &str, send: impl FnOnce(&T) -> Outcome) -> Outcome {
    match serde_json::from_str(settings) {
        Ok(settings) => send(&settings),
        Err(error) => Outcome::TryAgain(error.to_string()),
    }
}
