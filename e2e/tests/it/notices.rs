//! Notices, as the people who are told and the people who set them see them.

use e2e::{Client, District, Reply, account_of, at, words_of};
use jiff::Timestamp;
use page::Clock as _;
use people::Role;
use testkit::sink::Sink;

fn page(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    words_of(&reply.text())
}

/// A district whose contact belongs to the busiest organ and whose clock has ticked.
fn district() -> (District, Client) {
    let district = District::after_a_year();
    let organ = district.store.read(|tx| documents::busiest_organs(tx, documents::FactKind::Task, 1));
    district.open_account("liaison", &organ.unwrap()[0], Role::Contact);
    // The documents in force are delivered to it, and it confirms them.
    let now = district.clock.now();
    morning(&district, "2024-03-17");
    district.clock.set(now);
    let client = district.visitor();
    client.sign_in("liaison");
    let id = first(&client);
    assert_eq!(client.post_form(&format!("/notices/{id}/confirm"), &[]).status, 303);
    (district, client)
}

/// Goes on to the morning of a day and lets the clock cause what it causes.
fn morning(district: &District, day: &str) -> Timestamp {
    let now = at(&format!("{day} 10:00"));
    district.clock.set(now);
    district.tick();
    now
}

/// The first notice of somebody's inbox.
fn first(client: &Client) -> String {
    let inbox = client.get("/notices").text();
    let rest =
        inbox.split("href=\"/notices/").skip(1).find(|part| part.len() > 33 && part.as_bytes()[32] == b'"');
    rest.expect("a notice in the inbox").chars().take(32).collect()
}

#[test]
fn x_022_a_contact_is_reminded_before_the_quarter_ends_and_reading_it_is_known() {
    let (district, client) = district();
    assert!(page(&client.get("/notices")).contains("未读提醒0条"));
    morning(&district, "2024-03-18");
    let inbox = page(&client.get("/notices"));
    assert!(inbox.contains("请按时办理") && inbox.contains("未读提醒1条"), "{inbox}");
    // The same morning once more tells nothing new.
    district.clock.pass(30);
    district.tick();
    assert!(page(&client.get("/notices")).contains("未读提醒1条"));
    let id = first(&client);
    let one = page(&client.get(&format!("/notices/{id}")));
    assert!(one.contains("时限：2024-03-25 24:00，尚未报送"), "{one}");
    assert!(page(&client.get("/notices")).contains("未读提醒0条"));

    let office = district.person(Role::Supervisor);
    let sent = office.get("/api/v1/notices?account=liaison").json();
    assert_eq!((sent["total"].as_u64(), sent["items"][0]["id"].as_str()), (Some(2), Some(id.as_str())));
    assert!(sent["items"][0]["read"].is_string());
    // What others were told is nobody's business but the office's.
    let other = district.person(Role::Contact);
    assert_eq!(other.get(&format!("/notices/{id}")).status, 404);
    assert_eq!(other.get("/notices/sent").status, 403);
    assert!(page(&office.get(&format!("/notices/{id}"))).contains("liaison"));
}

#[test]
fn a_ladder_that_the_office_sets_is_the_one_that_holds() {
    let (district, client) = district();
    let office = district.person(Role::Supervisor);
    let bad = office.post_form("/notices/ladders", &[("cause", ""), ("ladder", "明天 联系人")]);
    assert_eq!(bad.status, 422);
    assert!(words_of(&bad.text()).contains("看不懂“明天 联系人”"));
    let own = [("cause", ""), ("ladder", "提前3天 联系人\n逾期2天 督查室")];
    assert_eq!(office.post_form("/notices/ladders", &own).status, 303);
    assert!(office.get("/notices/ladders").text().contains("提前3天 联系人\n逾期2天 督查室"));
    assert_eq!(client.post_form("/notices/ladders", &own).status, 403);
    morning(&district, "2024-03-18");
    assert!(page(&client.get("/notices")).contains("未读提醒0条"));
    morning(&district, "2024-03-22");
    client.sign_in("liaison");
    assert!(page(&client.get("/notices")).contains("未读提醒1条"));
}

#[test]
fn a_private_link_opens_the_calendar_until_it_is_revoked() {
    let (district, client) = district();
    let made = client.post_form("/notices/feeds", &[("scope", "organ")]);
    let made = made.text();
    let address = made.split("/feeds/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(address.len(), 43);
    let visitor = district.visitor();
    let calendar = visitor.get(&format!("/feeds/{address}/duties.ics"));
    assert_eq!((calendar.status, calendar.header("content-type")), (200, "text/calendar; charset=utf-8"));
    let text = calendar.text().replace("\r\n ", "");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.contains("DTSTART;VALUE=DATE:20240325"), "the quarter's day: {text}");
    morning(&district, "2024-03-18");
    let news = visitor.get(&format!("/feeds/{address}/notices.atom"));
    assert_eq!(news.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(news.text().contains("请按时办理"), "{}", news.text());

    let settings = client.get("/notices/settings").text();
    assert!(!settings.contains(&address), "a link is shown once");
    let feed = settings.split("/notices/feeds/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    // Nobody else revokes it, and then it is over.
    let other = district.person(Role::Contact);
    assert_eq!(other.post_form(&format!("/notices/feeds/{feed}/revoke"), &[]).status, 404);
    assert_eq!(client.post_form(&format!("/notices/feeds/{feed}/revoke"), &[]).status, 303);
    assert_eq!(visitor.get(&format!("/feeds/{address}/duties.ics")).status, 404);
}

#[test]
fn a_feed_is_over_when_its_account_is_closed() {
    let (district, client) = district();
    let made = client.post_form("/notices/feeds", &[("scope", "organ")]).text();
    let address = made.split("/feeds/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let path = format!("/feeds/{address}/duties.ics");
    assert_eq!(district.visitor().get(&path).status, 200);
    assert_eq!(district.person(Role::Admin).post_form("/people/liaison/close", &[]).status, 303);
    assert_eq!(district.visitor().get(&path).status, 404);
}

#[test]
fn a_notice_goes_to_the_program_that_its_person_named() {
    let (district, client) = district();
    let (sink, stranger) = (Sink::http(), Sink::http());
    let origin = format!("http://127.0.0.1:{}", sink.port());
    let address = |port: u16| {
        let url = format!("http://127.0.0.1:{port}/hook");
        client.post_form(
            "/notices/settings/address",
            &[("channel", "webhook"), ("address", &url), ("language", "zh")],
        )
    };
    assert_eq!(address(sink.port()).status, 409, "the channel is off");
    let admin = district.person(Role::Admin);
    let set = |fields: &[(&str, &str)]| admin.post_form("/notices/channels", fields).status;
    assert_eq!(set(&[("channel", "webhook"), ("origins", "ftp://x")]), 422);
    assert_eq!(set(&[("channel", "webhook"), ("origins", &origin)]), 303);
    assert_eq!(set(&[("channel", "site"), ("origin", "https://luoshi.example")]), 303);
    assert_eq!(address(stranger.port()).status, 422, "a server that is not listed");
    assert_eq!(address(sink.port()).status, 303);
    assert_eq!(client.post_form("/notices/settings/try", &[("channel", "webhook")]).status, 303);
    morning(&district, "2024-03-18");
    assert_eq!(notices::carry_out(&district.store, &district.clock).unwrap(), 2);
    let kinds: Vec<String> = sink.taken().iter().map(|posted| posted.body.clone()).collect();
    assert!(kinds.iter().any(|body| body.contains("\"kind\":\"trial\"")), "{kinds:?}");
    let reminder = kinds.iter().find(|body| body.contains("\"kind\":\"reminder\"")).unwrap();
    assert!(reminder.contains("\"url\":\"https://luoshi.example/duties/"), "{reminder}");
    // A drill says that it is one.
    assert_eq!(reminder.contains("\"drill\":true"), district.clock.is_set());
    assert!(page(&client.get(&format!("/notices/{}", first(&client)))).contains("已送达"));
}

#[test]
fn a_password_that_was_typed_is_never_shown_again() {
    let (district, _) = district();
    let admin = district.person(Role::Admin);
    let mail = |password: &str| {
        let fields = [
            ("channel", "mail"),
            ("host", "127.0.0.1"),
            ("port", "25"),
            ("security", "none"),
            ("user", "relay"),
            ("password", password),
            ("from", "luoshi@county.example"),
        ];
        admin.post_form("/notices/channels", &fields).status
    };
    assert_eq!((mail("hidden-word"), mail("")), (303, 303));
    let shown = admin.get("/notices/channels").text();
    assert!(shown.contains("luoshi@county.example") && !shown.contains("hidden-word"));
    let kept = |tx: &mut store::Tx<'_>| {
        tx.query_one("SELECT settings FROM notices_senders WHERE channel = 'mail'", &[])
    };
    assert!(district.store.read(kept).unwrap().unwrap().text(0).unwrap().contains("hidden-word"));
    let account = account_of(Role::Admin);
    let entries = district.store.read(|tx| tx.entries(0, 1_000_000)).unwrap();
    assert!(entries.iter().any(|entry| entry.actor == account && entry.kind == "notice.channel_set"));
    assert!(entries.iter().all(|entry| !entry.body.contains("hidden-word")));
}

#[test]
fn x_011_a_document_is_delivered_to_its_addressees_and_who_has_not_confirmed_is_seen() {
    let (district, client) = district();
    let office = district.person(Role::Supervisor);
    let number = "周政办字〔2023〕11号";
    let shown = page(&office.get(&format!("/documents/{number}/delivery")));
    assert!(shown.contains("liaison") && shown.contains("已确认"), "{shown}");
    assert!(shown.contains("没有可登录的联系人"), "bodies without a contact are seen: {shown}");
    assert!(shown.contains("1个已签收"), "{shown}");
    assert!(page(&office.get(&format!("/documents/{number}"))).contains("签收情况"));
    assert_eq!(client.get(&format!("/documents/{number}/delivery")).status, 403);
    // What was delivered is not delivered again.
    morning(&district, "2024-03-18");
    let about = office.get(&format!("/api/v1/notices?account=liaison&subject=document/{number}")).json();
    assert_eq!(about["total"], 1);
}
