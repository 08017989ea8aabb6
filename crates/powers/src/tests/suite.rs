//! `suite/adjustments.md`: a small list, adjustments, and what comes of them, as an official would write them.

use crate::adjust::{List, Pattern, apply, difference, made};
use crate::model::{Added, Adjustment, Change, Decision, Field, Item, Kinds, NewItem, Refused};
use jiff::civil::Date;
use kernel::Say;
use page::{Language, Texts};
use std::fmt::Write as _;
use std::path::Path;

const PAGE: &str = include_str!("../../suite/adjustments.md");

#[test]
fn adjustments_come_out_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/adjustments.md");
    testkit::golden::check(&path, &rewritten(PAGE));
}

/// The page with every result made anew.
fn rewritten(page: &str) -> String {
    let (mut out, mut rest) = (String::new(), page);
    let first = first(page);
    while let Some((before, block)) = rest.split_once("```调整\n") {
        let (asked, after) = block.split_once("```\n").expect("a block ends");
        let result = after.split_once("```结果\n").and_then(|(_, result)| result.split_once("```\n"));
        write!(out, "{before}```调整\n{asked}```\n\n```结果\n{}```\n", run(&first, asked)).unwrap();
        rest = result.map_or(after, |(_, rest)| rest);
    }
    out + rest
}

/// The list at the head of the page.
fn first(page: &str) -> List {
    let head = page.split("```调整").next().unwrap();
    let row = |line: &str| -> Option<Item> {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let code = cells.get(1).filter(|code| code.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(item(code, cells[2], cells[3], cells[4]))
    };
    let items: Vec<Item> = head.lines().filter_map(row).collect();
    let names = head.lines().find_map(|line| line.strip_prefix("单位：")).unwrap();
    let bodies = names.trim_end_matches('。').split('、').map(|name| (name.to_owned(), name.to_owned()));
    let mut list = List { id: "县清单".to_owned(), bodies: bodies.collect(), ..List::default() };
    let start = Adjustment { effective: "2024-01-01".parse().unwrap(), ..blank() };
    list.take(&made(&list, &Adjustment { changes: difference(&[], &items, "县政字〔2024〕1号"), ..start }));
    list.pattern = Pattern::learn(&items);
    list
}

fn blank() -> Adjustment {
    Adjustment {
        effective: Date::MIN,
        basis: String::new(),
        reason: String::new(),
        expect: None,
        expect_kinds: Kinds::new(),
        changes: Vec::new(),
    }
}

pub(super) fn item(code: &str, name: &str, kind: &str, holder: &str) -> Item {
    let new = new_item(&[code, name, kind, holder]);
    Item {
        code: new.code,
        seq: 0,
        name: new.name,
        kind: new.kind,
        holder: new.holder,
        basis: None,
        level: None,
        counterpart: None,
        additions: Vec::new(),
        fact: code.to_owned(),
        citation: None,
    }
}

fn new_item(words: &[&str]) -> NewItem {
    let word = |at: usize| words.get(at).copied().filter(|word| *word != "空").unwrap_or_default().to_owned();
    NewItem {
        code: word(0),
        name: word(1),
        kind: word(2),
        holder: word(3),
        basis: None,
        level: None,
        counterpart: None,
        fact: None,
        citation: None,
    }
}

/// One adjustment after another, separated by `再次调整`.
fn run(first: &List, asked: &str) -> String {
    let mut list = first.clone();
    let results: Vec<String> = asked.split("再次调整\n").map(|one| step(&mut list, one)).collect();
    results.join("\n")
}

fn step(list: &mut List, asked: &str) -> String {
    let (adjustment, today) = read(asked);
    match apply(list, &adjustment, today) {
        Err(faults) => faults.iter().map(refused).collect(),
        Ok(outcome) => {
            list.take(&outcome);
            let kinds: Vec<String> = outcome.kinds.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
            let mut out = format!(
                "第{}版 {}起 共{}项（{}） 新增{} 取消{} 变更{}\n",
                outcome.edition,
                outcome.effective,
                list.total(),
                kinds.join("，"),
                outcome.added,
                outcome.cancelled,
                outcome.changed
            );
            for code in outcome.ends.iter().filter(|code| !list.open.contains_key(*code)) {
                writeln!(out, "- {code}").unwrap();
            }
            for item in &outcome.begins {
                let known = Field::ALL
                    .into_iter()
                    .filter_map(|field| item.field(field).map(|v| format!(" {}={v}", field.word())));
                let fields: String = known.collect();
                writeln!(out, "+ {} {} {} {}{fields}", item.code, item.name, item.kind, item.holder).unwrap();
            }
            for moved in &outcome.moved {
                writeln!(out, "移交单 {} {} → {}", moved.code, moved.giving, moved.taking).unwrap();
            }
            out
        }
    }
}

fn refused(fault: &Refused) -> String {
    let say = |say: &Say| Texts::built_in().say(Language::Chinese, say);
    let days = match fault.days.to {
        Some(to) => format!("{} 至 {to} 前", fault.days.from),
        None => format!("{} 起", fault.days.from),
    };
    let code = if fault.code.is_empty() { "整体" } else { &fault.code };
    format!("不予调整 {code}（{days}）：{}\n    {}\n", say(&fault.say), say(&fault.mend))
}

fn read(asked: &str) -> (Adjustment, Date) {
    let (mut adjustment, mut today) =
        (Adjustment { basis: "县政字〔2024〕9号".to_owned(), ..blank() }, "2024-05-20".parse().unwrap());
    for line in asked.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let text =
            |at: usize| words.get(at).copied().filter(|word| *word != "空").unwrap_or_default().to_owned();
        match words[0] {
            "今天" => today = words[1].parse().unwrap(),
            "生效" => adjustment.effective = words[1].parse().unwrap(),
            "依据" => adjustment.basis = text(1),
            "应有" if words.len() == 2 => adjustment.expect = Some(words[1].parse().unwrap()),
            "应有" => _ = adjustment.expect_kinds.insert(text(1), words[2].parse().unwrap()),
            _ => adjustment.changes.push(change(&words, &text)),
        }
    }
    (adjustment, today)
}

fn change(words: &[&str], text: &dyn Fn(usize) -> String) -> Change {
    match words[0] {
        "新增" => {
            Change::Add { item: new_item(&words[1..]), decision: words.get(5).map(|word| decision(word)) }
        }
        "取消" => Change::Cancel { code: text(1), basis: None },
        "划转" => Change::Transfer { code: text(1), from: text(2), to: text(4) },
        "更名" => Change::Rename { code: text(1), name: text(2) },
        "层级" => Change::ChangeLevel { code: text(1), level: text(2) },
        "重述" => Change::Restate { code: text(1), item: new_item(&words[1..]) },
        "拆分" => {
            let parts = words[3..].split(|word| *word == "＋").filter(|part| !part.is_empty());
            Change::Split { code: text(1), into: parts.map(new_item).collect() }
        }
        "合并" => {
            let (codes, into) = words[1..].split_at(words.iter().position(|word| *word == "为").unwrap() - 1);
            let codes = codes.iter().filter(|word| **word != "＋").map(|word| (*word).to_owned()).collect();
            Change::Merge { codes, into: Box::new(new_item(&into[1..])) }
        }
        "补充" => {
            let field = Field::ALL.into_iter().find(|field| field.word() == words[2]).unwrap();
            Change::Complete {
                code: text(1),
                added: Added { field, value: text(3), author: text(4), source: text(5) },
            }
        }
        other => panic!("`{other}` is no change"),
    }
}

fn decision(word: &str) -> Decision {
    match word.strip_prefix("不同意：") {
        Some(document) => Decision { document: document.to_owned(), date: None, granted: false },
        None => Decision { document: word.to_owned(), date: None, granted: true },
    }
}
