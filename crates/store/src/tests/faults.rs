//! `verify` finds a single changed byte anywhere, and names where.

use super::on_both_engines;
use super::sample::{DISTRICT, fill, raised, read, write};
use crate::{Fault, Place, Problem, Store, Subject, Value};

on_both_engines! {
    an_untouched_ledger_has_no_faults
    any_changed_byte_is_found_and_named
    the_changed_byte_itself_is_named
    a_deleted_entry_is_named
    an_added_entry_is_named
    a_cut_off_ledger_is_found
    a_lost_head_is_found
    another_key_on_the_head_is_found
    lost_and_stray_chunks_are_found
    rewritten_leaves_are_found
}

/// 300 entries: one complete group of 256, which has a kept node, and an incomplete one.
fn ledger(store: &Store) -> (String, String) {
    fill(store, 299);
    let long = vec![b'x'; (1 << 20) + 10];
    let short = write(store, |tx| tx.put_blob("text/plain", "说明.txt", b"short"));
    (short, write(store, |tx| tx.put_blob("application/pdf", "证据.pdf", &long)))
}

fn verify(store: &Store) -> Vec<Fault> {
    store.for_district("").verify(&mut |_| ()).unwrap()
}

fn subjects(store: &Store) -> Vec<Subject> {
    verify(store).into_iter().map(|fault| fault.subject).collect()
}

fn an_untouched_ledger_has_no_faults(store: &Store) {
    assert_eq!(verify(store), vec![]);
    ledger(store);
    let mut seen = 0;
    assert_eq!(store.verify(&mut |entries| seen = entries), Ok(vec![]));
    assert_eq!(seen, 300);
}

/// Other values of the same type that differ in one byte or digit.
fn changes(value: &Value) -> Vec<Value> {
    let flips = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let ascii = (0..bytes.len()).filter(|i| bytes[*i].is_ascii() || std::str::from_utf8(bytes).is_err());
        let places: Vec<_> = ascii.collect();
        let chosen = [places.get(places.len() / 2), places.last()];
        let flip = |i: &usize| {
            let mut other = bytes.to_vec();
            other[*i] ^= 0x40;
            other
        };
        chosen.into_iter().flatten().map(flip).collect()
    };
    match value {
        Value::Int(number) => vec![Value::Int(number + 1000), Value::Int(number ^ (1 << 33))],
        Value::Bytes(bytes) => flips(bytes).into_iter().map(Value::Bytes).collect(),
        Value::Text(text) => flips(text.as_bytes())
            .into_iter()
            .filter(|bytes| !bytes.contains(&0))
            .filter_map(|bytes| String::from_utf8(bytes).ok().map(Value::Text))
            .collect(),
        Value::Null => vec![],
    }
}

/// Changes every column of one row in turn, and gives what `verify` names for each.
fn change_each(store: &Store, table: &str, key: &str, mut named: impl FnMut(&str, &[Fault])) {
    let columns = read(store, |tx| tx.connection.columns(table));
    for column in &columns {
        let select = format!("SELECT {column} FROM {table} WHERE {key}");
        let was = read(store, |tx| tx.query_one(&select, &[])).unwrap().value(0).unwrap().clone();
        // A row is found again by its physical place, whatever its key is now.
        let others: Vec<_> = columns.iter().filter(|other| *other != column).collect();
        let row = read(store, |tx| {
            let names = others.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
            tx.query_one(&format!("SELECT {names} FROM {table} WHERE {key}"), &[])
        });
        let terms: Vec<_> =
            others.iter().enumerate().map(|(i, name)| format!("{name} = ?{}", i + 2)).collect();
        let update = format!("UPDATE {table} SET {column} = ?1 WHERE {}", terms.join(" AND "));
        let set = |value: &Value| {
            let params: Vec<_> = std::iter::once(value.clone()).chain(row.clone().unwrap().0).collect();
            // Without a district: a damaged head cannot be locked.
            assert_eq!(write(&store.for_district(""), |tx| tx.execute(&update, &params)), 1, "{update}");
        };
        for value in changes(&was) {
            set(&value);
            let faults = verify(store);
            assert!(!faults.is_empty(), "{table}.{column}: {was:?} → {value:?} was not found");
            named(column, &faults);
        }
        set(&was);
    }
    assert_eq!(verify(store), vec![], "after {table}");
}

fn any_changed_byte_is_found_and_named(store: &Store) {
    let (short, long) = ledger(store);
    for seq in [1, 256, 300] {
        change_each(store, "entries", &format!("seq = {seq}"), |column, faults| {
            let named = faults.iter().any(|fault| fault.subject == Subject::Entry(seq));
            assert!(named, "entry {seq}, {column}: {faults:?}");
        });
    }
    change_each(store, "heads", "size > 0", |column, faults| {
        let head =
            |fault: &Fault| fault.subject == Subject::Head || matches!(fault.subject, Subject::Entry(_));
        assert!(faults.iter().any(head), "head, {column}: {faults:?}");
    });
    change_each(store, "tiles", "level = 8", |column, faults| {
        let tile = |fault: &Fault| matches!(fault.subject, Subject::Tile { .. });
        assert!(faults.iter().any(tile), "tile, {column}: {faults:?}");
    });
    for digest in [&short, &long] {
        change_each(store, "blobs", &format!("digest = '{digest}'"), |column, faults| {
            let blob = |fault: &Fault| matches!(&fault.subject, Subject::Blob(named) if named == digest);
            let stray = |fault: &Fault| matches!(&fault.subject, Subject::Chunk { digest: named, .. } if named == digest);
            assert!(faults.iter().any(|fault| blob(fault) || stray(fault)), "blob, {column}: {faults:?}");
        });
    }
    change_each(store, "blob_chunks", &format!("digest = '{long}' AND part = 1"), |column, faults| {
        let chunk = Subject::Chunk { digest: long.clone(), part: 1 };
        assert!(faults.iter().any(|fault| fault.subject == chunk), "chunk, {column}: {faults:?}");
    });
}

fn the_changed_byte_itself_is_named(store: &Store) {
    ledger(store);
    let body = raised(0).body.to_string();
    let at = body.find(":0").unwrap() + 1;
    let seq = read(store, |tx| tx.entries(1, 1))[0].seq;
    let sql = "UPDATE entries SET body = ?1 WHERE district = ?2 AND seq = ?3";
    let change = |body: String| {
        write(store, |tx| tx.execute(sql, &[body.into(), DISTRICT.into(), seq.into()]));
        verify(store).into_iter().map(|fault| fault.problem).collect::<Vec<_>>()
    };
    let one = change(body.replace(":0", ":9"));
    assert_eq!(one, [Problem::Changed(Some(Place { field: "body", byte: Some((at, b'0', b'9')) }))]);
    assert_eq!(change(body.replace("季度", "年度")), [Problem::Changed(None)]);
    assert_eq!(change(body), []);
    write(store, |tx| tx.execute("UPDATE entries SET version = 77 WHERE seq = 9", &[]));
    assert_eq!(verify(store)[0].problem, Problem::Changed(Some(Place { field: "version", byte: None })));
}

fn a_deleted_entry_is_named(store: &Store) {
    ledger(store);
    write(store, |tx| tx.execute("DELETE FROM entries WHERE seq >= 40 AND seq <= 42", &[]));
    let faults = verify(store);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(
        (&faults[0].subject, &faults[0].problem),
        (&Subject::Entry(40), &Problem::Missing { through: 42 })
    );
}

fn an_added_entry_is_named(store: &Store) {
    ledger(store);
    write(store, |tx| {
        tx.execute(
            "INSERT INTO entries (district, seq, stream, version, kind, actor, at, body, leaf)
             SELECT district, 301, 'test/added', 1, kind, actor, at, body, leaf FROM entries WHERE seq = 300",
            &[],
        )
    });
    assert_eq!(subjects(store), [Subject::Entry(301)]);
}

fn a_cut_off_ledger_is_found(store: &Store) {
    ledger(store);
    write(store, |tx| tx.execute("DELETE FROM entries WHERE seq > 290", &[]));
    let faults = verify(store);
    assert_eq!(faults[0].problem, Problem::Missing { through: 300 });
    assert_eq!(faults[0].subject, Subject::Entry(291));
}

fn a_lost_head_is_found(store: &Store) {
    ledger(store);
    write(store, |tx| tx.execute("DELETE FROM heads", &[]));
    assert_eq!(subjects(store), [Subject::Head]);
}

fn another_key_on_the_head_is_found(store: &Store) {
    ledger(store);
    // Somebody who can write the database but has not the key signs with one of their own.
    let forger = crate::Keys::Given([9; 32]).signer().unwrap().unwrap();
    let mut head = store.head().unwrap().unwrap();
    head.key = forger.public.clone();
    head.signature = forger.sign(&head.text());
    let sql = "UPDATE heads SET key = ?1, signature = ?2";
    write(store, |tx| tx.execute(sql, &[head.key.as_str().into(), head.signature.as_str().into()]));
    assert_eq!(verify(store)[0].problem, Problem::UnknownKey);
}

fn lost_and_stray_chunks_are_found(store: &Store) {
    let (short, long) = ledger(store);
    write(store, |tx| tx.execute("DELETE FROM blob_chunks WHERE part = 1", &[]));
    assert_eq!(subjects(store), [Subject::Chunk { digest: long.clone(), part: 1 }]);
    assert!(
        store
            .read(|tx| tx.blob(&long))
            .is_err_and(|error| error == crate::StoreError::Damaged { digest: long })
    );
    write(store, |tx| tx.execute("DELETE FROM blobs WHERE digest = ?1", &[short.as_str().into()]));
    assert!(subjects(store).contains(&Subject::Chunk { digest: short, part: 0 }));
}

fn rewritten_leaves_are_found(store: &Store) {
    ledger(store);
    // A forger who also mends the leaf is betrayed by the nodes above it, in both kinds of group.
    for seq in [20, 290] {
        let mut entry = read(store, |tx| tx.entries(seq - 1, 1)).remove(0);
        let good = (entry.body.clone(), crate::leaf::hash(crate::Algorithm::Sha256, &entry));
        entry.body = "{}".into();
        let bad = (entry.body.clone(), crate::leaf::hash(crate::Algorithm::Sha256, &entry));
        let put = |(body, leaf): (String, crate::Hash)| {
            let sql = "UPDATE entries SET body = ?1, leaf = ?2 WHERE seq = ?3";
            write(store, |tx| tx.execute(sql, &[body.into(), leaf.0.as_slice().into(), seq.into()]));
        };
        put(bad);
        let faults = verify(store);
        assert!(faults.iter().any(|fault| fault.problem == Problem::Root), "{faults:?}");
        put(good);
    }
    assert_eq!(verify(store), vec![]);
}
