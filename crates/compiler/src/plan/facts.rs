//! An emergency plan as found.

use crate::facts::pair;
use kernel::Decimal;
use serde::Serialize;
use syntax::Span;

/// An emergency plan.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Plan {
    /// Number of the document, else its title.
    pub document: String,
    /// What it is about.
    pub subject: String,
    /// Grades, the gravest first as written.
    pub grades: Vec<Grade>,
    /// What must be done within a time.
    pub clocks: Vec<Clock>,
    /// Reports with what they must hold.
    pub reports: Vec<Report>,
    /// Levels of warning.
    pub warnings: Vec<Warning>,
    /// Working groups.
    pub groups: Vec<Group>,
    /// Who may publish on which grade.
    pub release: Vec<Release>,
    /// Departments and what they do.
    pub organs: Vec<Department>,
    /// Index of the document.
    #[serde(skip)]
    pub at: usize,
}

/// A grade (级别).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Grade {
    /// Ⅰ to Ⅳ.
    pub level: &'static str,
    /// 特别重大, 重大, 较大, 一般.
    pub name: &'static str,
    /// The clause it begins in.
    pub clause: String,
    /// Any one is enough.
    pub criteria: Vec<Criterion>,
    /// Where it begins.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// One criterion of a grade.
#[derive(Debug, Clone, Serialize)]
pub struct Criterion {
    /// What is counted: `deaths`, `injured`, `loss`, …; `discretion` when a person decides.
    pub metric: &'static str,
    /// The clause.
    pub clause: String,
    /// Lower bound.
    pub min: Option<Decimal>,
    /// Whether the lower bound itself counts.
    pub min_inclusive: Option<bool>,
    /// Upper bound.
    pub max: Option<Decimal>,
    /// Whether the upper bound itself counts.
    pub max_inclusive: Option<bool>,
    /// Unit of the bounds.
    pub unit: Option<&'static str>,
    /// Words of conditions that must hold as well: `同一批号`, `类似病例`.
    pub needs: Vec<&'static str>,
    /// The grade of the incidents that are counted, for units such as counties.
    pub of_grade: Option<&'static str>,
    /// As written.
    pub quote: String,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// Something that must be done within a time.
#[derive(Debug, Clone, Serialize)]
pub struct Clock {
    /// The clause.
    pub clause: String,
    /// Who.
    pub who: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
    /// In the grammar of packs.
    pub rule: String,
    /// Grades it holds for; empty for all.
    pub applies: Vec<&'static str>,
    /// The words that set the time.
    pub quote: String,
    /// The sentence.
    pub text: String,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A kind of report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// `initial`, `progress` or `final`.
    pub kind: &'static str,
    /// As the document calls it.
    pub name: &'static str,
    /// The clause.
    pub clause: String,
    /// What it must hold, as written.
    pub fields: Vec<String>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A level of warning (预警级别).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Warning {
    /// 一级 to 四级, or 红色 to 蓝色.
    pub level: String,
    /// The clause.
    pub clause: String,
    /// Who decides.
    pub decides: Option<String>,
    /// Who asks for the decision.
    pub requests: Option<String>,
    /// `possible:Ⅰ`, `happened:Ⅱ`.
    pub conditions: Vec<String>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A working group (工作组).
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Name.
    pub name: String,
    /// The clause.
    pub clause: String,
    /// Who leads.
    pub lead: Vec<String>,
    /// Who takes part.
    pub members: Vec<String>,
    /// The text says 等.
    pub open: bool,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// Who may publish on an incident of a grade.
#[derive(Debug, Clone, Serialize)]
pub struct Release {
    /// The grade.
    pub grade: &'static str,
    /// The clause.
    pub clause: String,
    /// Who publishes.
    pub by: String,
    /// With whom it is filed.
    pub files_with: Vec<String>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A department and what it does.
#[derive(Debug, Clone, Serialize)]
pub struct Department {
    /// Name.
    pub name: String,
    /// The clause.
    pub clause: String,
    /// Its duties as written, one sentence each.
    pub duties: Vec<String>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}
