//! Backup of a running database, restore into an empty one of either engine.

use super::on_both_engines;
use super::sample::{DISTRICT, fill, other, raised, read, time, write};
use crate::{Keys, Store, StoreError};
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;

on_both_engines! {
    a_backup_restores_into_the_other_engine
    a_backup_is_one_snapshot_of_a_running_database
    a_restore_needs_an_empty_database
    a_changed_backup_is_refused_and_leaves_nothing
}

fn prepare(store: &Store) -> Vec<u8> {
    fill(store, 400);
    let two = store.for_district("370300");
    fill(&two, 30);
    let bytes = vec![b'y'; (1 << 20) + 1];
    write(store, |tx| tx.put_blob("text/plain", "说明.txt", &bytes));
    write(&two, |tx| tx.put_blob("text/plain", "说明.txt", b""));
    let sql = "INSERT INTO kept (name, number, secret) VALUES ('账号', NULL, ?1)";
    write(store, |tx| tx.execute(sql, &[vec![0, 1, 254].into()]));
    save(store)
}

fn save(store: &Store) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    store.backup(&mut out).unwrap();
    out.into_inner()
}

fn a_backup_restores_into_the_other_engine(store: &Store) {
    let saved = prepare(store);
    let to = other(store);
    let manifest = to.restore(Cursor::new(&saved)).unwrap();
    assert_eq!((manifest.entries, manifest.blobs, manifest.heads.len()), (401 + 31, 2, 2));
    assert_eq!(to.for_district("").verify(&mut |_| ()), Ok(vec![]));
    let all = |store: &Store| store.for_district("").fingerprint().unwrap();
    assert_eq!(all(&to), all(store));
    assert_eq!(to.head().unwrap(), store.head().unwrap());
    let kept = |store: &Store| read(store, |tx| tx.query("SELECT name, number, secret FROM kept", &[]));
    assert_eq!(kept(&to), kept(store));
    // And back again: the same backup comes out.
    assert!(save(&to) == saved);
    // The restored ledger goes on where it was.
    let next = |store: &Store| write(store, |tx| tx.append("test/next", 0, &[raised(1)], "x", time(9)));
    assert_eq!(next(&to), next(store));
    assert_eq!(to.head().unwrap(), store.head().unwrap());
}

fn a_backup_is_one_snapshot_of_a_running_database(store: &Store) {
    fill(store, 200);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let saved = std::thread::scope(|scope| {
        scope.spawn(|| {
            for i in 0.. {
                if stop.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                let stream = format!("test/busy{i}");
                write(store, |tx| tx.append(&stream, 0, &[raised(i)], "x", time(i)));
            }
        });
        let saved: Vec<_> = (0..5).map(|_| save(store)).collect();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        saved
    });
    for saved in saved {
        let to = other(store);
        to.restore(Cursor::new(&saved)).unwrap();
        assert_eq!(to.verify(&mut |_| ()), Ok(vec![]));
    }
}

fn a_restore_needs_an_empty_database(store: &Store) {
    let saved = prepare(store);
    assert_eq!(store.restore(Cursor::new(&saved)), Err(StoreError::NotEmpty));
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}

/// The backup with one file changed.
fn changed(saved: &[u8], name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(saved)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let this = file.name().unwrap().into_owned();
        let is_it = this.starts_with(name);
        out.start_file(this, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&if is_it { change(bytes) } else { bytes }).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn a_changed_backup_is_refused_and_leaves_nothing(store: &Store) {
    let saved = prepare(store);
    let replace = |from: &'static str, to: &'static str| {
        move |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replacen(from, to, 1).into_bytes()
    };
    let cut = |bytes: Vec<u8>| bytes[..bytes.iter().rposition(|b| *b == b'{').unwrap()].to_vec();
    let flip = |mut bytes: Vec<u8>| {
        if let Some(last) = bytes.last_mut() {
            *last ^= 1;
        }
        bytes
    };
    let bad = [
        changed(&saved, "entries.jsonl", replace("区财政局", "区民政局")),
        changed(&saved, "entries.jsonl", cut),
        changed(&saved, "entries.jsonl", replace("370300", "370301")),
        changed(&saved, "blobs.jsonl", replace("说明", "证明")),
        changed(&saved, "blobs/370306", flip),
        changed(&saved, "tables/kept.jsonl", cut_line),
        changed(&saved, "manifest.json", replace("\"size\":401", "\"size\":400")),
        b"not a zip".to_vec(),
    ];
    let to = other(store);
    for (nth, bad) in bad.iter().enumerate() {
        let refused = to.restore(Cursor::new(bad));
        assert!(matches!(refused, Err(StoreError::BadBackup { .. })), "{nth}: {refused:?}");
    }
    let newer = changed(&saved, "manifest.json", replace(crate::migrate::newest(), "9999_store_future"));
    assert!(matches!(to.restore(Cursor::new(newer)), Err(StoreError::Newer { .. })));
    assert_eq!(to.for_district("").districts(), Ok(vec![]));
    assert_eq!(to.restore(Cursor::new(&saved)).map(|manifest| manifest.blobs), Ok(2));
}

fn cut_line(bytes: Vec<u8>) -> Vec<u8> {
    String::from_utf8(bytes).unwrap().lines().take(1).collect::<String>().into_bytes()
}

#[test]
fn a_restore_needs_no_signing_key() {
    let store = super::sample::sqlite();
    let saved = prepare(&store);
    let file = super::sample::path("keyless.db");
    let keyless = Store::open(&file, Keys::None, crate::Parts { projections: &[], kept: &["kept"] }).unwrap();
    let table = "CREATE TABLE kept (name TEXT NOT NULL PRIMARY KEY, number BIGINT, secret BLOB)";
    write(&keyless, |tx| tx.connection.schema(table));
    keyless.restore(Cursor::new(&saved)).unwrap();
    let keyless = keyless.for_district(DISTRICT);
    assert_eq!(keyless.head().unwrap(), store.head().unwrap());
    let refused = keyless.write(|tx| tx.append("test/a", 0, &[raised(1)], "x", time(0)));
    assert_eq!(refused, Err(StoreError::NoKey));
    super::sample::remove(&file);
}
