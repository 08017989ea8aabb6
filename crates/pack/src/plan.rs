//! `plan.toml`: an emergency plan as data (预案).

mod criteria;
mod intake;
mod read;

use crate::named::Named;
use jiff::civil::Date;
use kernel::{Citation, Rule};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use criteria::{Bound, Criterion, Grade, Test, UnitLevel};
pub use intake::{AnswerKind, Field, FieldRole, Flag, FlagRule, Gathering, Import, Metric, Picks};
pub(crate) use read::read;

/// An emergency plan; an incident runs through it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its identifier in addresses, such as `drug-safety`; unique in the pack.
    pub id: String,
    /// Official title.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The clause that puts it in force.
    pub citation: Citation,
    /// What kind of event it is for.
    pub subject: String,
    /// First day in force.
    pub in_force: Date,
    /// Title of the plan it repeals, when there is one.
    pub repeals: Option<String>,
    /// Grades, the gravest first.
    pub grades: Vec<Grade>,
    /// Time limits.
    pub clocks: Vec<Clock>,
    /// Kinds of report and their fields.
    pub reports: Vec<Report>,
    /// Levels of warning.
    pub warnings: Vec<Warning>,
    /// Working groups.
    pub groups: Vec<Group>,
    /// Who may publish about which grade.
    pub releases: Vec<Release>,
    /// What each department does.
    pub departments: Vec<Department>,
    /// Who proposes and who decides.
    pub decisions: Vec<Decision>,
    /// What is done first and during a response.
    pub measures: Vec<Measure>,
    /// What a report of one case asks for, in the order of the form.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// How reports in other formats answer the questions; of several for one field the first that fits.
    #[serde(default)]
    pub imports: Vec<Import>,
    /// What is counted over the cases of an event.
    #[serde(default)]
    pub metrics: Vec<Metric>,
    /// What else criteria need to know of them.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// Which reports belong together; `None`: every event is recorded by hand.
    #[serde(default)]
    pub gathering: Option<Gathering>,
}

/// A time limit of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clock {
    /// `{slug}.clock.{id}`, such as `….clock.K04`.
    pub id: String,
    /// The clause that sets it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Who must act; empty when the text names nobody.
    pub who: Vec<Named>,
    /// Who must be told; empty when the text names nobody.
    pub to: Vec<Named>,
    /// When it starts and ends.
    pub rule: Rule,
    /// Grades it applies to; empty: to all.
    pub applies: Vec<String>,
}

/// Which report of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportKind {
    /// 初报.
    Initial,
    /// 续报.
    Progress,
    /// 终报.
    Final,
}

/// A kind of report and what it must contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which report.
    pub kind: ReportKind,
    /// The clause that describes it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Names of its fields, in order.
    pub fields: Vec<String>,
    /// Fields that are filled from the incident itself.
    #[serde(default)]
    pub facts: BTreeMap<String, ReportFact>,
}

/// What of an incident fills a field of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportFact {
    /// What it is called.
    Title,
    /// Its grade with what it rests on.
    Grade,
    /// What was counted.
    Counts,
    /// Where it is.
    Place,
    /// What was done so far.
    Steps,
}

/// A level of warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its name, such as 四级. Never compared with the name of a grade (D-016).
    pub level: String,
    /// The clause that sets it.
    pub citation: Citation,
    /// Who decides on it; nobody when the text names none.
    pub decides: Option<Named>,
    /// Who asks for it.
    pub requests: Option<Named>,
    /// Any one of these calls for it.
    pub conditions: Vec<Condition>,
    /// What is done under it.
    pub measures: Vec<WarningMeasure>,
}

/// What calls for a warning: an event of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// An event of this grade may happen.
    Possible(String),
    /// An event of this grade has happened.
    Happened(String),
}

/// What is done under a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningMeasure {
    /// The clause that orders it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
}

/// A working group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// `{slug}.group.{position}`.
    pub id: String,
    /// Official name.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// The clause that sets it up.
    pub citation: Citation,
    /// Who leads it.
    pub lead: Vec<Named>,
    /// Who else is in it.
    pub members: Vec<Named>,
    /// The text says 等: others may be added.
    pub open: bool,
}

/// Who may publish about events of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The grade.
    pub grade: String,
    /// The clause that says so.
    pub citation: Citation,
    /// Who publishes.
    pub by: Named,
    /// With whom the release is filed (备案).
    pub files_with: Vec<Named>,
}

/// What one department does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// `{slug}.department.{position}`.
    pub id: String,
    /// The department.
    pub organ: Named,
    /// The clause that says so.
    pub citation: Citation,
    /// One line in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
}

/// Something that must be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `{slug}.decision.{position}`.
    pub id: String,
    /// What is decided, in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The clause that says so.
    pub citation: Citation,
    /// Who proposes; empty when the text names nobody.
    pub proposes: Vec<Named>,
    /// Who decides, any one of them; empty when the text names nobody.
    pub decides: Vec<Named>,
    /// What the decision does to the incident, when it does something.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// What a proposal must show evidence for, each one (all of it is a gate).
    #[serde(default)]
    pub needs: Vec<String>,
    /// It can be taken for events of these grades only; empty: for all.
    #[serde(default)]
    pub grades: Vec<String>,
}

/// What a decision does to an incident once it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The response begins: clocks that run from it start, groups and departments get their tasks.
    StartsResponse,
    /// The response ends.
    EndsResponse,
}

/// Something done first or during a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// `{slug}.measure.{position}`.
    pub id: String,
    /// The clause that orders it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Name of the working group that does it, when the text gives it to one.
    pub group: Option<String>,
}

impl Clock {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl Plan {
    /// The grade of that name.
    pub fn grade(&self, level: &str) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.level == level)
    }
}
