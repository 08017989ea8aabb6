//! A notice is issued once, lies in the inbox, is read and confirmed.

use super::county::{CONTACT, County, NOON, at, draft};
use crate::store::{Find, confirm, find, issue, list, read_by, told_of, told_since, unread_count};
use page::Refusal;
use store::StoreError;

on_both_engines! {
    a_notice_is_issued_once_for_its_cause
    a_notice_is_undone_with_its_cause
    what_was_told_is_known_to_the_ladder
    reading_counts_once_and_only_by_its_person
    a_confirmation_is_asked_for_and_given_once
    notices_of_others_are_not_found
}

fn a_notice_is_issued_once_for_its_cause(county: &County) {
    assert!(county.remind("一季度", false, NOON));
    assert!(!county.remind("一季度", false, "2023-06-20 13:00"));
    assert!(county.remind("二季度", false, NOON));
    let inbox = county.inbox();
    assert_eq!(inbox.len(), 2);
    assert_eq!(inbox[0].title, "1项任务请按时办理");
    assert_eq!(inbox[0].title_en, "1 duties to be done in time");
    let (_, lines) = county.read(|tx| Ok(find(tx, &inbox[0].id)?.unwrap()));
    assert_eq!(lines[0].words, "承办单位：财政局；时限：2023-06-25 24:00，尚未报送");
    county.replays();
}

fn a_notice_is_undone_with_its_cause(county: &County) {
    let failed = county.0.write(|tx| {
        issue(tx, &draft("一季度", false), "clock", at(NOON))?;
        Err::<(), _>(StoreError::Busy)
    });
    assert_eq!(failed, Err(StoreError::Busy));
    assert_eq!(county.inbox(), []);
}

fn what_was_told_is_known_to_the_ladder(county: &County) {
    county.remind("一季度", false, NOON);
    let told = county.read(|tx| Ok(told_of(tx, "duty/一季度")?));
    assert_eq!(
        (told[0].account.as_str(), told[0].at, told[0].due),
        (CONTACT, at(NOON), Some(at("2023-06-26 00:00")))
    );
    // Found by what is due later, and by what was told later; not after both.
    let found = |from: &str| county.read(|tx| Ok(told_since(tx, at(from))?)).contains_key("duty/一季度");
    assert!(found("2023-06-20 12:00") && found("2023-06-26 00:00") && !found("2023-06-26 00:01"));
}

fn reading_counts_once_and_only_by_its_person(county: &County) {
    county.remind("一季度", false, NOON);
    let id = county.inbox().remove(0).id;
    let unread = || county.read(|tx| Ok(unread_count(tx, CONTACT)?));
    assert_eq!(unread(), 1);
    assert_eq!(county.refused(|tx| read_by(tx, &id, "somebody", at(NOON))), "notices.no_notice");
    county.write(|tx| read_by(tx, &id, CONTACT, at("2023-06-20 13:00")));
    county.write(|tx| read_by(tx, &id, CONTACT, at("2023-06-20 14:00")));
    assert_eq!((unread(), county.inbox()[0].read), (0, Some(at("2023-06-20 13:00"))));
    let stream = county.read(|tx| Ok(tx.stream(&format!("notice/{id}"))?));
    let kinds: Vec<&str> = stream.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["notice.issued", "notice.read"]);
    county.replays();
}

fn a_confirmation_is_asked_for_and_given_once(county: &County) {
    county.remind("一季度", false, NOON);
    county.remind("事件", true, "2023-06-20 12:01");
    let inbox = county.inbox();
    let (urgent, usual) = (inbox[0].id.clone(), inbox[1].id.clone());
    let refused = |id: &str| county.refused(|tx| confirm(tx, id, CONTACT, at(NOON)));
    assert_eq!(refused(&usual), "notices.asks_no_confirmation");
    let waits = || {
        let wanted = Find { unconfirmed: true, ..Find::default() };
        county.read(|tx| Ok(list(tx, &wanted, 1, 10)?.0))
    };
    assert_eq!(waits(), 1);
    county.write(|tx| confirm(tx, &urgent, CONTACT, at("2023-06-20 13:00")));
    assert_eq!(refused(&urgent), "notices.already_confirmed");
    // Whoever confirms has read.
    assert_eq!((waits(), county.inbox()[0].read), (0, Some(at("2023-06-20 13:00"))));
    county.replays();
}

fn notices_of_others_are_not_found(county: &County) {
    county.remind("一季度", false, NOON);
    let id = county.inbox().remove(0).id;
    let other = county.0.for_district("990001");
    assert!(other.read(|tx| Ok::<_, Refusal>(find(tx, &id)?)).unwrap().is_none());
    assert_eq!(county.refused(|tx| confirm(tx, &id, "somebody", at(NOON))), "notices.no_notice");
}
