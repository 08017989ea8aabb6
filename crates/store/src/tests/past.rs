//! The state on a past day, in a database of its own.

use super::on_both_engines;
use super::sample::{other, raised, read, time, write};
use crate::{Store, StoreError};

on_both_engines! {
    a_past_day_shows_what_the_tables_held_then
    a_past_day_needs_an_empty_database
}

fn amount(store: &Store) -> Option<i64> {
    let sql = "SELECT amount FROM counters WHERE district = ?1 AND stream = 'test/a'";
    read(store, |tx| tx.query_one(sql, &[tx.district().into()])).map(|row| row.int(0).unwrap())
}

fn raise_three_times(store: &Store) {
    for (version, at) in [(0, 10), (1, 20), (2, 30)] {
        write(store, |tx| tx.append("test/a", version, &[raised(5)], "x", time(at)));
    }
}

fn a_past_day_shows_what_the_tables_held_then(store: &Store) {
    raise_three_times(store);
    write(store, |tx| tx.put_blob("text/plain", "a.txt", b"attached"));
    for (at, entries, then) in [(9, 0, None), (10, 2, Some(5)), (29, 3, Some(10)), (99, 4, Some(15))] {
        let past = other(store);
        assert_eq!(store.as_of(time(at), &past), Ok(entries), "at {at}");
        assert_eq!(amount(&past), then, "at {at}");
        assert_eq!(past.verify(&mut |_| ()), Ok(vec![]), "at {at}");
    }
    assert_eq!(amount(store), Some(15), "the present is as it was");
}

fn a_past_day_needs_an_empty_database(store: &Store) {
    raise_three_times(store);
    assert_eq!(store.as_of(time(99), store), Err(StoreError::NotEmpty));
}
