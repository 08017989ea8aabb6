//! `suite/laws.md`: what items cite, what changes do, and what the register takes, as an official would write them.

use super::{Becomes, Cites, ImportLine, LawChange, Line, Meant, Place, Watched, What, cites, read, touch};
use jiff::civil::Date;
use page::{Language, Texts};
use std::fmt::Write as _;
use std::path::Path;

const PAGE: &str = include_str!("../../suite/laws.md");

#[test]
fn cites_and_changes_come_out_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/laws.md");
    testkit::golden::check(&path, &rewritten(PAGE));
}

/// The page with every result made anew.
fn rewritten(page: &str) -> String {
    let (mut out, mut rest) = (String::new(), page);
    while let Some(at) =
        ["```引用\n", "```变动\n", "```登记\n"].iter().filter_map(|mark| rest.find(mark)).min()
    {
        let (before, block) = rest.split_at(at);
        let (kind, block) = block.split_once('\n').unwrap();
        let (asked, after) = block.split_once("```\n").expect("a block ends");
        let result = after.strip_prefix("\n```结果\n").and_then(|result| result.split_once("```\n"));
        let answer = match kind {
            "```引用" => cited(asked),
            "```变动" => touched(asked),
            _ => registered(asked),
        };
        write!(out, "{before}{kind}\n{asked}```\n\n```结果\n{answer}```\n").unwrap();
        rest = result.map_or(after, |(_, rest)| rest);
    }
    out + rest
}

fn today() -> Date {
    "2024-05-20".parse().unwrap()
}

fn say(say: &kernel::Say) -> String {
    Texts::built_in().say(Language::Chinese, say)
}

/// Items as `名称：` and `依据：` lines; a basis goes on to the next of them.
fn items(text: &str) -> Vec<(String, Option<String>)> {
    let mut items: Vec<(String, Option<String>)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("名称：") {
            items.push((name.to_owned(), None));
        } else if let Some(basis) = line.strip_prefix("依据：") {
            match items.last_mut() {
                Some(item) if item.1.is_none() => item.1 = Some(basis.to_owned()),
                _ => items.push((String::new(), Some(basis.to_owned()))),
            }
        } else if let Some((_, Some(basis))) = items.last_mut() {
            write!(basis, "\n{line}").unwrap();
        }
    }
    items
}

fn cited(asked: &str) -> String {
    let all = items(asked);
    all.iter().map(|(name, basis)| told(&cites(name, basis.as_deref()))).collect()
}

fn told(found: &Cites) -> String {
    let mut out = String::new();
    for cite in &found.cites {
        write!(out, "{} [{}]", cite.law, cite.way.word()).unwrap();
        if let Some(edition) = &cite.edition {
            write!(out, " 版本：{edition}").unwrap();
        }
        cite.places.iter().for_each(|places| write!(out, " {places}").unwrap());
        out.push('\n');
    }
    found.own.iter().for_each(|word| writeln!(out, "未指明：{word}").unwrap());
    found.unread.iter().for_each(|words| writeln!(out, "未识别：{words}").unwrap());
    if out.is_empty() { "没有引用\n".to_owned() } else { out }
}

fn touched(asked: &str) -> String {
    let (change, rest) = asked.split_once('\n').unwrap();
    let Ok(Meant::Change(change)) = &read(change, today())[0].meant else { panic!("{change}") };
    let names = vec![super::canonical(&change.law)];
    let gone = |law: &str| (law == "已废止的办法").then(|| "2024-06-15".parse().unwrap());
    let mut out = format!("{}，{}起\n", change.what.word(), change.effective);
    for (name, basis) in items(rest) {
        let item = Watched { code: "3700000225001", name: &name, basis: basis.as_deref() };
        let Some(touched) = touch(change, &names, &gone, item) else {
            writeln!(out, "{name}：未触及").unwrap();
            continue;
        };
        let why: Vec<String> = touched.why.iter().map(say).collect();
        writeln!(
            out,
            "{name}：{}{}",
            why.join("；"),
            touched.cancels.map(|day| format!(" → {day}自动取消")).unwrap_or_default()
        )
        .unwrap();
        touched.proposal.iter().for_each(|text| writeln!(out, "    拟改为：{text}").unwrap());
        touched.rename.iter().for_each(|text| writeln!(out, "    拟更名：{text}").unwrap());
    }
    out
}

fn registered(asked: &str) -> String {
    read(asked, today()).iter().map(line).collect()
}

fn line(line: &ImportLine) -> String {
    let words = match &line.meant {
        Err(fault) => say(fault),
        Ok(Meant::Law(law)) => format!(
            "登记 {} {} {} {} {} 名：{}",
            law.title,
            law.class,
            law.issuer,
            law.number,
            law.effective.map(|day| day.to_string()).unwrap_or_default(),
            law.names().join("、")
        ),
        Ok(Meant::Change(change)) => {
            format!("{} {} {} {}前定", change.what.word(), change.law, change.effective, change.decide_by)
        }
    };
    format!("{} {}\n", line.line, words.trim())
}

#[test]
fn a_change_is_read_from_the_ledger_as_it_was_written() {
    let line = Line {
        at: Place::article(91),
        becomes: Becomes::Moved { to: "第九十四条之一".parse().unwrap() },
    };
    let change = LawChange {
        law: "安全生产法".into(),
        what: What::Amended { lines: vec![line] },
        effective: today(),
        source: "主席令第1号".into(),
        decide_by: today(),
        note: String::new(),
    };
    let text = serde_json::to_string(&change).unwrap();
    assert_eq!(
        text,
        r#"{"law":"安全生产法","what":"amended","lines":[{"at":"第九十一条","becomes":"moved","to":"第九十四条之一"}],"effective":"2024-05-20","source":"主席令第1号","decide_by":"2024-05-20"}"#
    );
    assert_eq!(serde_json::from_str::<LawChange>(&text).unwrap(), change);
}

#[test]
fn numbers_of_articles_are_read_and_written_alike() {
    for number in (1..=1300).chain([2001, 9999]) {
        let place = Place::article(number);
        assert_eq!(place.to_string().parse::<Place>().unwrap(), place);
        assert_eq!(format!("第{number}条").parse::<Place>().unwrap(), place);
    }
    for bad in
        ["", "第条", "第一款", "第一条至第三条", "第一条、第二条", "第一条的", "第九九九九九九九九九条"]
    {
        assert!(bad.parse::<Place>().is_err(), "{bad}");
    }
}

proptest::proptest! {
    /// Whatever stands in a basis, reading it ends, and what is found is found again when nothing changes.
    #[test]
    fn any_text_can_be_read(text in "[《》〈〉第条款项之至、，：；。（）()0-9一二十百零本法规定条例 \n【】a]{0,60}") {
        let found = cites(&text, Some(&text));
        proptest::prop_assert_eq!(&cites(&text, Some(&text)), &found);
        _ = read(&text, today());
    }
}
