//! `suite/closing.md`: how cases end, and what keeps them from ending, as an official would write it.

use crate::cases::{Alike, Closing, Gate, Outcome, faults, steps};
use page::{Language, Texts};
use std::fmt::Write as _;
use std::path::Path;

const PAGE: &str = include_str!("../../suite/closing.md");

#[test]
fn cases_end_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/closing.md");
    testkit::golden::check(&path, &rewritten(PAGE));
}

/// The page with every result made anew.
fn rewritten(page: &str) -> String {
    let (mut out, mut rest) = (String::new(), page);
    while let Some((before, block)) = rest.split_once("```办结\n") {
        let (asked, after) = block.split_once("```\n").expect("a block ends");
        let (_, result) = after.split_once("```结果\n").expect("a result follows");
        let (_, after) = result.split_once("```\n").expect("a result ends");
        write!(out, "{before}```办结\n{asked}```\n\n```结果\n{}```\n", run(asked)).unwrap();
        rest = after;
    }
    out + rest
}

fn run(asked: &str) -> String {
    let value = |name: &str| asked.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let earlier = value("此前").unwrap_or_default().split_whitespace();
    let alike = Alike::of(earlier.map(|fine| fine.parse().unwrap()).collect());
    let found =
        faults(value("类别").unwrap(), &steps(value("裁量").unwrap_or_default()), &alike, &closing(value));
    if found.is_empty() {
        return "可以办结\n".to_owned();
    }
    let texts = Texts::built_in();
    found.iter().map(|say| texts.say(Language::Chinese, say) + "\n").collect()
}

fn closing<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Closing {
    const GATES: [(&str, Gate); 4] =
        [("事实", Gate::Facts), ("告知", Gate::Notice), ("审核", Gate::LegalReview), ("听证", Gate::Hearing)];
    let gates = GATES.into_iter().filter_map(|(name, gate)| Some((gate, value(name)?.to_owned())));
    Closing {
        id: "案1".to_owned(),
        result: "已处理".to_owned(),
        outcome: outcome(value("结论")),
        amount: value("罚款").map(|fine| fine.parse().unwrap()),
        step: value("阶次").unwrap_or_default().to_owned(),
        reason: value("理由").unwrap_or_default().to_owned(),
        major: value("重大").is_some(),
        hearing_asked: value("听证要求").is_some(),
        gates: gates.collect(),
    }
}

fn outcome(word: Option<&str>) -> Outcome {
    match word {
        Some("作出决定") => Outcome::Imposed,
        Some("不予处罚") => Outcome::None,
        Some("撤销立案") => Outcome::Withdrawn,
        Some("移送") => Outcome::Transferred,
        None => Outcome::Unsaid,
        Some(other) => panic!("no outcome {other}"),
    }
}
