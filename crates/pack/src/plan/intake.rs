//! What a report of one case asks for, what is counted over cases, and which cases belong together.

use super::read::Names;
use crate::raw;
use crate::reader::{Once, Reader};
use crate::tree::{Page, Tree};
use kernel::{Citation, Say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::Spanned;

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in forms, interfaces and criteria, such as `batch`.
    pub id: String,
    /// The clause that asks for it.
    pub citation: Citation,
    /// What the form calls it.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// How it is answered.
    pub kind: AnswerKind,
    /// The answers of a choice, in order.
    pub options: Vec<String>,
    /// What the engine does with it besides keeping it.
    pub role: Option<FieldRole>,
    /// Personal data: sealed, read by right and with an entry of each reading.
    pub sealed: bool,
    /// Name of the field of a written report that it fills; empty: none.
    pub fills: String,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerKind {
    /// A line.
    Text,
    /// Several lines.
    Words,
    /// One of the options.
    Choice,
    /// A day with a time, as far as it is known: `2023-06-20 14:30`, `2023-06-20`, `2023-06`.
    Instant,
    /// A whole number.
    Number,
}

/// What the engine does with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRole {
    /// What it happened with: it names the event.
    Thing,
    /// Where it happened: it gives the event its place.
    Place,
    /// When it happened.
    Onset,
    /// The sender's own number of the report: the same number is the same report.
    Number,
    /// The person's name.
    Name,
    /// A number that belongs to one person alone.
    Identity,
    /// How to reach the person.
    Phone,
}

/// An answer that is one of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picks {
    /// The field.
    pub field: String,
    /// Any of these answers.
    pub any: Vec<String>,
}

impl Picks {
    /// Whether these answers pick it.
    pub fn hold(&self, answers: &BTreeMap<String, String>) -> bool {
        answers.get(&self.field).is_some_and(|answer| self.any.contains(answer))
    }
}

/// What is counted over the cases of an event: persons, each once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Its name in criteria, such as `deaths`.
    pub id: String,
    /// What pages call it.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Any of these makes a case count; empty: every case does.
    pub of: Vec<Picks>,
    /// None of these may hold. What was not answered does not hold: a person is not lost by a gap.
    pub unless: Vec<Picks>,
}

impl Metric {
    /// Whether a case with these answers counts.
    pub fn counts(&self, answers: &BTreeMap<String, String>) -> bool {
        let picked = self.of.is_empty() || self.of.iter().any(|one| one.hold(answers));
        picked && !self.unless.iter().any(|one| one.hold(answers))
    }
}

/// Something that holds or not over the cases of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Its name in criteria, such as `same_batch`.
    pub id: String,
    /// What pages call it.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// When it holds.
    pub rule: FlagRule,
}

/// When a flag holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagRule {
    /// The cases counted by a metric all have one and the same answer.
    Alike {
        /// The field.
        field: String,
        /// The metric.
        among: String,
    },
    /// There is a case that a metric does not count.
    Beside {
        /// The metric.
        metric: String,
    },
}

/// Which reports belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathering {
    /// The clause that speaks of it.
    pub citation: Citation,
    /// What one report is called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Reports with the same answers here belong together.
    pub same: Vec<String>,
    /// A report with any of these answers belongs to nothing.
    pub unless: Vec<Picks>,
    /// How far the cases concentrate on one answer is shown for these.
    pub concentrated: Vec<String>,
    /// A report joins when it comes within so many days of another one.
    pub days: u16,
    /// So many reports make a candidate.
    pub reports: u16,
    /// One case counted by any of these metrics makes a candidate alone.
    pub at_once: Vec<String>,
    /// The numbers are not the document's but ours until a person decides (D-013).
    pub ours: bool,
}

/// How an answer is taken from a report in another format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The format, such as `e2b-r3`.
    pub format: String,
    /// The element it is taken from, in the format's own names.
    pub from: String,
    /// The field it answers.
    pub field: String,
    /// Only where the element is this.
    pub equals: Option<String>,
    /// What is answered then; `None`: what the element says.
    pub value: Option<String>,
    /// Everything the element says, and not the first alone.
    pub all: bool,
}

/// The parts of the form as written, and how many of each there are, readable or not.
pub(super) struct Form {
    pub(super) fields: Vec<Spanned<raw::Field>>,
    pub(super) imports: Vec<Spanned<raw::Import>>,
    pub(super) metrics: Vec<Spanned<raw::Metric>>,
    pub(super) flags: Vec<Spanned<raw::Flag>>,
    pub(super) all_fields: usize,
    pub(super) all_metrics: usize,
    pub(super) all_flags: usize,
}

impl Form {
    /// Takes them out of the file.
    pub(super) fn take(tree: &mut Tree<'_>) -> Form {
        Form {
            all_fields: tree.len("field"),
            all_metrics: tree.len("metric"),
            all_flags: tree.len("flag"),
            fields: tree.list("field"),
            imports: tree.list("import"),
            metrics: tree.list("metric"),
            flags: tree.list("flag"),
        }
    }
}

/// Reads the parts of the form.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) names: &'a Names,
    pub(super) reader: Reader<'a>,
    pub(super) page: Page<'a>,
}

impl Sheet<'_> {
    pub(super) fn fields(self, entries: Vec<Spanned<raw::Field>>) -> Vec<Field> {
        let mut ids = Once::default();
        let read = |entry: Spanned<raw::Field>| {
            let raw = entry.into_inner();
            ids.check(raw.id.get_ref(), self.page.spot(&raw.id, "id"));
            let citation = self.reader.cite_at(&raw.clause, self.page);
            let kind = *raw.kind.get_ref();
            if (kind == AnswerKind::Choice) == raw.options.is_empty() {
                self.page.spot(&raw.kind, "kind").fault(Say::new("pack.choice_options"));
            }
            Some(Field {
                id: raw.id.into_inner(),
                citation: citation?,
                title: raw.title,
                title_en: raw.title_en,
                kind,
                options: raw.options,
                role: raw.role,
                sealed: raw.sealed,
                fills: raw.fills,
            })
        };
        entries.into_iter().filter_map(read).collect()
    }

    pub(super) fn imports(self, entries: Vec<Spanned<raw::Import>>) -> Vec<Import> {
        let read = |entry: Spanned<raw::Import>| {
            let raw = entry.into_inner();
            self.names.check_field(raw.field.get_ref(), self.page.spot(&raw.field, "field"));
            let field = raw.field.into_inner();
            Import {
                format: raw.format,
                from: raw.from,
                field,
                equals: raw.equals,
                value: raw.value,
                all: raw.all,
            }
        };
        entries.into_iter().map(read).collect()
    }

    pub(super) fn metrics(self, entries: Vec<Spanned<raw::Metric>>) -> Vec<Metric> {
        let mut ids = Once::default();
        let read = |entry: Spanned<raw::Metric>| {
            let raw = entry.into_inner();
            ids.check(raw.id.get_ref(), self.page.spot(&raw.id, "id"));
            Metric {
                of: self.picks(&raw.of, "of"),
                unless: self.picks(&raw.unless, "unless"),
                id: raw.id.into_inner(),
                title: raw.title,
                title_en: raw.title_en,
            }
        };
        entries.into_iter().map(read).collect()
    }

    /// `field=answer|answer`.
    fn picks(self, written: &[raw::Text], key: &'static str) -> Vec<Picks> {
        let read = |one: &raw::Text| {
            let spot = self.page.spot(one, key);
            let Some((field, any)) = one.get_ref().split_once('=') else {
                spot.fault(Say::new("pack.not_picks").with("found", one.get_ref()));
                return None;
            };
            self.names.check_field(field, spot);
            Some(Picks { field: field.to_owned(), any: any.split('|').map(str::to_owned).collect() })
        };
        written.iter().filter_map(read).collect()
    }

    pub(super) fn flags(self, entries: Vec<Spanned<raw::Flag>>) -> Vec<Flag> {
        let mut ids = Once::default();
        let read = |entry: Spanned<raw::Flag>| {
            let raw = entry.into_inner();
            ids.check(raw.id.get_ref(), self.page.spot(&raw.id, "id"));
            let metric = |name: &raw::Text, key| {
                self.names.check_metric(name.get_ref(), &[], self.page.spot(name, key));
                name.get_ref().clone()
            };
            let rule = match (&raw.alike, &raw.among, &raw.beside) {
                (Some(field), Some(among), None) => {
                    self.names.check_field(field.get_ref(), self.page.spot(field, "alike"));
                    FlagRule::Alike { field: field.get_ref().clone(), among: metric(among, "among") }
                }
                (None, None, Some(beside)) => FlagRule::Beside { metric: metric(beside, "beside") },
                _ => {
                    self.page.spot(&raw.id, "id").fault(Say::new("pack.flag_rule"));
                    return None;
                }
            };
            Some(Flag { id: raw.id.into_inner(), title: raw.title, title_en: raw.title_en, rule })
        };
        entries.into_iter().filter_map(read).collect()
    }

    pub(super) fn gathering(self, raw: raw::Gathering) -> Option<Gathering> {
        let citation = self.reader.cite_at(&raw.clause, self.page);
        for (list, key) in [(&raw.same, "same"), (&raw.concentrated, "concentrated")] {
            list.iter().for_each(|one| self.names.check_field(one.get_ref(), self.page.spot(one, key)));
        }
        for one in &raw.at_once {
            self.names.check_metric(one.get_ref(), &[], self.page.spot(one, "at_once"));
        }
        for (number, key) in [(&raw.days, "days"), (&raw.reports, "reports")] {
            if *number.get_ref() == 0 {
                self.page.spot(number, key).fault(Say::new("pack.not_above_zero"));
            }
        }
        let words = |list: Vec<raw::Text>| list.into_iter().map(Spanned::into_inner).collect();
        Some(Gathering {
            citation: citation?,
            title: raw.title,
            title_en: raw.title_en,
            same: words(raw.same),
            unless: self.picks(&raw.unless, "unless"),
            concentrated: words(raw.concentrated),
            days: raw.days.into_inner(),
            reports: raw.reports.into_inner(),
            at_once: words(raw.at_once),
            ours: raw.ours,
        })
    }
}
