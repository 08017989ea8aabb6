//! A pack as written: the columns of every table and the keys of every entry, before anything is understood.
//!
//! Changing the format starts here. An unknown column or key is refused, so a misspelt one cannot be lost.

use crate::document::{Disclosure, Role, State};
use crate::plan::{AnswerKind, Effect, FieldRole, ReportFact, ReportKind, UnitLevel};
use crate::registers::{FieldKind, Writer};
use crate::table::Columns;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A value whose line may be blamed.
pub(crate) type Text = Spanned<String>;

/// Declares a table: every column is text, in the order of the header.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: $($column:ident),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $column: String),+ }

        impl Columns for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];
        }
    };
}

table!(/// `organs.csv`
    OrganRow: name, name_en, kind, level, parent, aliases, members, perhaps, note);
table!(/// `divisions.csv`
    DivisionRow: code, name, level, parent, organ);
table!(/// `clauses.csv`
    ClauseRow: path, label, title, digest);
table!(/// `duties.csv`
    DutyRow: seq, clause, category, measure, title, title_en, lead, responsible, due, due_quote, awaits, inferred, note);
table!(/// `indicators.csv`
    IndicatorRow: seq, clause, group, name, name_en, unit, target, growth, strength, by, baseline, baseline_growth,
    organs, period, inferred, note);
table!(/// `commitments.csv`
    CommitmentRow: seq, clause, title, title_en, target, unit, strength, by, scope, note);
table!(/// `powers.csv`
    PowerRow: seq, clause, code, name, kind, holder, counterpart, basis, note);

/// Declares the keys of a TOML table.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $key:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $($(#[$attribute])* pub(crate) $key: $kind),+ }
    };
}

keys!(/// Top of `pack.toml`
PackHead {
    format: Spanned<i64>, id: Text, title: Text, title_en: String, district: Text, district_name: Text,
    edition: Text, documents: Vec<Text>,
});

keys!(/// Top of `document.toml`; `count` is a table of its own
DocumentHead {
    number: Text, slug: Text, short: String, title: Text, title_en: String, subject: Text, subject_en: String,
    issuer: Text, issued: Spanned<Datetime>, signature: String, disclosure: Disclosure,
    addressees: Vec<Text>, state: State, approved_by: String, action_plans: Option<Text>,
    #[serde(default)] keepers: Vec<Text>,
    #[serde(default)] count: std::collections::BTreeMap<Text, Spanned<i64>>,
});

keys!(/// `[[cites]]`
    Cite { title: String, number: String, role: Role, clause: Text });
keys!(/// `[[attachment]]`
    Attachment { no: String, title: String });
keys!(/// `[[schedule]]`
Schedule {
    id: Text, title: String, title_en: String, clause: Text, rule: Text, from: Option<Spanned<Datetime>>,
    quote: String, who: Text, to: Text,
});

keys!(/// Top of `plan.toml`
PlanHead {
    id: Text, title: String, title_en: String, clause: Text, subject: String, in_force: Spanned<Datetime>,
    repeals: String, #[serde(default)] gathering: Option<Gathering>,
});
keys!(/// `[gathering]` of `plan.toml`
Gathering {
    clause: Text, title: String, title_en: String, same: Vec<Text>,
    #[serde(default)] unless: Vec<Text>, #[serde(default)] concentrated: Vec<Text>,
    days: Spanned<u16>, reports: Spanned<u16>, #[serde(default)] at_once: Vec<Text>, #[serde(default)] ours: bool,
});
keys!(/// `[[field]]`
Field {
    id: Text, clause: Text, title: String, title_en: String, kind: Spanned<AnswerKind>,
    #[serde(default)] options: Vec<String>, role: Option<FieldRole>, #[serde(default)] sealed: bool,
    #[serde(default)] fills: String,
});
keys!(/// `[[import]]`
Import {
    format: String, from: String, field: Text, equals: Option<String>, value: Option<String>, #[serde(default)] all: bool,
});
keys!(/// `[[metric]]`
Metric {
    id: Text, title: String, title_en: String, #[serde(default)] of: Vec<Text>, #[serde(default)] unless: Vec<Text>,
});
keys!(/// `[[flag]]`
Flag {
    id: Text, title: String, title_en: String, alike: Option<Text>, among: Option<Text>, beside: Option<Text>,
});
keys!(/// `[[grade]]`
    Grade { level: Text, name: String, clause: Text, #[serde(default)] criterion: Vec<Spanned<Criterion>> });
keys!(/// `[[grade.criterion]]`
Criterion {
    id: Text, clause: Text, title: String, title_en: String, metric: Text,
    min: Option<u32>, min_inclusive: Option<bool>, max: Option<u32>, max_inclusive: Option<bool>,
    #[serde(default)] needs: Vec<Text>, unit: Option<UnitLevel>, of_grade: Option<Text>,
});
keys!(/// `[[clock]]`
Clock {
    id: Text, clause: Text, title: String, title_en: String, who: Vec<Text>, to: Vec<Text>, rule: Text,
    applies: Vec<Text>,
});
keys!(/// `[[report]]`
    Report {
    kind: ReportKind, clause: Text, title: String, title_en: String, fields: Vec<String>,
    #[serde(default)] facts: std::collections::BTreeMap<String, ReportFact>,
});
keys!(/// `[[warning]]`
Warning {
    level: Text, clause: Text, decides: Text, requests: Text, conditions: Vec<Text>,
    #[serde(default)] measures: Vec<WarningMeasure>,
});
keys!(/// `[[warning.measures]]`
    WarningMeasure { clause: Text, title: String, title_en: String });
keys!(/// `[[group]]`
Group {
    name: Text, name_en: String, clause: Text, lead: Vec<Text>, members: Vec<Text>, #[serde(default)] open: bool,
});
keys!(/// `[[release]]`
    Release { grade: Text, clause: Text, by: Text, files_with: Vec<Text> });
keys!(/// `[[department]]`
    Department { organ: Text, clause: Text, title: String, title_en: String });
keys!(/// `[[decision]]`
    Decision {
    title: String, title_en: String, proposes: Text, decides: Text, clause: Text, effect: Option<Effect>,
    #[serde(default)] needs: Vec<String>, #[serde(default)] grades: Vec<Text>,
});
keys!(/// `[[measure]]`
    Measure { clause: Text, title: String, title_en: String, group: Text });

keys!(/// Top of `registers/*.toml`
RegisterHead {
    id: Text, title: Text, title_en: String, document: Text, clause: Text,
    #[serde(default)] requirements: Vec<String>, base: Option<Text>, keeper: Text,
    #[serde(default)] writers: Vec<Text>, #[serde(default)] readers: Vec<Text>, owner: Option<Text>,
    #[serde(default)] key: Vec<Text>, #[serde(default)] public_in: Vec<Text>, keep_years: Option<u32>,
    note: Option<String>,
});
keys!(/// Top of `registers/base/*.toml`
RegisterBase { owner: Option<Text>, #[serde(default)] key: Vec<Text>, keep_years: Option<u32> });
keys!(/// `[[field]]`
#[derive(Clone)]
RegisterField {
    name: Text, title: String, title_en: String, kind: FieldKind, unit: Option<Text>,
    #[serde(default)] choices: Vec<Text>, to: Option<Text>, min: Option<Text>, max: Option<Text>,
    #[serde(default)] required: bool, #[serde(default)] required_in: Vec<Text>, required_when: Option<Text>,
    #[serde(default)] only_in: Vec<Text>, #[serde(default)] public: bool,
});
keys!(/// `[[state]]`
#[derive(Clone)]
RowState { name: Text, title: String, title_en: String, #[serde(default)] done: bool });
keys!(/// `[[move]]`
#[derive(Clone)]
RowMove { from: Text, to: Text, by: Spanned<Vec<Writer>>, #[serde(default)] second: bool });
keys!(/// `[[gate]]`
#[derive(Clone)]
RowGate { to: Text, needs: Spanned<Vec<Text>>, why: String, why_en: String, clause: Option<Text> });
keys!(/// `[[due]]`
#[derive(Clone)]
DueRule {
    id: Text, title: String, title_en: String, field: Text, #[serde(default)] after: Option<Text>, who: Text,
    #[serde(default)] done: Vec<Text>, clause: Option<Text>,
});
keys!(/// `[[sum]]`
#[derive(Clone)]
Tally {
    id: Text, title: String, title_en: String, of: Option<Text>, #[serde(default, rename = "where")] only: Vec<Text>,
    day: Option<Text>, feeds: Option<Text>,
});

keys!(/// Top of the standards' `pack.toml`
    StandardsHead { format: Spanned<i64>, id: String, title: String, title_en: String, edition: String });
keys!(/// `[[table]]` of the standards' `pack.toml`
StandardTable {
    file: Text, title: String, title_en: String, source: String, version: String,
    from: Option<Spanned<Datetime>>, to: Option<Spanned<Datetime>>, #[serde(default)] note: String,
});
