//! Clocks of a plan: 立即, 2小时内, 每日, 第一时间, with who acts and who is told.

use super::facts::{Clock, Plan};
use super::levels;
use crate::context::{Context, Doc};
use crate::find::sentences::first_word;
use crate::passage::Passage;
use crate::words::names;
use std::ops::Range;
use syntax::Clause;

/// What a clock makes somebody do.
const ACTS: &[&str] = &[
    "报告", "上报", "报送", "通报", "报", "启动", "发布", "组织", "赶赴", "到达", "开展", "协调", "核实",
    "处置", "移交", "补充", "汇总",
];

/// Reads every clock of the plan's prose.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        let own = context.own(clause);
        let mut last: Option<Passage<'_>> = None;
        for sentence in own.sentences() {
            let whole = last.replace(sentence).unwrap_or(sentence);
            for (bytes, time) in times(sentence.text) {
                let after = sentence.text.get(bytes.end..).unwrap_or_default();
                // 「最迟不得超过2小时。」 says by when for the sentence before.
                if after.is_empty() && sentence.text.chars().count() <= 16 && whole.text.contains('报') {
                    plan.clocks.push(clock(clause, whole, sentence, bytes, time, own));
                    continue;
                }
                if !ACTS.iter().any(|act| after.contains(act)) && !sentence.text.contains("报") {
                    continue;
                }
                plan.clocks.push(clock(clause, sentence, sentence, bytes, time, own));
            }
        }
    }
}

/// A clock whose sentence says who and to whom, and whose limit may stand in the sentence behind it.
fn clock(
    clause: &Clause,
    sentence: Passage<'_>,
    limit: Passage<'_>,
    bytes: Range<usize>,
    time: Time,
    own: Passage<'_>,
) -> Clock {
    let apart = sentence.text != limit.text;
    let before = if apart { sentence.text.find('向').unwrap_or(sentence.text.len()) } else { bytes.start };
    Clock {
        clause: clause.path.to_string(),
        who: who(sentence, before),
        to: told(sentence, if apart { 0 } else { bytes.end }),
        rule: rule(time, event(sentence.text, own.text)),
        applies: applies(sentence.text),
        quote: limit.text.get(bytes.clone()).unwrap_or_default().to_owned(),
        text: sentence.text.to_owned(),
        span: limit.span(bytes),
    }
}

/// Who is told behind the time; a second limit of the sentence that names nobody goes to those of the first.
fn told(sentence: Passage<'_>, from: usize) -> Vec<String> {
    let behind = receivers(sentence, from);
    let again = behind.is_empty() && sentence.text.get(..from).is_some_and(|before| before.contains('报'));
    if again { receivers(sentence, 0) } else { behind }
}

/// The grades a clock holds for: those named, or the one named and graver ones.
fn applies(text: &str) -> Vec<&'static str> {
    let named = levels::all(text);
    if named.is_empty() { levels::and_graver(text) } else { named }
}

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    AtOnce,
    FirstMoment,
    Hours(u16),
    Minutes(u16),
    Days(u16),
    Weeks(u16),
    Daily,
}

fn times(text: &str) -> Vec<(Range<usize>, Time)> {
    let mut found = vec![];
    for (word, time) in [
        ("立即", Time::AtOnce),
        ("即时", Time::AtOnce),
        ("第一时间", Time::FirstMoment),
        ("每日", Time::Daily),
        ("日报告", Time::Daily),
        ("每天", Time::Daily),
    ] {
        let at = text.find(word).filter(|at| {
            !found
                .iter()
                .any(|(bytes, _): &(Range<usize>, Time)| bytes.end > *at && bytes.start < at + word.len())
        });
        if let Some(at) = at {
            found.push((at..at + word.len(), time));
        }
    }
    for unit in ["小时", "个小时", "分钟", "个工作日", "日内", "天内", "周内"] {
        for (at, _) in text.match_indices(unit) {
            let before = text.get(..at).unwrap_or_default().trim_end_matches('个').trim_end();
            let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
                at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
            });
            let Some(count) = before.get(start..).and_then(|digits| digits.parse::<u16>().ok()) else {
                continue;
            };
            let end = at + unit.len();
            let within = unit.ends_with('内')
                || text
                    .get(end..)
                    .is_some_and(|rest| rest.starts_with(['内', '之', '，', '报']) || rest.is_empty());
            let limited =
                before.get(..start).is_some_and(|lead| lead.ends_with("超过") || lead.ends_with("不晚于"));
            if !(within || limited)
                || found.iter().any(|(bytes, _): &(Range<usize>, Time)| bytes.contains(&start))
            {
                continue;
            }
            let end =
                end + text.get(end..).filter(|rest| rest.starts_with('内')).map_or(0, |_| '内'.len_utf8());
            let time = match unit {
                "分钟" => Time::Minutes(count),
                "小时" | "个小时" => Time::Hours(count),
                "周内" => Time::Weeks(count),
                _ => Time::Days(count),
            };
            found.push((start..end, time));
        }
    }
    found.sort_by_key(|(bytes, _)| bytes.start);
    found
}

/// The rule in the grammar of packs; minutes and days, which it lacks, as words that `adopt` will ask about.
fn rule(time: Time, event: &str) -> String {
    match time {
        Time::AtOnce => format!("at once after {event}"),
        Time::FirstMoment => format!("first moment after {event}"),
        Time::Hours(hours) => format!("within {hours} hours after {event}"),
        Time::Minutes(minutes) if minutes % 60 == 0 => format!("within {} hours after {event}", minutes / 60),
        Time::Minutes(minutes) => format!("within {minutes} minutes after {event}"),
        Time::Days(days) => format!("within {days} days after {event}"),
        Time::Weeks(weeks) => format!("within {weeks} weeks after {event}"),
        // 「每日汇总，直至响应结束」: the end is said, the beginning is that of the response.
        Time::Daily if event == "response-ended" => {
            "daily from response-started until response-ended".to_owned()
        }
        Time::Daily => format!(
            "daily from {event} until {}",
            if event == "response-started" { "response-ended" } else { "incident-ended" }
        ),
    }
}

/// What starts the clock, in the words of packs.
fn event(sentence: &str, clause: &str) -> &'static str {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(sentence, &["响应终止", "响应结束", "处置结束", "应急结束", "事件结束"]) {
        return "response-ended";
    }
    let learnt = has(sentence, &["发现", "获知", "得知", "接到"]);
    if !learnt
        && has(sentence, &["险情发生后", "灾情发生后", "事件发生后", "事故发生后", "地震发生后", "震后"])
    {
        return "incident-happened";
    }
    if has(sentence, &["初步认定", "初判", "认定为"])
        || has(sentence, &["级（特别重大）", "特别重大"]) && has(sentence, &["每日", "报"])
    {
        return "provisional-grade-1-to-3";
    }
    if has(sentence, &["接到报告", "接报", "接到"]) {
        return "report-received";
    }
    if has(sentence, &["人员伤害", "人员伤亡", "伤员"]) {
        return "injury";
    }
    if has(sentence, &["日报告", "响应期间", "启动响应", "响应启动"]) {
        return "response-started";
    }
    if has(sentence, &["发现", "获知", "得知"]) {
        return "incident-learnt";
    }
    if has(sentence, &["事件发生后", "事故发生后", "灾害发生后", "发生后"]) {
        return "incident-happened";
    }
    if has(clause, &["发现", "获知"]) { "incident-learnt" } else { "report-received" }
}

/// The bodies before the time, without what tells the condition.
fn who(sentence: Passage<'_>, at: usize) -> Vec<String> {
    let before = sentence.part(0..at);
    let mut named = vec![];
    for part in before.split(|c| matches!(c, '，' | ',')) {
        let text = part.text;
        let met =
            ["在发现", "在接到", "发现", "获知", "接到"].iter().filter_map(|word| text.find(word)).min();
        let bound = first_word(text).map(|(at, _)| at);
        let end = met.into_iter().chain(bound).min().unwrap_or(text.len());
        let list = names::names(part.part(0..end));
        if !list.list.is_empty() {
            named = list.list.into_iter().map(|name| name.name).collect();
        }
    }
    named
}

/// 向A和B报告, 报告A, 通报A: the bodies behind the time.
fn receivers(sentence: Passage<'_>, at: usize) -> Vec<String> {
    let after = sentence.part(at..sentence.text.len());
    let mut found: Vec<String> = vec![];
    let mut add = |list: Passage<'_>| {
        for name in names::names(list).list {
            if !found.contains(&name.name) {
                found.push(name.name);
            }
        }
    };
    let text = after.text;
    for (at, _) in text.match_indices('向') {
        let rest = text.get(at..).unwrap_or_default();
        if let Some(end) = ["报告", "通报", "上报", "报送"].iter().filter_map(|word| rest.find(word)).min()
        {
            add(after.part(at + '向'.len_utf8()..at + end));
        }
    }
    // 将初步灾情报县指挥部办公室: the first 报 behind which a body begins.
    if let Some(at) = text.find('将') {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
        for (report, _) in rest.get(..end).unwrap_or_default().match_indices('报') {
            let start = at + report + '报'.len_utf8();
            if !text.get(start..).is_some_and(|rest| rest.starts_with(['告', '送', '警'])) {
                add(after.part(start..at + end));
            }
        }
    }
    for word in ["报告", "通报", "上报", "报送", "并报"] {
        for (at, _) in text.match_indices(word) {
            let start = at + word.len();
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
            add(after.part(start..start + end));
        }
    }
    found
}
