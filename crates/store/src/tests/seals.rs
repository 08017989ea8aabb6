//! Sealed text: readable by whoever holds the key, bound to its name and district, and telling nothing.

use crate::{Store, StoreError};

super::on_both_engines! {
    what_is_sealed_is_read_again_and_does_not_show
    sealed_text_is_bound_to_its_name_and_district
    a_mark_is_alike_for_the_same_text_only
}

const PLAIN: &str = "张某 37030619800101XXXX";

fn what_is_sealed_is_read_again_and_does_not_show(store: &Store) {
    let (first, second) = store
        .read(|tx| Ok::<_, StoreError>((tx.seal_text("case/1", PLAIN)?, tx.seal_text("case/1", PLAIN)?)))
        .unwrap();
    assert!(!first.contains("37030619") && first != second, "{first}");
    let open = |text: &str| store.read(|tx| tx.open_sealed("case/1", text));
    assert_eq!(open(&first).unwrap(), PLAIN);
    let mut altered = first.clone();
    altered.replace_range(30..31, if first.get(30..31) == Some("A") { "B" } else { "A" });
    for bad in [altered.as_str(), "", "sealed:1:", "sealed:1:AAAA", PLAIN] {
        assert!(matches!(open(bad), Err(StoreError::Sealed { .. })), "{bad}");
    }
}

fn sealed_text_is_bound_to_its_name_and_district(store: &Store) {
    let text = store.read(|tx| tx.seal_text("case/1", PLAIN)).unwrap();
    assert!(store.read(|tx| tx.open_sealed("case/2", &text)).is_err(), "moved to another case");
    let elsewhere = store.for_district("990000");
    assert!(elsewhere.read(|tx| tx.open_sealed("case/1", &text)).is_err(), "read by another district");
}

fn a_mark_is_alike_for_the_same_text_only(store: &Store) {
    let mark = |purpose: &str, text: &str| store.read(|tx| tx.mark(purpose, text)).unwrap();
    assert_eq!(mark("identity", "1"), mark("identity", "1"));
    assert_ne!(mark("identity", "1"), mark("identity", "2"));
    assert_ne!(mark("identity", "1"), mark("phone", "1"));
}
