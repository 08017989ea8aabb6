use super::Refusal;
use crate::tests::golden;
use crate::{Right, Role};
use jiff::Timestamp;
use std::fmt::Write as _;

const ZH: &str = include_str!("../../../../texts/zh/people.toml");
const EN: &str = include_str!("../../../../texts/en/people.toml");

/// One of each.
fn all() -> Vec<Refusal> {
    let account = || "li.lei".to_owned();
    let token = || "program-7f3a91c2".to_owned();
    let at: Timestamp = "2023-06-20T01:30:01Z".parse().unwrap();
    vec![
        Refusal::AccountName { typed: "李 雷".to_owned() },
        Refusal::AccountReserved { account: "clock".to_owned() },
        Refusal::AccountTaken { account: account() },
        Refusal::Name,
        Refusal::OrganMissing,
        Refusal::PasswordShort { has: 6 },
        Refusal::PasswordLong { has: 500 },
        Refusal::PasswordIsAccount,
        Refusal::LinkUnknown,
        Refusal::LinkUsed { at },
        Refusal::LinkReplaced { at },
        Refusal::LinkExpired { at },
        Refusal::LinkForAnother { account: account() },
        Refusal::NotFirst,
        Refusal::WrongPassword,
        Refusal::LockedOut { until: at },
        Refusal::AccountUnknown { account: account() },
        Refusal::AccountClosed { account: account() },
        Refusal::RoleSame { account: account(), role: Role::Contact },
        Refusal::LastAdmin { account: account() },
        Refusal::TokenUnknown { token: token() },
        Refusal::TokenRevoked { token: token() },
        Refusal::NoRight { by: account(), right: Right::ManageAccounts },
    ]
}

fn sentence(refusal: &Refusal, text: &str) -> String {
    let words: toml::Table = text.parse().unwrap();
    let say = refusal.say();
    let name = say.key.strip_prefix("people.").unwrap();
    let wording =
        words.get(name).and_then(toml::Value::as_str).unwrap_or_else(|| panic!("no wording: {name}"));
    for (place, _) in &say.with {
        assert!(wording.contains(&format!("{{{place}}}")), "{name} does not use {place}");
    }
    say.fill(wording)
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_would_be_accepted() {
    let mut text = String::from("拒绝办理时的说明\n\nWhat is said when something is refused\n");
    for refusal in all() {
        let (zh, en) = (sentence(&refusal, ZH), sentence(&refusal, EN));
        assert!(!zh.contains('{') && !en.contains('{'), "{zh} {en}");
        write!(text, "\n{zh}\n{en}\n").unwrap();
    }
    golden("refusals.txt", &text);
}

#[test]
fn a_lock_is_told_to_the_minute_and_never_too_early() {
    for (until, told) in [
        ("2023-06-20T01:30:00Z", "2023-06-20 09:30"),
        ("2023-06-20T01:30:00.000001Z", "2023-06-20 09:31"),
        ("2023-06-20T01:30:01Z", "2023-06-20 09:31"),
        ("2023-06-20T01:30:59.9Z", "2023-06-20 09:31"),
        ("2023-06-20T16:00:00Z", "2023-06-21 00:00"),
    ] {
        let say = Refusal::LockedOut { until: until.parse().unwrap() }.say();
        assert_eq!(say.with, [("until".into(), told.to_owned())], "{until}");
    }
}
