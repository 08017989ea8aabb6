//! Receipts, consistency and heads.

use super::on_both_engines;
use super::sample::{DISTRICT, PARTS, fill, path, raised, read, remove, time, write};
use crate::{Algorithm, BadReceipt, Keys, Receipt, Store, StoreError};

on_both_engines! {
    every_receipt_holds_offline
    a_changed_receipt_does_not_hold
    consistency_holds_between_any_two_heads
    a_changed_key_is_recorded
    a_large_log_gives_receipts_from_few_rows
}

fn every_receipt_holds_offline(store: &Store) {
    assert_eq!(store.head(), Ok(None));
    assert_eq!(store.receipt(1), Ok(None));
    fill(store, 599);
    for seq in 1..=600 {
        let receipt = store.receipt(seq).unwrap().unwrap();
        let kept = serde_json::to_string(&receipt).unwrap();
        let receipt: Receipt = serde_json::from_str(&kept).unwrap();
        assert_eq!(receipt.check(None), Ok(()), "{seq}");
        assert_eq!(receipt.check(store.public_key()), Ok(()), "{seq}");
        assert_eq!(receipt.check(Some("another")), Err(BadReceipt::OtherKey));
    }
    assert_eq!(store.receipt(601), Ok(None));
    assert_eq!(store.receipt(0), Ok(None));
}

fn a_changed_receipt_does_not_hold(store: &Store) {
    fill(store, 40);
    let receipt = store.receipt(17).unwrap().unwrap();
    type Change = (&'static str, fn(&mut Receipt), BadReceipt);
    let changes: [Change; 10] = [
        ("body", |it| it.entry.body.push(' '), BadReceipt::NotIncluded),
        ("actor", |it| it.entry.actor.push('x'), BadReceipt::NotIncluded),
        ("time", |it| it.entry.at = time(1_000_000), BadReceipt::NotIncluded),
        ("path", |it| it.path[0].0[31] ^= 1, BadReceipt::NotIncluded),
        ("shorter path", |it| it.path.truncate(1), BadReceipt::NotIncluded),
        ("place", |it| it.index += 1, BadReceipt::Contradiction),
        ("district", |it| it.entry.district = "370300".into(), BadReceipt::Contradiction),
        ("size", |it| it.head.size += 1, BadReceipt::Contradiction),
        ("root", |it| it.head.root.0[0] ^= 1, BadReceipt::Signature),
        ("head's time", |it| it.head.at = time(0), BadReceipt::Signature),
    ];
    for (what, change, reason) in changes {
        let mut changed = receipt.clone();
        change(&mut changed);
        assert_eq!(changed.check(None), Err(reason), "{what}");
    }
}

fn consistency_holds_between_any_two_heads(store: &Store) {
    let mut heads = Vec::new();
    for step in [1, 2, 60, 193, 1, 1, 255, 90] {
        fill(store, step);
        heads.push(store.head().unwrap().unwrap());
    }
    for old in &heads {
        let proof = store.consistency(old.size).unwrap().unwrap();
        assert!(proof.continues(old), "{}", old.size);
        let mut other = old.clone();
        other.root.0[0] ^= 1;
        assert!(!proof.continues(&other));
    }
    assert_eq!(store.consistency(10_000), Ok(None));
}

fn a_changed_key_is_recorded(store: &Store) {
    fill(store, 10);
    let old = store.public_key().unwrap().to_owned();
    let shared = std::sync::Arc::new(crate::store::Shared {
        engine: crate::engine::Engine::of(&url(store)).unwrap(),
        signing: Keys::Given([8; 32]).signer().unwrap(),
        parts: PARTS,
    });
    let other = Store { shared, district: DISTRICT.into() };
    assert_eq!(write(&other, |tx| tx.append("test/k", 0, &[raised(1)], "x", time(1))), [13]);
    let keys = read(store, |tx| tx.stream("ledger/key"));
    let public: Vec<_> = keys.iter().map(|entry| entry.body.contains(&old)).collect();
    assert_eq!(public, [true, false]);
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
    // An attachment alone also makes the ledger name its key.
    write(store, |tx| tx.put_blob("text/plain", "a", b"a"));
    assert_eq!(read(store, |tx| tx.version("ledger/key")), 3);
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}

/// The address a sample store was opened with.
fn url(store: &Store) -> String {
    let sqlite = "SELECT file FROM pragma_database_list";
    let found = store.for_district("").read(|tx| tx.query_one(sqlite, &[]));
    match found {
        Ok(row) => row.unwrap().text(0).unwrap(),
        Err::<_, StoreError>(_) => {
            let sql = "SELECT 'postgres://luoshi@127.0.0.1:' || current_setting('port') || '/' || current_database()";
            read(store, |tx| tx.query_one(sql, &[])).unwrap().text(0).unwrap()
        }
    }
}

fn a_large_log_gives_receipts_from_few_rows(store: &Store) {
    // 70,000 entries reach the second kept level; the projections have nothing to do with them.
    let events: Vec<_> =
        (0..70_000).map(|i| kernel::Event { kind: "other".into(), body: serde_json::json!(i) }).collect();
    write(store, |tx| tx.append("test/long", 0, &events, "x", time(0)));
    let tiles = "SELECT level, COUNT(*) FROM tiles GROUP BY level ORDER BY level";
    let levels: Vec<_> = read(store, |tx| tx.query(tiles, &[]))
        .iter()
        .map(|row| (row.int(0).unwrap(), row.int(1).unwrap()))
        .collect();
    assert_eq!(levels, [(8, 273), (16, 1)]);
    for seq in [1, 255, 256, 257, 30_000, 65_536, 65_537, 69_889, 70_001] {
        assert_eq!(store.receipt(seq).unwrap().unwrap().check(store.public_key()), Ok(()), "{seq}");
    }
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
}

#[test]
fn a_log_can_be_made_with_sm3() {
    let file = path("sm3.db");
    let store = Store::open_as(&file, Keys::Given([7; 32]), Default::default(), Algorithm::Sm3).unwrap();
    let store = store.for_district(DISTRICT);
    fill(&store, 300);
    let receipt = store.receipt(5).unwrap().unwrap();
    assert_eq!((receipt.head.algorithm, receipt.check(None)), (Algorithm::Sm3, Ok(())));
    assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
    let again = Store::open_as(&file, Keys::None, Default::default(), Algorithm::Sha256);
    assert!(matches!(again, Err(StoreError::OtherAlgorithm { .. })));
    assert!(Store::open(&file, Keys::None, Default::default()).is_ok());
    remove(&file);
}
