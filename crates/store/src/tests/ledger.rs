//! Appending, versions, projections, replay.

use super::on_both_engines;
use super::sample::{DISTRICT, fill, raised, read, time, write};
use crate::{Store, StoreError};
use kernel::Event;

on_both_engines! {
    entries_come_back_as_they_were_appended
    a_stream_that_moved_on_refuses_and_leaves_nothing
    a_version_ahead_of_the_stream_is_refused
    a_refusing_projection_undoes_the_append
    a_projection_cannot_append
    a_failure_that_is_passed_over_still_undoes_everything
    replay_gives_the_same_rows
    replay_mends_a_changed_table
    districts_do_not_see_each_other
    concurrent_writers_lose_nothing
    odd_texts_survive
}

fn append(store: &Store, stream: &str, expected: u64, by: i64) -> Result<Vec<u64>, StoreError> {
    store.write(|tx| tx.append(stream, expected, &[raised(by)], "区教育和体育局", time(by)))
}

fn count(store: &Store) -> usize {
    read(store, |tx| tx.entries(0, 1_000_000)).len()
}

fn entries_come_back_as_they_were_appended(store: &Store) {
    // The key is recorded first.
    assert_eq!(append(store, "test/a", 0, 1), Ok(vec![2]));
    let two = store.write(|tx| tx.append("test/a", 1, &[raised(2), raised(3)], "clock", time(9)));
    assert_eq!(two, Ok::<_, StoreError>(vec![3, 4]));
    let stream = read(store, |tx| tx.stream("test/a"));
    let all = read(store, |tx| tx.entries(1, 10));
    assert_eq!(stream, all);
    let last = stream.last().unwrap();
    assert_eq!((last.seq, last.version, last.district.as_str(), last.at), (4, 3, DISTRICT, time(9)));
    assert_eq!(last.body, raised(3).body.to_string());
    assert_eq!(read(store, |tx| tx.version("test/a")), 3);
    assert_eq!(read(store, |tx| tx.version("test/b")), 0);
    let key = read(store, |tx| tx.stream("ledger/key"));
    assert!(key[0].body.contains(store.public_key().unwrap()));
}

fn a_stream_that_moved_on_refuses_and_leaves_nothing(store: &Store) {
    append(store, "test/a", 0, 1).unwrap();
    let head = store.head().unwrap();
    let refused = append(store, "test/a", 0, 2);
    assert_eq!(refused, Err(StoreError::Conflict { stream: "test/a".into(), expected: 0 }));
    assert_eq!(store.head().unwrap(), head);
    assert_eq!(count(store), 2);
}

fn a_version_ahead_of_the_stream_is_refused(store: &Store) {
    assert!(matches!(append(store, "test/a", 3, 1), Err(StoreError::Conflict { .. })));
    assert_eq!(count(store), 0);
}

fn a_refusing_projection_undoes_the_append(store: &Store) {
    let refused = Event { kind: "test.refused".into(), body: serde_json::json!({}) };
    let result = store.write(|tx| tx.append("test/a", 0, &[raised(1), refused.clone()], "x", time(1)));
    assert_eq!(result, Err(StoreError::BadName { what: "a test" }));
    assert_eq!(count(store), 0);
    assert_eq!(read(store, |tx| tx.query("SELECT * FROM counters", &[])), vec![]);
}

fn a_projection_cannot_append(store: &Store) {
    let appends = Event { kind: "test.appends".into(), body: serde_json::json!({}) };
    let result = store.write(|tx| tx.append("test/a", 0, std::slice::from_ref(&appends), "x", time(1)));
    assert_eq!(result, Err(StoreError::Projection { projection: "counters".into() }));
}

fn a_failure_that_is_passed_over_still_undoes_everything(store: &Store) {
    let result: Result<(), StoreError> = store.write(|tx| {
        tx.append("test/a", 0, &[raised(1)], "x", time(1))?;
        assert!(tx.execute("INSERT INTO nowhere (x) VALUES (1)", &[]).is_err());
        Ok(())
    });
    assert!(matches!(result, Err(StoreError::Engine { .. })), "{result:?}");
    assert_eq!(count(store), 0);
}

fn replay_gives_the_same_rows(store: &Store) {
    fill(store, 700);
    append(&store.for_district("370300"), "test/a", 0, 4).unwrap();
    let before = store.for_district("").fingerprint().unwrap();
    assert_eq!(before.iter().map(|(table, _)| table.as_str()).collect::<Vec<_>>(), ["cards", "counters"]);
    assert_eq!(store.for_district("").replay(), Ok(701 + 2));
    assert_eq!(store.for_district("").fingerprint().unwrap(), before);
}

fn replay_mends_a_changed_table(store: &Store) {
    fill(store, 100);
    let before = store.fingerprint().unwrap();
    write(store, |tx| tx.execute("UPDATE counters SET amount = amount + 1", &[]));
    assert_ne!(store.fingerprint().unwrap(), before);
    store.replay().unwrap();
    assert_eq!(store.fingerprint().unwrap(), before);
}

fn districts_do_not_see_each_other(store: &Store) {
    let other = store.for_district("370300");
    append(store, "test/a", 0, 1).unwrap();
    assert_eq!(append(&other, "test/a", 0, 1), Ok(vec![2]));
    assert_eq!(count(store), 2);
    assert_eq!(store.districts(), Ok(vec!["370300".into(), DISTRICT.into()]));
    assert_eq!(append(&store.for_district(""), "test/a", 0, 1), Err(StoreError::NoDistrict));
    assert!(matches!(append(&store.for_district("a\nb"), "test/a", 0, 1), Err(StoreError::BadName { .. })));
}

fn concurrent_writers_lose_nothing(store: &Store) {
    let (threads, each) = (6, 25);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                let mut done = 0;
                while done < each {
                    // One stream for all: a conflict is answered by reading again.
                    let version = read(store, |tx| tx.version("test/shared"));
                    match append(store, "test/shared", version, thread) {
                        Ok(_) => done += 1,
                        Err(StoreError::Conflict { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let stream = read(store, |tx| tx.stream("test/shared"));
    let versions: Vec<_> = stream.iter().map(|entry| entry.version).collect();
    assert_eq!(versions, (1..=threads as u64 * each).collect::<Vec<_>>());
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}

fn odd_texts_survive(store: &Store) {
    let texts = [
        "",
        "'; DROP TABLE entries; --",
        "？?1 $1",
        "\u{0}\u{1f600}\u{202e}",
        "a\r\n\tb\\\"",
        "〔2023〕11号",
    ];
    let events: Vec<_> = texts
        .iter()
        .map(|text| Event { kind: "odd".into(), body: serde_json::json!({ "t": text }) })
        .collect();
    write(store, |tx| tx.append("test/odd '?1", 0, &events, "a\"b'c", time(0)));
    let back = read(store, |tx| tx.stream("test/odd '?1"));
    let bodies: Vec<serde_json::Value> =
        back.iter().map(|entry| serde_json::from_str(&entry.body).unwrap()).collect();
    assert_eq!(bodies, events.iter().map(|event| event.body.clone()).collect::<Vec<_>>());
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}
