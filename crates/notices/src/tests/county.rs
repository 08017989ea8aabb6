//! An invented county with a contact, on a database of its own.

use crate::channel::{Channel, Outcome};
use crate::send::{Parcel, carry, send};
use crate::store::{Address, Draft, Item, Waiting, deliveries, issue, list, set_address, set_sender};
use crate::{Find, Notice};
use jiff::Timestamp;
use jiff::civil::DateTime;
use kernel::{CHINA, Say};
use page::Refusal;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Projection, Store, Tx};

pub(crate) struct County(pub(crate) Store);

/// 2023-06-20 10:00 in China, and other times as officials write them.
pub(crate) fn at(text: &str) -> Timestamp {
    let time: DateTime = text.replace(' ', "T").parse().unwrap();
    CHINA.to_timestamp(time).unwrap()
}

pub(crate) const NOON: &str = "2023-06-20 12:00";
pub(crate) const CONTACT: &str = "contact";

const PROJECTIONS: &[&dyn Projection] = &[people::projection(), crate::PROJECTION];

impl County {
    fn open(url: &str) -> County {
        let kept = &["people_passwords", "notices_addresses", "notices_feed_digests"];
        let parts = Parts { projections: PROJECTIONS, kept };
        County(Store::open(url, Keys::Given([7; 32]), parts).unwrap().for_district("990000"))
    }

    pub(crate) fn sqlite() -> County {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("notices-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        County::open(&std::env::temp_dir().join(name).display().to_string())
    }

    pub(crate) fn postgres() -> County {
        County::open(&testkit::postgres::database())
    }

    pub(crate) fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.write(f).unwrap()
    }

    pub(crate) fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.read(f).unwrap()
    }

    /// The key of the sentence a step is refused with.
    pub(crate) fn refused<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> String {
        match self.0.write(f) {
            Err(Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say)) => {
                say.key.into_owned()
            }
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// Sets up channels with settings, and gives the contact an address on each.
    pub(crate) fn reached_over(&self, channels: &[(Channel, &str, &str)]) {
        self.write(|tx| {
            for (channel, settings, address) in channels {
                set_sender(tx, channel.word(), Some(settings), "admin", at("2023-06-01 09:00"))?;
                let address = Address {
                    channel: *channel,
                    address: (*address).into(),
                    secret: String::new(),
                    language: "zh".into(),
                };
                set_address(tx, CONTACT, &address)?;
            }
            Ok(())
        });
    }

    /// Issues a reminder about a duty to the contact; says whether it was new.
    pub(crate) fn remind(&self, duty: &str, urgent: bool, now: &str) -> bool {
        self.write(|tx| Ok(issue(tx, &draft(duty, urgent), "clock", at(now))?))
    }

    pub(crate) fn inbox(&self) -> Vec<Notice> {
        self.read(|tx| Ok(list(tx, &Find { account: CONTACT.into(), ..Find::default() }, 1, 100)?.1))
    }

    /// Carries out with a channel of one's own at a fixed time; gives how many deliveries were tried.
    pub(crate) fn carry(&self, now: &str, send: impl Fn(&Waiting, &Parcel, Timestamp) -> Outcome) -> usize {
        carry(&self.0, &|| at(now), &send).unwrap()
    }

    /// Carries out over the real channels; gives state and reason of each delivery of the newest notice.
    pub(crate) fn carry_really(&self, now: &str) -> Vec<(String, String)> {
        self.carry(now, |waiting, parcel, now| send(waiting, parcel, false, now));
        let id = self.inbox().remove(0).id;
        let ways = self.read(|tx| Ok(deliveries(tx, &id)?));
        ways.into_iter().map(|way| (way.state, way.why)).collect()
    }

    /// Everything the derived tables hold is what the ledger says.
    pub(crate) fn replays(&self) {
        let before = self.0.fingerprint().unwrap();
        self.0.replay().unwrap();
        assert_eq!(self.0.fingerprint().unwrap(), before);
    }
}

pub(crate) fn draft(duty: &str, urgent: bool) -> Draft {
    let item = Item {
        subject: format!("duty/{duty}"),
        due: Some(at("2023-06-26 00:00")),
        rung: "-7d contact".into(),
        title: format!("{duty}的报告"),
        title_en: format!("Report of {duty}"),
        words: Say::new("notices.item_due").with("organ", "财政局").with("due", "2023-06-25 24:00"),
        url: format!("/duties/{duty}"),
    };
    Draft {
        account: CONTACT.into(),
        kind: "reminder",
        cause: format!("2023-06-20 {duty}"),
        urgent,
        confirm: urgent,
        title: Say::new("notices.title_reminder").with("count", 1),
        items: vec![item],
        made_up: false,
    }
}
