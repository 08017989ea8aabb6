//! Who is told, by organ and post.

use super::Holders;
use crate::rung::Post;
use jiff::Timestamp;
use people::{Account, Role, State, User};

fn account(name: &str, organ: &str, role: Role, state: State) -> Account {
    let user = User { account: name.into(), name: name.into(), organ: organ.into(), role, program: false };
    Account { user, state, opened: Timestamp::UNIX_EPOCH }
}

fn county() -> Holders {
    let accounts = [
        account("甲", "财政局", Role::Contact, State::Active),
        account("乙", "财政局", Role::Contact, State::Invited),
        account("丙", "财政局", Role::Leader, State::Active),
        account("丁", "财政局", Role::Leader, State::Active),
        account("戊", "市场监管局", Role::DutyOfficer, State::Active),
        account("己", "市场监管局", Role::Contact, State::Active),
        account("庚", "气象局", Role::Forecaster, State::Active),
        account("辛", "政府办", Role::Supervisor, State::Active),
        account("壬", "政府办", Role::Supervisor, State::Closed),
    ];
    let posts = [("丙".into(), Post::InCharge), ("丁".into(), Post::Head)].into();
    Holders::new(&accounts, &posts)
}

#[test]
fn posts_are_held_by_people_who_can_sign_in() {
    let cases = [
        ("财政局", Post::Contact, false, "甲"),
        ("财政局", Post::InCharge, false, "丙"),
        ("财政局", Post::Head, false, "丁"),
        ("财政局", Post::Office, false, "辛"),
        ("市场监管局", Post::Contact, false, "己"),
        ("市场监管局", Post::Contact, true, "戊己"),
        ("市场监管局", Post::InCharge, false, ""),
        // Nobody is called a contact there; who may report answers.
        ("气象局", Post::Contact, false, "庚"),
        ("无此单位", Post::Contact, false, ""),
        ("", Post::Contact, false, ""),
        ("", Post::Office, false, "辛"),
    ];
    for (organ, post, urgent, expected) in cases {
        assert_eq!(county().of(organ, post, urgent).concat(), expected, "{organ} {post:?}");
    }
}
