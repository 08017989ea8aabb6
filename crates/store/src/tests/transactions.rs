//! Values, parameters and what a transaction may do.

use super::on_both_engines;
use super::sample::{raised, read, time, write};
use crate::{Store, StoreError, Value};

on_both_engines! {
    values_come_back_as_they_went_in
    an_answer_may_count_and_sum
    a_read_sees_one_snapshot
    a_read_writes_nothing
    text_is_ordered_by_its_bytes
    upsert_replaces
    the_same_row_twice_is_refused
    attachments_come_back_and_are_stored_once
    a_panic_undoes_the_write
}

fn keep(store: &Store, name: &str, number: Value, secret: Value) -> Result<u64, StoreError> {
    let sql = "INSERT INTO kept (name, number, secret) VALUES (?1, ?2, ?3)";
    store.write(|tx| tx.execute(sql, &[name.into(), number, secret]))
}

fn values_come_back_as_they_went_in(store: &Store) {
    keep(store, "最大 '?9'", i64::MAX.into(), vec![0, 255, 1].into()).unwrap();
    keep(store, "小", (-5_i64).into(), Value::Null).unwrap();
    let rows = read(store, |tx| {
        // A question mark in quotes is no parameter.
        let sql = "SELECT name, number, secret, '?1' FROM kept WHERE name <> ?1 ORDER BY number DESC";
        tx.query(sql, &["无".into()])
    });
    assert_eq!(rows[0].text(0).unwrap(), "最大 '?9'");
    assert_eq!(rows[0].int(1).unwrap(), i64::MAX);
    assert_eq!(rows[0].bytes(2).unwrap(), [0, 255, 1]);
    assert_eq!(rows[0].text(3).unwrap(), "?1");
    assert_eq!((rows[1].opt_int(1), rows[1].opt_text(2)), (Ok(Some(-5)), Ok(None)));
    assert!(matches!(rows[0].int(0), Err(StoreError::Column { column: 0, .. })));
    assert!(matches!(rows[0].text(9), Err(StoreError::Column { column: 9, .. })));
    let twice = "SELECT name FROM kept WHERE number = ?1 OR number = -?1 OR name = ?2";
    assert_eq!(read(store, |tx| tx.query(twice, &[5.into(), "无".into()])).len(), 1);
    assert_eq!(read(store, |tx| tx.query(twice, &[Value::Null, Value::Null])).len(), 0);
}

fn an_answer_may_count_and_sum(store: &Store) {
    for number in [30_000, 12, 1_000_000_007] {
        keep(store, &number.to_string(), number.into(), Value::Null).unwrap();
    }
    let sql = "SELECT COUNT(*), SUM(number), MAX(number) = 12, MIN(length(name)), 1, SUM(number - number) FROM kept";
    let row = read(store, |tx| tx.query_one(sql, &[])).unwrap();
    let numbers: Vec<_> = (0..6).map(|i| row.int(i).unwrap()).collect();
    assert_eq!(numbers, [3, 1_000_030_019, 0, 2, 1, 0]);
    assert_eq!(row.flag(2), Ok(false));
}

fn a_read_sees_one_snapshot(store: &Store) {
    let (before, after) = read(store, |tx| {
        let before = tx.entries(0, 10)?.len();
        write(store, |tx| tx.append("test/a", 0, &[raised(1)], "x", time(0)));
        Ok((before, tx.entries(0, 10)?.len()))
    });
    assert_eq!((before, after), (0, 0));
    assert_eq!(read(store, |tx| tx.entries(0, 10)).len(), 2);
}

fn a_read_writes_nothing(store: &Store) {
    let delete = store.read(|tx| tx.execute("DELETE FROM kept", &[]));
    assert_eq!(delete, Err(StoreError::ReadsOnly));
    let append = store.read(|tx| tx.append("test/a", 0, &[raised(1)], "x", time(0)));
    assert_eq!(append, Err(StoreError::ReadsOnly));
    // Nor by a way around.
    assert!(store.read(|tx| tx.query("INSERT INTO kept (name) VALUES ('x') RETURNING name", &[])).is_err());
}

fn text_is_ordered_by_its_bytes(store: &Store) {
    let mut names = ["b", "B", "a", "Z", "_", "区", "a-b", "ab", "é"];
    for name in names {
        keep(store, name, Value::Null, Value::Null).unwrap();
    }
    let rows = read(store, |tx| tx.query("SELECT name FROM kept ORDER BY name", &[]));
    names.sort_unstable();
    assert_eq!(rows.iter().map(|row| row.text(0).unwrap()).collect::<Vec<_>>(), names);
}

fn upsert_replaces(store: &Store) {
    let put = |number: i64| {
        write(store, |tx| tx.upsert("kept", &[("name", "a".into())], &[("number", number.into())]));
    };
    put(1);
    put(2);
    let rows = read(store, |tx| tx.query("SELECT number FROM kept", &[]));
    assert_eq!(rows.iter().map(|row| row.int(0)).collect::<Vec<_>>(), [Ok(2)]);
}

fn the_same_row_twice_is_refused(store: &Store) {
    keep(store, "a", Value::Null, Value::Null).unwrap();
    assert!(matches!(keep(store, "a", Value::Null, Value::Null), Err(StoreError::Duplicate { .. })));
}

fn attachments_come_back_and_are_stored_once(store: &Store) {
    for size in [0_usize, 1, 1 << 20, (2 << 20) + 5] {
        let bytes: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
        let digest = write(store, |tx| tx.put_blob("application/pdf", "附件.pdf", &bytes));
        let again = write(store, |tx| tx.put_blob("text/plain", "other", &bytes));
        assert_eq!(digest, again);
        let blob = read(store, |tx| tx.blob(&digest)).unwrap();
        assert_eq!((blob.name.as_str(), blob.media_type.as_str()), ("附件.pdf", "application/pdf"));
        assert!(blob.bytes == bytes, "{size}");
    }
    assert_eq!(read(store, |tx| tx.query("SELECT 1 FROM blobs", &[])).len(), 4);
    assert_eq!(read(store, |tx| tx.query("SELECT 1 FROM blob_chunks", &[])).len(), 1 + 1 + 3);
    assert_eq!(read(&store.for_district("370300"), |tx| tx.blob(&"0".repeat(64))), None);
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}

fn a_panic_undoes_the_write(store: &Store) {
    let panics = std::panic::AssertUnwindSafe(|| {
        store.write::<(), StoreError>(|tx| {
            tx.append("test/a", 0, &[raised(1)], "x", time(0))?;
            panic!("a mistake in a page")
        })
    });
    assert!(std::panic::catch_unwind(panics).is_err());
    assert_eq!(read(store, |tx| tx.entries(0, 10)), []);
    write(store, |tx| tx.append("test/a", 0, &[raised(1)], "x", time(0)));
}
