//! Whole stories; each is told on every engine, in a district of its own.

use super::district::{District, PASSWORD, minute, new};
use crate::accounts::State;
use crate::store::{add_session, add_token_digest, keep_password};
use crate::{
    Chosen, KEPT, LinkFor, Password, PeopleError, Refusal, Right, Role, authorised, bearer, change_role,
    close_account, first_link, issue_token, link, new_link, open_account, revoke_token, session, sign_out,
    tokens, touch, touch_due, use_link,
};

pub(super) fn the_first_administrator_is_made_by_a_link_and_by_no_second_one(district: District) {
    let old = district.write(|tx| first_link(tx, minute(0))).unwrap();
    let token = district.write(|tx| first_link(tx, minute(5))).unwrap();
    let replaced = Refusal::LinkReplaced { at: minute(5) };
    assert_eq!(district.refused(|tx| link(tx, old.reveal(), minute(6))), replaced);
    assert_eq!(district.read(|tx| link(tx, token.reveal(), minute(6))), LinkFor::FirstAdmin);

    let user = district.use_link(&token, "Admin", 7);
    assert_eq!((user.account.as_str(), user.organ.as_str(), user.role), ("admin", "", Role::Admin));
    assert_eq!(district.account("admin").state, State::Active);
    assert!(district.write(|tx| first_link(tx, minute(8))).is_none());
    let used = Refusal::LinkUsed { at: minute(7) };
    assert_eq!(district.refused(|tx| link(tx, token.reveal(), minute(8))), used);
    assert!(district.sign_in("admin", PASSWORD, 9).is_ok());
}

pub(super) fn a_first_link_is_over_once_the_server_has_opened_an_account(district: District) {
    let token = district.write(|tx| first_link(tx, minute(0))).unwrap();
    district.write(|tx| open_account(tx, "system", &new("li.lei", "区财政局", Role::Contact), minute(1)));
    let chosen = Chosen::new("admin", "某某", PASSWORD).unwrap();
    assert_eq!(district.refused(|tx| use_link(tx, token.reveal(), &chosen, minute(2))), Refusal::NotFirst);
}

pub(super) fn a_first_administrator_without_a_name_is_refused_and_the_link_stays_good(district: District) {
    let token = district.write(|tx| first_link(tx, minute(0))).unwrap();
    let nameless = Chosen::new("admin", " ", PASSWORD).unwrap();
    assert_eq!(district.refused(|tx| use_link(tx, token.reveal(), &nameless, minute(1))), Refusal::Name);
    district.use_link(&token, "admin", 2);
}

pub(super) fn an_account_is_opened_activated_and_used(district: District) {
    let district = district.with_admin();
    let token = district.open("Li.Lei", "区财政局", Role::Contact, 2);
    assert_eq!(district.account("li.lei").state, State::Invited);
    let wrong = Err(Refusal::WrongPassword);
    assert_eq!(district.sign_in("li.lei", PASSWORD, 3).map(|_| ()), wrong, "nobody has set a password");

    let LinkFor::Account(user) = district.read(|tx| link(tx, token.reveal(), minute(4))) else {
        panic!("the link is for an account");
    };
    assert_eq!(user, district.use_link(&token, "li.lei", 5));
    let (user, session) = district.sign_in(" LI.LEI ", PASSWORD, 6).unwrap();
    assert_eq!(
        (user.account.as_str(), user.organ.as_str(), user.role),
        ("li.lei", "区财政局", Role::Contact)
    );
    assert_eq!(district.who(&session, 7), Some("li.lei".to_owned()));
    district.write(|tx| sign_out(tx, session.reveal()));
    assert_eq!(district.who(&session, 8), None);
    district.write(|tx| sign_out(tx, session.reveal()));
}

pub(super) fn opening_is_refused_with_a_reason(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let account = |name: &str| name.to_owned();
    let no_right = |by: &str| Refusal::NoRight { by: by.to_owned(), right: Right::ManageAccounts };
    let cases = [
        ("admin", new("a b", "区财政局", Role::Contact), Refusal::AccountName { typed: account("a b") }),
        (
            "admin",
            new("system", "区财政局", Role::Contact),
            Refusal::AccountReserved { account: account("system") },
        ),
        (
            "admin",
            new("LI.lei", "区财政局", Role::Contact),
            Refusal::AccountTaken { account: account("li.lei") },
        ),
        ("admin", new("wang", " ", Role::Contact), Refusal::OrganMissing),
        ("li.lei", new("wang", "区财政局", Role::Contact), no_right("li.lei")),
        ("nobody", new("wang", "区财政局", Role::Contact), no_right("nobody")),
        ("", new("wang", "区财政局", Role::Contact), no_right("")),
    ];
    for (by, new, refusal) in cases {
        assert_eq!(district.refused(|tx| open_account(tx, by, &new, minute(9))), refusal, "{by} {new:?}");
    }
    district.write(|tx| open_account(tx, "admin", &new("zhao", "", Role::Admin), minute(9)));
}

pub(super) fn a_link_is_refused_when_unknown_for_another_or_expired(district: District) {
    let district = district.with_admin();
    let token = district.open("li.lei", "区财政局", Role::Contact, 0);
    let for_another = Refusal::LinkForAnother { account: "li.lei".to_owned() };
    let chosen = |account: &str| Chosen::new(account, "某某", PASSWORD).unwrap();
    let late = 24 * 60;
    let cases = [
        ("no-such-token", "li.lei", 1, Refusal::LinkUnknown),
        ("", "li.lei", 1, Refusal::LinkUnknown),
        (token.reveal(), "admin", 1, for_another),
        (token.reveal(), "li.lei", late, Refusal::LinkExpired { at: minute(late) }),
    ];
    for (token, account, now, refusal) in cases {
        let chosen = chosen(account);
        assert_eq!(district.refused(|tx| use_link(tx, token, &chosen, minute(now))), refusal);
    }
    district.use_link(&token, "li.lei", late - 1);
}

pub(super) fn a_forgotten_password_is_replaced_through_a_new_link(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let (_, session) = district.sign_in("li.lei", PASSWORD, 10).unwrap();
    for now in 11..16 {
        district.sign_in("li.lei", "forgotten it", now).unwrap_err();
    }
    let first = district.write(|tx| new_link(tx, "admin", "li.lei", minute(16)));
    assert_eq!(district.who(&session, 16), None, "old sessions end");
    let second = district.write(|tx| new_link(tx, "admin", "li.lei", minute(17)));
    let replaced = Refusal::LinkReplaced { at: minute(17) };
    assert_eq!(district.refused(|tx| link(tx, first.reveal(), minute(17))), replaced);

    let chosen = Chosen::new("li.lei", "", "another good one").unwrap();
    district.write(|tx| use_link(tx, second.reveal(), &chosen, minute(18)));
    assert!(district.sign_in("li.lei", "another good one", 18).is_ok(), "the lock ended with the link");
    assert_eq!(district.sign_in("li.lei", PASSWORD, 19).unwrap_err(), Refusal::WrongPassword);
    let unknown = Refusal::AccountUnknown { account: "wang".to_owned() };
    assert_eq!(district.refused(|tx| new_link(tx, "admin", "wang", minute(20))), unknown);
}

pub(super) fn the_fifth_failure_locks_until_it_is_over(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    for now in 10..14 {
        assert_eq!(district.sign_in("li.lei", "wrong password", now).unwrap_err(), Refusal::WrongPassword);
    }
    let locked = Refusal::LockedOut { until: minute(29) };
    assert_eq!(district.sign_in("li.lei", "wrong password", 14).unwrap_err(), locked);
    assert_eq!(district.sign_in("li.lei", PASSWORD, 15).unwrap_err(), locked, "even with the right one");
    assert_eq!(district.sign_in("li.lei", PASSWORD, 28).unwrap_err(), locked);
    assert!(district.sign_in("admin", PASSWORD, 28).is_ok(), "others are not locked");
    let early = district.refused(|tx| crate::challenge(tx, "li.lei", minute(28)));
    assert_eq!(early, locked, "before any hash is computed");
    assert!(district.sign_in("li.lei", PASSWORD, 29).is_ok());
    // Having signed in, counting begins anew.
    for begin in [30, 35] {
        for now in begin..begin + 4 {
            assert_eq!(
                district.sign_in("li.lei", "wrong password", now).unwrap_err(),
                Refusal::WrongPassword
            );
        }
        assert!(district.sign_in("li.lei", PASSWORD, begin + 4).is_ok());
    }
    let refused: Vec<_> =
        district.ledger().into_iter().filter(|line| line.starts_with("session.refused")).collect();
    assert_eq!(
        refused,
        [r#"session.refused by system: {"account":"li.lei","failures":5,"until":"2023-06-20T01:29:00Z"}"#],
        "single failures are counted, not recorded"
    );
}

pub(super) fn a_lock_does_not_tell_which_accounts_exist(district: District) {
    let district = district.with_admin();
    for now in 10..14 {
        let wrong = district.sign_in("correct-horse", PASSWORD, now).unwrap_err();
        assert_eq!(wrong, Refusal::WrongPassword);
    }
    let locked = Refusal::LockedOut { until: minute(29) };
    assert_eq!(district.sign_in("correct-horse", PASSWORD, 14).unwrap_err(), locked);
    assert!(
        !district.ledger().concat().contains("correct-horse"),
        "what was typed may be a password in the wrong box"
    );
    // What cannot be an account's name is wrong, and nothing more.
    for now in 20..30 {
        assert_eq!(district.sign_in("a b", PASSWORD, now).unwrap_err(), Refusal::WrongPassword);
    }
}

pub(super) fn attempts_made_at_the_same_moment_are_all_counted(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let begun: Vec<_> =
        (0..6).map(|_| district.read(|tx| crate::challenge(tx, "li.lei", minute(10)))).collect();
    let answers: Vec<_> = begun
        .into_iter()
        .map(|one| district.finish(&one.check("wrong password").unwrap(), 10).unwrap_err())
        .collect();
    let locked = Refusal::LockedOut { until: minute(25) };
    assert_eq!(answers.iter().filter(|answer| **answer == Refusal::WrongPassword).count(), 4);
    assert_eq!(answers.last(), Some(&locked));
    assert_eq!(district.sign_in("li.lei", PASSWORD, 11).unwrap_err(), locked);
}

pub(super) fn a_password_changed_between_the_steps_does_not_let_in(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let checked = district.read(|tx| crate::challenge(tx, "li.lei", minute(10))).check(PASSWORD).unwrap();
    let token = district.write(|tx| new_link(tx, "admin", "li.lei", minute(11)));
    district.use_link(&token, "li.lei", 11);
    assert_eq!(district.finish(&checked, 12).unwrap_err(), Refusal::WrongPassword, "the hash is another");
}

pub(super) fn a_session_lives_while_it_is_used_and_12_hours_at_most(district: District) {
    let district = district.with_admin();
    let (_, session) = district.sign_in("admin", PASSWORD, 10).unwrap();
    let token = session.reveal();
    assert!(!district.read(|tx| touch_due(tx, token, minute(14))));
    assert!(district.read(|tx| touch_due(tx, token, minute(15))));
    district.write(|tx| touch(tx, token, minute(15)));
    assert!(!district.read(|tx| touch_due(tx, token, minute(19))));
    assert_eq!(district.who(&session, 134), Some("admin".to_owned()));
    assert_eq!(district.who(&session, 135), None, "2 hours idle");

    let (_, session) = district.sign_in("admin", PASSWORD, 200).unwrap();
    for now in (200..920).step_by(60) {
        district.write(|tx| touch(tx, session.reveal(), minute(now)));
        assert!(district.who(&session, now).is_some(), "minute {now}");
    }
    assert!(district.who(&session, 919).is_some());
    assert_eq!(district.who(&session, 920), None, "12 hours in all");
    district.write(|tx| touch(tx, session.reveal(), minute(921)));
    assert_eq!(district.who(&session, 921), None, "touching does not wake it");
    assert_eq!(district.read(|tx| crate::session(tx, "no-such-session", minute(921))), None);
}

pub(super) fn signing_in_clears_away_sessions_that_ended(district: District) {
    let district = district.with_admin();
    for now in [10, 11, 800, 801] {
        district.sign_in("admin", PASSWORD, now).unwrap();
    }
    let count = "SELECT COUNT(*) FROM people_sessions WHERE district = ?1";
    let left = district.read(|tx| Ok(tx.query_one(count, &[tx.district().into()])?.unwrap().count(0)?));
    assert_eq!(left, 2);
}

pub(super) fn a_role_holds_from_the_next_request_on(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let (user, open) = district.sign_in("li.lei", PASSWORD, 10).unwrap();
    assert!(!user.may(Right::ReviewDuty));
    district.write(|tx| change_role(tx, "admin", "li.lei", Role::Supervisor, minute(11)));
    let user = district.read(|tx| session(tx, open.reveal(), minute(12))).unwrap();
    assert!(user.may(Right::ReviewDuty));

    let account = || "li.lei".to_owned();
    let change = |by: &'static str, name: &'static str, role| {
        district.refused(move |tx| change_role(tx, by, name, role, minute(13)))
    };
    let same = Refusal::RoleSame { account: account(), role: Role::Supervisor };
    assert_eq!(change("admin", "li.lei", Role::Supervisor), same);
    assert_eq!(change("admin", "wang", Role::Leader), Refusal::AccountUnknown { account: "wang".to_owned() });
    assert_eq!(change("admin", "admin", Role::Leader), Refusal::LastAdmin { account: "admin".to_owned() });
    let no_right = Refusal::NoRight { by: account(), right: Right::ManageAccounts };
    assert_eq!(change("li.lei", "li.lei", Role::Admin), no_right);
}

pub(super) fn closing_ends_everything_at_once(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let (_, open) = district.sign_in("li.lei", PASSWORD, 10).unwrap();
    let token = district.write(|tx| new_link(tx, "admin", "li.lei", minute(11)));
    let (_, again) = district.sign_in("li.lei", PASSWORD, 12).unwrap();
    district.write(|tx| close_account(tx, "admin", "li.lei", minute(13)));
    assert_eq!((district.who(&open, 13), district.who(&again, 13)), (None, None));
    assert_eq!(district.sign_in("li.lei", PASSWORD, 14).unwrap_err(), Refusal::WrongPassword);
    let closed = Refusal::AccountClosed { account: "li.lei".to_owned() };
    assert_eq!(district.refused(|tx| link(tx, token.reveal(), minute(14))), closed);
    assert_eq!(district.account("li.lei").state, State::Closed, "it stays in the list");

    let account = || "li.lei".to_owned();
    assert_eq!(district.refused(|tx| close_account(tx, "admin", "li.lei", minute(15))), closed);
    assert_eq!(district.refused(|tx| new_link(tx, "admin", "li.lei", minute(15))), closed);
    assert_eq!(district.refused(|tx| change_role(tx, "admin", "li.lei", Role::Leader, minute(15))), closed);
    let again = new("li.lei", "区财政局", Role::Contact);
    let taken = Refusal::AccountTaken { account: account() };
    assert_eq!(district.refused(|tx| open_account(tx, "admin", &again, minute(15))), taken);
}

pub(super) fn what_is_over_stays_over_when_a_backup_brings_its_secret_back(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let bearer_token = district.write(|tx| issue_token(tx, "admin", "", Role::Leader, minute(10)));
    let name = district.read(|tx| bearer(tx, bearer_token.reveal())).unwrap().account;
    let (_, open) = district.sign_in("li.lei", PASSWORD, 11).unwrap();
    district.write(|tx| close_account(tx, "admin", "li.lei", minute(12)));
    district.write(|tx| revoke_token(tx, "admin", &name, minute(12)));
    for table in ["people_passwords", "people_sessions"] {
        let sql = format!("SELECT 1 FROM {table} WHERE district = ?1 AND account = 'li.lei'");
        assert_eq!(district.read(|tx| Ok(tx.query(&sql, &[tx.district().into()])?.len())), 0, "{table}");
    }
    let digests = "SELECT 1 FROM people_token_digests WHERE district = ?1";
    assert_eq!(district.read(|tx| Ok(tx.query(digests, &[tx.district().into()])?.len())), 0);

    let password = Password::choose("li.lei", PASSWORD).unwrap();
    district.write(|tx| {
        keep_password(tx, "li.lei", &password)?;
        add_session(tx, &open.digest(), "li.lei", minute(11))?;
        add_token_digest(tx, &bearer_token.digest(), &name)
    });
    assert_eq!(district.sign_in("li.lei", PASSWORD, 13).unwrap_err(), Refusal::WrongPassword);
    assert_eq!(district.who(&open, 13), None);
    assert_eq!(district.read(|tx| bearer(tx, bearer_token.reveal())), None);
}

pub(super) fn the_last_administrator_stays(district: District) {
    let district = district.with_admin();
    let last = Refusal::LastAdmin { account: "admin".to_owned() };
    assert_eq!(district.refused(|tx| close_account(tx, "admin", "admin", minute(2))), last);
    // One who was only invited cannot manage anything yet.
    let token = district.open("zhao", "", Role::Admin, 3);
    assert_eq!(district.refused(|tx| close_account(tx, "admin", "admin", minute(4))), last);
    district.use_link(&token, "zhao", 5);
    district.write(|tx| close_account(tx, "zhao", "admin", minute(6)));
    let zhao = Refusal::LastAdmin { account: "zhao".to_owned() };
    assert_eq!(district.refused(|tx| close_account(tx, "system", "zhao", minute(7))), zhao);
}

pub(super) fn a_program_is_let_in_by_its_token_until_it_is_revoked(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact);
    let token = district.write(|tx| issue_token(tx, "admin", "区气象局", Role::Forecaster, minute(10)));
    let user = district.read(|tx| bearer(tx, token.reveal())).unwrap();
    assert_eq!((user.organ.as_str(), user.role, user.program), ("区气象局", Role::Forecaster, true));
    assert!(user.account.starts_with("program-") && user.account.len() == 16, "{}", user.account);
    assert_eq!(district.read(|tx| bearer(tx, "no-such-token")), None);
    assert_eq!(district.read(|tx| session(tx, token.reveal(), minute(11))), None, "a token is no session");
    assert_eq!(district.sign_in(&user.account, PASSWORD, 11).unwrap_err(), Refusal::WrongPassword);

    let name = user.account.as_str();
    let no_right = Refusal::NoRight { by: "li.lei".to_owned(), right: Right::ManageAccounts };
    assert_eq!(district.refused(|tx| issue_token(tx, "li.lei", "", Role::Admin, minute(12))), no_right);
    assert_eq!(district.refused(|tx| revoke_token(tx, "li.lei", name, minute(12))), no_right);
    district.write(|tx| revoke_token(tx, "admin", name, minute(13)));
    assert_eq!(district.read(|tx| bearer(tx, token.reveal())), None);
    let [listed] = &district.read(tokens)[..] else { panic!("one token") };
    assert_eq!((listed.issued_by.as_str(), listed.revoked), ("admin", Some(minute(13))));

    let revoked = Refusal::TokenRevoked { token: name.to_owned() };
    assert_eq!(district.refused(|tx| revoke_token(tx, "admin", name, minute(14))), revoked);
    let unknown = Refusal::TokenUnknown { token: "program-0".to_owned() };
    assert_eq!(district.refused(|tx| revoke_token(tx, "admin", "program-0", minute(14))), unknown);
}

pub(super) fn a_right_is_asked_of_what_somebody_is_now(district: District) {
    let district = district.with_admin().with("li.lei", Role::Supervisor);
    let may = |by: &str, right| district.0.read(|tx| authorised(tx, by, right)).is_ok();
    assert!(may("system", Right::ManageAccounts) && may("admin", Right::ManageAccounts));
    assert!(may("li.lei", Right::AdoptPack) && !may("li.lei", Right::ManageAccounts));
    let token = district.write(|tx| issue_token(tx, "system", "", Role::Supervisor, minute(10)));
    let program = district.read(|tx| bearer(tx, token.reveal())).unwrap().account;
    assert!(may(&program, Right::AdoptPack));
    district.write(|tx| revoke_token(tx, "admin", &program, minute(11)));
    district.write(|tx| close_account(tx, "admin", "li.lei", minute(11)));
    assert!(!may(&program, Right::AdoptPack) && !may("li.lei", Right::AdoptPack));
    let invited = district.open("wang", "区财政局", Role::Supervisor, 12);
    assert!(!may("wang", Right::AdoptPack));
    district.use_link(&invited, "wang", 13);
    assert!(may("wang", Right::AdoptPack));
}

pub(super) fn the_ledger_tells_who_and_never_a_secret(district: District) {
    let token = district.write(|tx| first_link(tx, minute(0))).unwrap();
    district.use_link(&token, "admin", 1);
    let opened = district.open("li.lei", "区财政局", Role::Contact, 2);
    district.use_link(&opened, "li.lei", 3);
    let (_, session) = district.sign_in("li.lei", PASSWORD, 4).unwrap();
    let bearer = district.write(|tx| issue_token(tx, "admin", "", Role::Auditor, minute(5)));
    district.write(|tx| close_account(tx, "admin", "li.lei", minute(6)));

    let ledger = district.ledger();
    let told: Vec<_> = ledger.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(
        told,
        [
            "account.link_issued by system",
            "account.opened by system",
            "account.activated by admin",
            "account.opened by admin",
            "account.link_issued by admin",
            "account.activated by li.lei",
            "session.opened by li.lei",
            "token.issued by admin",
            "account.closed by admin",
        ]
    );
    let text = ledger.concat();
    for secret in [&token, &opened, &session, &bearer] {
        assert!(!text.contains(secret.reveal()) && !text.contains(&secret.digest()));
    }
    assert!(!text.contains("argon2") && !text.contains(PASSWORD));
}

pub(super) fn no_table_holds_a_token(district: District) {
    let district = district.with_admin();
    let link = district.open("li.lei", "区财政局", Role::Contact, 2);
    let (_, session) = district.sign_in("admin", PASSWORD, 4).unwrap();
    let bearer = district.write(|tx| issue_token(tx, "admin", "", Role::Auditor, minute(5)));
    for (table, secret) in
        [("people_links", &link), ("people_sessions", &session), ("people_token_digests", &bearer)]
    {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE district = ?1 AND digest = ?2");
        let count = |what: &str| {
            let params = |code: &str| [code.into(), what.into()];
            district.read(|tx| Ok(tx.query_one(&sql, &params(tx.district()))?.unwrap().count(0)?))
        };
        assert_eq!((count(&secret.digest()), count(secret.reveal())), (1, 0), "{table}");
    }
}

pub(super) fn replay_gives_the_same_accounts_and_leaves_what_is_kept(district: District) {
    let district = district.with_admin().with("li.lei", Role::Contact).with("wang", Role::Leader);
    let token = district.write(|tx| issue_token(tx, "admin", "区气象局", Role::Forecaster, minute(5)));
    district.write(|tx| change_role(tx, "admin", "li.lei", Role::Supervisor, minute(6)));
    district.write(|tx| close_account(tx, "admin", "wang", minute(7)));
    let before = district.0.fingerprint().unwrap();
    district.0.replay().unwrap();
    assert_eq!(district.0.fingerprint().unwrap(), before);
    assert!(district.sign_in("li.lei", PASSWORD, 8).is_ok());
    assert!(district.read(|tx| bearer(tx, token.reveal())).is_some());
    for table in KEPT {
        assert!(before.iter().all(|(derived, _)| derived != table), "{table} is not derived");
    }
}

pub(super) fn districts_do_not_know_each_others_people(district: District) {
    let district = district.with_admin();
    let (_, session) = district.sign_in("admin", PASSWORD, 2).unwrap();
    let bearer_token = district.write(|tx| issue_token(tx, "admin", "", Role::Admin, minute(3)));
    let code = format!("{}-next", district.0.district());
    let next = District(district.0.for_district(&code));
    assert_eq!(next.who(&session, 3), None);
    assert_eq!(next.read(|tx| bearer(tx, bearer_token.reveal())), None);
    assert_eq!(next.sign_in("admin", PASSWORD, 4).unwrap_err(), Refusal::WrongPassword);
    assert!(next.write(|tx| first_link(tx, minute(5))).is_some(), "the next district has nobody yet");
}

pub(super) fn a_refusal_changes_nothing(district: District) {
    let district = district.with_admin();
    let before = district.ledger();
    let taken = new("admin", "区财政局", Role::Contact);
    let result = district.0.write(|tx| open_account(tx, "admin", &taken, minute(2)));
    assert!(matches!(result, Err(PeopleError::Refused(Refusal::AccountTaken { .. }))));
    assert_eq!(district.ledger(), before);
}
