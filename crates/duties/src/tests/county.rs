//! An invented county on a database of its own.

use crate::model::{Actor, Opened, Report};
use crate::store as duties;
use jiff::Timestamp;
use pack::{Adopted, File, Pack};
use page::Refusal;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Store, Tx};

const PAGE: &str = include_str!("../../../pack/suite/good.md");

/// The files of the pack suite's page: its fenced blocks that begin with `file:`.
fn files(standard: bool) -> Vec<File<'static>> {
    let blocks = PAGE.split("```file: ").skip(1).filter_map(|block| block.split_once('\n'));
    let named = blocks.filter_map(|(path, rest)| Some((path, rest.split("```").next()?)));
    let mine = named.filter(|(path, _)| path.starts_with("standards/") == standard);
    mine.map(|(path, text)| File { path: path.strip_prefix("standards/").unwrap_or(path), text }).collect()
}

/// The suite's pack: four tasks, one with two leads, one that names nobody.
pub(super) fn pack() -> Pack {
    let standards = pack::load_standards(&files(true)).unwrap();
    pack::load(&files(false), &standards).unwrap()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A morning in the second quarter.
pub(super) const MORNING: &str = "2024-06-03T01:00:00Z";
/// 24:00 of 25 June in the district.
pub(super) const DUE: &str = "2024-06-25T16:00:00Z";

pub(super) struct County(pub(super) Store);

impl County {
    pub(super) fn open(url: &str) -> County {
        const PARTS: Parts = Parts {
            projections: &[people::projection(), crate::PROJECTION],
            kept: &[crate::DRAFTS, crate::LOOKS],
        };
        let store = Store::open(url, Keys::Given([7; 32]), PARTS).unwrap().for_district("990000");
        let county = County(store);
        county.adopt(&pack());
        county
    }

    pub(super) fn sqlite() -> County {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("duties-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        County::open(&std::env::temp_dir().join(name).display().to_string())
    }

    pub(super) fn adopt(&self, pack: &Pack) {
        let event = Adopted { pack: pack.clone() }.event().unwrap();
        let stream = format!("pack/{}", pack.id);
        self.write(|tx| {
            let version = tx.version(&stream)?;
            Ok(tx.append(&stream, version, &[event], "office", at("2024-03-01T01:00:00Z"))?)
        });
    }

    pub(super) fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.write(f).unwrap()
    }

    pub(super) fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.read(f).unwrap()
    }

    /// The key of the sentence a step is refused with.
    pub(super) fn refused<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> String {
        match self.0.write(f) {
            Err(
                Refusal::Conflict(say)
                | Refusal::Invalid(say)
                | Refusal::NotFound(say)
                | Refusal::NotAllowed(say),
            ) => say.key.into_owned(),
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// A quarterly report of an organ.
    pub(super) fn opened(&self, organ: &str, due: &str) -> Opened {
        let document = &pack().documents[0];
        let schedule = &document.schedules[0];
        Opened {
            id: format!("{}.2024-Q2.{organ}", schedule.id),
            title: "季报".into(),
            title_en: "report".into(),
            organ: organ.into(),
            cause: schedule.id.clone(),
            period: "2024-Q2".into(),
            due: Some(at(due)),
            ..Opened::of(schedule.citation.clone())
        }
    }

    /// Opens a quarterly report of an organ.
    pub(super) fn opens(&self, organ: &str, due: &str) -> String {
        let opened = self.opened(organ, due);
        let id = opened.id.clone();
        assert!(self.write(|tx| Ok(duties::open(tx, opened, "clock", at("2024-05-27T01:00:00Z"))?)));
        id
    }

    /// An organ's contact reports on a duty.
    pub(super) fn reports(&self, id: &str, report: Report, now: &str) {
        let owner = Actor { account: "contact", owner: true, ..Actor::default() };
        self.write(|tx| duties::report(tx, id, owner, report, at(now)));
    }

    /// Replaying the ledger gives the tables that are there.
    pub(super) fn replays(&self) {
        let before = self.0.fingerprint().unwrap();
        self.0.replay().unwrap();
        assert_eq!(before, self.0.fingerprint().unwrap());
    }
}
