//! What the ledger costs: appends against bare inserts of the same bytes on the same engine, and verifying.
//!
//! `ledger [--entries N] [--postgres URL | --postgres temporary]`. The two sides take turns in one run, so that
//! whatever else the machine does falls on both; the ratio is the median over the turns. A bare insert writes one
//! row with one column holding the bytes of the entry, with the same number of rows in a commit, on connections
//! with the same settings. The disk is waited for on both sides.

use jiff::Timestamp;
use kernel::{Entry, Event};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{Keys, Parts, Store, StoreError, leaf};
use testkit::postgres::{Cluster, Durability};

type Failure = Box<dyn Error + Send + Sync>;

const DISTRICT: &str = "000000";
/// Turns of each side.
const TURNS: usize = 21;
/// Rows in a commit, and commits in a turn.
const GRAINS: [(usize, usize); 3] = [(1, 100), (10, 30), (1000, 3)];

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Failure> {
    let (mut entries, mut postgres) = (1_000_000, None);
    for pair in args.chunks(2) {
        match pair {
            [name, value] if name == "--entries" => entries = value.parse()?,
            [name, value] if name == "--postgres" => postgres = Some(value.clone()),
            _ => return Err("usage: ledger [--entries N] [--postgres URL | --postgres temporary]".into()),
        }
    }
    let folder = std::env::temp_dir().join(format!("luoshi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done =
        sqlite(&folder, entries).and_then(|()| postgres.map_or(Ok(()), |url| on_postgres(&url, entries)));
    std::fs::remove_dir_all(&folder)?;
    done
}

/// One side of a comparison: writes some commits of some rows.
type Side<'a> = &'a mut dyn FnMut(usize, usize) -> Result<(), Failure>;

fn sqlite(folder: &Path, entries: usize) -> Result<(), Failure> {
    println!("SQLite, write-ahead log, every commit on the disk");
    let file = folder.join("ledger.db");
    let store = open(&file.display().to_string())?;
    let bare = rusqlite::Connection::open(folder.join("bare.db"))?;
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
         PRAGMA wal_autocheckpoint = 4000;
         CREATE TABLE bare (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);",
    )?;
    let mut insert = |rows: usize, commits: usize| {
        for _ in 0..commits {
            bare.execute_batch("BEGIN IMMEDIATE")?;
            let mut statement = bare.prepare_cached("INSERT INTO bare (bytes) VALUES (?1)")?;
            for i in 0..rows {
                statement.execute([bytes(i)])?;
            }
            bare.execute_batch("COMMIT")?;
        }
        Ok(())
    };
    compare(&store, &mut insert)?;
    verify(&store, entries)?;
    drop(store);
    let size = std::fs::metadata(&file)?.len();
    println!("  database {:.0} MB", size as f64 / 1e6);
    Ok(())
}

fn on_postgres(url: &str, entries: usize) -> Result<(), Failure> {
    let cluster = (url == "temporary").then(|| Cluster::start(Durability::Full));
    let url = cluster.as_ref().map_or(url.to_owned(), Cluster::database);
    println!("PostgreSQL, every commit on the disk");
    let store = open(&url)?;
    let mut bare = postgres::Client::connect(&url, postgres::NoTls)?;
    bare.batch_execute(
        "CREATE TABLE bare (number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bytes BYTEA NOT NULL)",
    )?;
    // As many rows in a statement as the ledger sends: a statement is a round trip.
    let statement = bare.prepare("INSERT INTO bare (bytes) SELECT unnest($1::BYTEA[])")?;
    let mut insert = |rows: usize, commits: usize| {
        for _ in 0..commits {
            let mut transaction = bare.transaction()?;
            for first in (0..rows).step_by(64) {
                let some: Vec<Vec<u8>> = (first..rows.min(first + 64)).map(bytes).collect();
                transaction.execute(&statement, &[&some])?;
            }
            transaction.commit()?;
        }
        Ok(())
    };
    compare(&store, &mut insert)?;
    verify(&store, entries)
}

fn open(url: &str) -> Result<Store, StoreError> {
    Ok(Store::open(url, Keys::Given([7; 32]), Parts::default())?.for_district(DISTRICT))
}

fn event(i: usize) -> Event {
    let text = "已会同有关部门完成本季度任务，进度符合要求，佐证材料见附件，下一步按计划推进。";
    let body = serde_json::json!({ "number": i, "progress": "60%", "text": text, "evidence": ["a", "b"] });
    Event { kind: "duty.reported".into(), body }
}

/// The bytes of one entry as its leaf has them: what a bare insert writes too.
fn bytes(i: usize) -> Vec<u8> {
    let Event { kind, body } = event(i);
    leaf::canonical(&Entry {
        district: DISTRICT.into(),
        seq: i as u64,
        stream: stream(i),
        version: 1,
        kind,
        body: body.to_string(),
        actor: "区财政局/张".into(),
        at: Timestamp::UNIX_EPOCH,
    })
}

fn stream(i: usize) -> String {
    format!("duty/bench-2023-11.quarterly.2023-Q2.{i}")
}

fn compare(store: &Store, insert: Side<'_>) -> Result<(), Failure> {
    println!("  rows/commit   ledger rows/s   bare rows/s   ledger/bare (median of {TURNS} turns)");
    let mut next = 0;
    for (rows, commits) in GRAINS {
        let mut append = |rows: usize, commits: usize| {
            for _ in 0..commits {
                let events: Vec<Event> = (0..rows).map(event).collect();
                next += 1;
                let name = format!("bench/{next}");
                store.write::<_, Failure>(|tx| {
                    Ok(tx.append(&name, 0, &events, "区财政局/张", Timestamp::UNIX_EPOCH)?)
                })?;
            }
            Ok(())
        };
        let mut turns = Vec::new();
        for _ in 0..TURNS {
            let ledger = timed(&mut append, rows, commits)?;
            turns.push((ledger, timed(insert, rows, commits)?));
        }
        let count = (rows * commits * TURNS) as f64;
        let (ledger, bare): (Duration, Duration) =
            (turns.iter().map(|turn| turn.0).sum(), turns.iter().map(|turn| turn.1).sum());
        let ratio =
            median(turns.iter().map(|(ledger, bare)| bare.as_secs_f64() / ledger.as_secs_f64()).collect());
        let (ledger, bare) = (count / ledger.as_secs_f64(), count / bare.as_secs_f64());
        println!("  {rows:>11}   {ledger:>13.0}   {bare:>11.0}   {ratio:>11.2}");
    }
    Ok(())
}

fn timed(side: Side<'_>, rows: usize, commits: usize) -> Result<Duration, Failure> {
    let start = Instant::now();
    side(rows, commits)?;
    Ok(start.elapsed())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Fills the ledger up to `entries` and verifies all of it; then times one receipt.
fn verify(store: &Store, entries: usize) -> Result<(), Failure> {
    let size =
        || Ok::<_, Failure>(store.head()?.map_or(0, |head| usize::try_from(head.size).unwrap_or(usize::MAX)));
    let start = Instant::now();
    let mut have = size()?;
    let before = have;
    while have < entries {
        store.write::<_, StoreError>(|tx| {
            for i in have..entries.min(have + 1000) {
                tx.append(&stream(i), 0, &[event(i)], "区财政局/张", Timestamp::UNIX_EPOCH)?;
            }
            Ok(())
        })?;
        have = size()?;
    }
    println!(
        "  filled with {} more, each a stream of its own, in {:.1} s",
        have - before,
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    let faults = store.verify(&mut |_| ())?;
    let seconds = start.elapsed().as_secs_f64();
    println!("  verified {have} entries in {seconds:.1} s, {} faults", faults.len());
    let start = Instant::now();
    let receipt = store.receipt(have as u64 / 3)?.ok_or("no receipt")?;
    println!("  a receipt from the middle in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    receipt.check(store.public_key())?;
    Ok(())
}
