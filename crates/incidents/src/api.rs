//! Incidents for programs.

mod cases;

pub(crate) use cases::{only_plan, state};

use crate::grade::{Counts, grade};
use crate::model::Incident;
use crate::store;
use kernel::Say;
use pack::Plan;
use page::{Access, Answer, Ask, Refusal, Route, described};
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
    [own, cases::routes()].concat()
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
    made_up: bool,
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
    let Incident { learnt, counts, graded, state, .. } =
        ask.read(|tx| store::known(tx, ask.path.get("id")))?;
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
        made_up: learnt.made_up,
    }))
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
