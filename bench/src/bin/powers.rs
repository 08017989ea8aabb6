//! What a province's list of powers costs: the list on a day, a search, and an adjustment, on either engine.
//!
//! `powers [--items N] [--editions N] [--bodies N] [--moved N] [--postgres URL | --postgres temporary]`. The list is
//! made up. As-of queries are compared with the same query written plainly in SQL, on a connection of our own to the
//! same database; the two take turns, so that whatever else the machine does falls on both.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::{Citation, Level, Organ, OrganKind, Organs};
use pack::{Adopted, Disclosure, Document, Named, Pack, Power, State};
use page::Refusal;
use powers::{Adjustment, Change, Filter, Kinds, NotMade};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;
use store::{Keys, Parts, Store, StoreError};
use testkit::postgres::{Cluster, Durability};

type Failure = Box<dyn Error + Send + Sync>;

const DISTRICT: &str = "990000";
const LIST: &str = "province";
/// Queries of each kind.
const QUERIES: usize = 300;
const PER: u32 = 50;

#[derive(Clone, Copy)]
struct Size {
    items: usize,
    editions: usize,
    bodies: usize,
    moved: usize,
}

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Failure> {
    let mut size = Size { items: 200_000, editions: 20, bodies: 150, moved: 5_000 };
    let mut postgres = None;
    for pair in args.chunks(2) {
        match pair {
            [name, value] if name == "--items" => size.items = value.parse()?,
            [name, value] if name == "--editions" => size.editions = value.parse()?,
            [name, value] if name == "--bodies" => size.bodies = value.parse()?,
            [name, value] if name == "--moved" => size.moved = value.parse()?,
            [name, value] if name == "--postgres" => postgres = Some(value.clone()),
            _ => {
                return Err(
                    "usage: powers [--items N] [--editions N] [--bodies N] [--moved N] [--postgres URL]"
                        .into(),
                );
            }
        }
    }
    match postgres {
        None => on_sqlite(size),
        Some(url) => on_postgres(&url, size),
    }
}

fn on_sqlite(size: Size) -> Result<(), Failure> {
    println!("SQLite, every commit on the disk");
    let folder = std::env::temp_dir().join(format!("luoshi-powers-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("powers.db");
    let store = fill(&file.display().to_string(), size)?;
    let plain = rusqlite::Connection::open(&file)?;
    let done = measure(&store, size, &mut |holder, day| {
        let mut page = plain.prepare_cached(PLAIN_PAGE)?;
        let values = (DISTRICT, LIST, holder, day);
        let rows = page.query_map(values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(6)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?.len();
        let total: i64 = plain.prepare_cached(PLAIN_COUNT)?.query_row(values, |row| row.get(0))?;
        Ok(rows as u64 + u64::try_from(total)?)
    });
    println!("  database {:.0} MB", std::fs::metadata(&file)?.len() as f64 / 1e6);
    drop(store);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn on_postgres(url: &str, size: Size) -> Result<(), Failure> {
    println!("PostgreSQL, every commit on the disk");
    let cluster = (url == "temporary").then(|| Cluster::start(Durability::Full));
    let url = cluster.as_ref().map_or(url.to_owned(), Cluster::database);
    let store = fill(&url, size)?;
    let mut plain = postgres::Client::connect(&url, postgres::NoTls)?;
    let dollars = |sql: &str| sql.replace('?', "$");
    let (page, count) = (plain.prepare(&dollars(PLAIN_PAGE))?, plain.prepare(&dollars(PLAIN_COUNT))?);
    measure(&store, size, &mut |holder, day| {
        let rows = plain.query(&page, &[&DISTRICT, &LIST, &holder, &day])?.len();
        let total: i64 = plain.query_one(&count, &[&DISTRICT, &LIST, &holder, &day])?.get(0);
        Ok(rows as u64 + u64::try_from(total)?)
    })
}

const PLAIN_PAGE: &str = "SELECT code, name, kind, holder, position, seq, detail FROM power_spans \
    WHERE district = ?1 AND list = ?2 AND holder = ?3 AND valid_from <= ?4 AND valid_to > ?4 ORDER BY position LIMIT 50";
const PLAIN_COUNT: &str = "SELECT COUNT(*) FROM power_spans \
    WHERE district = ?1 AND list = ?2 AND holder = ?3 AND valid_from <= ?4 AND valid_to > ?4";

/// A plain query by body and day; gives a number so that nothing is left out.
type Plain<'a> = &'a mut dyn FnMut(&str, &str) -> Result<u64, Failure>;

/// Numbers that are the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn body(at: usize) -> String {
    format!("第{at}厅")
}

fn code(at: usize) -> String {
    format!("37{}{at:09}", if at.is_multiple_of(50) { "06" } else { "02" })
}

/// Names as long and as alike as those of real lists.
fn name(at: usize) -> String {
    const ACTS: [&str; 12] = [
        "未取得许可擅自从事",
        "未按规定报送",
        "伪造、变造",
        "转让、出租",
        "未落实责任制从事",
        "违反操作规程从事",
        "拒绝、阻碍检查",
        "逾期未改正",
        "未按规定公示",
        "超范围从事",
        "使用不合格材料从事",
        "未建立档案从事",
    ];
    const THINGS: [&str; 15] = [
        "危险化学品经营",
        "河道采砂",
        "食品生产",
        "药品零售",
        "特种设备安装",
        "建筑施工",
        "道路运输",
        "林木采伐",
        "水产养殖",
        "矿山开采",
        "医疗器械使用",
        "出版物印刷",
        "文物修缮",
        "种子经营",
        "测绘活动",
    ];
    let act = ACTS.get(at % ACTS.len()).copied().unwrap_or_default();
    let thing = THINGS.get((at / 12) % THINGS.len()).copied().unwrap_or_default();
    format!("对{act}{thing}（第{}号情形）的{}", at / 180, if at.is_multiple_of(50) { "检查" } else { "处罚" })
}

fn fill(url: &str, size: Size) -> Result<Store, Failure> {
    const PARTS: Parts = Parts { projections: &[powers::PROJECTION], kept: &[] };
    let store = Store::open(url, Keys::Given([7; 32]), PARTS)?.for_district(DISTRICT);
    let event = Adopted { pack: pack(size)? }.event()?;
    let start = Instant::now();
    store.write::<_, StoreError>(|tx| {
        tx.append("pack/province", 0, &[event], "office", Timestamp::UNIX_EPOCH)
    })?;
    println!("  first edition of {} items adopted in {:.1} s", size.items, start.elapsed().as_secs_f64());
    let mut numbers = Numbers(7);
    let mut times = Vec::new();
    for edition in 2..=size.editions {
        let adjustment = adjustment(edition, size, &mut numbers, &store)?;
        let start = Instant::now();
        adjust(&store, adjustment)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("  adjustment of {} items, checked and committed: {}", size.moved, percentiles(times));
    Ok(store)
}

fn effective(edition: usize) -> Date {
    date(2004, 1, 1).saturating_add(jiff::Span::new().years(edition as i64))
}

/// Half go to another body, the rest are renamed.
fn adjustment(
    edition: usize,
    size: Size,
    numbers: &mut Numbers,
    store: &Store,
) -> Result<Adjustment, Failure> {
    let first = numbers.below(size.items);
    let stride = (size.items / size.moved.max(1)).max(1);
    let picked: Vec<usize> = (0..size.moved).map(|at| (first + at * stride) % size.items).collect();
    let mut changes = Vec::new();
    store.read::<_, Failure>(|tx| {
        for (at, item) in picked.iter().enumerate() {
            let code = code(*item);
            if at % 2 == 0 {
                let from = powers::newest_holder(tx, LIST, &code)?.ok_or("an item without a holder")?;
                let to = Some(body(numbers.below(size.bodies)))
                    .filter(|to| *to != from)
                    .unwrap_or_else(|| body(size.bodies));
                changes.push(Change::Transfer { code, from, to });
            } else {
                changes.push(Change::Rename { code, name: format!("{}（{edition}）", name(*item)) });
            }
        }
        Ok(())
    })?;
    Ok(Adjustment {
        effective: effective(edition),
        basis: format!("省政字〔{}〕1号", 2004 + edition),
        reason: String::new(),
        expect: Some(size.items as u64),
        expect_kinds: Kinds::new(),
        changes,
    })
}

fn adjust(store: &Store, adjustment: Adjustment) -> Result<(), Failure> {
    let now: Timestamp = "2026-01-01T01:00:00Z".parse()?;
    store.write::<_, Failure>(|tx| match powers::adjust(tx, LIST, adjustment, None, "registrar", now) {
        Ok(_) => Ok(()),
        Err(NotMade::Refused { faults, .. }) => {
            Err(format!("{} faults: {:?}", faults.len(), faults.first()).into())
        }
        Err(NotMade::Other(refusal)) => Err(refusal.into()),
    })
}

fn measure(store: &Store, size: Size, plain: Plain<'_>) -> Result<(), Failure> {
    let mut numbers = Numbers(11);
    let of = |holder: String| Filter { list: LIST.to_owned(), holder, ..Filter::default() };
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..QUERIES {
        let (holder, day) = (body(numbers.below(size.bodies)), some_day(&mut numbers, size));
        let text = day.to_string();
        let (slow, total) = timed(|| plain(&holder, &text))?;
        let (fast, found) = timed(|| as_of(store, day, &of(holder.clone()), 1))?;
        if found != total {
            return Err(format!("{holder} on {day}: {found} and plainly {total}").into());
        }
        ours.push(fast);
        theirs.push(slow);
        ratios.push(fast / slow);
    }
    println!("  one body on a day, first page and count: {}", percentiles(ours));
    println!("    the same plainly in SQL:               {}", percentiles(theirs));
    ratios.sort_by(f64::total_cmp);
    println!(
        "    ours / plain, median of turns: {:.2}",
        ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
    );
    others(store, size, &mut numbers)
}

/// The whole list, one item, and searches.
fn others(store: &Store, size: Size, numbers: &mut Numbers) -> Result<(), Failure> {
    let all = || Filter { list: LIST.to_owned(), ..Filter::default() };
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let (first, _) =
        timed(|| as_of(store, effective(size.editions), &Filter { q: "河道".into(), ..all() }, 1))?;
    for _ in 0..QUERIES {
        let (day, item) = (some_day(numbers, size), code(numbers.below(size.items)));
        let page = 1 + numbers.below(20) as u32;
        let deep = 1 + numbers.below(size.items / PER as usize) as u32;
        let word = [
            "采砂",
            "未按规定报送",
            "危险化学品 检查",
            "第77号情形",
            "37020000123",
            "第9厅",
            "处罚",
            "没有这个词",
        ];
        let q = word.get(numbers.below(word.len())).copied().unwrap_or_default().to_owned();
        let mut add = |what, time| times.entry(what).or_default().push(time);
        add(
            "the whole list on a day, one of the first 20 pages",
            timed(|| as_of(store, day, &all(), page))?.0,
        );
        add("the whole list on a day, any page", timed(|| as_of(store, day, &all(), deep))?.0);
        add(
            "who could do this on that day",
            timed(|| {
                store.read::<_, Refusal>(|tx| powers::who_could(tx, LIST, &item, day)).map_err(Failure::from)
            })?
            .0,
        );
        add(
            "search on a day, first page and count",
            timed(|| as_of(store, day, &Filter { q: q.clone(), ..all() }, 1))?.0,
        );
    }
    for (what, times) in times {
        println!("  {what}: {}", percentiles(times));
    }
    println!("  first search after an adjustment, which reads the list into memory: {first:.0} ms");
    Ok(())
}

fn some_day(numbers: &mut Numbers, size: Size) -> Date {
    effective(1 + numbers.below(size.editions))
        .saturating_add(jiff::Span::new().days(numbers.below(300) as i64))
}

/// Rows of the page and total, added up.
fn as_of(store: &Store, day: Date, filter: &Filter, page: u32) -> Result<u64, Failure> {
    store.read::<_, Failure>(|tx| {
        let (total, spans) = powers::as_of(tx, day, filter, page, PER)?;
        Ok(total + spans.len() as u64)
    })
}

/// Milliseconds, and what came out.
fn timed<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<(f64, T), Failure> {
    let start = Instant::now();
    let out = work()?;
    Ok((start.elapsed().as_secs_f64() * 1e3, out))
}

fn percentiles(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at =
        |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied();
    let shown = |share| at(share).unwrap_or(f64::NAN);
    format!("p50 {:.2} ms, p95 {:.2} ms, worst {:.2} ms", shown(50), shown(95), shown(100))
}

fn pack(size: Size) -> Result<Pack, Failure> {
    let organ = |at| Organ {
        name: body(at),
        name_en: String::new(),
        kind: OrganKind::Department,
        level: Level::Province,
        parent: None,
        aliases: Vec::new(),
        members: Vec::new(),
        perhaps: None,
    };
    let (organs, _) = Organs::new((0..=size.bodies).map(organ).collect());
    Ok(Pack {
        registers: Vec::new(),
        id: "province".to_owned(),
        title: String::new(),
        title_en: String::new(),
        district: DISTRICT.to_owned(),
        district_name: "某省".to_owned(),
        edition: "1".to_owned(),
        organs,
        organ_notes: BTreeMap::new(),
        divisions: Vec::new(),
        documents: vec![document(size)?],
    })
}

fn named(name: String) -> Named {
    Named { written: name.clone(), organ: name, doubtful: false, open: false }
}

fn document(size: Size) -> Result<Document, Failure> {
    let number = "省政字〔2005〕1号".to_owned();
    let power = |at: usize| -> Result<Power, Failure> {
        Ok(Power {
            id: format!("{LIST}.power.{}", at + 1),
            seq: at as u32 + 1,
            citation: Citation {
                document: number.clone(),
                clause: format!("附件/行{}", at + 1).try_into()?,
                digest: "0".repeat(64).try_into()?,
            },
            code: code(at),
            name: name(at),
            kind: if at.is_multiple_of(50) { "行政检查" } else { "行政处罚" }.to_owned(),
            holder: named(body(at % size.bodies)),
            counterpart: None,
            basis: Some(format!("某某管理条例第{}条", at % 90 + 1)),
            note: None,
        })
    };
    Ok(Document {
        action_plans: None,
        slug: LIST.to_owned(),
        short: "1号".to_owned(),
        title: "省级权责清单".to_owned(),
        title_en: String::new(),
        subject: String::new(),
        subject_en: String::new(),
        issuer: named(body(0)),
        issued: effective(1),
        signature: String::new(),
        disclosure: Disclosure::Public,
        addressees: Vec::new(),
        state: State::InForce,
        approved_by: None,
        keepers: Vec::new(),
        cites: Vec::new(),
        attachments: Vec::new(),
        counts: Vec::new(),
        schedules: Vec::new(),
        clauses: Vec::new(),
        duties: Vec::new(),
        indicators: Vec::new(),
        commitments: Vec::new(),
        powers: (0..size.items).map(power).collect::<Result<_, _>>()?,
        plan: None,
        number,
    })
}
