//! What watching the law costs: reading the cites of a list, a change by article, a repeal, and the pages that show them.
//!
//! `laws [--items N] [--laws N] [--postgres URL | --postgres temporary]`. List and laws are made up: each item rests on one
//! to three laws with articles and quotes a sentence. The items that cite a law are also looked for plainly, by `LIKE`
//! over the words of the items, on the same transaction and in turns.

use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Citation, Level, Organ, OrganKind, Organs};
use pack::{Adopted, Disclosure, Document, Named, Pack, Power, State};
use page::Refusal;
use powers::law::{self, Law, LawChange, ReviewFilter, What};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;
use store::{Keys, Parts, Store, StoreError, Tx};
use testkit::postgres::{Cluster, Durability};

type Failure = Box<dyn Error + Send + Sync>;

const DISTRICT: &str = "990000";
const LIST: &str = "county";
const QUERIES: usize = 100;
const BODIES: usize = 60;

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
    let (mut items, mut laws, mut postgres) = (20_000, 400, None);
    for pair in args.chunks(2) {
        match pair {
            [name, value] if name == "--items" => items = value.parse()?,
            [name, value] if name == "--laws" => laws = value.parse()?,
            [name, value] if name == "--postgres" => postgres = Some(value.clone()),
            _ => return Err("usage: laws [--items N] [--laws N] [--postgres URL]".into()),
        }
    }
    let Some(url) = postgres else {
        println!("SQLite, {items} items, {laws} laws");
        let folder = std::env::temp_dir().join(format!("luoshi-laws-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let done = measure(&folder.join("laws.db").display().to_string(), items, laws);
        std::fs::remove_dir_all(&folder)?;
        return done;
    };
    println!("PostgreSQL, {items} items, {laws} laws");
    let cluster = (url == "temporary").then(|| Cluster::start(Durability::Full));
    measure(&cluster.as_ref().map_or(url, Cluster::database), items, laws)
}

/// Titles, of which none stands inside another.
fn title(law: usize) -> String {
    const KINDS: [&str; 5] = ["法", "条例", "规定", "办法", "实施细则"];
    format!("第{law}号事项管理{}", KINDS.get(law % KINDS.len()).copied().unwrap_or_default())
}

/// One to three laws with an article each, and the words of the first.
fn basis(at: usize, laws: usize) -> String {
    let cite =
        |n: usize| format!("《{}》（2021年修正）第{}条", title((at * 7 + n * 131) % laws), (at + n) % 90 + 1);
    let mut cites: Vec<String> = (0..=at % 3).map(cite).collect();
    let words =
        "：违反本法第二十条规定的，责令限期改正，处一万元以上五万元以下的罚款；情节严重的，责令停产停业";
    if let Some(first) = cites.first_mut() {
        first.push_str(words);
    }
    cites.join("\n")
}

fn change(law: usize, what: What, day: &str) -> Result<LawChange, Failure> {
    let effective = day.parse()?;
    let decide_by = date(2026, 12, 31);
    Ok(LawChange {
        law: title(law),
        what,
        effective,
        source: "国务院令第1号".to_owned(),
        decide_by,
        note: String::new(),
    })
}

fn now() -> Result<Timestamp, Failure> {
    Ok("2026-01-01T01:00:00Z".parse()?)
}

fn measure(url: &str, items: usize, laws: usize) -> Result<(), Failure> {
    const PARTS: Parts = Parts { projections: &[powers::PROJECTION], kept: &[] };
    let store = Store::open(url, Keys::Given([7; 32]), PARTS)?.for_district(DISTRICT);
    let event = Adopted { pack: pack(items, laws)? }.event()?;
    let write = |what: &str, work: &mut dyn FnMut(&mut Tx<'_>) -> Result<String, Refusal>| {
        let start = Instant::now();
        let told = store.write::<_, Refusal>(|tx| work(tx))?;
        println!("  {what}: {:.0} ms{told}", start.elapsed().as_secs_f64() * 1e3);
        Ok::<_, Failure>(())
    };
    let start = Instant::now();
    store.write::<_, StoreError>(|tx| {
        tx.append("pack/county", 0, &[event], "office", Timestamp::UNIX_EPOCH)
    })?;
    println!("  list adopted, every cite read: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let at = now()?;
    write("laws registered", &mut |tx| {
        let all = (0..laws).map(|law| Law { title: title(law), ..Law::default() }).collect();
        law::register(tx, all, "keeper", at).map(|count| format!(", {count}"))
    })?;
    let lines = law::lines("第三十条修改；第三十一条至第四十条改为第三十二条至第四十一条");
    let amended = change(3, What::Amended { lines: lines.map_err(|say| say.to_string())? }, "2026-03-01")?;
    let revised = change(4, What::Amended { lines: Vec::new() }, "2026-03-01")?;
    let repealed = change(5, What::Repealed { successor: None }, "2026-01-01")?;
    for (what, change) in [
        ("an amendment of eleven articles", amended),
        ("a revision as a whole", revised),
        ("a repeal, items that fall are cancelled", repealed),
    ] {
        write(what, &mut |tx| {
            let done = law::record_change(tx, change.clone(), "keeper", at)?;
            Ok(format!(", touches {} items, cancels {}", done.touched, done.cancelled))
        })?;
    }
    reading(&store, laws)
}

fn reading(store: &Store, laws: usize) -> Result<(), Failure> {
    let today = date(2026, 1, 1);
    let plain = "SELECT COUNT(*) FROM power_spans WHERE district = ?1 AND valid_from <= ?2 AND valid_to > ?2 \
        AND detail LIKE ?3";
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for query in 0..QUERIES {
        let law_at = query * 37 % laws;
        let (fast, total) = timed(|| read(store, |tx| Ok(law::citing(tx, &title(law_at), today, 1, 50)?.0)))?;
        let (slow, found) = timed(|| {
            read(store, |tx| {
                let values =
                    [DISTRICT.into(), today.to_string().into(), format!("%《{}》%", title(law_at)).into()];
                let row = tx.query_one(plain, &values)?;
                Ok(row.map_or(Ok(0), |row| row.count(0))?)
            })
        })?;
        if found != total {
            return Err(format!("{}: {total} and plainly {found}", title(law_at)).into());
        }
        ours.push(fast);
        theirs.push(slow);
        ratios.push(fast / slow);
    }
    println!("  items that cite a law, first page and count: {}", percentiles(ours));
    println!("    counted plainly by LIKE:                   {}", percentiles(theirs));
    ratios.sort_by(f64::total_cmp);
    println!("    ours / plain, median: {:.2}", ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN));
    let show = |what: &str, work: &dyn Fn(&mut Tx<'_>) -> Result<u64, Refusal>| {
        let times: Result<Vec<f64>, Failure> =
            (0..QUERIES).map(|_| Ok(timed(|| read(store, work))?.0)).collect();
        println!("  {what}: {}", percentiles(times?));
        Ok::<_, Failure>(())
    };
    show("a page of the register", &|tx| Ok(law::laws(tx, "", today, 2, 50)?.0))?;
    show("laws that are not registered", &|tx| Ok(law::unregistered(tx, today, 1, 50)?.0))?;
    let pending = ReviewFilter { state: "pending".to_owned(), ..ReviewFilter::default() };
    show("a page of pending reviews", &|tx| Ok(law::reviews(tx, &pending, 1, 50)?.0))?;
    show("what bodies owe, at each tick", &|tx| Ok(law::review_duties(tx)?.len() as u64))?;
    show("what an item cites", &|tx| Ok(law::cites_of(tx, LIST, &code(77))?.len() as u64))
}

fn read(store: &Store, work: impl FnOnce(&mut Tx<'_>) -> Result<u64, Refusal>) -> Result<u64, Failure> {
    Ok(store.read(work)?)
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

fn body(at: usize) -> String {
    format!("第{at}局")
}

fn code(at: usize) -> String {
    format!("3702{at:09}")
}

fn named(name: String) -> Named {
    Named { written: name.clone(), organ: name, doubtful: false, open: false }
}

fn pack(items: usize, laws: usize) -> Result<Pack, Failure> {
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
    let (organs, _) = Organs::new((0..BODIES).map(organ).collect());
    Ok(Pack {
        registers: Vec::new(),
        id: "county".to_owned(),
        title: String::new(),
        title_en: String::new(),
        district: DISTRICT.to_owned(),
        district_name: "某县".to_owned(),
        edition: "1".to_owned(),
        organs,
        organ_notes: BTreeMap::new(),
        divisions: Vec::new(),
        documents: vec![document(items, laws)?],
    })
}

fn document(items: usize, laws: usize) -> Result<Document, Failure> {
    let number = "县政字〔2025〕1号".to_owned();
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
            name: format!("对第{at}类行为的处罚"),
            kind: "行政处罚".to_owned(),
            holder: named(body(at % BODIES)),
            counterpart: None,
            basis: Some(basis(at, laws)),
            note: None,
        })
    };
    Ok(Document {
        slug: LIST.to_owned(),
        short: "1号".to_owned(),
        title: "县级权责清单".to_owned(),
        title_en: String::new(),
        subject: String::new(),
        subject_en: String::new(),
        issuer: named(body(0)),
        issued: date(2025, 1, 1),
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
        action_plans: None,
        indicators: Vec::new(),
        commitments: Vec::new(),
        powers: (0..items).map(power).collect::<Result<_, _>>()?,
        plan: None,
        number,
    })
}
