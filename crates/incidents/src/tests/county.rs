//! An invented county whose plan asks for product, outcome and name.

use crate::store::{NotTaken, Taken, Telling, decide, propose, take};
use crate::{Acting, Proposed, Settled};
use jiff::Timestamp;
use pack::{Adopted, File, Pack};
use page::Refusal;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Store, Tx};

const PAGE: &str = include_str!("../../../pack/suite/good.md");

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

/// The same county with a plan for storms in place of its own.
pub(super) fn storm() -> Pack {
    const STORM: &str = include_str!("../../suite/storm.toml");
    let standards = pack::load_standards(&files(true)).unwrap();
    let mut files = files(false);
    files.iter_mut().filter(|file| file.path.ends_with("plan.toml")).for_each(|file| file.text = STORM);
    pack::load(&files, &standards).unwrap()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) const NIGHT: &str = "2024-06-01T18:00:00Z";

pub(super) struct County(pub(super) Store);

impl County {
    pub(super) fn open(url: &str) -> County {
        const PARTS: Parts = Parts { projections: &[crate::PROJECTION], kept: &[] };
        let county = County(Store::open(url, Keys::Given([7; 32]), PARTS).unwrap().for_district("990101"));
        county.adopt(&pack());
        county
    }

    pub(super) fn adopt(&self, pack: &Pack) {
        let event = Adopted { pack: pack.clone() }.event().unwrap();
        self.write(|tx| {
            let version = tx.version("pack/county")?;
            Ok(tx.append("pack/county", version, &[event], "office", at("2024-05-01T01:00:00Z"))?)
        });
    }

    pub(super) fn sqlite() -> County {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("incidents-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        County::open(&std::env::temp_dir().join(name).display().to_string())
    }

    pub(super) fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.write(f).unwrap()
    }

    pub(super) fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> T {
        self.0.read(f).unwrap()
    }

    /// The key of the sentence something is refused with.
    pub(super) fn refused<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> String {
        match self.0.write(f) {
            Err(Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say)) => {
                say.key.into_owned()
            }
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// Takes a report at an instant.
    pub(super) fn tell(&self, answers: &[(&str, &str)], now: &str) -> Taken {
        self.try_tell(answers, now).unwrap()
    }

    pub(super) fn try_tell(&self, answers: &[(&str, &str)], now: &str) -> Result<Taken, NotTaken> {
        let answers: BTreeMap<String, String> =
            answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect();
        let telling = Telling { plan: "drug-safety".into(), answers, ..Telling::default() };
        self.0.write(|tx| take(tx, telling, "officer", at(now)))
    }

    /// A proposal for the plan's decision at a position, with all evidence.
    pub(super) fn proposed(position: usize) -> Proposed {
        let decision = pack().documents[1].plan.as_ref().unwrap().decisions[position - 1].clone();
        let evidence = decision.needs.into_iter().map(|need| (need, "已核实".to_owned())).collect();
        Proposed {
            no: 0, decision: decision.id, text: "全县".into(), evidence, organ: "县水利局".into()
        }
    }

    /// Another person agrees to a proposal.
    pub(super) fn agree(&self, incident: &str, no: u32) -> Result<u64, Refusal> {
        let settled = Settled { no, agreed: true, reason: "会议决定".into(), organ: "县政府".into() };
        let by = Acting { account: "leader", decides_for: &|organ| organ == "县政府" };
        self.0.write(|tx| decide(tx, incident, settled, &by, at(NIGHT)))
    }

    /// The response begins and ends, each proposed and decided.
    pub(super) fn run_through(&self, incident: &str) {
        for (position, no) in [(1, 1), (2, 2)] {
            self.write(|tx| propose(tx, incident, County::proposed(position), "officer", at(NIGHT)));
            self.agree(incident, no).unwrap();
        }
    }
}
