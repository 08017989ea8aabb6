//! Time to compile texts of growing length: what is linear shows one speed in every line.
//!
//! `compile [FILE]`: the file (or a gazette of made-up documents) is repeated to 50 kB, 500 kB, 5 MB and 50 MB. Each
//! line gives the best of several runs on one core, MB/s from bytes to facts with all diagnostics, the same for the
//! tree alone, and the time over that of `wc -m`, which only counts the characters, on the same bytes.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const SIZES: [usize; 4] = [50_000, 500_000, 5_000_000, 50_000_000];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the bench reads the file it is given")]
fn run() -> Result<(), Box<dyn Error>> {
    let unit = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => gazette(),
    };
    println!(
        "{:>12} {:>10} {:>10} {:>12} {:>12} {:>10}",
        "bytes", "facts", "MB/s", "tree MB/s", "diagnostics", "x wc -m"
    );
    for size in SIZES {
        let text = repeated(&unit, size);
        let runs = if size > 5_000_000 { 2 } else { 5 };
        let (whole, compiled) = best(runs, || compiler::compile(text.as_str()));
        let (tree, _) = best(runs, || syntax::parse(&text));
        let facts = &compiled.facts;
        let found =
            facts.duties.len() + facts.powers.len() + facts.indicators.len() + facts.commitments.len();
        let counted = best(runs, || count(&text)).0;
        let ratio = whole.as_secs_f64() / counted.as_secs_f64();
        println!(
            "{:>12} {found:>10} {:>10.1} {:>12.1} {:>12} {ratio:>10.1}",
            text.len(),
            speed(&text, whole),
            speed(&text, tree),
            facts.diagnostics.len()
        );
    }
    Ok(())
}

fn speed(text: &str, time: Duration) -> f64 {
    text.len() as f64 / 1e6 / time.as_secs_f64()
}

/// Whole documents again and again until the size is reached.
fn repeated(unit: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + unit.len());
    while text.len() < size {
        text.push_str(unit);
        text.push('\n');
    }
    let end = (0..=size.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.truncate(end);
    text
}

fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let time = |work: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        let done = work();
        (start.elapsed(), done)
    };
    let mut found = time(&mut work);
    for _ in 1..runs {
        let next = time(&mut work);
        if next.0 < found.0 {
            found = next;
        }
    }
    found
}

/// `wc -m` on the same bytes, through a pipe.
fn count(text: &str) -> Option<()> {
    let mut child = Command::new("wc")
        .arg("-m")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    child.wait().ok().map(|_| ())
}

/// A made-up gazette: an opinion with remarks on responsibility, a task table, an indicator table, a list of powers.
fn gazette() -> String {
    let mut text = String::new();
    for number in 1..=4 {
        _ = write!(
            text,
            "某区人民政府\n\n关于推进第{number}项工作的实施意见\n\n某政发〔2024〕{number}号\n\n各镇政府、街道办事处，区政府有关部门：\n\n为贯彻落实《全省工作规划（2021—2025年）》（省政发〔2021〕9号）要求，结合我区实际，提出如下意见。\n\n一、总体要求\n\n到2025年，设施完好率达到95%以上，新建示范点20处以上，确保覆盖率保持100%。\n\n二、主要任务\n\n"
        );
        for item in 1..=12 {
            _ = write!(
                text,
                "{item}．加强设施建设。坚持统筹规划，完善配套设施，优化服务流程，2024年10月底前完成改造{item}处，新增岗位{item}00人以上，推动服务能力持续提升，切实增强群众获得感。（区住房城乡建设局牵头，区财政局、区自然资源局、区农业农村局等部门按职责分工负责）\n\n"
            );
        }
        text.push_str("三、保障措施\n\n各镇（街道）要建立健全工作机构，每季度末月25日前报区政府办公室。\n\n附件：任务分工表\n\n某区人民政府\n\n2024年3月1日\n\n（此件公开发布）\n\n附件\n任务分工表\n\t序号\n\t主要内容\n\t具体任务\n\t牵头部门\n\t责任部门\n\n");
        for row in 1..=40 {
            _ = write!(
                text,
                "\t{row}\n\t优化服务\n\t对照清单逐项梳理，健全制度，压缩时限，2024年12月底前实现第{row}项事项全程网办，持续提升办事便利度。\n\t区行政审批服务局、区大数据局\n\t区政府有关部门按职责分工负责\n\n"
            );
        }
    }
    text
}
