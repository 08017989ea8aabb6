//! What the clauses of a pack create: one fact per row, with the organs that have a part in it. Pure.

use kernel::Citation;
use pack::{Document, Named, Pack, Plan, Reporters, Schedule};
use serde::{Deserialize, Serialize};

/// What kind of thing a clause created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Something organs must do.
    Task,
    /// What opens duties by the calendar or by events.
    Schedule,
    /// A series with a target.
    Indicator,
    /// A number promised in prose.
    Commitment,
    /// An item of an administrative list.
    Power,
    /// A grade of an emergency plan.
    Grade,
    /// A time limit of an emergency plan.
    Clock,
    /// A kind of report an emergency plan asks for.
    Report,
    /// A level of warning.
    Warning,
    /// A working group.
    Group,
    /// Who may publish about a grade.
    Release,
    /// What one department does in an emergency.
    Department,
    /// Who proposes and who decides.
    Decision,
    /// What is done during first handling, a warning or a response.
    Measure,
}

impl FactKind {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            FactKind::Task => "task",
            FactKind::Schedule => "schedule",
            FactKind::Indicator => "indicator",
            FactKind::Commitment => "commitment",
            FactKind::Power => "power",
            FactKind::Grade => "grade",
            FactKind::Clock => "clock",
            FactKind::Report => "report",
            FactKind::Warning => "warning",
            FactKind::Group => "group",
            FactKind::Release => "release",
            FactKind::Department => "department",
            FactKind::Decision => "decision",
            FactKind::Measure => "measure",
        }
    }
}

/// The part an organ has in a fact. Lead, responsible and the rest are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 牵头.
    Lead,
    /// 责任.
    Responsible,
    /// Receives what is reported.
    Receiver,
    /// Member of a group.
    Member,
    /// Exercises a power.
    Holder,
    /// Proposes a decision.
    Proposes,
    /// Decides, publishes or releases.
    Decides,
}

impl Role {
    /// The word in tables and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Responsible => "responsible",
            Role::Receiver => "receiver",
            Role::Member => "member",
            Role::Holder => "holder",
            Role::Proposes => "proposes",
            Role::Decides => "decides",
        }
    }
}

/// One thing a clause created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Identity in the pack.
    pub id: String,
    /// What it is.
    pub kind: FactKind,
    /// The clause that created it.
    pub citation: Citation,
    /// Title in Chinese.
    pub title: String,
    /// Title in English.
    pub title_en: String,
    /// What is written beside the title: a target, a date, a code.
    pub detail: String,
    /// Who has which part in it, in the document's order.
    pub organs: Vec<(Role, String)>,
}

/// Every fact of a pack, in reading order.
pub fn facts(pack: &Pack) -> Vec<Fact> {
    pack.documents.iter().flat_map(of_document).collect()
}

fn of_document(document: &Document) -> Vec<Fact> {
    let tasks = document.duties.iter().map(task);
    let schedules = document.schedules.iter().map(schedule);
    let indicators = document.indicators.iter().map(indicator);
    let commitments = document.commitments.iter().map(commitment);
    let powers = document.powers.iter().map(power);
    let plan = document.plan.iter().flat_map(|plan| of_plan(&document.slug, plan));
    schedules.chain(tasks).chain(indicators).chain(commitments).chain(powers).chain(plan).collect()
}

/// A fact without organs or detail yet.
fn plain(id: &str, kind: FactKind, citation: &Citation, title: &str, title_en: &str) -> Fact {
    Fact {
        id: id.to_owned(),
        kind,
        citation: citation.clone(),
        title: title.to_owned(),
        title_en: title_en.to_owned(),
        detail: String::new(),
        organs: Vec::new(),
    }
}

impl Fact {
    fn detail(mut self, detail: impl Into<String>) -> Fact {
        self.detail = detail.into();
        self
    }

    fn with<'a>(mut self, role: Role, organs: impl IntoIterator<Item = &'a Named>) -> Fact {
        self.organs.extend(organs.into_iter().map(|named| (role, named.organ.clone())));
        self
    }
}

fn task(duty: &pack::Duty) -> Fact {
    let due = duty.due.as_ref().map(|due| format!("{}（{}）", due.date, due.quote)).unwrap_or_default();
    plain(&duty.id, FactKind::Task, &duty.citation, &duty.title, &duty.title_en)
        .detail(due)
        .with(Role::Lead, &duty.lead)
        .with(Role::Responsible, &duty.responsible)
}

fn schedule(schedule: &Schedule) -> Fact {
    let who: &[Named] = if let Reporters::Organs(organs) = &schedule.who { organs } else { &[] };
    plain(&schedule.id, FactKind::Schedule, &schedule.citation, &schedule.title, &schedule.title_en)
        .detail(&schedule.quote)
        .with(Role::Lead, who)
        .with(Role::Receiver, &schedule.to)
}

fn indicator(indicator: &pack::Indicator) -> Fact {
    let targets =
        [&indicator.target, &indicator.growth].into_iter().flatten().map(|target| target.text.as_str());
    plain(&indicator.id, FactKind::Indicator, &indicator.citation, &indicator.name, &indicator.name_en)
        .detail(targets.collect::<Vec<_>>().join(" / "))
        .with(Role::Responsible, &indicator.organs)
}

fn commitment(commitment: &pack::Commitment) -> Fact {
    plain(&commitment.id, FactKind::Commitment, &commitment.citation, &commitment.title, &commitment.title_en)
        .detail(&commitment.written)
}

fn power(power: &pack::Power) -> Fact {
    plain(&power.id, FactKind::Power, &power.citation, &power.name, "")
        .detail(format!("{} {}", power.code, power.kind))
        .with(Role::Holder, [&power.holder])
}

fn of_plan(slug: &str, plan: &Plan) -> Vec<Fact> {
    [
        of_grades(slug, plan),
        of_clocks(slug, plan),
        of_warnings(slug, plan),
        of_releases(slug, plan),
        of_organs(plan),
        of_acts(plan),
    ]
    .concat()
}

fn of_grades(slug: &str, plan: &Plan) -> Vec<Fact> {
    let grades = plan.grades.iter().map(|grade| {
        let id = format!("{slug}.grade.{}", grade.level);
        plain(
            &id,
            FactKind::Grade,
            &grade.citation,
            &format!("{}级（{}）", grade.level, grade.name),
            &grade.level,
        )
    });
    grades.collect()
}

/// The plan's time limits and the reports they ask for.
fn of_clocks(slug: &str, plan: &Plan) -> Vec<Fact> {
    let clocks = plan.clocks.iter().map(|clock| {
        plain(&clock.id, FactKind::Clock, &clock.citation, &clock.title, &clock.title_en)
            .detail(clock.applies.join("、"))
            .with(Role::Lead, &clock.who)
            .with(Role::Receiver, &clock.to)
    });
    let reports = plan.reports.iter().enumerate().map(|(at, report)| {
        plain(
            &format!("{slug}.report.{}", at + 1),
            FactKind::Report,
            &report.citation,
            &report.title,
            &report.title_en,
        )
    });
    clocks.chain(reports).collect()
}

/// Working groups and what each department does.
fn of_organs(plan: &Plan) -> Vec<Fact> {
    let groups = plan.groups.iter().map(|group| {
        plain(&group.id, FactKind::Group, &group.citation, &group.name, &group.name_en)
            .with(Role::Lead, &group.lead)
            .with(Role::Member, &group.members)
    });
    let departments = plan.departments.iter().map(|department| {
        plain(
            &department.id,
            FactKind::Department,
            &department.citation,
            &department.title,
            &department.title_en,
        )
        .with(Role::Responsible, [&department.organ])
    });
    groups.chain(departments).collect()
}

/// Decisions and measures.
fn of_acts(plan: &Plan) -> Vec<Fact> {
    let decisions = plan.decisions.iter().map(|decision| {
        plain(&decision.id, FactKind::Decision, &decision.citation, &decision.title, &decision.title_en)
            .with(Role::Proposes, &decision.proposes)
            .with(Role::Decides, &decision.decides)
    });
    let measures = plan.measures.iter().map(|measure| {
        plain(&measure.id, FactKind::Measure, &measure.citation, &measure.title, &measure.title_en)
            .detail(measure.group.clone().unwrap_or_default())
    });
    decisions.chain(measures).collect()
}

fn of_warnings(slug: &str, plan: &Plan) -> Vec<Fact> {
    let warnings = plan.warnings.iter().map(|warning| {
        let id = format!("{slug}.warning.{}", warning.level);
        let title = format!("{}预警", warning.level);
        plain(&id, FactKind::Warning, &warning.citation, &title, &format!("Warning level {}", warning.level))
            .with(Role::Proposes, &warning.requests)
            .with(Role::Decides, &warning.decides)
    });
    let measures = plan.warnings.iter().flat_map(|warning| {
        warning.measures.iter().enumerate().map(move |(at, measure)| {
            let id = format!("{slug}.warning.{}.{}", warning.level, at + 1);
            plain(&id, FactKind::Measure, &measure.citation, &measure.title, &measure.title_en)
        })
    });
    warnings.chain(measures).collect()
}

fn of_releases(slug: &str, plan: &Plan) -> Vec<Fact> {
    let releases = plan.releases.iter().map(|release| {
        let title = format!("{}级事件信息发布", release.grade);
        let id = format!("{slug}.release.{}", release.grade);
        plain(
            &id,
            FactKind::Release,
            &release.citation,
            &title,
            &format!("Release on grade {}", release.grade),
        )
        .with(Role::Decides, [&release.by])
        .with(Role::Receiver, &release.files_with)
    });
    releases.collect()
}
