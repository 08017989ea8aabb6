//! Deliveries are leased, sent, recorded and tried again.

use super::county::{CONTACT, County, NOON, at};
use crate::channel::{Channel, Outcome};
use crate::store::{
    Address, Delivery, deliveries, next_waiting, queue_again, set_address, undeliverable_count,
};
use std::cell::RefCell;
use std::collections::BTreeSet;

on_both_engines! {
    a_notice_goes_out_over_each_channel_of_its_person
    without_an_address_or_a_sender_nothing_is_queued
    what_failed_is_tried_again_later_and_given_up_in_the_end
    what_is_refused_is_not_tried_again_until_somebody_says_so
    a_crash_between_sending_and_recording_sends_under_the_same_identity
    quiet_hours_hold_back_what_is_not_urgent
    a_delivery_is_leased_to_one_server
    a_restored_district_sends_nothing
}

const MAIL: (Channel, &str, &str) = (Channel::Mail, "{}", "contact@county.example");
const MQTT: (Channel, &str, &str) = (Channel::Mqtt, "{}", "finance");

fn ways(county: &County) -> Vec<Delivery> {
    let id = county.inbox().remove(0).id;
    county.read(|tx| Ok(deliveries(tx, &id)?))
}

fn states(county: &County) -> Vec<String> {
    ways(county).into_iter().map(|way| way.state).collect()
}

fn a_notice_goes_out_over_each_channel_of_its_person(county: &County) {
    county.reached_over(&[MAIL, MQTT]);
    county.remind("一季度", false, NOON);
    assert_eq!(states(county), ["queued", "queued"]);
    let tried =
        county.carry(NOON, |waiting, _, _| Outcome::Took { delivered: waiting.channel == Channel::Mqtt });
    assert_eq!((tried, states(county)), (2, vec!["sent".to_owned(), "delivered".into()]));
    assert!(ways(county)[0].message.ends_with(".mail@990000.luoshi"));
    // Nothing is left.
    assert_eq!(county.carry(NOON, |_, _, _| unreachable!()), 0);
    county.replays();
}

fn without_an_address_or_a_sender_nothing_is_queued(county: &County) {
    let address = Address {
        channel: Channel::Mail,
        address: "contact@county.example".into(),
        secret: String::new(),
        language: "zh".into(),
    };
    county.write(|tx| Ok(set_address(tx, CONTACT, &address)?));
    county.remind("一季度", false, NOON);
    assert_eq!(ways(county), []);
}

fn what_failed_is_tried_again_later_and_given_up_in_the_end(county: &County) {
    county.reached_over(&[MAIL]);
    county.remind("一季度", false, NOON);
    let busy = |now: &str| county.carry(now, |_, _, _| Outcome::TryAgain("busy".into()));
    assert_eq!((busy(NOON), busy("2023-06-20 12:00:59"), busy("2023-06-20 12:01")), (1, 0, 1));
    let way = ways(county).remove(0);
    assert_eq!((way.state.as_str(), way.why.as_str(), way.attempts), ("queued", "busy", 2));
    for day in 21..=30 {
        busy(&format!("2023-06-{day} 08:00"));
    }
    let way = ways(county).remove(0);
    assert_eq!((way.state.as_str(), way.why.as_str(), way.attempts), ("undeliverable", "busy", 0));
    assert_eq!(county.read(|tx| Ok(undeliverable_count(tx, at(NOON))?)), 1);
    county.replays();
}

fn what_is_refused_is_not_tried_again_until_somebody_says_so(county: &County) {
    county.reached_over(&[MAIL]);
    county.remind("一季度", false, NOON);
    county.carry(NOON, |_, _, _| Outcome::Refused("no such mailbox".into()));
    assert_eq!(county.carry("2023-07-20 12:00", |_, _, _| unreachable!()), 0);
    assert_eq!(states(county), ["undeliverable"]);
    let id = county.inbox().remove(0).id;
    let again = |tx: &mut store::Tx<'_>| queue_again(tx, &id, Channel::Mail, "admin", at("2023-07-20 12:00"));
    county.write(again);
    assert_eq!(county.refused(again), "notices.nothing_to_try_again");
    assert_eq!(county.carry("2023-07-20 12:01", |_, _, _| Outcome::Took { delivered: false }), 1);
    assert_eq!(states(county), ["sent"]);
    county.replays();
}

fn a_crash_between_sending_and_recording_sends_under_the_same_identity(county: &County) {
    county.reached_over(&[MAIL]);
    county.remind("一季度", false, NOON);
    // Sent, and then the server dies before it can write that down.
    let leased = county.write(|tx| Ok(next_waiting(tx, false, at(NOON))?)).unwrap();
    assert_eq!(leased.attempt, 1);
    // While the lease lasts nobody else sends it.
    assert_eq!(county.carry("2023-06-20 12:02", |_, _, _| unreachable!()), 0);
    let seen = RefCell::new(Vec::new());
    let tried = county.carry("2023-06-20 12:03", |waiting, _, _| {
        seen.borrow_mut().push((waiting.notice.clone(), waiting.channel, waiting.attempt));
        Outcome::Took { delivered: false }
    });
    assert_eq!((tried, seen.into_inner()), (1, vec![(leased.notice.clone(), Channel::Mail, 2)]));
    assert_eq!(ways(county)[0].message, format!("{}.mail@990000.luoshi", leased.notice));
}

fn quiet_hours_hold_back_what_is_not_urgent(county: &County) {
    county.reached_over(&[MAIL]);
    county.remind("一季度", false, "2023-06-20 22:00");
    county.remind("事件", true, "2023-06-20 23:00");
    let sent = |now: &str| county.carry(now, |_, _, _| Outcome::Took { delivered: false });
    assert_eq!((sent("2023-06-20 23:00"), states(county)), (1, vec!["sent".to_owned()]));
    assert_eq!((sent("2023-06-21 06:59"), sent("2023-06-21 07:00")), (0, 1));
}

fn a_delivery_is_leased_to_one_server(county: &County) {
    county.reached_over(&[MAIL]);
    for number in 0..20 {
        county.remind(&format!("第{number}项"), false, NOON);
    }
    let lease = || {
        let mut mine = Vec::new();
        while let Some(waiting) = county.0.write(|tx| next_waiting(tx, false, at(NOON))).unwrap() {
            mine.push(waiting.notice);
        }
        mine
    };
    let (one, two) = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(lease), scope.spawn(lease));
        (one.join().unwrap(), two.join().unwrap())
    });
    let all: BTreeSet<&String> = one.iter().chain(&two).collect();
    assert_eq!((one.len() + two.len(), all.len()), (20, 20));
}

fn a_restored_district_sends_nothing(county: &County) {
    county.reached_over(&[MAIL]);
    county.remind("一季度", false, NOON);
    let mut backup = std::io::Cursor::new(Vec::new());
    county.0.backup(&mut backup).unwrap();
    let copy = County::sqlite();
    copy.0.for_district("").restore(std::io::Cursor::new(backup.into_inner())).unwrap();
    assert_eq!(copy.inbox(), county.inbox());
    // It knows what is queued and where to, but not how to send.
    let settings = |county: &County| county.read(|tx| Ok(crate::store::senders(tx)?));
    assert_eq!((settings(county), settings(&copy)), (vec![Channel::Mail], vec![]));
    copy.remind("二季度", false, "2023-06-20 13:00");
    assert_eq!(ways(&copy), []);
}
