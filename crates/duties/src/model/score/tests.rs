use super::*;
use std::path::Path;

fn at(text: &str) -> Timestamp {
    format!("{}:00+08:00", text.replace(' ', "T")).parse().unwrap()
}

const HEAD: &str = "\
# 计分

每行一件任务：单位、时限、首次报送（—表示没有报送）、退回次数（!表示退回后未补报）、佐证件数，得出的扣分和分数。
最后是各单位的得分，按原来的顺序。截至 2024-07-01 09:00，规则第1版。

";

/// Organ, due, first report, returns and whether the last stands, evidence.
const CASES: [(&str, &str, &str, &str, u32); 10] = [
    ("县水利局", "2024-06-26 00:00", "2024-06-26 00:00", "0", 1),
    ("县水利局", "2024-06-26 00:00", "2024-06-26 00:01", "0", 1),
    ("县水利局", "2024-06-26 00:00", "2024-06-27 00:00", "0", 2),
    ("县水利局", "2024-06-26 00:00", "2024-06-27 00:01", "1", 0),
    ("县财政局", "2024-06-26 00:00", "—", "0", 0),
    ("县财政局", "2024-07-26 00:00", "—", "0", 0),
    ("河东镇", "2024-06-26 00:00", "2024-06-20 09:00", "1", 1),
    ("河东镇", "2024-06-26 00:00", "2024-06-20 09:00", "4", 1),
    ("河东镇", "2024-06-01 00:00", "2024-06-20 09:00", "2!", 0),
    ("河西镇", "2024-07-26 00:00", "—", "0", 0),
];

fn line_of((organ, due, first, returns, evidence): (&str, &str, &str, &str, u32), number: u64) -> Line {
    let now = at("2024-07-01 09:00");
    let first = (first != "—").then(|| at(first));
    let late = late_by(Some(at(due)), first, now).is_positive();
    let outcome = match (first, returns.ends_with('!')) {
        (None, _) if late => Outcome::Missing,
        (None, _) => Outcome::NotYet,
        (_, true) => Outcome::Returned,
        _ if late => Outcome::Late,
        _ => Outcome::OnTime,
    };
    let times: u32 = returns.trim_end_matches('!').parse().unwrap();
    Line {
        organ: organ.into(),
        duty: format!("d{number}"),
        title: String::new(),
        title_en: String::new(),
        due: Some(at(due)),
        extended: false,
        outcome,
        first,
        returns: times,
        accepted: false,
        result: String::new(),
        progress: None,
        problems: String::new(),
        evidence,
        opened_seq: number * 10,
        first_seq: first.map(|_| number * 10 + 1),
        last_seq: first.map(|_| number * 10 + 9),
        return_seqs: (0..u64::from(times)).map(|time| number * 10 + 2 + time).collect(),
        made_up: false,
    }
}

#[test]
fn b_013_every_deduction_follows_from_the_rule_and_names_its_entry() {
    let (rule, now) = (Rule::in_use(), at("2024-07-01 09:00"));
    let mut text = HEAD.to_owned();
    let lines: Vec<Line> = CASES.into_iter().zip(1..).map(|(case, number)| line_of(case, number)).collect();
    for (case, line) in CASES.iter().zip(&lines) {
        let (organ, due, first, returns, evidence) = case;
        text.push_str(&format!(
            "{organ} | {due} | {first} | {returns} | {evidence} | {} → ",
            line.outcome.word()
        ));
        let lost = deductions(&rule, line, now);
        let each = lost.iter().map(|one| format!("{:?} {} 见{}", one.why, one.points, one.entry));
        text.push_str(&format!("{}\n", each.collect::<Vec<_>>().join("，")));
    }
    text.push('\n');
    for score in scores(&rule, &lines, now) {
        text.push_str(&format!("{} {}件 {}\n", score.organ, score.duties, score.written()));
    }
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/scores.txt"), &text);
}

#[test]
fn a_duty_never_loses_more_than_it_has() {
    let rule = Rule { not_completed: 99, ..Rule::in_use() };
    let line = line_of(("县水利局", "2024-01-01 00:00", "2024-06-20 09:00", "9!", 0), 1);
    assert_eq!(scores(&rule, &[line], at("2024-07-01 09:00"))[0].tenths, 0);
}
