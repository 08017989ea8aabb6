use super::failures::Failures;
use super::link::{Link, Over};
use super::naming::{account_name, person_name};
use super::times::Times;
use super::{Happened, Why};
use crate::{Refusal, Role};
use jiff::{SignedDuration, Timestamp};
use kernel::Happening;
use proptest::prelude::*;

fn minute(minutes: i64) -> Timestamp {
    let start: Timestamp = "2023-06-20T01:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

#[test]
fn account_names_are_folded_or_refused() {
    let kept = [
        ("li.lei", "li.lei"),
        ("  Li.Lei ", "li.lei"),
        ("财政局-联络员", "财政局-联络员"),
        ("a1", "a1"),
        ("7-day_duty", "7-day_duty"),
        ("programmer", "programmer"),
    ];
    for (typed, account) in kept {
        assert_eq!(account_name(typed), Ok(account.to_owned()), "{typed}");
    }
    let long = "a".repeat(33);
    for typed in ["", "a", "   ", "-ab", ".ab", "..", "a b", "a/b", "a@b", "a\u{200b}b", "张", long.as_str()]
    {
        assert_eq!(account_name(typed), Err(Refusal::AccountName { typed: typed.to_owned() }), "{typed}");
    }
    for account in ["system", "clock", "program-7f3a91c2"] {
        assert_eq!(account_name(account), Err(Refusal::AccountReserved { account: account.to_owned() }));
    }
}

#[test]
fn a_persons_name_is_one_line_of_1_to_40_characters() {
    assert_eq!(person_name(" 王 五 "), Ok("王 五".to_owned()));
    assert_eq!(person_name(&"字".repeat(40)), Ok("字".repeat(40)));
    for typed in ["", "  ", "a\nb", &"字".repeat(41)] {
        assert_eq!(person_name(typed), Err(Refusal::Name), "{typed}");
    }
}

#[test]
fn the_fifth_failure_within_15_minutes_locks_for_15_minutes() {
    // (minutes of the failures, minute now, minute the lock ends)
    let cases: [(&[i64], i64, Option<i64>); 9] = [
        (&[], 0, None),
        (&[0, 1, 2, 3], 3, None),
        (&[0, 1, 2, 3, 4], 4, Some(19)),
        (&[0, 1, 2, 3, 4], 18, Some(19)),
        (&[0, 1, 2, 3, 4], 19, None),
        (&[0, 0, 0, 0, 0], 0, Some(15)),
        (&[0, 1, 2, 3, 15], 15, None), // the first is 15 minutes old: four count
        (&[0, 1, 2, 3, 15, 14 + 1], 15, Some(30)),
        (&[0, 1, 2, 3, 4, 20], 20, None), // after the lock, counting begins again
    ];
    for (minutes, now, until) in cases {
        let failures = Failures::of(minutes.iter().map(|at| minute(*at)));
        assert_eq!(failures.locked_until(minute(now)), until.map(minute), "{minutes:?} at {now}");
    }
}

#[test]
fn a_session_ends_after_2_hours_idle_or_12_in_all() {
    // (opened, seen, now, alive, touch due), in minutes
    let cases = [
        (0, 0, 0, true, false),
        (0, 0, 4, true, false),
        (0, 0, 5, true, true),
        (0, 0, 119, true, true),
        (0, 0, 120, false, false),
        (0, 700, 719, true, true),
        (0, 719, 720, false, false),
        (0, 5, 0, true, false),    // two servers' clocks differ a little
        (60, 60, 0, false, false), // the clock was set back an hour
    ];
    for (opened, seen, now, alive, touch) in cases {
        let times = Times { opened: minute(opened), seen: minute(seen) };
        assert_eq!(times.alive(minute(now)), alive, "alive: opened {opened}, seen {seen}, now {now}");
        assert_eq!(times.touch_due(minute(now)), touch, "touch: opened {opened}, seen {seen}, now {now}");
    }
}

#[test]
fn a_link_is_good_for_24_hours_once() {
    let link = Link::new(Some("li.lei".to_owned()), minute(0));
    let ended = |over| Link { over: Some((over, minute(7))), ..link.clone() };
    let cases = [
        (link.clone(), 0, Ok(())),
        (link.clone(), 24 * 60 - 1, Ok(())),
        (link.clone(), 24 * 60, Err(Refusal::LinkExpired { at: minute(24 * 60) })),
        (ended(Over::Used), 8, Err(Refusal::LinkUsed { at: minute(7) })),
        (ended(Over::Replaced), 8, Err(Refusal::LinkReplaced { at: minute(7) })),
        // How it ended is said even when its time is over too.
        (ended(Over::Used), 48 * 60, Err(Refusal::LinkUsed { at: minute(7) })),
    ];
    for (link, now, verdict) in cases {
        assert_eq!(link.usable(minute(now)), verdict, "{link:?} at {now}");
    }
}

#[test]
fn every_event_has_its_kind_and_reads_back() {
    let account = || "li.lei".to_owned();
    let token = || "program-7f3a91c2".to_owned();
    let cases = [
        (
            "account.opened",
            "account/li.lei",
            Happened::AccountOpened {
                account: account(),
                name: "李雷".to_owned(),
                organ: "区财政局".to_owned(),
                role: Role::DutyOfficer,
            },
        ),
        (
            "account.link_issued",
            "people/first-link",
            Happened::LinkIssued { account: None, why: Why::First, until: minute(0) },
        ),
        (
            "account.link_issued",
            "account/li.lei",
            Happened::LinkIssued { account: Some(account()), why: Why::Again, until: minute(0) },
        ),
        ("account.activated", "account/li.lei", Happened::AccountActivated { account: account() }),
        (
            "account.role_changed",
            "account/li.lei",
            Happened::RoleChanged { account: account(), from: Role::Contact, to: Role::Admin },
        ),
        ("account.closed", "account/li.lei", Happened::AccountClosed { account: account() }),
        (
            "token.issued",
            "token/program-7f3a91c2",
            Happened::TokenIssued { token: token(), organ: String::new(), role: Role::Contact },
        ),
        ("token.revoked", "token/program-7f3a91c2", Happened::TokenRevoked { token: token() }),
        ("session.opened", "account/li.lei", Happened::SessionOpened { account: account() }),
        (
            "session.refused",
            "people/unknown-account",
            Happened::SessionRefused { account: None, failures: 5, until: minute(0) },
        ),
    ];
    for (kind, stream, happened) in cases {
        let event = happened.event().unwrap();
        assert_eq!((event.kind.as_str(), happened.stream().as_str()), (kind, stream));
        let back: Happened = serde_json::from_value(serde_json::to_value(&event).unwrap()).unwrap();
        assert_eq!(back, happened);
    }
}

proptest! {
    #[test]
    fn locked_means_5_failures_within_15_minutes_of_the_last(minutes in prop::collection::vec(0_i64..40, 0..12)) {
        let mut minutes = minutes;
        minutes.sort_unstable();
        let now = minutes.last().copied().unwrap_or(0);
        let recent = minutes.iter().filter(|at| now - **at < 15).count();
        let failures = Failures::of(minutes.iter().map(|at| minute(*at)));
        prop_assert_eq!(failures.locked_until(minute(now)).is_some(), recent >= 5);
    }

    #[test]
    fn an_accepted_account_name_is_its_own_fold(typed in "\\PC{0,40}") {
        if let Ok(account) = account_name(&typed) {
            prop_assert_eq!(account_name(&account), Ok(account.clone()));
            prop_assert!(!account.contains(['/', '?', '#', '%', ' ']));
        }
    }
}
