//! The same stories on SQLite and on PostgreSQL.

use super::county::{County, LIST, NOON, at, code, day, pack, power};
use crate::cases::CaseOpened;
use crate::model::Change;
use crate::store::{
    Filter, HandoverSheet, OpenCase, Rest, as_of, at_edition, difference_between, edition_on, editions,
    hand_over, hand_over_rest, handover, handovers, history, holders, lists, open_case, orphans,
    sign_handover, sign_rest, transfers, violations, who_could,
};

on_both_engines! {
    an_adopted_pack_makes_the_first_edition
    a_transfer_leaves_no_gap_and_the_past_stays
    two_adjustments_at_once_are_checked_one_after_the_other
    many_items_are_signed_at_once_but_not_those_with_open_cases
    what_two_writers_change_of_one_item_is_merged_or_refused
    what_a_body_held_that_no_longer_exists_is_given_away
    the_next_edition_of_a_pack_changes_what_it_changes_and_nothing_else
    every_edition_stays_and_two_on_one_day_differ
    a_hand_over_needs_two_people_and_every_open_case
    a_search_finds_words_of_the_list_as_it_stood
    a_list_is_kept_by_the_body_its_pack_declares_else_by_the_one_with_most_items
    a_replay_gives_the_same_rows
    the_daily_check_finds_what_a_hand_in_the_database_did
}

pub(super) fn transfer(seq: u32, from: &str, to: &str) -> Change {
    Change::Transfer { code: code(seq), from: from.into(), to: to.into() }
}

fn all() -> Filter {
    Filter { list: LIST.into(), ..Filter::default() }
}

fn total(county: &County, on: &str, filter: &Filter) -> u64 {
    county.read(|tx| Ok(as_of(tx, day(on), filter, 1, 50)?)).0
}

fn holder(county: &County, seq: u32, on: &str) -> Option<String> {
    county.read(|tx| who_could(tx, LIST, &code(seq), day(on))).map(|proof| proof.span.item.holder)
}

fn an_adopted_pack_makes_the_first_edition(county: &County) {
    county.adopt(&pack());
    let (list, first) = county.read(|tx| Ok((lists(tx)?, editions(tx, LIST)?)));
    assert_eq!((list.len(), list[0].id.as_str(), list[0].edition), (1, LIST, 1));
    assert_eq!(
        (first.len(), first[0].total, first[0].kinds["行政处罚"], first[0].kinds["行政检查"]),
        (1, 12, 10, 2)
    );
    let issued = first[0].effective;
    let (found, spans) = county.read(|tx| Ok(as_of(tx, issued, &all(), 2, 5)?));
    assert_eq!(
        (found, spans.iter().map(|span| span.item.seq).collect::<Vec<_>>()),
        (12, vec![6, 7, 8, 9, 10])
    );
    assert_eq!(total(county, "2023-12-31", &all()), 0, "before the first edition nothing is in force");
    let card = county.read(|tx| Ok(store::card::get(tx, &format!("power/{LIST}.power.3"))?)).unwrap();
    assert_eq!((card.organ.as_str(), card.url), ("县水利局", format!("/powers/{}", code(3))));
    county.adopt(&pack());
    assert_eq!(county.read(|tx| Ok(editions(tx, LIST)?.len())), 1, "the same pack again is no edition");
}

fn a_transfer_leaves_no_gap_and_the_past_stays(county: &County) {
    county.adopt(&pack());
    let made = county.adjust("2024-06-01", Some(1), vec![transfer(3, "县水务局", "河东镇政府")]).unwrap();
    assert_eq!((made.edition.number, made.moved.len(), made.since.len()), (2, 1, 0));
    let held = |on| holder(county, 3, on);
    assert_eq!(held("2024-05-31").as_deref(), Some("县水利局"), "an alias names the body itself");
    assert_eq!(held("2024-06-01").as_deref(), Some("河东镇"));
    let proof = county.read(|tx| who_could(tx, LIST, &code(3), day("2024-07-01"))).unwrap();
    assert_eq!((proof.seq, proof.edition_seq), (made.seq, made.seq));
    let east = Filter { holder: "河东镇".into(), ..all() };
    assert_eq!((total(county, "2024-05-31", &east), total(county, "2024-06-01", &east)), (0, 1));
    assert_eq!(
        county.read(|tx| Ok(holders(tx, LIST, day("2024-06-01"))?)),
        [("县水利局".into(), 11), ("河东镇".into(), 1)]
    );
    let card = county.read(|tx| Ok(store::card::get(tx, &format!("power/{LIST}.power.3"))?)).unwrap();
    assert_eq!(card.organ, "河东镇");
}

fn a_list_is_kept_by_the_body_its_pack_declares_else_by_the_one_with_most_items(county: &County) {
    let keeper = |county: &County| county.read(|tx| Ok(crate::keepers(tx, LIST)?)).join("、");
    county.adopt(&pack());
    assert_eq!(keeper(county), "县水利局", "it exercises all twelve");
    let six = (1..=6).map(|seq| transfer(seq, "县水利局", "河东镇")).collect();
    county.adjust("2024-06-01", Some(1), six).unwrap();
    let one = vec![transfer(7, "县水利局", "河东镇")];
    assert_ne!(keeper(county), "", "six and six: one of the two");
    county.adjust("2024-06-02", Some(2), one).unwrap();
    assert_eq!(keeper(county), "河东镇", "seven of twelve");
    let mut declared = pack();
    let document = declared.documents.iter_mut().find(|document| document.slug == LIST).unwrap();
    document.keepers = vec![document.issuer.clone()];
    let issuer = document.issuer.organ.clone();
    county.adopt(&declared);
    assert_eq!(keeper(county), issuer);
    assert_ne!(issuer, "河东镇");
    let own = |name| county.read(|tx| Ok(crate::store::own_name(tx, name)?));
    assert_eq!((own("县水务局").as_str(), own("无此局").as_str()), ("县水利局", "无此局"));
}

fn two_adjustments_at_once_are_checked_one_after_the_other(county: &County) {
    county.adopt(&pack());
    county.adjust("2024-06-01", Some(1), vec![transfer(3, "县水利局", "河东镇")]).unwrap();
    let other = county.adjust("2024-06-01", Some(1), vec![transfer(4, "县水利局", "河西镇")]).unwrap();
    assert_eq!(other.since, [2], "another item: made, and told what came between");
    let same = county.adjust("2024-06-01", Some(1), vec![transfer(3, "县水利局", "河西镇")]);
    assert_eq!(same.unwrap_err(), ["powers.not_holder"]);
    assert_eq!(
        county.read(|tx| Ok(editions(tx, LIST)?.len())),
        3,
        "a refused adjustment leaves nothing behind"
    );
}

fn many_items_are_signed_at_once_but_not_those_with_open_cases(county: &County) {
    county.adopt(&pack());
    county.write(|tx| open_case(tx, case("水罚1", 3, "县水利局", "2024-05-01"), "water", at(NOON)));
    let to_east = |seq| transfer(seq, "县水利局", "河东镇");
    let changes = vec![to_east(1), to_east(2), to_east(3), transfer(4, "县水利局", "河西镇")];
    county.adjust("2024-06-01", None, changes).unwrap();
    let of = county.read(|tx| handover(tx, (LIST, &code(1), 2)));
    let sheet = HandoverSheet { files: vec!["目录".into()], ..HandoverSheet::default() };
    let rest = |signed, left| Rest { signed, left };
    county.write(|tx| hand_over(tx, (LIST, &code(1), 2), sheet.clone(), "water", at(NOON)));
    assert_eq!(county.write(|tx| hand_over_rest(tx, &of, &sheet, "water", at(NOON))), rest(1, 1));
    assert_eq!(county.write(|tx| sign_rest(tx, &of, "water", at(NOON))), rest(0, 2), "not both sides");
    assert_eq!(county.write(|tx| sign_rest(tx, &of, "east", at(NOON))), rest(1, 1));
    let waiting: Vec<String> = county.read(|tx| Ok(transfers(tx)?)).into_iter().map(|h| h.code).collect();
    assert_eq!(waiting, [code(1), code(3), code(4)], "the first itself, the open case, the other body");
    assert_eq!(county.read(|tx| handover(tx, (LIST, &code(2), 2))).sheet, Some(sheet));
}

fn what_two_writers_change_of_one_item_is_merged_or_refused(county: &County) {
    let rename = |name: &str| Change::Rename { code: code(3), name: name.to_owned() };
    let level = |level: &str| Change::ChangeLevel { code: code(3), level: level.to_owned() };
    county.adopt(&pack());
    county.adjust("2024-06-01", Some(1), vec![rename("甲的名称")]).unwrap();
    let merged = county.adjust("2024-06-01", Some(1), vec![level("镇级")]).unwrap();
    assert_eq!(merged.since, [2], "another side of the item");
    let key = ["powers.changed_meanwhile"];
    for change in [rename("乙的名称"), Change::Cancel { code: code(3), basis: None }, level("区级")] {
        assert_eq!(county.adjust("2024-06-01", Some(1), vec![change]).unwrap_err(), key);
    }
    let cancelled = Change::Cancel { code: code(3), basis: None };
    assert_eq!(county.adjust("2024-06-01", Some(2), vec![cancelled]).unwrap_err(), key);
    let now = county.read(|tx| Ok(history(tx, LIST, &code(3))?.spans.pop())).unwrap();
    assert_eq!((now.item.name.as_str(), now.item.level.as_deref()), ("甲的名称", Some("镇级")));
    county.adjust("2024-06-01", Some(3), vec![rename("乙的名称")]).unwrap();
    county.adjust("2024-06-01", None, vec![rename("丙的名称")]).unwrap();
}

/// A body that left the register: what it held is found by the daily check, and can be given away.
fn what_a_body_held_that_no_longer_exists_is_given_away(county: &County) {
    let mut model = pack();
    county.adopt(&model);
    county.adjust("2024-06-01", None, vec![transfer(3, "县水利局", "河东镇")]).unwrap();
    model.organs = Vec::from_iter(model.organs.iter().filter(|organ| organ.name != "河东镇").cloned()).into();
    county.adopt(&model);
    let found = county.read(|tx| Ok(violations(tx, LIST, day("2024-06-01"))?));
    assert_eq!(found.iter().map(|one| one.code.clone()).collect::<Vec<_>>(), [code(3)]);
    let gone = county.read(|tx| Ok(orphans(tx)?));
    assert_eq!(gone.iter().map(|one| (one.holder.as_str(), one.count)).collect::<Vec<_>>(), [("河东镇", 1)]);
    let rename = || Change::Rename { code: code(3), name: "新名称".to_owned() };
    assert_eq!(county.adjust("2024-07-01", None, vec![rename()]).unwrap_err(), ["powers.holder_gone"]);
    let back = transfer(4, "县水利局", "河东镇");
    assert_eq!(county.adjust("2024-07-01", None, vec![back]).unwrap_err(), ["powers.unknown_body"]);
    county.adjust("2024-07-01", None, vec![transfer(3, "河东镇", "县水利局"), rename()]).unwrap();
    assert_eq!(county.read(|tx| Ok(violations(tx, LIST, day("2024-07-01"))?)), []);
    assert_eq!(county.read(|tx| Ok(orphans(tx)?)), []);
}

fn the_next_edition_of_a_pack_changes_what_it_changes_and_nothing_else(county: &County) {
    let mut next = pack();
    county.adopt(&next);
    county
        .adjust(
            "2024-06-01",
            None,
            vec![transfer(3, "县水利局", "河东镇"), Change::Cancel { code: code(5), basis: None }],
        )
        .unwrap();
    let document = next.documents.iter_mut().find(|document| document.slug == LIST).unwrap();
    document.powers[0].name = "对占用河道的处罚".into();
    document.powers[4].name = "对已取消事项的处罚".into();
    document.powers.remove(6);
    let added = power(&document.powers[0], 13);
    document.powers.push(added);
    next.edition = "2".into();
    county.adopt(&next);
    let last = county.read(|tx| Ok(editions(tx, LIST)?)).pop().unwrap();
    assert_eq!((last.number, last.added, last.cancelled, last.changed, last.total), (3, 1, 1, 1, 11));
    assert_eq!(last.passed_over.len(), 1, "what was cancelled meanwhile cannot be renamed, and it says so");
    assert_eq!(last.passed_over[0].say.key, "powers.cancelled_code");
    assert_eq!(
        holder(county, 3, "2024-06-01").as_deref(),
        Some("河东镇"),
        "an adjustment outlives the next edition of the pack"
    );
    assert_eq!(holder(county, 7, "2024-06-01"), None);
}

fn every_edition_stays_and_two_on_one_day_differ(county: &County) {
    county.adopt(&pack());
    county.adjust("2024-06-01", None, vec![Change::Rename { code: code(3), name: "甲".into() }]).unwrap();
    county.adjust("2024-06-01", None, vec![Change::Rename { code: code(3), name: "乙".into() }]).unwrap();
    let name = |edition| {
        let items = county.read(|tx| Ok(at_edition(tx, LIST, edition)?));
        assert_eq!(items.len(), 12);
        items.into_iter().find(|span| span.item.code == code(3)).unwrap().item.name
    };
    assert_eq!([name(1), name(2), name(3)], ["对第3类行为的处罚", "甲", "乙"]);
    assert_eq!(county.read(|tx| Ok(edition_on(tx, LIST, day("2024-06-01"))?)).unwrap().number, 3);
    assert_eq!(total(county, "2024-06-01", &all()), 12, "what stood on no day is found on no day");
    let differs = county.read(|tx| Ok(difference_between(tx, LIST, 1, 3)?));
    assert_eq!((differs.len(), differs[0].after.as_ref().unwrap().name.as_str()), (1, "乙"));
    let back = county.read(|tx| Ok(difference_between(tx, LIST, 3, 1)?));
    assert_eq!(back[0].before, differs[0].after);
    assert_eq!(county.read(|tx| history(tx, "", &code(3))).spans.len(), 3);
}

pub(super) fn case(id: &str, seq: u32, body: &str, on: &str) -> CaseOpened {
    CaseOpened {
        id: id.into(),
        list: LIST.into(),
        code: code(seq),
        body: body.into(),
        day: day(on),
        subject: "某公司".into(),
        act: String::new(),
        draw: String::new(),
        made_up: false,
    }
}

fn a_hand_over_needs_two_people_and_every_open_case(county: &County) {
    county.adopt(&pack());
    county.write(|tx| open_case(tx, case("水罚1", 3, "县水利局", "2024-05-01"), "water", at(NOON)));
    let made = county.adjust("2024-06-01", None, vec![transfer(3, "县水利局", "河东镇")]).unwrap();
    assert_eq!(made.open_cases.len(), 1);
    let (code3, edition) = (code(3), made.edition.number);
    let key = (LIST, code3.as_str(), edition);
    assert_eq!(county.read(|tx| Ok(transfers(tx)?.len())), 1);
    assert_eq!(county.refused(|tx| sign_handover(tx, key, "east", at(NOON))), "powers.not_given");
    let empty = HandoverSheet { files: vec!["卷宗3册".into()], ..HandoverSheet::default() };
    assert_eq!(
        county.refused(|tx| hand_over(tx, key, empty.clone(), "water", at(NOON))),
        "powers.case_not_listed"
    );
    let listed = |finishes: &str| HandoverSheet {
        open_cases: vec![OpenCase { case: "水罚1".into(), finishes: finishes.into() }],
        ..empty.clone()
    };
    assert_eq!(
        county.refused(|tx| hand_over(tx, key, listed("县财政局"), "water", at(NOON))),
        "powers.nobody_finishes"
    );
    county.write(|tx| hand_over(tx, key, listed("县水利局"), "water", at(NOON)));
    assert_eq!(county.refused(|tx| sign_handover(tx, key, "water", at(NOON))), "powers.both_sides");
    county.write(|tx| sign_handover(tx, key, "east", at(NOON)));
    assert_eq!(
        county.refused(|tx| hand_over(tx, key, listed("河东镇"), "water", at(NOON))),
        "powers.signed_already"
    );
    let done = county.read(|tx| Ok(handovers(tx, LIST, edition)?));
    assert!(done[0].is_complete() && done[0].taken.as_ref().unwrap().by == "east");
    assert_eq!(county.read(|tx| Ok(transfers(tx)?)), []);
}

fn a_search_finds_words_of_the_list_as_it_stood(county: &County) {
    county.adopt(&pack());
    let q = |q: &str| Filter { q: q.into(), ..all() };
    assert_eq!(total(county, "2024-06-01", &q("处罚")), 10);
    assert_eq!(total(county, "2024-06-01", &q("检查 第11类")), 1);
    county
        .adjust(
            "2024-06-01",
            None,
            vec![
                Change::Rename { code: code(3), name: "对非法采砂的处罚".into() },
                transfer(4, "县水利局", "河东镇"),
            ],
        )
        .unwrap();
    assert_eq!((total(county, "2024-05-31", &q("采砂")), total(county, "2024-06-01", &q("采砂"))), (0, 1));
    assert_eq!((total(county, "2024-05-31", &q("第3类")), total(county, "2024-06-01", &q("第3类"))), (1, 0));
    assert_eq!((total(county, "2024-05-31", &q("河东")), total(county, "2024-06-01", &q("河东"))), (0, 1));
    assert_eq!(total(county, "2024-06-01", &q(&code(11))), 1);
    assert_eq!(total(county, "2024-06-01", &q("没有这个词")), 0);
    let second = county.read(|tx| Ok(as_of(tx, day("2024-06-01"), &q("处罚"), 2, 4)?)).1;
    assert_eq!(second.iter().map(|span| span.item.seq).collect::<Vec<_>>(), [5, 6, 7, 8]);
}

fn a_replay_gives_the_same_rows(county: &County) {
    a_hand_over_needs_two_people_and_every_open_case(county);
    let mut next = pack();
    next.documents.iter_mut().find(|document| document.slug == LIST).unwrap().powers.remove(6);
    county.adopt(&next);
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
}

fn the_daily_check_finds_what_a_hand_in_the_database_did(county: &County) {
    county.adopt(&pack());
    county.adjust("2024-06-01", None, vec![transfer(3, "县水利局", "河东镇")]).unwrap();
    let check = || county.read(|tx| Ok(violations(tx, LIST, day("2024-01-01"))?));
    assert_eq!(check(), []);
    let tamper = |sql: &str| county.write(|tx| Ok(tx.execute(sql, &[tx.district().into(), code(3).into()])?));
    tamper(
        "UPDATE power_spans SET valid_to = '2024-07-01' WHERE district = ?1 AND code = ?2 AND edition = 1",
    );
    let found = check();
    assert_eq!((found.len(), found[0].overlap, found[0].days.from), (1, true, day("2024-06-01")));
    assert_eq!(found[0].days.to, Some(day("2024-07-01")));
    tamper("UPDATE power_spans SET holder = '无此局' WHERE district = ?1 AND code = ?2 AND edition = 2");
    assert_eq!(check().iter().filter(|violation| !violation.overlap).count(), 1);
}
