use super::Password;
use crate::{PeopleError, Refusal};

fn refused(account: &str, typed: &str) -> Option<Refusal> {
    match Password::choose(account, typed) {
        Ok(_) => None,
        Err(PeopleError::Refused(refusal)) => Some(refusal),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn passwords_are_accepted_or_refused() {
    let (short, long) = ("九个字的密码不够长", "长".repeat(129));
    let cases = [
        ("li.lei", "correct horse", None),
        ("li.lei", "十个汉字也是一句密码", None),
        ("li.lei", "🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎", None),
        ("li.lei", "", Some(Refusal::PasswordShort { has: 0 })),
        ("li.lei", short, Some(Refusal::PasswordShort { has: 9 })),
        ("li.lei", &long, Some(Refusal::PasswordLong { has: 129 })),
        ("finance.contact", "finance.contact", Some(Refusal::PasswordIsAccount)),
        ("finance.contact", " Finance.Contact ", Some(Refusal::PasswordIsAccount)),
    ];
    for (account, typed, verdict) in cases {
        assert_eq!(refused(account, typed), verdict, "{account}: {typed}");
    }
}

#[test]
fn a_kept_password_matches_itself_alone() {
    let kept = Password::choose("li.lei", "十个汉字也是一句密码").unwrap();
    assert!(kept.as_kept().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", kept.as_kept());
    assert!(Password::matches(Some(&kept), "十个汉字也是一句密码").unwrap());
    assert!(!Password::matches(Some(&kept), "十个汉字也是一句密友").unwrap());
    assert!(!Password::matches(None, "十个汉字也是一句密码").unwrap());
    assert_eq!(format!("{kept:?}"), "Password(hidden)");
}

#[test]
fn the_same_password_is_kept_differently_each_time() {
    let once = Password::choose("li.lei", "correct horse").unwrap();
    let twice = Password::choose("li.lei", "correct horse").unwrap();
    assert_ne!(once.as_kept(), twice.as_kept());
}
