//! A county lives through a summer on both engines: `suite/reminders.txt` says who was told of what, and when.

use crate::sample::{calendar, pack};
use crate::tick;
use duties::Actor;
use jiff::civil::DateTime;
use jiff::{Span, Timestamp};
use kernel::CHINA;
use notices::{Find, Post};
use page::Refusal;
use people::{Chosen, NewAccount, Role};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Keys, Parts, Projection, Store, Tx};

const PROJECTIONS: &[&dyn Projection] = &[
    people::projection(),
    documents::PROJECTION,
    duties::PROJECTION,
    indicators::PROJECTION,
    incidents::PROJECTION,
    powers::PROJECTION,
    notices::PROJECTION,
];

/// Account, organ, role, post.
const PEOPLE: [(&str, &str, Role, Option<Post>); 6] = [
    ("caizheng", "县财政局", Role::Contact, None),
    ("shuili", "县水利局", Role::Contact, None),
    ("shuili-fenguan", "县水利局", Role::Leader, Some(Post::InCharge)),
    ("shuili-juzhang", "县水利局", Role::Leader, Some(Post::Head)),
    ("office", "县政府", Role::Supervisor, None),
    ("audit", "县政府", Role::Auditor, None),
];

pub(crate) fn at(text: &str) -> Timestamp {
    CHINA.to_timestamp(text.replace(' ', "T").parse::<DateTime>().unwrap()).unwrap()
}

pub(crate) fn county(url: &str) -> Store {
    let parts = Parts { projections: PROJECTIONS, kept: &[] };
    let store = Store::open(url, Keys::Given([7; 32]), parts).unwrap().for_district("990101");
    let begin = at("2024-05-20 10:00");
    let adopt = |tx: &mut Tx<'_>| {
        documents::adopt(tx, pack(), "office", begin)?;
        Ok::<_, Refusal>(())
    };
    store.write(adopt).unwrap();
    for (account, organ, role, post) in PEOPLE {
        let new = NewAccount { account: account.into(), name: account.into(), organ: organ.into(), role };
        let link = store.write(|tx| people::open_account(tx, "system", &new, begin)).unwrap();
        let chosen = Chosen::new(account, account, "Qingxi-2024-x7").unwrap();
        store.write(|tx| people::use_link(tx, link.reveal(), &chosen, begin)).unwrap();
        store.write(|tx| notices::set_post(tx, account, post, "office", begin)).unwrap();
    }
    store
}

pub(crate) fn sqlite() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("flows-{}-{}.db", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    std::env::temp_dir().join(name).display().to_string()
}

/// One tick an hour from one instant to another.
pub(crate) fn live(store: &Store, from: &str, to: &str) {
    let (mut now, to) = (at(from), at(to));
    while now < to {
        tick(store, &calendar(), now).unwrap();
        now = now.checked_add(Span::new().hours(1)).unwrap();
    }
}

/// Reports whatever an organ owes.
pub(crate) fn report(store: &Store, organ: &str, now: &str) {
    let filter = duties::Filter { organ: organ.into(), awaits: true, ..Default::default() };
    let by = Actor { account: "shuili", owner: true, ..Default::default() };
    let text = duties::Report { text: "已完成".into(), ..Default::default() };
    let all = |tx: &mut Tx<'_>| {
        for duty in duties::list(tx, &filter, 1, 100)?.1 {
            duties::report(tx, &duty.opened.id, by, text.clone(), at(now))?;
        }
        Ok::<_, Refusal>(())
    };
    store.write(all).unwrap();
}

/// Every notice: when, to whom, and what it tells of.
fn told(store: &Store) -> String {
    let read = |tx: &mut Tx<'_>| {
        let (_, mut all) = notices::list(tx, &Find::default(), 1, 500)?;
        all.sort_by_key(|notice| (notice.issued, notice.account.clone()));
        let mut out = String::new();
        for notice in all {
            let when = CHINA.to_datetime(notice.issued).strftime("%Y-%m-%d %H:%M").to_string();
            writeln!(out, "{when} {}：{}", notice.account, notice.title).unwrap();
            let (_, lines) = notices::find(tx, &notice.id)?.unwrap();
            for line in lines {
                writeln!(out, "  {}；{}（{}）", line.title, line.words, line.rung).unwrap();
            }
        }
        Ok::<_, Refusal>(out)
    };
    store.read(read).unwrap()
}

fn summer(store: &Store) -> String {
    live(store, "2024-06-10 08:30", "2024-07-03 12:00");
    report(store, "县水利局", "2024-07-03 12:00");
    live(store, "2024-07-03 12:30", "2024-07-15 12:00");
    told(store)
}

#[test]
fn x_022_a_summer_of_reminders_is_what_the_suite_says() {
    let store = county(&sqlite());
    let told = summer(&store);
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/reminders.txt"), &told);
    let before = store.fingerprint().unwrap();
    store.replay().unwrap();
    assert_eq!(store.fingerprint().unwrap(), before);
}

#[test]
fn a_summer_is_the_same_on_postgresql() {
    assert_eq!(summer(&county(&testkit::postgres::database())), include_str!("../../suite/reminders.txt"));
}

/// Who was told of what on which day, each once.
fn days(store: &Store) -> Vec<(String, String, String)> {
    let read = |tx: &mut Tx<'_>| {
        let mut all = Vec::new();
        for notice in notices::list(tx, &Find::default(), 1, 500)?.1 {
            let day = kernel::day_of(notice.issued).to_string();
            for line in notices::find(tx, &notice.id)?.unwrap().1 {
                all.push((notice.account.clone(), day.clone(), line.subject));
            }
        }
        Ok::<_, Refusal>(all)
    };
    store.read(read).unwrap()
}

#[test]
fn a_clock_that_stops_jumps_or_goes_back_tells_nobody_twice_a_day() {
    let store = county(&sqlite());
    live(&store, "2024-06-10 08:30", "2024-06-18 12:00");
    // Back an hour, and the same hours once more.
    live(&store, "2024-06-18 08:30", "2024-06-19 12:00");
    // Back a whole day.
    live(&store, "2024-06-18 00:30", "2024-06-20 12:00");
    // Stopped for a week, and then every hour three times.
    for _ in 0..3 {
        live(&store, "2024-06-27 08:30", "2024-07-03 12:00");
    }
    let all = days(&store);
    assert!(all.len() > 20, "{all:?}");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

#[test]
fn two_servers_tell_everybody_once() {
    let store = county(&testkit::postgres::database());
    live(&store, "2024-06-10 08:30", "2024-06-11 08:00");
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for day in 17..21 {
                    // The loser of a race for the same stream comes again at the next tick.
                    _ = tick(&store, &calendar(), at(&format!("2024-06-{day} 09:30")));
                    _ = tick(&store, &calendar(), at(&format!("2024-06-{day} 10:30")));
                }
            });
        }
    });
    let all = days(&store);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(all.len() > 3, "{all:?}");
}
