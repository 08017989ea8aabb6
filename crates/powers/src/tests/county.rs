//! An invented county on a database of its own, with a list of twelve items.

use crate::model::{Adjustment, Change, Kinds};
use crate::store::{Made, NotMade, adjust};
use jiff::Timestamp;
use jiff::civil::Date;
use pack::{Adopted, Count, Counted, File, Pack, Power};
use page::Refusal;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Store, StoreError, Tx};

pub(super) const LIST: &str = "xzf-2024-1";
const PAGE: &str = include_str!("../../../pack/suite/good.md");

/// The files of the pack suite's page: its fenced blocks that begin with `file:`.
fn files(standard: bool) -> Vec<File<'static>> {
    let blocks = PAGE.split("```file: ").skip(1).filter_map(|block| block.split_once('\n'));
    let named = blocks.filter_map(|(path, rest)| Some((path, rest.split("```").next()?)));
    let mine = named.filter(|(path, _)| path.starts_with("standards/") == standard);
    mine.map(|(path, text)| File { path: path.strip_prefix("standards/").unwrap_or(path), text }).collect()
}

/// The suite's pack with ten penalties and two inspections.
pub(super) fn pack() -> Pack {
    let standards = pack::load_standards(&files(true)).unwrap();
    let mut pack = pack::load(&files(false), &standards).unwrap();
    let document = pack.documents.iter_mut().find(|document| document.slug == LIST).unwrap();
    let model = document.powers[0].clone();
    document.powers = (1..=12).map(|seq| power(&model, seq)).collect();
    document.counts.retain(|count| !matches!(count.what, Counted::Powers | Counted::PowersOfKind(_)));
    document.counts.push(Count { what: Counted::Powers, number: 12 });
    pack
}

pub(super) fn power(model: &Power, seq: u32) -> Power {
    let inspects = seq > 10;
    Power {
        id: format!("{LIST}.power.{seq}"),
        seq,
        code: code(seq),
        name: format!("对第{seq}类行为的{}", if inspects { "检查" } else { "处罚" }),
        kind: if inspects { "行政检查" } else { "行政处罚" }.to_owned(),
        ..model.clone()
    }
}

pub(super) fn code(seq: u32) -> String {
    format!("37000{}25{seq:03}", if seq > 10 { "06" } else { "02" })
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) const NOON: &str = "2024-05-20T04:00:00Z";

pub(super) struct County(pub(super) Store);

impl County {
    pub(super) fn open(url: &str) -> County {
        const PARTS: Parts = Parts { projections: &[crate::PROJECTION], kept: &[] };
        let store = Store::open(url, Keys::Given([7; 32]), PARTS).unwrap().for_district("990000");
        County(store)
    }

    pub(super) fn sqlite() -> County {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("powers-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
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
            Err(Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say)) => {
                say.key.into_owned()
            }
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    pub(super) fn adjust(
        &self,
        effective: &str,
        seen: Option<u32>,
        changes: Vec<Change>,
    ) -> Result<Made, Vec<String>> {
        let adjustment = Adjustment {
            effective: day(effective),
            basis: "县政字〔2024〕9号".to_owned(),
            reason: String::new(),
            expect: None,
            expect_kinds: Kinds::new(),
            changes,
        };
        struct Failed(NotMade);
        impl From<StoreError> for Failed {
            fn from(error: StoreError) -> Failed {
                Failed(NotMade::Other(error.into()))
            }
        }
        let made =
            self.0.write(|tx| adjust(tx, LIST, adjustment, seen, "registrar", at(NOON)).map_err(Failed));
        match made {
            Ok(made) => Ok(made),
            Err(Failed(NotMade::Refused { faults, .. })) => {
                Err(faults.into_iter().map(|fault| fault.say.key.into_owned()).collect())
            }
            Err(Failed(NotMade::Other(other))) => panic!("{other}"),
        }
    }
}
