//! Ladders, posts, hours and feeds are set, and what is secret stays out of the ledger.

use super::county::{CONTACT, County, NOON, at};
use crate::channel::Channel;
use crate::store::{
    Address, feed_of, feeds, hours, ladder, ladders, open_feed, posts, revoke_feed, senders, set_address,
    set_hours, set_ladder, set_post, set_sender,
};
use crate::{Ladder, Post};

on_both_engines! {
    a_ladder_is_set_for_a_cause_and_taken_back
    posts_and_hours_are_set
    a_feed_is_opened_by_its_link_until_it_is_revoked
    the_ledger_holds_no_address_and_no_secret
}

fn a_ladder_is_set_for_a_cause_and_taken_back(county: &County) {
    let of = |cause: &str, urgent: bool| ladder(&county.read(|tx| Ok(ladders(tx)?)), cause, urgent);
    let set = |cause: &str, text: &str| {
        let ladder: Option<Ladder> = (!text.is_empty()).then(|| text.parse().unwrap());
        county.write(|tx| Ok(set_ladder(tx, cause, ladder.as_ref(), "office", at(NOON))?));
    };
    assert_eq!((of("a", false), of("a", true)), (Ladder::usual(), Ladder::urgent()));
    set("", "当天 联系人");
    set("a", "提前2小时 联系人\n到时 督查室");
    set("urgent", "opened office");
    assert_eq!(
        (of("a", false).to_string(), of("b", false).to_string()),
        ("-120m contact; +0m office".into(), "0d contact".into())
    );
    assert_eq!(of("b", true).to_string(), "opened office");
    county.replays();
    set("a", "");
    set("", "");
    assert_eq!(of("a", false), Ladder::usual());
    county.replays();
}

fn posts_and_hours_are_set(county: &County) {
    let set = |post| county.write(|tx| Ok(set_post(tx, "leader", post, "office", at(NOON))?));
    set(Some(Post::InCharge));
    set(Some(Post::Head));
    assert_eq!(county.read(|tx| Ok(posts(tx)?)), [("leader".to_owned(), Post::Head)].into());
    set(None);
    assert_eq!(county.read(|tx| Ok(posts(tx)?)), [].into());
    assert_eq!(county.read(|tx| Ok(hours(tx)?)).to_string(), "09:00 21:00-07:00");
    let other = "08:30 22:00-06:30";
    county.write(|tx| Ok(set_hours(tx, other.parse().unwrap(), "office", at(NOON))?));
    assert_eq!(county.read(|tx| Ok(hours(tx)?)).to_string(), other);
    county.replays();
}

fn a_feed_is_opened_by_its_link_until_it_is_revoked(county: &County) {
    let secret = county.write(|tx| open_feed(tx, CONTACT, "财政局", at(NOON)));
    let found = || county.read(|tx| Ok(feed_of(tx, secret.reveal())?));
    let feed = found().unwrap();
    assert_eq!((feed.account.as_str(), feed.organ.as_str()), (CONTACT, "财政局"));
    assert!(county.read(|tx| Ok(feed_of(tx, &feed.id)?)).is_none(), "the name is not the link");
    assert_eq!(county.refused(|tx| revoke_feed(tx, "somebody", &feed.id, at(NOON))), "notices.no_feed");
    county.write(|tx| revoke_feed(tx, CONTACT, &feed.id, at("2023-06-20 13:00")));
    assert!(found().is_none());
    assert_eq!(county.refused(|tx| revoke_feed(tx, CONTACT, &feed.id, at(NOON))), "notices.no_feed");
    let listed = county.read(|tx| Ok(feeds(tx, CONTACT)?));
    assert_eq!(listed[0].revoked, Some(at("2023-06-20 13:00")));
    county.replays();
}

fn the_ledger_holds_no_address_and_no_secret(county: &County) {
    let address = Address {
        channel: Channel::DingTalk,
        address: "https://robot.example/ADDRESS".into(),
        secret: "SECRET".into(),
        language: "zh".into(),
    };
    let secret = county.write(|tx| {
        set_sender(tx, "dingtalk", Some("{\"origins\":[\"PASSWORD\"]}"), "admin", at(NOON))?;
        set_address(tx, CONTACT, &address)?;
        open_feed(tx, CONTACT, "财政局", at(NOON))
    });
    county.remind("一季度", false, NOON);
    assert_eq!(county.read(|tx| Ok(senders(tx)?)), [Channel::DingTalk]);
    for entry in county.read(|tx| Ok(tx.entries(0, 1000)?)) {
        for hidden in ["ADDRESS", "SECRET", "PASSWORD", secret.reveal()] {
            assert!(!entry.body.contains(hidden), "{}", entry.body);
        }
    }
    assert!(!format!("{address:?}").contains("ADDRESS"));
}
