//! Mail, to a relay that speaks SMTP.

use super::county::{County, NOON};
use crate::channel::Channel;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use testkit::sink::{Letter, Sink};

const TO: &str = "contact@county.example";

fn county(port: u16, to: &str) -> County {
    let county = County::sqlite();
    let settings = format!(
        r#"{{"host":"127.0.0.1","port":{port},"security":"none","user":"","password":"","from":"落实 <luoshi@county.example>"}}"#
    );
    county.reached_over(&[(Channel::Mail, &settings, to)]);
    county
}

fn queued(state: &str, why: &str) -> Vec<(String, String)> {
    vec![(state.to_owned(), why.to_owned())]
}

/// A header's value; those that follow on the next line are joined.
fn header(letter: &Letter, name: &str) -> String {
    let head = letter.data.split("\n\n").next().unwrap().replace("\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
    line.unwrap_or_else(|| panic!("no {name} in {}", letter.data))
}

/// RFC 2047 words in base64.
fn worded(value: &str) -> String {
    let words = value.split(' ').map(|word| match word.strip_prefix("=?utf-8?b?") {
        Some(word) => String::from_utf8(STANDARD.decode(word.trim_end_matches("?=")).unwrap()).unwrap(),
        None => word.to_owned(),
    });
    words.collect()
}

fn body(letter: &Letter) -> String {
    let (_, body) = letter.data.split_once("\n\n").unwrap();
    assert_eq!(header(letter, "Content-Transfer-Encoding"), "base64");
    String::from_utf8(STANDARD.decode(body.replace('\n', "")).unwrap()).unwrap()
}

#[test]
fn a_letter_says_what_is_due_and_carries_its_identity() {
    let relay = Sink::mail();
    let county = county(relay.port(), TO);
    county.remind("一季度", false, NOON);
    assert_eq!(county.carry_really(NOON), queued("sent", ""));
    let letter = relay.taken().remove(0);
    assert_eq!((letter.from.as_str(), letter.to.as_str()), ("luoshi@county.example", TO));
    assert_eq!(worded(&header(&letter, "Subject")), "【落实】1项任务请按时办理");
    let notice = county.inbox().remove(0).id;
    assert_eq!(header(&letter, "Message-ID"), format!("<{notice}.mail@990000.luoshi>"));
    assert_eq!(header(&letter, "X-Luoshi-Notice"), notice);
    let text = body(&letter).replace("\r\n", "\n");
    let expected = format!(
        "1项任务请按时办理\n\n1. 一季度的报告\n   承办单位：财政局；时限：2023-06-25 24:00，尚未报送\n\n-- \n请登录系统办理，勿直接回复。编号：{notice}.mail@990000.luoshi\n\n"
    );
    assert_eq!(text.trim_end(), expected.trim_end());
}

#[test]
fn a_busy_relay_is_asked_again_and_the_letter_is_the_same() {
    let relay = Sink::mail();
    let county = county(relay.port(), TO);
    relay.answer("450 4.2.0 greylisted");
    county.remind("一季度", false, NOON);
    let tried = county.carry_really(NOON);
    assert_eq!(tried[0].0, "queued");
    assert!(tried[0].1.contains("greylisted"), "{tried:?}");
    assert_eq!(county.carry_really("2023-06-20 12:01"), queued("sent", ""));
    assert_eq!(relay.taken().len(), 1);
}

#[test]
fn a_mailbox_that_does_not_exist_is_given_up_at_once() {
    let relay = Sink::mail();
    let county = county(relay.port(), TO);
    relay.answer("550 5.1.1 no such mailbox");
    county.remind("一季度", false, NOON);
    let tried = county.carry_really(NOON);
    assert_eq!(tried[0].0, "undeliverable");
    assert!(tried[0].1.contains("no such mailbox"), "{tried:?}");
    assert_eq!(relay.taken(), []);
}

#[test]
fn a_relay_that_is_not_there_is_asked_again() {
    let county = county(testkit::spare_port().unwrap(), TO);
    county.remind("一季度", false, NOON);
    let tried = county.carry_really(NOON);
    assert_eq!(tried[0].0, "queued");
    assert!(!tried[0].1.is_empty());
}

#[test]
fn an_address_that_smuggles_a_line_in_is_refused() {
    let relay = Sink::mail();
    let county = county(relay.port(), "a@county.example>\r\nRCPT TO:<b@county.example");
    county.remind("一季度", false, NOON);
    assert_eq!(county.carry_really(NOON)[0].0, "undeliverable");
    assert_eq!(relay.taken(), []);
}

#[test]
fn a_relay_that_must_be_encrypted_and_is_not_gets_no_letter() {
    let relay = Sink::mail();
    let county = County::sqlite();
    let settings = format!(
        r#"{{"host":"127.0.0.1","port":{},"security":"starttls","user":"u","password":"hidden","from":"luoshi@county.example"}}"#,
        relay.port()
    );
    county.reached_over(&[(Channel::Mail, &settings, TO)]);
    county.remind("一季度", false, NOON);
    let tried = county.carry_really(NOON).remove(0);
    assert_ne!(tried.0, "sent");
    assert!(!tried.1.contains("hidden"), "{tried:?}");
    assert_eq!(relay.taken(), []);
}
