//! Incidents for programs.

mod cases;
mod import;
mod room;

pub(crate) use cases::{only_plan, state};
pub(crate) use import::taken;

use crate::grade::{Counts, grade};
use crate::model::Incident;
use crate::pages::{Seen, read};
use crate::room::{Proposal, Sent};
use crate::store;
use ::store::card::Card;
use kernel::Say;
use pack::{Condition, Named, Plan, ReportKind, Warning};
use page::{Access, Answer, Ask, Refusal, Route, described, is_late};
use people::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let own = vec![
        Route::get("/api/v1/incidents/{id}", Access::Needs(Right::ReadDistrict), show)
            .doc(described("An incident with its grade and why").gives::<IncidentItem>()),
        Route::post("/api/v1/plans/{plan}/grade", Access::Needs(Right::ReadDistrict), grade_counts).doc(
            described("Grades counts by a plan; nothing is recorded").takes::<Counts>().gives::<GradeItem>(),
        ),
    ];
    [own, room::routes(), import::routes(), cases::routes()].concat()
}

/// A criterion that holds.
#[derive(Debug, Serialize, ToSchema)]
struct Reason {
    grade: String,
    criterion: String,
    title: String,
    count: u32,
    threshold: String,
    clause: String,
}

/// A grade and why.
#[derive(Debug, Serialize, ToSchema)]
struct GradeItem {
    grade: Option<String>,
    because: Vec<Reason>,
    undecided: Option<String>,
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
struct IncidentItem {
    id: String,
    plan: String,
    title: String,
    product: String,
    place: String,
    learnt: String,
    counts: Counts,
    grade: Option<String>,
    because: Vec<Reason>,
    undecided: Option<String>,
    response: &'static str,
    /// The levels of warning whose conditions hold: who decides on each (D-053).
    warning: Vec<WarningItem>,
    clocks: Vec<ClockItem>,
    proposals: Vec<ProposalItem>,
    reports: Vec<ReportItem>,
    made_up: bool,
}

/// A level of warning that the plan calls for at this grade.
#[derive(Debug, Serialize, ToSchema)]
struct WarningItem {
    level: String,
    requests: Option<String>,
    decides: Option<String>,
    clause: String,
}

/// A time limit that runs.
#[derive(Debug, Serialize, ToSchema)]
struct ClockItem {
    duty: String,
    title: String,
    organ: String,
    due: Option<String>,
    clause: String,
    state: String,
    /// Computed now; stored nowhere.
    overdue: bool,
}

/// A proposal and what became of it.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalItem {
    no: u32,
    decision: String,
    text: String,
    at: String,
    /// `null`: it waits.
    agreed: Option<bool>,
}

/// A report that was sent.
#[derive(Debug, Serialize, ToSchema)]
struct ReportItem {
    no: u32,
    #[schema(value_type = String)]
    kind: ReportKind,
    to: String,
    sent: String,
    acknowledged: Option<String>,
    fields: std::collections::BTreeMap<String, String>,
}

fn item(ask: &Ask<'_>, graded: crate::Graded) -> GradeItem {
    let because = graded.because.into_iter().map(|holds| Reason {
        grade: holds.grade,
        criterion: holds.criterion,
        title: ask.language.of(&holds.title, &holds.title_en).to_owned(),
        count: holds.count,
        threshold: holds.threshold,
        clause: holds.clause,
    });
    GradeItem {
        grade: graded.grade,
        because: because.collect(),
        undecided: graded.undecided.map(|say| ask.say(&say)),
    }
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let clocks = seen.clocks.iter().map(|card| clock(ask, card)).collect();
    let (proposals, reports) = (proposals(&seen), reports(&seen));
    let warning = seen.plan.as_ref().map(|plan| warnings(plan, &seen.incident)).unwrap_or_default();
    let Incident { learnt, counts, graded, state, .. } = seen.incident;
    let GradeItem { grade, because, undecided } = item(ask, graded);
    Ok(Answer::json(&IncidentItem {
        id: learnt.id,
        plan: learnt.plan,
        title: learnt.title,
        product: learnt.product,
        place: learnt.place,
        learnt: learnt.learnt.to_string(),
        counts,
        grade,
        because,
        undecided,
        response: state.word(),
        warning,
        clocks,
        proposals,
        reports,
        made_up: learnt.made_up,
    }))
}

/// The levels of warning that an event of this grade calls for. Only the last the district decides on itself; for the
/// others the proposal goes upward.
fn warnings(plan: &Plan, incident: &Incident) -> Vec<WarningItem> {
    let happened = |condition: &Condition| matches!(condition, Condition::Happened(grade) if Some(grade) == incident.graded.grade.as_ref());
    let called = plan.warnings.iter().filter(|warning| warning.conditions.iter().any(happened));
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.written.clone());
    let item = |warning: &Warning| WarningItem {
        level: warning.level.clone(),
        requests: name(&warning.requests),
        decides: name(&warning.decides),
        clause: warning.citation.clause.to_string(),
    };
    called.map(item).collect()
}

fn clock(ask: &Ask<'_>, card: &Card) -> ClockItem {
    ClockItem {
        duty: card.subject.strip_prefix("duty/").unwrap_or(&card.subject).to_owned(),
        title: card.title.clone(),
        organ: card.organ.clone(),
        due: card.due.map(|due| due.to_string()),
        clause: card.clause.clone(),
        state: card.state.clone(),
        overdue: is_late(ask, card),
    }
}

fn proposals(seen: &Seen) -> Vec<ProposalItem> {
    let item = |one: &Proposal| ProposalItem {
        no: one.proposed.what.no,
        decision: one.proposed.what.decision.clone(),
        text: one.proposed.what.text.clone(),
        at: one.proposed.at.to_string(),
        agreed: one.settled.as_ref().map(|settled| settled.what.agreed),
    };
    seen.room.proposals.iter().map(item).collect()
}

fn reports(seen: &Seen) -> Vec<ReportItem> {
    let item = |sent: &Sent| ReportItem {
        no: sent.written.what.no,
        kind: sent.written.what.kind,
        to: sent.written.what.to.clone(),
        sent: sent.written.at.to_string(),
        acknowledged: sent.acknowledged.as_ref().map(|done| done.at.to_string()),
        fields: sent.written.what.fields.clone(),
    };
    seen.room.reports.iter().map(item).collect()
}

/// A misspelt name would be a person not counted: it is refused with the names there are.
fn known_names(plan: &Plan, counts: &Counts) -> Result<(), Refusal> {
    let names = plan.metrics.iter().map(|metric| &metric.id).chain(plan.flags.iter().map(|flag| &flag.id));
    let names: Vec<&str> = names.map(String::as_str).collect();
    match counts.told.keys().find(|name| !names.contains(&name.as_str())) {
        Some(found) if !names.is_empty() => Err(Refusal::Invalid(
            Say::new("incidents.unknown_fact").with("found", found).with("accepted", names.join("、")),
        )),
        _ => Ok(()),
    }
}

fn grade_counts(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let counts = ask.json::<Counts>()?;
    let plan = ask.read(|tx| store::plan_of(tx, ask.path.get("plan")))?;
    known_names(&plan, &counts)?;
    Ok(Answer::json(&item(ask, grade(&plan, &counts))))
}
