//! The worklist under load: lists by role and filter, and work on ten thousand duties at once.
//!
//! `duties [OPEN] [DONE]`: opens so many duties (100,000) and closes so many more with a report and an acceptance
//! (20,000), for the bodies and documents of the built-in pack, with 2,000 accounts, on SQLite and on PostgreSQL. Each
//! line gives the 50th and 95th percentile of 8 connections that ask without pause, and how many times the 95th of
//! `/healthz`, asked by the same connections in the same minute, it is.

use duties::{Actor, Filter, Opened, Report};
use e2e::{ADOPTED, Client, District, Folder, YEAR_ENDS};
use jiff::{SignedDuration, Timestamp};
use page::Refusal;
use people::{NewAccount, Role};
use serde_json::json;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{Store, Tx};

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 25;
const ACCOUNTS: usize = 2_000;
const BATCH: usize = 10_000;
/// Duties of one transaction while the district is made.
const CHUNK: usize = 1_000;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<usize>());
    let open = arguments.next().transpose()?.unwrap_or(100_000);
    let done = arguments.next().transpose()?.unwrap_or(20_000);
    let folder = Folder::new();
    let sqlite = folder.file("year.db");
    measure("SQLite", &sqlite, folder, open, done)?;
    measure("PostgreSQL", &testkit::postgres::database(), Folder::new(), open, done)
}

fn measure(engine: &str, url: &str, folder: Folder, open: usize, done: usize) -> Result<(), Box<dyn Error>> {
    let key = folder.file("year.db.key");
    let began = Instant::now();
    let store = e2e::adopt(url, Path::new(&key), ADOPTED);
    fill(&store, open, done)?;
    let entries = store.head()?.map_or(0, |head| head.size);
    drop(store);
    println!(
        "\n{engine}: {open} open, {done} done, {ACCOUNTS} accounts, {entries} entries, made in {:.0} s",
        began.elapsed().as_secs_f64()
    );
    let district = District::of_database(url, folder);
    println!(
        "{:<12} {:<58} {:>8} {:>8} {:>9} {:>6}",
        "role", "page", "p50 ms", "p95 ms", "x healthz", "rows"
    );
    let organ = bodies().remove(7);
    for (role, name) in
        [(Role::Supervisor, "supervisor"), (Role::Contact, "contact"), (Role::Auditor, "auditor")]
    {
        let client = district.program(if role == Role::Supervisor { "" } else { &organ }, role);
        for page in pages(&organ) {
            line(&client, name, &page);
        }
    }
    batch(&district)
}

/// The lists of the house with every filter.
fn pages(organ: &str) -> Vec<String> {
    let organ = page::encode(organ);
    let document = page::encode(&documents().remove(0));
    let filters = [
        String::new(),
        "?page=400".to_owned(),
        "?overdue=true".to_owned(),
        "?pending=true".to_owned(),
        "?awaits=true".to_owned(),
        "?unclaimed=true".to_owned(),
        "?wished=true".to_owned(),
        "?state=submitted".to_owned(),
        "?part=lead".to_owned(),
        "?period=2024-Q1".to_owned(),
        format!("?organ={organ}"),
        format!("?organ={organ}&awaits=true"),
        format!("?organ={organ}&overdue=true"),
        format!("?organ={organ}&state=accepted"),
        format!("?reviewer={organ}&state=submitted"),
        format!("?document={document}"),
        format!("?document={document}&overdue=true"),
        format!("?document={document}&period=2024-Q1"),
        "?cause=bench.schedule.3".to_owned(),
        "?due_from=2024-04-01&due_to=2024-04-30".to_owned(),
        "?changed_since=2024-03-17T16:00:00Z".to_owned(),
    ];
    let lists = filters.iter().map(|filter| format!("/duties{filter}"));
    lists.chain(["/", "/unsettled", "/sheets", "/bulletins"].map(str::to_owned)).collect()
}

fn line(client: &Client, role: &str, page: &str) {
    let calm = percentile(&mut asked(client, "/healthz"), 95);
    let mut times = asked(client, page);
    let reply = client.get(page);
    assert_eq!(reply.status, 200, "{page}: {}", reply.text());
    let (half, most) = (percentile(&mut times, 50), percentile(&mut times, 95));
    let rows = reply.text().matches("<tr").count().saturating_sub(1);
    let ratio = most.as_secs_f64() / calm.as_secs_f64().max(1e-6);
    println!("{role:<12} {page:<58} {:>8.1} {:>8.1} {ratio:>9.0} {rows:>6}", ms(half), ms(most));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The times of a page when all connections ask for it without pause.
fn asked(client: &Client, page: &str) -> Vec<Duration> {
    std::thread::scope(|scope| {
        let each = || (0..ROUNDS).map(|_| timed(|| drop(client.get(page)))).collect::<Vec<_>>();
        let all: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(each)).collect();
        all.into_iter().flat_map(|one| one.join().unwrap_or_default()).collect()
    })
}

fn timed(f: impl FnOnce()) -> Duration {
    let began = Instant::now();
    f();
    began.elapsed()
}

fn percentile(times: &mut [Duration], of: usize) -> Duration {
    times.sort();
    times.get((times.len() * of / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// Ten thousand at once: looked at, done, taken back.
fn batch(district: &District) -> Result<(), Box<dyn Error>> {
    let office = district.program("", Role::Supervisor);
    let filter = Filter { awaits: true, ..Filter::default() };
    let count = u32::try_from(BATCH)?;
    let ids =
        district.store.read(|tx| Ok::<_, Refusal>(filter.ids(tx, count)?)).map_err(|e| format!("{e:?}"))?;
    let body = |dry_run: bool| json!({ "act": "extend", "until": "2024-12-31", "reason": "压测", "ids": ids, "dry_run": dry_run });
    let looked = timed(|| assert_eq!(office.post_json("/api/v1/duties/many", &body(true)).status, 200));
    let began = Instant::now();
    let done = office.post_json("/api/v1/duties/many", &body(false));
    let took = began.elapsed();
    let done = done.json();
    let undo = format!(
        "/api/v1/duties/batches/{}/undo",
        done.get("batch").and_then(serde_json::Value::as_str).unwrap_or_default()
    );
    let began = Instant::now();
    let undone = office.post_json(&undo, &json!({})).json();
    println!(
        "extend {} at once: looked {:.2} s, done {:.2} s; taken back {}: {:.2} s",
        done.get("done").unwrap_or(&done),
        looked.as_secs_f64(),
        took.as_secs_f64(),
        undone.get("undone").unwrap_or(&undone),
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Single bodies of the built-in pack, at most sixty.
fn bodies() -> Vec<String> {
    let organs = e2e::pack().organs;
    let single = organs.iter().filter(|organ| organ.kind == kernel::OrganKind::Department);
    single.take(60).map(|organ| organ.name.clone()).collect()
}

fn documents() -> Vec<String> {
    e2e::pack().documents.into_iter().map(|document| document.number).collect()
}

fn fill(store: &Store, open: usize, done: usize) -> Result<(), Box<dyn Error>> {
    let (bodies, pack) = (bodies(), e2e::pack());
    let total = open + done;
    for first in (0..total).step_by(CHUNK) {
        let made = store.write(|tx| {
            for number in first..(first + CHUNK).min(total) {
                one(tx, &pack, &bodies, number, open)?;
            }
            Ok::<_, Refusal>(())
        });
        made.map_err(|refused| format!("{refused:?}"))?;
    }
    for number in 0..ACCOUNTS {
        let organ = bodies.get(number % bodies.len()).cloned().unwrap_or_default();
        let account = format!("bench{number}");
        let new = NewAccount { account, name: "压测".into(), organ, role: Role::Contact };
        store.write(|tx| people::open_account(tx, "system", &new, YEAR_ENDS))?;
    }
    Ok(())
}

/// One duty: of some body, document and cause, due between two months ago and ten months ahead; the last ones long past
/// and done.
fn one(
    tx: &mut Tx<'_>,
    pack: &pack::Pack,
    bodies: &[String],
    number: usize,
    open: usize,
) -> Result<(), Refusal> {
    let document = pack.documents.get(number % pack.documents.len());
    let Some(clause) = document.and_then(|document| document.clauses.get(number % document.clauses.len()))
    else {
        return Ok(());
    };
    let citation = clause.citation();
    let days = i64::try_from(number % 360).unwrap_or_default() - 60;
    let past = if number < open { 0 } else { 1_500 };
    let due = later(YEAR_ENDS, (days - past) * 24);
    let opened = Opened {
        id: format!("bench.{number}"),
        title: format!("压测任务第{number}件"),
        title_en: format!("Bench duty {number}"),
        organ: bodies.get(number % bodies.len()).cloned().unwrap_or_default(),
        cause: format!("bench.schedule.{}", number % 97),
        period: ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
            .get(number % 4)
            .copied()
            .unwrap_or_default()
            .into(),
        due: Some(due),
        claim_by: Some(later(due, -24 * 20)),
        ..Opened::of(citation)
    };
    let id = opened.id.clone();
    let at = later(due, -24 * 30);
    duties::open(tx, opened, "bench", at)?;
    let owner = Actor { account: "bench", owner: true, ..Actor::default() };
    let report = || Report { text: "压测报告".into(), progress: Some(100), ..Report::default() };
    if number >= open {
        duties::report(tx, &id, owner, report(), later(due, -24))?;
        duties::accept(tx, &id, "office", later(due, 24))?;
    } else if number.is_multiple_of(10) {
        duties::report(tx, &id, owner, report(), later(due, -24))?;
    }
    Ok(())
}

fn later(at: Timestamp, hours: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(at)
}
