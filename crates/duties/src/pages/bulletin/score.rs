//! The rule of scores, shown before it is used, and the scores with every deduction.

use super::text::Words;
use crate::model::{Bulletin, Deduction, FULL, Rule, Score, Why};
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Column, Page, Refusal, encode, list_of, table};

/// `GET /bulletins/rule`.
pub(super) fn rule(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let rule = Rule::in_use();
    let lines = rule_lines(&Words::of(ask), &rule).into_iter().map(|line| html! { (line) });
    let body = html! {
        p { (ask.t("duties.score_about")) }
        h2 { (ask.say(&Say::new("duties.score_version").with("version", &rule.version))) }
        (list_of(lines))
        p { a href="/bulletins" { (ask.t("duties.bulletins")) } }
    };
    Ok(Page::new(ask.t("duties.score_rule"), body).here("/duties").into())
}

/// The rule in sentences.
pub(super) fn rule_lines(words: &Words<'_>, rule: &Rule) -> Vec<String> {
    let said = [
        Say::new("duties.rule_full").with("points", FULL),
        Say::new("duties.rule_missing").with("points", rule.missing),
        Say::new("duties.rule_late").with("points", rule.late_each_day).with("most", rule.late_at_most),
        Say::new("duties.rule_returned")
            .with("points", rule.returned_each)
            .with("most", rule.returned_at_most),
        Say::new("duties.rule_not_completed").with("points", rule.not_completed),
        Say::new("duties.rule_no_evidence").with("points", rule.no_evidence),
    ];
    said.iter().map(|say| words.say(say)).collect()
}

/// What was lost, in a sentence.
pub(super) fn deduction(words: &Words<'_>, lost: &Deduction) -> String {
    let why = match lost.why {
        Why::Missing => Say::new("duties.lost_missing"),
        Why::Late { days } => Say::new("duties.lost_late").with("days", days),
        Why::Returned { times } => Say::new("duties.lost_returned").with("times", times),
        Why::NotCompleted => Say::new("duties.lost_not_completed"),
        Why::NoEvidence => Say::new("duties.lost_no_evidence"),
    };
    let said = Say::new("duties.lost").with("why", words.say(&why)).with("points", lost.points);
    words.say(&said.with("entry", lost.entry))
}

/// The scores, units in their fixed order; each deduction leads to what shows it.
pub(super) fn scores(ask: &Ask<'_>, bulletin: &Bulletin) -> Markup {
    let words = Words::of(ask);
    let columns = [
        Column::words(ask.t("duties.organ")),
        Column::figures(ask.t("duties.scored_duties")),
        Column::figures(ask.t("duties.score")),
        Column::words(ask.t("duties.deductions")),
    ];
    let rows = bulletin.scores.iter().map(|score: &Score| {
        vec![
            html! { (score.organ) },
            html! { (score.duties) },
            html! { (score.written()) },
            html! { @if score.deductions.is_empty() { "—" } @else {
                ul.plain { @for lost in &score.deductions { li { a href={ "/duties/" (encode(&lost.duty)) } { (deduction(&words, lost)) } } } }
            } },
        ]
    });
    let version = Say::new("duties.score_version").with("version", &bulletin.rule.version);
    html! {
        h2 { (ask.t("duties.scores")) }
        p.meta { (ask.t("duties.score_about")) " " a href="/bulletins/rule" { (ask.say(&version)) } }
        (table(ask.t("duties.scores"), &columns, rows))
    }
}
