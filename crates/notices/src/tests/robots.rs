//! Robots and programs, to a web server that keeps what it was sent.

use super::county::{CONTACT, County, NOON, at, draft};
use crate::channel::Channel;
use crate::channel::http::Http;
use crate::store::{Address, issue, set_address};
use serde_json::Value;
use testkit::sink::{Posted, Sink};

fn county(channel: Channel, sink: &Sink<Posted>, path: &str) -> County {
    let county = County::sqlite();
    let origin = format!("http://127.0.0.1:{}", sink.port());
    county.reached_over(&[(channel, &format!(r#"{{"origins":["{origin}"]}}"#), &format!("{origin}{path}"))]);
    county
}

fn json(posted: &Posted) -> Value {
    serde_json::from_str(&posted.body).unwrap()
}

fn state(county: &County, now: &str) -> (String, String) {
    county.carry_really(now).remove(0)
}

fn delivered() -> (String, String) {
    ("delivered".to_owned(), String::new())
}

#[test]
fn wecom_gets_its_markdown() {
    let sink = Sink::http();
    let county = county(Channel::WeCom, &sink, "/cgi-bin/webhook/send?key=k");
    county.remind("一季度", false, NOON);
    assert_eq!(state(&county, NOON), delivered());
    let posted = sink.taken().remove(0);
    assert_eq!(posted.path, "/cgi-bin/webhook/send?key=k");
    let message = json(&posted);
    assert_eq!(message["msgtype"], "markdown");
    let notice = county.inbox().remove(0).id;
    let expected = format!(
        "**1项任务请按时办理**\n\n1. 一季度的报告\n> 承办单位：财政局；时限：2023-06-25 24:00，尚未报送\n\n请登录系统办理，勿直接回复。编号：{notice}.wecom@990000.luoshi"
    );
    assert_eq!(message["markdown"]["content"], expected);
    assert!(posted.headers.contains(&format!("x-luoshi-message: {notice}.wecom@990000.luoshi")));
}

#[test]
fn dingtalk_gets_its_markdown_under_a_signature() {
    let sink = Sink::http();
    let county = county(Channel::DingTalk, &sink, "/robot/send?access_token=t");
    let address = Address {
        channel: Channel::DingTalk,
        address: format!("http://127.0.0.1:{}/robot/send?access_token=t", sink.port()),
        secret: "SEC1".into(),
        language: "en".into(),
    };
    county.write(|tx| Ok(set_address(tx, CONTACT, &address)?));
    county.remind("一季度", false, NOON);
    assert_eq!(state(&county, NOON), delivered());
    let posted = sink.taken().remove(0);
    let millis = at(NOON).as_millisecond();
    assert!(
        posted.path.starts_with(&format!("/robot/send?access_token=t&timestamp={millis}&sign=")),
        "{}",
        posted.path
    );
    let message = json(&posted);
    assert_eq!(message["markdown"]["title"], "[Luoshi] 1 duties to be done in time");
    assert!(message["markdown"]["text"].as_str().unwrap().contains("Owed by 财政局; due 2023-06-25 24:00"));
}

#[test]
fn a_robot_that_says_no_is_asked_again() {
    let sink = Sink::http();
    let county = county(Channel::WeCom, &sink, "/send");
    sink.answer(r#"200 {"errcode":45009,"errmsg":"api freq out of limit"}"#);
    sink.answer("200 <html>");
    county.remind("一季度", false, NOON);
    assert_eq!(state(&county, NOON), ("queued".into(), "45009 api freq out of limit".into()));
    assert_eq!(state(&county, "2023-06-20 12:01"), ("queued".into(), "an answer without errcode".into()));
    assert_eq!(state(&county, "2023-06-20 12:06"), delivered());
    let ids: Vec<_> = sink.taken().iter().map(|posted| posted.body.clone()).collect();
    assert!(ids.iter().all(|body| *body == ids[0]), "the same message every time");
}

#[test]
fn a_long_message_to_wecom_is_cut_between_lines() {
    let sink = Sink::http();
    let county = county(Channel::WeCom, &sink, "/send");
    let mut long = draft("一季度", false);
    long.items = (1..=50)
        .map(|n| draft(&format!("第{n}项任务的年度完成情况和存在问题"), false).items.remove(0))
        .collect();
    county.write(|tx| Ok(issue(tx, &long, "clock", at(NOON))?));
    assert_eq!(state(&county, NOON), delivered());
    let message = json(&sink.taken().remove(0));
    let content = message["markdown"]["content"].as_str().unwrap();
    let written = content.matches("\n> ").count();
    assert!(content.len() <= 4096 && written > 10, "{} bytes, {written} lines", content.len());
    assert!(content.contains(&format!("另有{}项，请登录系统查看。", 50 - written)), "{content}");
}

#[test]
fn a_program_gets_json_with_its_identity() {
    let sink = Sink::http();
    let county = county(Channel::Webhook, &sink, "/hook");
    county.remind("一季度", true, NOON);
    sink.answer("503 busy");
    assert_eq!(state(&county, NOON), ("queued".into(), "HTTP 503".into()));
    sink.answer("204 ");
    assert_eq!(state(&county, "2023-06-20 12:01"), delivered());
    let (first, second) = (json(&sink.taken()[0]), json(&sink.taken()[1]));
    assert_eq!(first, second);
    let notice = county.inbox().remove(0).id;
    assert_eq!(first["id"], format!("{notice}.webhook@990000.luoshi"));
    assert_eq!(
        (&first["urgent"], &first["confirm"], &first["drill"]),
        (&true.into(), &true.into(), &false.into())
    );
    assert_eq!(first["lines"][0]["due"], "2023-06-25T16:00:00Z");
    assert_eq!(first["lines"][0]["path"], "/duties/一季度");
}

#[test]
fn a_program_that_refuses_is_not_asked_again() {
    let sink = Sink::http();
    let county = county(Channel::Webhook, &sink, "/hook");
    county.remind("一季度", false, NOON);
    sink.answer("410 gone");
    assert_eq!(state(&county, NOON), ("undeliverable".into(), "HTTP 410".into()));
}

#[test]
fn a_redirect_is_not_followed() {
    let (sink, inner) = (Sink::http(), Sink::http());
    let county = county(Channel::Webhook, &sink, "/hook");
    county.remind("一季度", false, NOON);
    sink.answer(&format!("302 x\r\nlocation: http://127.0.0.1:{}/inner", inner.port()));
    assert_eq!(state(&county, NOON).0, "queued");
    assert_eq!((sink.taken().len(), inner.taken()), (1, vec![]));
}

#[test]
fn servers_that_are_not_listed_are_not_called() {
    let http = Http { origins: vec!["https://a.example".into(), "http://127.0.0.1:8080/".into()] };
    let cases = [
        ("https://a.example/send?key=1", true),
        ("http://127.0.0.1:8080/x", true),
        ("https://a.example", false),
        ("https://a.example.evil/send", false),
        ("https://a.example@evil/send", false),
        ("https://a.example:444/send", false),
        ("http://a.example/send", false),
        ("http://127.0.0.1:80801/x", false),
        ("https://a.example/send\r\nx: y", false),
        ("", false),
    ];
    for (url, allowed) in cases {
        assert_eq!(http.allows(url), allowed, "{url}");
    }
    // Also when the administrator takes a server off the list later.
    let (sink, other) = (Sink::http(), Sink::http());
    let county = county(Channel::Webhook, &sink, "/hook");
    county.remind("一季度", false, NOON);
    let settings = format!(r#"{{"origins":["http://127.0.0.1:{}"]}}"#, other.port());
    county.write(|tx| Ok(crate::store::set_sender(tx, "webhook", Some(&settings), "admin", at(NOON))?));
    assert_eq!(state(&county, NOON).0, "undeliverable");
    assert_eq!(sink.taken(), []);
}
