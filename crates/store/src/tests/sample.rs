//! A small job to test with: counters that events raise, with a card for each.

use crate::card::{self, Card};
use crate::{Keys, Parts, Projection, Store, StoreError, Tx};
use jiff::Timestamp;
use kernel::{Entry, Event};
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) const DISTRICT: &str = "370306";

pub(crate) struct Counters;

impl Projection for Counters {
    fn name(&self) -> &'static str {
        "counters"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["counters"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        if entry.kind == "test.refused" {
            return Err(StoreError::BadName { what: "a test" });
        }
        if entry.kind == "test.appends" {
            return tx.append("test/inner", 0, &[raised(1)], "system", entry.at).map(|_| ());
        }
        let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
        let Some(by) = body["by"].as_i64().filter(|_| entry.kind == "test.raised") else { return Ok(()) };
        let find = "SELECT amount FROM counters WHERE district = ?1 AND stream = ?2";
        let params = [tx.district().into(), entry.stream.as_str().into()];
        let old = tx.query_one(find, &params)?.map_or(Ok(0), |row| row.int(0))?;
        // Also the ledger behind may be read; a replay must see the same.
        let seen = tx.version(&entry.stream)?;
        tx.upsert(
            "counters",
            &[("district", tx.district().into()), ("stream", entry.stream.as_str().into())],
            &[
                ("amount", (old + by).into()),
                ("seen", seen.into()),
                ("note", Some(entry.actor.clone()).filter(|actor| actor != "clock").into()),
            ],
        )?;
        card::put(
            tx,
            &Card {
                subject: entry.stream.clone(),
                kind: "test".into(),
                title: format!("计数 {}", old + by),
                organ: entry.actor.clone(),
                due: Some(entry.at),
                ..Card::default()
            },
        )
    }
}

pub(crate) const PARTS: Parts = Parts { projections: &[&Counters], kept: &["kept"] };

/// A store on a database with the sample's tables.
pub(crate) fn at(url: &str) -> Store {
    let store = Store::open(url, Keys::Given([7; 32]), PARTS).unwrap();
    store
        .write(|tx| {
            tx.connection.schema(
                "CREATE TABLE counters (district TEXT NOT NULL, stream TEXT NOT NULL, amount BIGINT NOT NULL,
                   seen BIGINT NOT NULL, note TEXT, PRIMARY KEY (district, stream));
                 CREATE TABLE kept (name TEXT NOT NULL PRIMARY KEY, number BIGINT, secret BLOB);",
            )
        })
        .unwrap();
    store.for_district(DISTRICT)
}

/// A path in the temporary folder that nothing else uses.
pub(crate) fn path(what: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("luoshi-{}-{}-{what}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    std::env::temp_dir().join(name).display().to_string()
}

/// A store with its file, which goes when the test ends.
pub(crate) struct Temporary {
    store: Store,
    file: Option<String>,
}

impl std::ops::Deref for Temporary {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        for file in self.file.iter() {
            remove(file);
        }
    }
}

/// Removes a database and what SQLite keeps beside it.
pub(crate) fn remove(file: &str) {
    for end in ["", "-wal", "-shm"] {
        // What is not there need not be removed.
        let _ = std::fs::remove_file(format!("{file}{end}"));
    }
}

pub(crate) fn sqlite() -> Temporary {
    let file = path("test.db");
    Temporary { store: at(&file), file: Some(file) }
}

pub(crate) fn postgres() -> Temporary {
    Temporary { store: at(&testkit::postgres::database()), file: None }
}

/// A database of the other engine.
pub(crate) fn other(store: &Store) -> Temporary {
    let locks = store.shared.engine.writers.lease().unwrap().connection().unwrap().for_update();
    if locks.is_empty() { postgres() } else { sqlite() }
}

/// A write that must succeed.
pub(crate) fn write<T>(store: &Store, f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
    store.write(f).unwrap()
}

/// A read that must succeed.
pub(crate) fn read<T>(store: &Store, f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
    store.read(f).unwrap()
}

pub(crate) fn raised(by: i64) -> Event {
    Event {
        kind: "test.raised".into(), body: serde_json::json!({ "by": by, "text": "按季度上报“进展”" })
    }
}

pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_687_222_800 + second).unwrap()
}

/// Appends `count` entries to a few streams, in transactions of different sizes.
pub(crate) fn fill(store: &Store, count: usize) {
    let mut left = count;
    let mut second = 0;
    while left > 0 {
        let size = left.min(1 + (second as usize * 7) % 90);
        let stream = format!("test/{}", second % 5);
        let events: Vec<_> = (0..size).map(|by| raised(by as i64)).collect();
        write(store, |tx| {
            let version = tx.version(&stream)?;
            tx.append(&stream, version, &events, "区财政局", time(second))
        });
        left -= size;
        second += 1;
    }
}
