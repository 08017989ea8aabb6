//! Ladders lived through, as text that an official can read: `suite/ladder.md`.

use super::{Days, Ladder, Message, Thing, Told, messages};
use crate::rung::Post;
use jiff::civil::{DateTime, Time};
use jiff::{Span, Timestamp};
use kernel::{CHINA, Calendar};
use std::fmt::Write as _;
use std::path::Path;

const CASES: &str = include_str!("../../suite/ladder.md");
const CALENDAR: &str = include_str!("../../../../packs/standards/calendar.csv");
/// Where the answers begin in each case.
const ANSWERS: &str = "得到";

#[test]
fn ladders_are_climbed_as_the_suite_says() {
    let mut out = String::new();
    for (number, case) in CASES.split("\n## ").enumerate() {
        if number == 0 {
            out.push_str(case);
            continue;
        }
        let given = case.split(&format!("\n{ANSWERS}")).next().unwrap().trim_end();
        write!(out, "\n## {given}\n{ANSWERS}\n\n{}", Case::read(given).live()).unwrap();
    }
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/ladder.md"), &out);
}

/// One case: what is due, who is there, and what happens to the clock.
struct Case<'a> {
    ladder: Ladder,
    due: Timestamp,
    moved: Option<(Timestamp, Timestamp)>,
    holders: Vec<(Post, Vec<&'a str>)>,
    from: Timestamp,
    to: Timestamp,
    done: Option<Timestamp>,
    stopped: Option<(Timestamp, Timestamp)>,
    set_back: Option<(Timestamp, i64)>,
}

fn at(text: &str) -> Timestamp {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00"));
    if time == "24:00" {
        return kernel::end_of_day(day.parse().unwrap());
    }
    CHINA.to_timestamp(format!("{day}T{time}").parse::<DateTime>().unwrap()).unwrap()
}

impl<'a> Case<'a> {
    fn read(text: &'a str) -> Case<'a> {
        let find = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(&format!("* {name}：")));
            line.and_then(|line| line.split_once('：')).map(|(_, value)| value.trim())
        };
        let pair = |name: &str| find(name).and_then(|value| value.split_once(" 至 "));
        let holders = Post::ALL.into_iter().map(|post| {
            (post, find(post.chinese()).map(|names| names.split('、').collect()).unwrap_or_default())
        });
        let (from, to) = pair("经过").expect("经过：from 至 to");
        Case {
            ladder: find("阶梯").map_or_else(Ladder::usual, |ladder| ladder.parse().unwrap()),
            due: at(find("时限").expect("时限")),
            moved: pair("改期").map(|(when, due)| (at(when), at(due))),
            holders: holders.collect(),
            from: at(from),
            to: at(to),
            done: find("报送").map(at),
            stopped: pair("停机").map(|(from, to)| (at(from), at(to))),
            set_back: pair("拨回").map(|(when, hours)| (at(when), hours.parse().unwrap())),
        }
    }

    /// Looks at the clock every ten minutes and writes down who is told what.
    fn live(&self) -> String {
        let calendar = Calendar::read(CALENDAR).unwrap();
        let days = Days { morning: Time::constant(9, 0, 0, 0), calendar: &calendar };
        let mut told: Vec<Told> = Vec::new();
        let mut out = String::new();
        let (mut now, mut set_back) = (self.from, self.set_back);
        while now < self.to && self.done.is_none_or(|done| now < done) {
            if let Some((_, hours)) = set_back.take_if(|(when, _)| *when <= now) {
                now = now.checked_sub(Span::new().hours(hours)).unwrap();
                writeln!(out, "* {} 时钟被拨回{hours}小时", shown(now)).unwrap();
            }
            if self.stopped.is_none_or(|(from, to)| now < from || now >= to) {
                let due = self.moved.filter(|(when, _)| *when <= now).map_or(self.due, |(_, due)| due);
                let thing = Thing { due, opened: Some(self.from) };
                for message in messages(&self.ladder, thing, &told, |post| self.of(post), days, now) {
                    writeln!(out, "* {}", told_as(&message, now)).unwrap();
                    told.push(Told { account: message.account, due: Some(due), at: now });
                }
            }
            now = now.checked_add(Span::new().minutes(10)).unwrap();
        }
        if out.is_empty() { "* 没有提醒\n".to_owned() } else { out }
    }

    fn of(&self, post: Post) -> Vec<String> {
        let found = self.holders.iter().find(|(found, _)| *found == post);
        found.map(|(_, names)| names.iter().map(|&name| name.to_owned()).collect()).unwrap_or_default()
    }
}

fn shown(at: Timestamp) -> String {
    CHINA.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

fn told_as(message: &Message, now: Timestamp) -> String {
    let vacant = if message.vacant { "（该岗位无人，转督查室）" } else { "" };
    format!("{} {}：{}{vacant}", shown(now), message.account, message.rung.chinese())
}

#[test]
fn a_ladder_reads_back_as_it_is_written() {
    for ladder in [Ladder::usual(), Ladder::urgent()] {
        assert!(!ladder.rungs().is_empty());
        assert_eq!(ladder.to_string().parse(), Ok(ladder.clone()));
        let chinese: Vec<String> = ladder.rungs().iter().map(crate::rung::Rung::chinese).collect();
        assert_eq!(chinese.join("\n").parse(), Ok(ladder));
    }
}

#[test]
fn what_is_no_rung_is_refused_with_the_line() {
    let bad = [
        "明天 联系人",
        "提前7天",
        "提前7年 联系人",
        "提前 联系人",
        "-7d somebody",
        "+9999d office",
        "提前999999999999999999999天 联系人",
        "d contact",
    ];
    for line in bad {
        let refused = line.parse::<Ladder>().unwrap_err();
        assert_eq!((refused.key.as_ref(), refused.with[0].1.as_str()), ("notices.rung_unread", line));
    }
    assert_eq!(" ；\n".parse::<Ladder>().unwrap_err().key, "notices.ladder_empty");
    assert_eq!("0d contact;".repeat(21).parse::<Ladder>().unwrap_err().key, "notices.ladder_long");
}
