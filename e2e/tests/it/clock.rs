//! A year of the clock: what the schedules and dates of the six documents open, and that it opens once.

use crate::program::{Serving, done};
use duties::{Duty, Filter};
use e2e::{ADOPTED, Folder, YEAR_ENDS, adopt, at, calendar};
use flows::tick;
use jiff::{SignedDuration, Timestamp};
use kernel::due_day;
use page::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::Store;

/// Lives through the year day by day with everything that happens to a clock: ticks repeat, it jumps back an hour,
/// and now and then the process starts anew.
fn live_through(folder: &Folder) -> Store {
    let (db, key) = (folder.file("clock.db"), folder.file("clock.key"));
    let open = || adopt(&db, Path::new(&key), ADOPTED);
    let (mut store, calendar) = (open(), calendar());
    let (mut now, mut day) = (ADOPTED, 0);
    while now <= YEAR_ENDS {
        tick(&store, &calendar, now).unwrap();
        if day % 7 == 0 {
            let again = tick(&store, &calendar, now).unwrap();
            assert_eq!(again.opened, 0, "a second tick at {now} opens something again");
        }
        if day % 11 == 0 {
            let back = tick(&store, &calendar, now - SignedDuration::from_hours(1)).unwrap();
            assert_eq!(back.opened, 0, "an hour back from {now} something opens again");
        }
        if day % 60 == 59 {
            drop(store);
            store = open();
        }
        day += 1;
        now += SignedDuration::from_hours(24);
    }
    store
}

fn all(store: &Store) -> Vec<Duty> {
    store.read(|tx| Ok::<_, Refusal>(duties::list(tx, &Filter::default(), 1, 100_000)?.1)).unwrap()
}

/// A line for each date and title: when, what, from which clause, how many organs, and whether it is a day of rest.
fn table(duties: &[Duty]) -> String {
    let mut lines: BTreeMap<(String, String, String), (usize, bool)> = BTreeMap::new();
    for duty in duties {
        let opened = &duty.opened;
        let day = opened.due.map_or("—".to_owned(), |due| due_day(due).to_string());
        let clause = format!("{}#{}", opened.citation.document, opened.citation.clause);
        let line = lines.entry((day, clause, opened.title.clone())).or_insert((0, opened.rest_day));
        line.0 += 1;
    }
    let rows = lines.into_iter().map(|((day, clause, title), (organs, rest))| {
        format!("{day} | {} | {title} | {organs} | {clause}\n", if rest { "休息日" } else { "　　　" })
    });
    rows.collect()
}

const HEAD: &str = "\
# 一年的时限

2023年4月26日采纳规则包，时钟走到2024年3月18日，六份公文的时限规则和有日期的任务一共产生了下面这些任务。
时钟反复走动、倒退一小时、程序重新启动，都不多产生一项，也不少产生一项。
时限落在休息日的，只作标记，不顺延；调休上班的星期日不是休息日。
各列依次为：时限、是否休息日、任务、承办单位数、出处。

";

#[test]
fn a_year_of_schedules_opens_every_duty_once() {
    let folder = Folder::new();
    let store = live_through(&folder);
    let duties = all(&store);
    let ids: BTreeSet<&str> = duties.iter().map(|duty| duty.opened.id.as_str()).collect();
    assert_eq!(ids.len(), duties.len());
    let sql = "SELECT COUNT(*) FROM entries WHERE district = ?1 AND kind = 'duty.opened'";
    let counted = |tx: &mut store::Tx<'_>| tx.query_one(sql, &[tx.district().into()])?.unwrap().int(0);
    let opened = store.read::<i64, store::StoreError>(counted).unwrap();
    assert_eq!(opened as usize, duties.len(), "the ledger has one opening for each duty");
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/year.txt");
    testkit::golden::check(&suite, &format!("{HEAD}{}", table(&duties)));
    k13_k14_reports_of_the_business_environment_document(&duties);
    k15_to_k20_dated_tasks_and_checks(&duties);
    rest_days_are_marked_and_not_moved(&duties);
}

fn dues<'d>(duties: &'d [Duty], cause: &str) -> BTreeMap<String, BTreeSet<&'d str>> {
    let mut dues: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| duty.opened.cause == cause) {
        let day = due_day(duty.opened.due.unwrap()).to_string();
        dues.entry(day).or_default().insert(&duty.opened.organ);
    }
    dues
}

/// K13, K14: every lead of 11号 reports each quarter, and once for the whole year, as two records on 25 December.
fn k13_k14_reports_of_the_business_environment_document(duties: &[Duty]) {
    let leads: BTreeSet<String> = e2e::pack()
        .documents
        .iter()
        .filter(|document| document.slug == "zzbz-2023-11")
        .flat_map(|document| document.duties.iter().flat_map(|duty| duty.lead.clone()))
        .filter(pack::Named::is_one_body)
        .map(|named| named.organ)
        .collect();
    let leads: BTreeSet<&str> = leads.iter().map(String::as_str).collect();
    assert!(leads.len() > 20, "{}", leads.len());
    let quarterly = dues(duties, "zzbz-2023-11.schedule.quarterly");
    assert_eq!(
        quarterly.keys().collect::<Vec<_>>(),
        ["2023-06-25", "2023-09-25", "2023-12-25", "2024-03-25"],
        "the first quarter of 2023 ended before the document was issued"
    );
    assert!(quarterly.values().all(|organs| *organs == leads));
    let yearly = dues(duties, "zzbz-2023-11.schedule.yearly");
    assert_eq!(yearly.into_iter().collect::<Vec<_>>(), [("2023-12-25".to_owned(), leads)]);
}

fn k15_to_k20_dated_tasks_and_checks(duties: &[Duty]) {
    // a serial lost in the printed table leaves the row; tasks are numbered by their place.
    for (task, day) in [
        (54, "2023-06-30"),
        (56, "2023-06-30"),
        (37, "2023-10-31"),
        (36, "2023-12-31"),
        (59, "2023-12-31"),
        (3, "2025-12-31"),
    ] {
        let row = format!("附件/表1/行{task}");
        let found: Vec<_> = duties
            .iter()
            .filter(|duty| {
                duty.opened.citation.document.contains("11号") && duty.opened.citation.clause.as_str() == row
            })
            .collect();
        assert!(!found.is_empty(), "task {task}");
        assert!(found.iter().all(|duty| due_day(duty.opened.due.unwrap()).to_string() == day), "task {task}");
    }
    let monthly = dues(duties, "zzbz-2023-13.schedule.monthly-check");
    let quarterly = dues(duties, "zzbz-2023-13.schedule.quarterly-check");
    let checker: BTreeSet<&str> = BTreeSet::from(["区爱卫办"]);
    assert!(monthly.values().chain(quarterly.values()).all(|organs| *organs == checker), "{monthly:?}");
    assert!(monthly.len() >= 11 && quarterly.len() >= 4, "{monthly:?} {quarterly:?}");
    assert!(monthly.keys().chain(quarterly.keys()).all(|day| {
        let day: jiff::civil::Date = day.parse().unwrap();
        day == day.last_of_month()
    }));
}

/// 25 June 2023 is a Sunday on which people work; 31 December 2023 is a Sunday on which they do not.
fn rest_days_are_marked_and_not_moved(duties: &[Duty]) {
    let marks = |day: &str| -> BTreeSet<bool> {
        let on =
            duties.iter().filter(|duty| duty.opened.due.is_some_and(|due| due_day(due).to_string() == day));
        on.map(|duty| duty.opened.rest_day).collect()
    };
    assert_eq!(marks("2023-06-25"), BTreeSet::from([false]));
    assert_eq!(marks("2023-09-25"), BTreeSet::from([false]));
    assert_eq!(marks("2023-12-31"), BTreeSet::from([true]));
}

#[test]
fn a_duty_opens_before_it_is_due_and_never_after_the_fact_only() {
    let folder = Folder::new();
    let store = adopt(&folder.file("clock.db"), Path::new(&folder.file("clock.key")), ADOPTED);
    let calendar = calendar();
    let quarterly = |now: Timestamp| {
        tick(&store, &calendar, now).unwrap();
        all(&store).iter().filter(|duty| duty.opened.cause == "zzbz-2023-11.schedule.quarterly").count()
    };
    assert_eq!(quarterly(at("2023-05-25 09:00")), 0, "a month and a day ahead");
    let first = quarterly(at("2023-05-27 09:00"));
    assert!(first > 0, "thirty days ahead");
    // The machine stood still over two due days: both quarters are there when it runs again.
    assert_eq!(quarterly(at("2023-12-26 09:00")), 3 * first);
}

#[test]
fn an_overdue_duty_is_overdue_by_the_clock_alone() {
    let folder = Folder::new();
    let store = adopt(&folder.file("clock.db"), Path::new(&folder.file("clock.key")), ADOPTED);
    tick(&store, &calendar(), at("2023-06-20 09:00")).unwrap();
    let overdue = |now: Timestamp| {
        let filter = Filter { overdue_at: Some(now), ..Filter::default() };
        store.read(|tx| Ok::<_, Refusal>(duties::list(tx, &filter, 1, 1)?.0)).unwrap()
    };
    let (before, size) = (overdue(at("2023-06-26 00:00")), store.head().unwrap().unwrap().size);
    let after = overdue(at("2023-06-26 00:01"));
    assert!(after > before, "{before} then {after}: the quarter's reports are late once the day is over");
    assert_eq!(store.head().unwrap().unwrap().size, size, "nothing was written for it");
}

/// Days on which many duties open.
const BUSY: [&str; 4] = ["2023-05-28", "2023-08-28", "2023-11-28", "2024-02-28"];

/// The program serves from a day's morning on and is killed after so many thousandths of a second, wherever it is.
fn killed_after(db: &str, key: &str, day: &str, wait: u64) {
    let clock = format!("{day}T09:00:00+08:00");
    let serving = Serving::start(&["serve", "--db", db, "--key", key, "--clock", &clock]);
    std::thread::sleep(std::time::Duration::from_millis(wait));
    drop(serving);
}

#[test]
fn killed_on_the_way_nothing_is_lost_and_nothing_opens_twice() {
    let folder = Folder::new();
    let (db, key) = (folder.file("killed.db"), folder.file("killed.key"));
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/zhoucun-2023").display().to_string();
    done(&["adopt", &pack, "--db", &db, "--key", &key, "--clock", "2023-04-26T09:00:00+08:00"]);
    for (day, wait) in BUSY.into_iter().zip([0, 150, 600, 2000]) {
        killed_after(&db, &key, day, wait);
    }
    let end = at("2024-03-01 09:00");
    let store = adopt(&db, Path::new(&key), end);
    tick(&store, &calendar(), end).unwrap();
    let calm = adopt(&folder.file("calm.db"), Path::new(&folder.file("calm.key")), ADOPTED);
    tick(&calm, &calendar(), end).unwrap();
    let ids = |store: &Store| all(store).into_iter().map(|duty| duty.opened.id).collect::<BTreeSet<_>>();
    assert_eq!(ids(&store), ids(&calm));
    let sql =
        "SELECT COUNT(*), COUNT(DISTINCT stream) FROM entries WHERE district = ?1 AND kind = 'duty.opened'";
    let counted = |tx: &mut store::Tx<'_>| {
        let row = tx.query_one(sql, &[tx.district().into()])?.unwrap();
        Ok::<_, store::StoreError>((row.int(0)?, row.int(1)?))
    };
    let (opened, streams) = store.read(counted).unwrap();
    assert_eq!((opened, opened as usize), (streams, all(&store).len()), "each opened once");
    assert_eq!(store.verify(&mut |_| ()).unwrap(), []);
}
