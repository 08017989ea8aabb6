//! Subject cards: put, replaced, removed, found.

use super::on_both_engines;
use super::sample::{read, time, write};
use crate::Store;
use crate::card::{self, Card, Find};

on_both_engines! {
    a_card_is_put_replaced_and_removed
    cards_are_found_by_what_is_asked
    cards_come_in_pages_soonest_first
}

fn card(subject: &str, organ: &str, kind: &str, due: Option<i64>) -> Card {
    Card {
        subject: subject.into(),
        organ: organ.into(),
        kind: kind.into(),
        title: format!("{subject} 的标题"),
        state: "open".into(),
        document: "周政办字〔2023〕11号".into(),
        clause: "三".into(),
        due: due.map(time),
        ..Card::default()
    }
}

fn a_card_is_put_replaced_and_removed(store: &Store) {
    let mut one = card("duty/1", "区财政局", "duty", Some(5));
    write(store, |tx| card::put(tx, &one));
    one.state = "done".into();
    one.due = None;
    write(store, |tx| card::put(tx, &one));
    assert_eq!(read(store, |tx| card::get(tx, "duty/1")), Some(one));
    assert_eq!(read(&store.for_district("370300"), |tx| card::get(tx, "duty/1")), None);
    write(store, |tx| card::remove(tx, "duty/1"));
    write(store, |tx| card::remove(tx, "duty/1"));
    assert_eq!(read(store, |tx| card::get(tx, "duty/1")), None);
}

fn cards_are_found_by_what_is_asked(store: &Store) {
    let all = [
        card("a", "区财政局", "duty", Some(30)),
        card("b", "区财政局", "case", Some(10)),
        card("c", "区民政局", "duty", Some(20)),
        card("d", "区民政局", "duty", None),
        Card { document: "周政字〔2023〕22号".into(), ..card("e", "", "power", None) },
    ];
    write(store, |tx| all.iter().try_for_each(|card| card::put(tx, card)));
    let some = |text: &str| Some(text.to_owned());
    let cases: [(&str, Find); 8] = [
        ("bcade", Find::default()),
        ("ba", Find { organ: some("区财政局"), ..Find::default() }),
        ("cad", Find { kind: some("duty"), ..Find::default() }),
        ("b", Find { kind: some("case"), organ: some("区财政局"), ..Find::default() }),
        ("bcad", Find { document: some("周政办字〔2023〕11号"), clause: some("三"), ..Find::default() }),
        ("bc", Find { due_before: Some(time(30)), ..Find::default() }),
        ("ca", Find { due_from: Some(time(20)), ..Find::default() }),
        ("", Find { state: some("done"), ..Find::default() }),
    ];
    for (subjects, wanted) in cases {
        let found = read(store, |tx| card::find(tx, &Find { take: 100, ..wanted.clone() }));
        let named: String = found.cards.iter().map(|card| card.subject.as_str()).collect();
        assert_eq!((named.as_str(), found.total), (subjects, subjects.len() as u64), "{wanted:?}");
    }
}

fn cards_come_in_pages_soonest_first(store: &Store) {
    write(store, |tx| {
        (0..25).try_for_each(|i| card::put(tx, &card(&format!("duty/{i}"), "x", "duty", Some((i * 7) % 25))))
    });
    let page = |skip| read(store, |tx| card::find(tx, &Find { skip, take: 10, ..Find::default() }));
    let pages = [page(0), page(10), page(20), page(30)];
    assert_eq!(pages.each_ref().map(|page| page.cards.len()), [10, 10, 5, 0]);
    assert!(pages.iter().all(|page| page.total == 25));
    let due: Vec<_> = pages.iter().flat_map(|page| &page.cards).map(|card| card.due).collect();
    assert_eq!(due, (0..25).map(|i| Some(time(i))).collect::<Vec<_>>());
    assert_eq!(read(store, |tx| card::find(tx, &Find::default())).total, 25);
}
