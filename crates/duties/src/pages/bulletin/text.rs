//! What a bulletin says: exceptions first, named; then those who reported in time, in the fixed order and without rank.

use super::outcome_key;
use crate::model::{Bulletin, Issued, Line, Outcome, days_begun};
use jiff::Timestamp;
use kernel::{CHINA, Period, PeriodKind, Say, due_day};
use page::{Ask, Language, Texts, written};

/// The words of one language: a page speaks the reader's, a file the government's.
pub(super) struct Words<'a> {
    texts: &'a Texts,
    language: Language,
}

impl<'a> Words<'a> {
    /// The reader's.
    pub(super) fn of(ask: &'a Ask<'_>) -> Words<'a> {
        Words { texts: ask.app.texts, language: ask.language }
    }

    /// Those of official documents.
    pub(super) fn official(ask: &'a Ask<'_>) -> Words<'a> {
        Words { texts: ask.app.texts, language: Language::Chinese }
    }

    pub(super) fn t(&self, key: &'a str) -> &str {
        self.texts.get(self.language, key)
    }

    pub(super) fn say(&self, say: &Say) -> String {
        self.texts.say(self.language, say)
    }

    fn title<'l>(&self, line: &'l Line) -> &'l str {
        self.language.of(&line.title, &line.title_en)
    }
}

/// A heading and what stands under it.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) paragraphs: Vec<String>,
}

/// The period as a document writes it: `2023年第2季度`.
pub(super) fn period(words: &Words<'_>, period: &str) -> String {
    let Ok(known) = period.parse::<Period>() else { return period.to_owned() };
    let (year, month) = (known.start().year(), known.start().month());
    let say = match known.kind() {
        PeriodKind::Year => Say::new("duties.period_year"),
        PeriodKind::HalfYear => Say::new("duties.period_half").with("part", if month < 7 { 1 } else { 2 }),
        PeriodKind::Quarter => Say::new("duties.period_quarter").with("part", (month - 1) / 3 + 1),
        PeriodKind::Month => Say::new("duties.period_month").with("part", month),
        PeriodKind::Day => return period.to_owned(),
    };
    words.say(&say.with("year", year))
}

/// `关于营商环境任务分工2023年第2季度报送情况的通报`.
pub(super) fn title(words: &Words<'_>, bulletin: &Bulletin) -> String {
    let said = Say::new("duties.bulletin_title").with("subject", &bulletin.subject);
    words.say(&said.with("period", period(words, &bulletin.period)))
}

/// The sections, those without anything to say left out but for who did not report.
pub(super) fn sections(words: &Words<'_>, issued: &Issued) -> Vec<Section> {
    let b = &issued.bulletin;
    let mut all = vec![
        section(words, "duties.section_whole", vec![whole(words, b)]),
        section(words, "duties.outcome_missing", missing(words, b)),
    ];
    let rest = [
        ("duties.outcome_late", each(b.of(Outcome::Late), |line| late(words, b, line))),
        (
            "duties.section_returned",
            each(b.lines.iter().filter(|l| l.returns > 0), |line| returned(words, line)),
        ),
        (
            "duties.section_problems",
            each(b.lines.iter().filter(|l| has_problems(l)), |line| problems(words, line)),
        ),
        ("duties.outcome_on_time", on_time(b)),
        ("duties.section_remarks", remarks(&issued.remarks)),
    ];
    all.extend(
        rest.into_iter().filter(|(_, says)| !says.is_empty()).map(|(key, says)| section(words, key, says)),
    );
    all
}

fn section(words: &Words<'_>, key: &str, paragraphs: Vec<String>) -> Section {
    Section { heading: words.texts.get(words.language, key).to_owned(), paragraphs }
}

fn each<'l>(lines: impl Iterator<Item = &'l Line>, says: impl Fn(&Line) -> String) -> Vec<String> {
    lines.map(says).collect()
}

fn has_problems(line: &Line) -> bool {
    !line.problems.trim().is_empty()
}

fn whole(words: &Words<'_>, b: &Bulletin) -> String {
    let mut said = Say::new("duties.bulletin_whole")
        .with("document", &b.document)
        .with("at", day_and_hour(b.at))
        .with("period", period(words, &b.period))
        .with("units", b.units())
        .with("all", b.lines.len());
    for (name, outcome) in [
        ("on_time", Outcome::OnTime),
        ("late", Outcome::Late),
        ("missing", Outcome::Missing),
        ("returned", Outcome::Returned),
        ("not_yet", Outcome::NotYet),
    ] {
        said = said.with(name, b.count(outcome));
    }
    words.say(&said)
}

/// Who did not report is said even when it is nobody.
fn missing(words: &Words<'_>, b: &Bulletin) -> Vec<String> {
    let says = each(b.of(Outcome::Missing), |line| {
        let said =
            Say::new("duties.bulletin_missing").with("organ", &line.organ).with("title", words.title(line));
        words.say(&said.with("due", due(line)))
    });
    if says.is_empty() { vec![words.t("duties.bulletin_nobody").to_owned()] } else { says }
}

fn late(words: &Words<'_>, b: &Bulletin, line: &Line) -> String {
    let said = Say::new("duties.bulletin_late").with("organ", &line.organ).with("title", words.title(line));
    let said = said.with("at", line.first.map(day_and_hour).unwrap_or_default());
    words.say(&said.with("days", days_begun(line, b.at)))
}

fn returned(words: &Words<'_>, line: &Line) -> String {
    let key = if line.outcome == Outcome::Returned {
        "duties.bulletin_returned"
    } else {
        "duties.bulletin_returned_once"
    };
    let said = Say::new(key).with("organ", &line.organ).with("title", words.title(line));
    words.say(&said.with("times", line.returns))
}

fn problems(words: &Words<'_>, line: &Line) -> String {
    let said =
        Say::new("duties.bulletin_problems").with("organ", &line.organ).with("title", words.title(line));
    words.say(&said.with("problems", line.problems.trim()))
}

/// Units, each once, in the fixed order.
fn on_time(b: &Bulletin) -> Vec<String> {
    let mut organs: Vec<&str> = b.of(Outcome::OnTime).map(|line| line.organ.as_str()).collect();
    organs.dedup();
    if organs.is_empty() { Vec::new() } else { vec![format!("{}。", organs.join("、"))] }
}

fn remarks(remarks: &str) -> Vec<String> {
    remarks.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn due(line: &Line) -> String {
    line.due.map_or(String::new(), |due| written(due_day(due)))
}

fn day_and_hour(at: Timestamp) -> String {
    let local = CHINA.to_datetime(at);
    format!("{}{}", written(local.date()), local.strftime(" %H:%M"))
}

/// The columns of the table: wording and share of the width.
pub(super) const COLUMNS: [(&str, u32); 6] = [
    ("duties.organ", 16),
    ("duties.title", 24),
    ("duties.due", 15),
    ("duties.first_reported", 17),
    ("duties.state", 12),
    ("duties.result", 34),
];

/// A duty's cells, in step with [`COLUMNS`].
pub(super) fn cells(words: &Words<'_>, line: &Line) -> [String; 6] {
    let progress =
        line.progress.map(|percent| words.say(&Say::new("duties.at_progress").with("percent", percent)));
    let result: Vec<String> =
        [Some(line.result.clone()), progress].into_iter().flatten().filter(|s| !s.is_empty()).collect();
    let extended = if line.extended { words.t("duties.was_given_time") } else { "" };
    [
        line.organ.clone(),
        words.title(line).to_owned(),
        format!("{}{extended}", due(line)),
        line.first.map(day_and_hour).unwrap_or_default(),
        words.texts.get(words.language, outcome_key(line.outcome)).to_owned(),
        result.join(" "),
    ]
}
