//! Kills a writing program again and again, and checks that nothing it acknowledged is lost.
//!
//! `crash [ROUNDS]`: each round starts this program again as a child that appends from several threads and writes
//! one line for every append it has been acknowledged; kills it (as `kill -9` does) at a random moment; opens the
//! database again and looks for every acknowledged entry, and verifies the whole ledger. The database goes on
//! through all rounds. Exit 1 when something is lost.

use jiff::Timestamp;
use kernel::Event;
use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;
use store::{Keys, Parts, Store, StoreError};

type Failure = Box<dyn Error + Send + Sync>;

const DISTRICT: &str = "000000";
const THREADS: usize = 4;
const ROUNDS: u32 = 100;
/// The longest a child may work after its first acknowledgement, in milliseconds.
const LONGEST: u64 = 300;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["child", folder, round] => child(Path::new(folder), round),
        [] => parent(ROUNDS),
        [rounds] => rounds.parse().map_err(Failure::from).and_then(parent),
        _ => Err("usage: crash [ROUNDS]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn open(folder: &Path) -> Result<Store, StoreError> {
    let url = folder.join("crash.db").display().to_string();
    Ok(Store::open(&url, Keys::File(folder.join("crash.key")), Parts::default())?.for_district(DISTRICT))
}

/// Appends until it is killed: each thread on a stream of its own, one to five events at a time.
fn child(folder: &Path, round: &str) -> Result<(), Failure> {
    let store = open(folder)?;
    std::thread::scope(|scope| {
        let write = |thread| {
            let store = &store;
            scope.spawn(move || append_for_ever(store, &format!("crash/{round}/{thread}")))
        };
        let threads: Vec<_> = (0..THREADS).map(write).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a thread panicked")?)
    })
}

fn append_for_ever(store: &Store, stream: &str) -> Result<(), Failure> {
    let mut version = 0;
    loop {
        let event = |i| Event { kind: "crash.written".into(), body: serde_json::json!({ "n": version + i }) };
        let events: Vec<Event> = (0..1 + version % 5).map(event).collect();
        let write =
            |tx: &mut store::Tx<'_>| tx.append(stream, version, &events, "crash", Timestamp::UNIX_EPOCH);
        let seqs = store.write::<_, StoreError>(write)?;
        version += events.len() as u64;
        let last = seqs.last().copied().unwrap_or_default();
        // One write for one line, so that a kill cannot cut an acknowledgement into another one.
        std::io::stdout().lock().write_all(format!("{last} {stream} {version}\n").as_bytes())?;
    }
}

fn parent(rounds: u32) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("luoshi-crash-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = all_rounds(&folder, rounds);
    std::fs::remove_dir_all(&folder)?;
    let (acknowledged, entries) = done?;
    println!(
        "{rounds} kills: {acknowledged} acknowledged appends all there, {entries} entries verified, nothing lost"
    );
    Ok(())
}

fn all_rounds(folder: &Path, rounds: u32) -> Result<(u64, u64), Failure> {
    let mut acknowledged: HashMap<String, (u64, u64)> = HashMap::new();
    let mut count = 0;
    let mut entries = 0;
    for round in 0..rounds {
        for line in killed_child(folder, round)? {
            // The last line may have been cut by the kill: then nobody was told.
            let Some((seq, stream, version)) = parse(&line) else { continue };
            acknowledged.insert(stream.to_owned(), (seq, version));
            count += 1;
        }
        entries = check(folder, &acknowledged).map_err(|error| format!("round {round}: {error}"))?;
        acknowledged.clear();
    }
    Ok((count, entries))
}

fn parse(line: &str) -> Option<(u64, &str, u64)> {
    let mut parts = line.strip_suffix('\n')?.split(' ');
    Some((parts.next()?.parse().ok()?, parts.next()?, parts.next()?.parse().ok()?))
}

/// Everything a child acknowledged before it was killed.
fn killed_child(folder: &Path, round: u32) -> Result<Vec<String>, Failure> {
    let mut child = start(folder, round)?;
    let out = child.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(out);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let reading = std::thread::spawn(move || {
        let mut all = vec![first];
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            all.push(std::mem::take(&mut line));
        }
        all
    });
    std::thread::sleep(Duration::from_millis(random_up_to(LONGEST)?));
    child.kill()?;
    child.wait()?;
    reading.join().map_err(|_| "the reading thread panicked".into())
}

fn start(folder: &Path, round: u32) -> Result<Child, Failure> {
    let program: PathBuf = std::env::current_exe()?;
    let mut command = Command::new(program);
    command.arg("child").arg(folder).arg(round.to_string()).stdout(Stdio::piped());
    Ok(command.spawn()?)
}

fn random_up_to(most: u64) -> Result<u64, Failure> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(u64::from_le_bytes(bytes) % (most + 1))
}

/// Looks for the last acknowledged entry of every stream, and verifies the ledger. Gives its size.
fn check(folder: &Path, acknowledged: &HashMap<String, (u64, u64)>) -> Result<u64, Failure> {
    let store = open(folder)?;
    for (stream, (seq, version)) in acknowledged {
        let entries = store.read::<_, StoreError>(|tx| tx.stream(stream))?;
        let found = entries.iter().any(|entry| entry.seq == *seq && entry.version == *version);
        let whole = entries.iter().zip(1..).all(|(entry, version)| entry.version == version);
        if !found || !whole {
            return Err(format!("LOST: entry {seq}, version {version} of {stream}").into());
        }
    }
    let faults = store.verify(&mut |_| ())?;
    if let Some(fault) = faults.first() {
        return Err(format!("FAULT: {fault}").into());
    }
    Ok(store.head()?.map_or(0, |head| head.size))
}
