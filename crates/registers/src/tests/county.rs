//! An invented county on a database of its own, with a register of dykes.

use crate::model::{Hands, RowFault, Values};
use crate::store::{Book, By, NotWritten, book};
use jiff::Timestamp;
use jiff::civil::Date;
use pack::{Adopted, File, Pack, Register};
use page::Refusal;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Store, StoreError, Tx};

pub(super) const DYKES: &str = "dykes";
const PAGE: &str = include_str!("../../../pack/suite/good.md");

/// The files of the pack suite's page: its fenced blocks that begin with `file:`.
fn files(standard: bool) -> Vec<File<'static>> {
    let blocks = PAGE.split("```file: ").skip(1).filter_map(|block| block.split_once('\n'));
    let named = blocks.filter_map(|(path, rest)| Some((path, rest.split("```").next()?)));
    let mine = named.filter(|(path, _)| path.starts_with("standards/") == standard);
    mine.map(|(path, text)| File { path: path.strip_prefix("standards/").unwrap_or(path), text }).collect()
}

pub(super) fn pack() -> Pack {
    let standards = pack::load_standards(&files(true)).unwrap();
    pack::load(&files(false), &standards).unwrap()
}

pub(super) fn register() -> Register {
    pack().register(DYKES).unwrap().clone()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) const NOON: &str = "2024-05-20T04:00:00Z";

pub(super) fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(super) fn keeper(account: &str) -> By<'_> {
    By { account, hands: Hands { keeper: true, ..Hands::default() }, now: at(NOON) }
}

pub(super) struct County(pub(super) Store);

struct Failed(NotWritten);

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Failed {
        Failed(error.into())
    }
}

impl County {
    pub(super) fn open(url: &str) -> County {
        const PARTS: Parts = Parts { projections: &[crate::PROJECTION], kept: &[] };
        let store = Store::open(url, Keys::Given([7; 32]), PARTS).unwrap().for_district("990000");
        let county = County(store);
        county.adopt(&pack());
        county
    }

    pub(super) fn sqlite() -> County {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("registers-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        County::open(&std::env::temp_dir().join(name).display().to_string())
    }

    pub(super) fn adopt(&self, pack: &Pack) {
        let event = Adopted { pack: pack.clone() }.event().unwrap();
        let stream = format!("pack/{}", pack.id);
        let done: Result<_, Refusal> = self.0.write(|tx| {
            let version = tx.version(&stream)?;
            Ok(tx.append(&stream, version, &[event], "office", at("2024-03-01T01:00:00Z"))?)
        });
        done.unwrap();
    }

    pub(super) fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.read(f).unwrap()
    }

    pub(super) fn book(&self) -> Book {
        self.read(|tx| book(tx, DYKES))
    }

    /// Writes, or gives the keys of the sentences with which it was refused.
    pub(super) fn write<T>(
        &self,
        f: impl FnOnce(&mut Tx<'_>, &Book) -> Result<T, NotWritten>,
    ) -> Result<T, Vec<String>> {
        let done = self.0.write(|tx| {
            let book = book(tx, DYKES).map_err(|refusal| Failed(refusal.into()))?;
            f(tx, &book).map_err(Failed)
        });
        done.map_err(|Failed(not)| match not {
            NotWritten::Faults(faults) => faults.into_iter().map(key).collect(),
            NotWritten::Other(Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say)) => {
                vec![say.key.into_owned()]
            }
            NotWritten::Other(other) => panic!("{other}"),
        })
    }
}

fn key(fault: RowFault) -> String {
    let key = fault.say.key.trim_start_matches("registers.").to_owned();
    if fault.field.is_empty() { key } else { format!("{}: {key}", fault.field) }
}
